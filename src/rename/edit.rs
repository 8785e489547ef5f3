//! Replacements in one text.

use std::ops::Range;

/// A replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

/// The edits of one file.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// Of references.
    pub(super) edits: Vec<Edit>,
    /// The one that keeps the former id as an alias.
    pub(super) alias: Option<Edit>,
}

impl Edits {
    pub(super) fn push(&mut self, edit: Edit) {
        self.edits.push(edit);
    }

    /// In order, each once.
    pub(super) fn finish(mut self) -> Self {
        self.edits.sort_by_key(|edit| edit.range.start);
        self.edits.dedup();
        let mut end = 0;
        self.edits.retain(|edit| {
            let apart = edit.range.start >= end;
            end = end.max(edit.range.end);
            apart
        });
        self
    }
}

/// All edits of a file, in order.
pub(super) fn merged(mut edits: Vec<Edit>, alias: Option<Edit>) -> Vec<Edit> {
    edits.extend(alias);
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// The text with its edits, which come in order.
pub(crate) fn applied(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut from = 0;
    for edit in edits {
        out.push_str(&text[from..edit.range.start]);
        out.push_str(&edit.text);
        from = edit.range.end;
    }
    out.push_str(&text[from..]);
    out
}

/// Where a word of a scalar's value stands in the scalar as it is written: quotes, escapes and folding lie between
/// words, so that the third occurrence in one is the third in the other. `None` where the two don't have it equally
/// often.
pub(super) fn in_source(raw: &str, value: &str, at: Range<usize>) -> Option<Range<usize>> {
    let word = value.get(at.clone())?;
    let places =
        |text: &str| (0..text.len()).filter(|at| text.as_bytes()[*at..].starts_with(word.as_bytes())).collect();
    let (written, meant): (Vec<usize>, Vec<usize>) = (places(raw), places(value));
    let number = meant.iter().position(|place| *place == at.start)?;
    let start = *written.get(number).filter(|_| written.len() == meant.len())?;
    Some(start..start + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_behind_escapes() {
        assert_eq!(in_source("\"a \\\"B1\\\" B1\"", "a \"B1\" B1", 7..9), Some(10..12));
        assert_eq!(in_source("\"\\x42\\x31\"", "B1", 0..2), None);
    }
}
