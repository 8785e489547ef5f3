//! The pictures of a guide: which tasks each shows, and the list that says the same.
//!
//! `node_selection` chooses boxes and connectors, `tasks` makes the drawing and its list of them, and `counts` the table of a
//! set of tasks too large for one picture. `sheets` divides what must fit on paper.

mod counts;
mod diagram_view;
mod difference;
mod node_selection;
mod picture;
mod selection;
mod shared_labels;
mod sheets;
mod tasks;

pub(crate) use counts::is_wide;
pub(crate) use diagram_view::DiagramView;
#[cfg(test)]
pub(crate) use diagram_view::LineView;
pub(crate) use difference::difference;
pub(crate) use node_selection::{MAX_BOXES, Path, is_crowded};
pub(crate) use picture::Picture;
pub use selection::Selection;
pub(crate) use selection::drawing;
pub(crate) use sheets::sheets;
