//! Front matter and body of a file.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, MISSING_FRONT_MATTER, SECOND_FRONT_MATTER};
use crate::source::{FileId, Span};

/// Where the parts of a file stand.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Where the text starts, behind a byte order mark.
    pub(crate) start: usize,
    /// The YAML between the two lines `---`, if the file begins with one.
    pub(crate) front: Option<Range<usize>>,
    /// Where the body starts.
    pub(crate) body: usize,
}

/// Splits a file. The front matter starts with a line `---` at the very beginning and ends with the next such line;
/// line ends may be LF or CRLF.
pub(crate) fn split(text: &str) -> Parts {
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let mut parts = Parts { start, front: None, body: start };
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| is_fence(line)) else { return parts };
    let from = start + first.len();
    let mut at = from;
    for line in lines {
        if is_fence(line) {
            parts.front = Some(from..at);
            parts.body = at + line.len();
            return parts;
        }
        at += line.len();
    }
    parts
}

/// Why a file has no front matter. `start` is its first line.
pub(super) fn fault(text: &str, parts: &Parts, start: Span) -> Diagnostic {
    let new = |span: Span, message: &str| Diagnostic::new(MISSING_FRONT_MATTER, span, message);
    let rest = &text[parts.start..];
    let first = rest.lines().next().unwrap_or_default().trim_end();
    let begin = "begin the file with `---`, the keys of the page (at least `title`), and `---`";
    if rest.trim().is_empty() {
        return new(start, "the file is empty").help(begin);
    }
    if is_fence(first) {
        let fault = new(start, "the front matter is never closed").label("it begins here");
        return match almost_fence(text, parts.start) {
            Some(range) => {
                let shown = text[range.clone()].trim_end().to_owned();
                fault
                    .and(Span::new(start.file, range), "meant to close it?")
                    .help(format!("write `---` with nothing before or behind it, instead of `{shown}`"))
            }
            None => fault.help("write a line `---` behind the last key, before the text"),
        };
    }
    if rest.trim_start().starts_with("---") && first.is_empty() {
        let at = parts.start + rest.len() - rest.trim_start().len();
        let fence = Span::new(start.file, at..at + 3);
        return new(fence, "empty lines stand before `---`").help("take them out: `---` must be the first line");
    }
    if first == "+++" {
        let help = "write YAML between two lines `---`: `title: …` instead of `title = …`";
        return new(start, "the front matter is TOML, which is not read").help(help);
    }
    if !first.is_empty() && first.chars().all(|c| matches!(c, '-' | '–' | '—' | ' ')) {
        let message = format!("the file begins with `{first}` instead of `---`");
        return new(start, &message).help("write three hyphens, with nothing else in the line");
    }
    if rest.lines().skip(1).any(is_fence) {
        return new(start, "text stands before the front matter").help("take it out: `---` must be the first line");
    }
    new(start, "the file has no front matter").help(begin)
}

/// A text that begins like front matter, with keys between two lines `---`: a page has one, and this one would be shown
/// as a line and a heading. `body` is where the text starts.
pub(super) fn second(text: &str, body: usize, file: FileId) -> Option<Diagnostic> {
    let start = body + text[body..].len() - text[body..].trim_start().len();
    let mut lines = text[start..].lines();
    lines.next().filter(|line| is_fence(line))?;
    let first = lines.next()?;
    let (key, value) = first.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if !is_key || !(value.is_empty() || value.starts_with([' ', '\t'])) || !lines.any(is_fence) {
        return None;
    }
    let span = Span::new(file, start..start + 3);
    let fault = Diagnostic::new(SECOND_FRONT_MATTER, span, format!("the text begins with front matter again: `{key}`"));
    Some(fault.help("write all keys between the first two lines `---`, and take these out"))
}

/// A line that was meant to close front matter: dashes of another kind or number, or indented.
fn almost_fence(text: &str, start: usize) -> Option<Range<usize>> {
    let mut at = start;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        let content = line.trim();
        let dashes = content.chars().count() >= 2 && content.chars().all(|c| matches!(c, '-' | '–' | '—'));
        if number > 0 && dashes {
            return Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_front_matter_and_body() {
        let text = "---\r\na: 1\r\n---\r\nBody";
        let parts = split(text);
        assert_eq!(parts.front.map(|range| &text[range]), Some("a: 1\r\n"));
        assert_eq!(&text[parts.body..], "Body");
        assert_eq!(split("\u{FEFF}---\n---\n").front, Some(7..7));
        assert_eq!(split("Just text").front, None);
        assert_eq!(split("---\na: 1\n").front, None);
    }
}
