//! How much front matter and settings may hold. Far above what anybody needs, and low enough that no file makes a
//! build slow: what stands in one list is shown on many pages.

use crate::diagnostic::{Diagnostic, LIMIT_EXCEEDED};
use crate::source::Span;

/// Texts that are shown in lists and pictures, and names, in bytes.
const MAX_LINE: usize = 1_000;
/// Texts that have a place of their own on a page, in bytes.
pub(super) const MAX_TEXT: usize = 50_000;
/// Items of most lists.
const MAX_ITEMS: usize = 1_000;
/// Items of the lists that grow with a guide.
const MAX_ENTRIES: usize = 10_000;
/// Items of the lists that are compared with every task or word.
const MAX_COMPARED: usize = 100;
/// Versions of a guide: each is a file.
const MAX_VERSIONS: usize = 200;

/// Keys whose texts may be long.
const LONG: [&str; 7] = ["contact", "delivers", "description", "meaning", "note", "open_questions", "source"];

pub(super) fn max_text(key: &str) -> usize {
    if LONG.contains(&key) { MAX_TEXT } else { MAX_LINE }
}

pub(super) fn max_items(key: &str) -> usize {
    match key {
        "terms" | "retired" => MAX_ENTRIES,
        "id_prefixes" | "sections" => MAX_COMPARED,
        "versions" => MAX_VERSIONS,
        _ => MAX_ITEMS,
    }
}

pub(super) fn limited(span: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(LIMIT_EXCEEDED, span, message).help(help)
}
