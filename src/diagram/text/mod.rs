//! Text measured and broken into lines.
//!
//! In: words, a type size and the room that they have. Out: a [`Label`] or lines that fit, each a range of the text. Words
//! are broken by the patterns of their language (Liang 1983).

mod glyph_widths;
mod hyphenation;
mod label;
mod line_breaking;

pub(super) use glyph_widths::width;
pub(super) use hyphenation::Hyphens;
pub use label::Label;
pub use line_breaking::TextLine;
pub(super) use line_breaking::{code, tidy, wrap, wrap_words};
