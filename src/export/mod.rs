//! A diagram as text for other programs and for the terminal: each format is a function over the same [`Drawing`]
//! that pictures are laid out from, so all of them show the same tasks and relations.

mod dot;
mod json;
mod mermaid;
mod phases;
mod tree;

use crate::diagram::{self, Drawing, Form};

/// What a diagram can be written as.
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

/// Words that text formats need beside those of the drawing, in the reader's language.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    /// "needs".
    pub(crate) needs: String,
    /// "needs one of".
    pub(crate) needs_any: String,
    /// "together with".
    pub(crate) with: String,
    /// "or".
    pub(crate) or: String,
    /// "likely".
    pub(crate) likely: String,
    /// "Outside the diagram".
    pub(crate) outside: String,
}

/// Writes a drawing. `guide` is the key of its guide.
pub(crate) fn export(drawing: &Drawing, guide: &str, words: &Words, format: Format) -> String {
    match format {
        Format::Tree => tree::tree(drawing, words),
        Format::Svg => diagram::svg(&diagram::layout(drawing), Form::File),
        Format::Dot => dot::dot(drawing, words),
        Format::Mermaid => mermaid::mermaid(drawing, words),
        Format::Json => json::json(drawing, guide),
    }
}
