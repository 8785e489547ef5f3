//! A diagram as text for other programs and for the terminal: each format is a function over the same [`Drawing`]
//! that pictures are laid out from, so all of them show the same tasks and relations.

mod dot;
mod json;
mod mermaid;
mod phases;
mod tree;
mod words;

pub(crate) use words::ExportWords;

use crate::diagram::{self, Drawing, Embedding};

/// The format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Stages, parties and tasks as an indented list.
    Tree,
    /// A picture that stands alone.
    Svg,
    /// Graphviz.
    Dot,
    /// A flowchart of Mermaid.
    Mermaid,
    /// Documented in `docs/content/guide-json.md`.
    Json,
}

/// Writes a drawing. `guide` is the key of its guide.
pub(crate) fn export(drawing: &Drawing, guide: &str, words: &ExportWords, format: Format) -> String {
    match format {
        Format::Tree => tree::tree(drawing, words),
        Format::Svg => diagram::svg(&diagram::layout(drawing), Embedding::File),
        Format::Dot => dot::dot(drawing, words),
        Format::Mermaid => mermaid::mermaid(drawing, words),
        Format::Json => json::json(drawing, guide),
    }
}
