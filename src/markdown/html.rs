//! HTML that authors write into Markdown.

use std::ops::Range;

use super::body::Slot;
use super::tags::{Raw, anchors, pieces, sort, tag_name};
use super::writer::{OpenLink, OpenTag, Shown, Writer};
use crate::diagnostic::{Diagnostic, RAW_HTML};

impl Writer<'_, '_> {
    pub(super) fn raw_html(&mut self, text: &str, range: Range<usize>) {
        if matches!(self.links.last(), Some(OpenLink::Image(..) | OpenLink::Task)) {
            return;
        }
        let sorted = sort(text);
        if self.trusted {
            self.anchors_of(text, &range);
            return self.out.html.push_str(text);
        }
        match sorted {
            Raw::Comment => {}
            Raw::Anchor(name) => {
                self.anchors_of(text, &range);
                self.raw.anchors[name] += 1;
            }
            Raw::Void(name) => self.out.html.push_str(&format!("<{name}>")),
            Raw::Open(name) => {
                self.out.html.push_str(&format!("<{name}>"));
                self.raw.open.push(OpenTag { name, depth: self.depth });
            }
            Raw::Close(name) => {
                // One that closes nothing here would break the nesting: dropped.
                if self.raw.open.last().is_some_and(|open| open.name == name && open.depth == self.depth) {
                    self.raw.open.pop();
                    self.out.html.push_str(&format!("</{name}>"));
                }
            }
            Raw::AnchorEnd(name) if self.raw.anchors[name] > 0 => self.raw.anchors[name] -= 1,
            Raw::AnchorEnd(_) | Raw::Other => {
                self.anchors_of(text, &range);
                self.plain_words(text);
                self.shown_as_text(text, range);
            }
        }
    }

    pub(super) fn raw_block(&mut self, text: &str, range: Range<usize>) {
        if self.trusted {
            self.anchors_of(text, &range);
            return self.out.html.push_str(text);
        }
        if sort(text) == Raw::Comment {
            return;
        }
        if self.leaves_nothing(text) {
            for piece in pieces(text).filter(|piece| !piece.trim().is_empty()) {
                self.raw_html(piece, range.clone());
            }
            return self.close_raw(self.depth);
        }
        self.anchors_of(text, &range);
        self.block("<pre class=\"raw-html\" tabindex=\"0\">");
        self.plain_words(text.trim_end());
        self.end_block("</pre>\n");
        self.shown_as_text(text, range);
    }

    /// Whether a block has no words, and no tag but those that may pass.
    fn leaves_nothing(&self, text: &str) -> bool {
        let mut open = self.raw.anchors;
        pieces(text).all(|piece| match sort(piece) {
            Raw::Anchor(name) => {
                open[name] += 1;
                true
            }
            Raw::AnchorEnd(name) => {
                let closes = open[name] > 0;
                open[name] -= usize::from(closes);
                closes
            }
            Raw::Other => piece.trim().is_empty(),
            _ => true,
        })
    }

    /// Keeps the ids in a piece of HTML as places to link to.
    fn anchors_of(&mut self, text: &str, range: &Range<usize>) {
        // Of a block in a quotation or an item, not all bytes of the source are in its text.
        let whole = self.text.get(range.clone()).is_some_and(|source| source.starts_with(text));
        let mut at = range.start;
        for piece in pieces(text) {
            let place = if whole { at..at + piece.len() } else { range.clone() };
            at += piece.len();
            for id in anchors(piece) {
                if let Some(number) = self.own_anchor(id, place.clone()) {
                    self.out.slot(Slot::OwnAnchor(number));
                }
            }
        }
    }

    fn shown_as_text(&mut self, text: &str, range: Range<usize>) {
        let kind = tag_name(text);
        let closes = text.starts_with("</");
        if let Some(at) = self.raw.kinds.get(&kind) {
            self.raw.shown[*at].more += usize::from(!closes);
            return;
        }
        self.raw.kinds.insert(kind.clone(), self.raw.shown.len());
        let first = text.lines().next().unwrap_or_default().trim();
        let text = first.chars().take(40).collect();
        self.raw.shown.push(Shown { kind, text, range, more: 0 });
    }

    /// One diagnostic for each kind of tag.
    pub(super) fn tell_of_html(&mut self) {
        for Shown { kind, text, range, more } in std::mem::take(&mut self.raw.shown) {
            let also = if more == 0 { String::new() } else { format!(", and `<{kind}` {more} more times") };
            let message = format!("HTML is shown as text: {text}{also}");
            let help = "use Markdown, put it in backticks to show it, or set `html: trusted` in vejviser.yaml";
            self.faults.push(Diagnostic::new(RAW_HTML, self.span(range), message).help(help));
        }
    }

    /// Closes the raw tags that were opened inside the element that ends.
    pub(super) fn close_raw(&mut self, depth: usize) {
        while self.raw.open.last().is_some_and(|open| open.depth >= depth) {
            if let Some(open) = self.raw.open.pop() {
                self.out.html.push_str(&format!("</{}>", open.name));
            }
        }
    }
}
