//! HTML that authors write into Markdown.

use std::ops::Range;

use super::writer::{OpenLink, Writer};
use crate::diagnostic::{Diagnostic, RAW_HTML};

/// Tags that may pass as they are, without any attribute: they mark up words and can do no harm.
const HARMLESS: [&str; 9] = ["abbr", "kbd", "mark", "small", "sub", "sup", "br", "wbr", "u"];

/// A piece of raw HTML, as the filter sees it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Raw {
    /// A comment: dropped.
    Comment,
    /// A harmless start tag.
    Open(&'static str),
    /// A harmless end tag.
    Close(&'static str),
    /// A harmless tag without an end.
    Void(&'static str),
    /// Anything else: shown as text.
    Other,
}

/// Sorts one piece of raw HTML.
pub(super) fn sort(piece: &str) -> Raw {
    let piece = piece.trim();
    if piece.starts_with("<!--") && piece.ends_with("-->") && piece.matches("<!--").count() == 1 {
        return Raw::Comment;
    }
    let Some(inner) = piece.strip_prefix('<').and_then(|p| p.strip_suffix('>')) else { return Raw::Other };
    let (name, close) = match inner.strip_prefix('/') {
        Some(name) => (name.trim_end(), true),
        None => (inner.strip_suffix('/').unwrap_or(inner).trim_end(), false),
    };
    match HARMLESS.iter().find(|known| known.eq_ignore_ascii_case(name)) {
        Some(name @ (&"br" | &"wbr")) if !close => Raw::Void(name),
        Some(&"br" | &"wbr") | None => Raw::Other,
        Some(name) if close => Raw::Close(name),
        Some(name) => Raw::Open(name),
    }
}

/// A harmless raw tag that is open, with the number of Markdown elements open around it.
pub(super) struct OpenTag {
    pub(super) name: &'static str,
    pub(super) depth: usize,
}

impl Writer<'_, '_> {
    pub(super) fn raw_html(&mut self, text: &str, range: Range<usize>) {
        if matches!(self.links.last(), Some(OpenLink::Image(..) | OpenLink::Task)) {
            return;
        }
        if self.trusted {
            return self.out.html.push_str(text);
        }
        match sort(text) {
            Raw::Comment => {}
            Raw::Void(name) => self.out.html.push_str(&format!("<{name}>")),
            Raw::Open(name) => {
                self.out.html.push_str(&format!("<{name}>"));
                self.raw.push(OpenTag { name, depth: self.depth });
            }
            Raw::Close(name) => {
                // One that closes nothing here would break the nesting: dropped.
                if self.raw.last().is_some_and(|open| open.name == name && open.depth == self.depth) {
                    self.raw.pop();
                    self.out.html.push_str(&format!("</{name}>"));
                }
            }
            Raw::Other => {
                self.plain_words(text);
                self.warn_of_html(text, range);
            }
        }
    }

    pub(super) fn raw_block(&mut self, text: &str, range: Range<usize>) {
        if self.trusted {
            self.out.html.push_str(text);
        } else if sort(text) != Raw::Comment {
            self.block("<pre class=\"raw-html\" tabindex=\"0\">");
            self.plain_words(text.trim_end());
            self.end_block("</pre>\n");
            self.warn_of_html(text, range);
        }
    }

    pub(super) fn warn_of_html(&mut self, text: &str, range: Range<usize>) {
        let first = text.lines().next().unwrap_or_default().trim();
        let shown: String = first.chars().take(40).collect();
        let fault = Diagnostic::new(RAW_HTML, self.place.span(range), format!("HTML is shown as text: {shown}"))
            .help("use Markdown, put it in backticks to show it, or set `html: trusted` in vejviser.yaml");
        self.faults.push(fault);
    }

    /// Closes the raw tags that were opened inside the element that ends.
    pub(super) fn close_raw(&mut self, depth: usize) {
        while self.raw.last().is_some_and(|open| open.depth >= depth) {
            if let Some(open) = self.raw.pop() {
                self.out.html.push_str(&format!("</{}>", open.name));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bare_harmless_tags_pass() {
        assert_eq!(sort("<kbd>"), Raw::Open("kbd"));
        assert_eq!(sort("</KBD>"), Raw::Close("kbd"));
        assert_eq!(sort("<br />"), Raw::Void("br"));
        assert_eq!(sort("<!-- x -->"), Raw::Comment);
        for bad in
            ["<kbd onclick=x>", "<script>", "<img src=x onerror=y>", "<sub\nid=a>", "<!-- a --><b><!-- -->", "<a"]
        {
            assert_eq!(sort(bad), Raw::Other, "{bad}");
        }
    }
}
