//! Layering: a column for each box.
//!
//! In: a [`Drawing`](super::Drawing). Out: its [`Graph`], sorted and without circles, and the [`Columns`] of its boxes.
//! Longest paths (Eades and Sugiyama 1990), shortened by the network simplex (Gansner, Koutsofios, North and Vo 1993).
//! Lines that share their way are [`Net`]s by then.

mod components;
mod graph;
mod nets;
mod network_simplex;
mod packing;
mod ranks;
mod waiting;

pub(super) use graph::{Graph, GraphNode, Link};
pub(super) use nets::Net;
pub(super) use packing::{Columns, assign};
pub(super) use waiting::{WaitingRows, level, mark, rows};
