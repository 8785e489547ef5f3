//! `placeholder-text`: a sign that something was to be filled in and never was.

use super::PageContext;
use crate::diagnostic::{Diagnostic, Diagnostics, PLACEHOLDER_TEXT};
use crate::source::Span;
use crate::text::any_pair;

/// Words that stand for "later".
pub(super) const WORDS: [&str; 4] = ["TODO", "TBD", "FIXME", "XXX"];

pub(super) fn check(context: &PageContext<'_>, faults: &mut Diagnostics) {
    let text = context.sources.text(context.file);
    for range in placeholders(text) {
        let message = format!("`{}` was never filled in", &text[range.clone()]);
        let fault = Diagnostic::new(PLACEHOLDER_TEXT, Span::new(context.file, range), message);
        faults.push(fault.help("fill it in, or ask it under `open_questions`; in backticks it is a quotation"));
    }
}

/// Byte ranges of placeholders outside code: the words above, four or more `?`, four or more `x` standing alone.
fn placeholders(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    if !may_hold(text) {
        return found;
    }
    let mut fence = false;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fence = !fence;
        } else if !fence && may_hold(line) {
            line_placeholders(line, offset, &mut found);
        }
        offset += line.len();
    }
    found
}

/// Whether there are two bytes that a placeholder may begin with: nearly all texts and lines hold none.
#[expect(clippy::needless_bitwise_bool, reason = "without branches, one instruction compares many bytes")]
fn may_hold(text: &str) -> bool {
    any_pair(text, |first, second| {
        let same = (first == second) & ((first == b'?') | (first == b'x') | (first == b'X'));
        let word = (first == b'T') & ((second == b'O') | (second == b'B')) | (first == b'F') & (second == b'I');
        same | word
    })
}

fn line_placeholders(line: &str, offset: usize, found: &mut Vec<std::ops::Range<usize>>) {
    let mut at = 0;
    for (number, part) in line.split('`').enumerate() {
        if number % 2 == 0 {
            let mut from = 0;
            for word in part.split(|c: char| !(c.is_alphanumeric() || c == '?')) {
                let start = at + from;
                from += word.len() + part[from + word.len()..].chars().next().map_or(0, char::len_utf8);
                let marks = word.trim_start_matches(char::is_alphanumeric);
                let hit = if WORDS.contains(&word) || is_run(word, 'x') {
                    Some(start..start + word.len())
                } else if is_run(marks, '?') {
                    Some(start + word.len() - marks.len()..start + word.len())
                } else {
                    None
                };
                found.extend(hit.map(|hit| hit.start + offset..hit.end + offset));
            }
        }
        at += part.len() + 1;
    }
}

fn is_run(word: &str, of: char) -> bool {
    word.len() >= 4 && word.chars().all(|c| c == of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_placeholders_outside_code() {
        let text = "Link: ?????\nTODO: å xxxx `TODO` `xxxxx`\n```\nTBD\n```\nXXL? Hvad??? xxxxxl\n";
        let found: Vec<_> = placeholders(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["?????", "TODO", "xxxx"]);
    }
}
