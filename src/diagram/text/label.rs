//! The text in a box: its code and its title, broken into lines.

use super::hyphenation::Hyphens;
use super::line_breaking::{self, TextLine};
use crate::diagram::size;

/// Code and title of a box, wrapped. Many pictures show the same task: its label is made once for all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Label {
    /// Title with white space tidied; `lines` point into it.
    pub text: String,
    /// Lines of the title.
    pub lines: Vec<TextLine>,
    /// Lines of a code too long for one; empty if it fits.
    pub code_lines: Vec<TextLine>,
}

impl Label {
    /// The label of a task; words are broken as in `language`.
    pub fn new(id: &str, title: &str, language: &str) -> Self {
        Label::within(id, title, language, size::BOX_WIDTH)
    }

    /// The same in a box of another width, px.
    pub(crate) fn within(id: &str, title: &str, language: &str, width: f64) -> Self {
        let limit = width - 2.0 * size::BOX_PAD;
        let code_lines = if id.is_empty() { Vec::new() } else { line_breaking::code(id, limit) };
        let text = line_breaking::tidy(title);
        let lines = line_breaking::wrap(&text, limit, size::TITLE, false, Hyphens::of(language));
        Label { text, lines, code_lines }
    }
}
