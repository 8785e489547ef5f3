//! Diagrams: tasks as linked boxes, parties as bands, stages as columns, gates as bars.
//!
//! The way of a picture: a [`Drawing`] says what is to be seen; [`layout()`] gives everything a place and returns a
//! [`Scene`], plain data; [`svg()`] writes it. [`matrix()`] makes the scene of a guide too big for one picture. The
//! room is pure: nothing is read, written or looked up, and the same drawing gives the same bytes.
//!
//! Inside, each step has a file: `graph` (order, doubles, cycles), `ranks` and `simplex` (ranks), `parts` and
//! `columns` (packing), `weave`, `tangle` and `nets` (other columns for large pictures), `flow` and `hops` (long
//! links over several columns), `order`, `sift`, `watch` and `inversions` (few crossings), `rows` and `place`
//! (heights), `ports`, `channel`, `sequence`, `crowd` and `route` (right-angled lines), `layout` (the frame around it
//! all). [`score`] counts what is good and bad in a picture. Ports and tracks follow Sander 1996 and Schulze,
//! Spönemann and von Hanxleden 2014; the steps before them Sugiyama, Tagawa and Toda 1981.

mod advance;
mod align;
mod boxes;
mod channel;
#[cfg(test)]
mod check;
mod columns;
mod crowd;
mod drawing;
mod escape;
mod flow;
mod frame;
mod graph;
mod groups;
mod hops;
mod hyphens;
mod inversions;
mod isotonic;
mod label;
mod layout;
mod legend;
mod marks;
mod matrix;
mod neighbours;
mod nets;
mod order;
mod parts;
mod pen;
mod place;
mod ports;
mod ranks;
mod route;
mod rows;
#[cfg(test)]
mod sample;
mod scene;
pub mod score;
mod sequence;
mod sheet;
mod sides;
mod sift;
mod simplex;
mod size;
mod stroke;
mod style;
mod svg;
mod tangle;
mod watch;
mod weave;
mod wrap;

pub use drawing::{Certainty, Drawing, Edge, Kind, Lane, Node, Role, Stage, Words};
pub use label::Label;
pub use layout::layout;
pub use matrix::{Cell, Summary, matrix};
pub use scene::{Band, Caption, Gate, Line, Point, Sample, Scene, Shape, ShapeForm, Sign, TextLine};
pub use sheet::Sheet;
pub use svg::{Form, Markup, svg};

/// Stylesheet of all diagrams: for the page that holds them and inside each file.
pub const CSS: &str = include_str!("diagram.css");
