//! Diagrams: tasks as linked boxes, parties as marks and bands, stages as columns, gates as bars.
//!
//! The way of a picture: a [`Drawing`] says what is to be seen; [`layout()`] gives everything a place and returns a
//! [`Scene`], plain data; [`svg()`] writes it. [`summary()`] makes a dense drawing short, [`matrix()`] the scene of a guide too big for one picture. The
//! room is pure: nothing is read, written or looked up, and the same drawing gives the same bytes.
//!
//! [`layout()`] goes through the phases of layered drawing (Sugiyama, Tagawa and Toda 1981), a folder each: `layering`,
//! `ordering`, `coordinates` and `routing`; `text` measures and breaks words, `svg` writes. `frame` is what stands around
//! boxes and lines. [`score`] counts what is good and bad in a picture.

mod bar;
#[cfg(test)]
mod check;
mod coordinates;
mod drawing;
mod foot;
mod form;
mod frame;
mod groups;
mod layering;
mod layout;
mod legend;
mod marks;
mod matrix;
mod neighbours;
mod ordering;
mod reduction;
mod routing;
#[cfg(test)]
mod sample;
mod scene;
pub mod score;
mod sheet;
mod size;
mod summary;
mod svg;
mod text;

pub use drawing::{Beyond, Certainty, Drawing, DrawingWords, Edge, EdgeKind, Lane, Node, Role, Side, Stage};
pub use layout::layout;
pub use marks::marked_name;
pub use matrix::{Summary, SummaryCell, matrix};
pub use reduction::implied;
pub use scene::{Band, Caption, Foot, Gate, Line, Point, Sample, Scene, Shape, ShapeForm, Sign};
pub use sheet::Sheet;
pub use summary::{fits_page, is_dense, summary};
pub use svg::{Embedding, Markup, svg};
pub use text::{Label, TextLine};

/// Stylesheet of all diagrams: for the page that holds them and inside each file.
pub const CSS: &str = include_str!("diagram.css");
