//! Front matter and body of a file.

use std::ops::Range;

/// Where the parts of a file stand.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// Where the text starts, behind a byte order mark.
    pub(super) start: usize,
    /// The YAML between the two lines `---`, if the file begins with one.
    pub(super) front: Option<Range<usize>>,
    /// Where the body starts.
    pub(super) body: usize,
    /// Why the front matter could not be told from the body.
    pub(super) fault: Option<&'static str>,
}

/// Splits a file. The front matter starts with a line `---` at the very beginning and ends with the next such line;
/// line ends may be LF or CRLF.
pub(super) fn split(text: &str) -> Parts {
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let mut parts = Parts { start, front: None, body: start, fault: None };
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
    parts.fault = Some("the front matter is never closed");
    parts
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
        assert!(split("---\na: 1\n").fault.is_some());
    }
}
