//! Where a text stands.

use std::ops::Range;

use crate::source::{FileId, Span};

/// Where the text that is parsed stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// In the file from this byte on, as it is.
    File(FileId, usize),
    /// In a value of the front matter, whose bytes differ from the text (quotes, folding).
    Value(Span),
}

impl Place {
    pub(super) fn span(self, range: Range<usize>) -> Span {
        match self {
            Place::File(file, offset) => Span::new(file, range.start + offset..range.end + offset),
            Place::Value(span) => span,
        }
    }
}
