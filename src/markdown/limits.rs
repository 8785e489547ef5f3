//! How much one text may hold. Far above what anybody reads on one page, and low enough that no file makes a build
//! slow: each of these costs a hundred times its bytes.

use std::ops::Range;

use super::place::Place;
use super::writer::Writer;
use crate::diagnostic::{Diagnostic, LIMIT_EXCEEDED};

const MAX_HEADINGS: usize = 10_000;
const MAX_REFERENCES: usize = 10_000;
/// Elements within elements; browsers stop at 512.
const MAX_DEPTH: usize = 300;
/// Characters that may mean something in Markdown, line ends included. The parser keeps some hundred bytes for each
/// until the whole text is read.
const MAX_MARKS: usize = 250_000;

/// The fault of a text with more marks than are read. Looked for before the text is parsed, since it is the parser that
/// takes the memory.
pub(super) fn too_many_marks(text: &str, place: Place) -> Option<Diagnostic> {
    if text.len() <= MAX_MARKS {
        return None;
    }
    let mut marks = text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_punctuation() || *byte == b'\n');
    let (at, _) = marks.nth(MAX_MARKS)?;
    let what = format!("the text has more than {MAX_MARKS} line ends and punctuation marks");
    Some(Diagnostic::new(LIMIT_EXCEEDED, place.span(at..at + 1), what).help("divide it into several pages"))
}

impl Writer<'_, '_> {
    /// The fault of a text that holds more than is read; `range` is where its next part stands.
    pub(super) fn exceeded(&self, range: &Range<usize>) -> Option<Diagnostic> {
        let (what, help) = if self.body.headings.len() > MAX_HEADINGS {
            (format!("the text has more than {MAX_HEADINGS} headings"), "divide it into several pages")
        } else if self.body.references.len() > MAX_REFERENCES {
            (format!("the text has more than {MAX_REFERENCES} references and links"), "divide it into several pages")
        } else if self.depth > MAX_DEPTH {
            (format!("the text has more than {MAX_DEPTH} elements within each other"), "write it with fewer levels")
        } else {
            return None;
        };
        let end = self.text.ceil_char_boundary(range.start + 1).min(self.text.len());
        Some(Diagnostic::new(LIMIT_EXCEEDED, self.span(range.start..end), what).help(help))
    }
}
