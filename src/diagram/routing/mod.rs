//! Routing: the corners of every line.
//!
//! In: the places of all items. Out: [`Ports`] on the sides of boxes, [`Channels`] with a track for each vertical run, and
//! the lines. Ports and tracks follow Sander 1996 and Schulze, Spönemann and von Hanxleden 2014; very full channels take
//! the left-edge method (Hashimoto and Stevens 1971).

mod channels;
mod left_edge;
mod port_alignment;
mod ports;
mod route;
mod runs;
mod track_order;

pub(super) use channels::{Channels, channel_width, tracks_width};
pub(super) use port_alignment::align;
pub(super) use ports::Ports;
pub(super) use route::Router;
