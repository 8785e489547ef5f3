//! Edits of a text before it is parsed.

use std::ops::Range;

/// Bytes that are replaced.
#[derive(Debug)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) text: &'static str,
}

impl Edit {
    pub(super) fn escape(at: usize) -> Self {
        Edit { range: at..at, text: "\\" }
    }

    pub(super) fn cut(range: Range<usize>) -> Self {
        Edit { range, text: "" }
    }
}

/// Whether an odd number of backslashes stands before `at`.
pub(super) fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}
