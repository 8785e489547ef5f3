//! SVG: a finished scene as text.
//!
//! In: a [`Scene`](super::Scene). Out: [`Markup`] for a page or a file of its own, with links, titles and classes; colours
//! come from the stylesheet. As the W3C's SVG 1.1 has it.

mod boxes;
mod markup;
mod number;
mod stroke;
mod style;
mod writer;

pub use markup::{Embedding, Markup, svg};
pub(super) use stroke::{drawn, short};
