//! Footnotes: numbered in the order of their first mention, set behind the text.

use std::collections::HashMap;

use super::body::Slot;
use super::writer::{Out, Writer};

/// The footnotes of a text.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Number by label, in order of first mention.
    pub(super) numbers: HashMap<String, usize>,
    pub(super) texts: HashMap<String, Out>,
    pub(super) mentions: HashMap<usize, usize>,
}

impl Writer<'_, '_> {
    pub(super) fn footnote_mention(&mut self, label: &str) {
        let next = self.footnotes.numbers.len() + 1;
        let number = *self.footnotes.numbers.entry(label.to_owned()).or_insert(next);
        let mention = self.footnotes.mentions.entry(number).or_insert(0);
        *mention += 1;
        let suffix = if *mention == 1 { String::new() } else { format!("-{mention}") };
        self.out.html.push_str("<sup class=\"footnote\"><a id=\"_");
        self.out.slot(Slot::Anchor);
        self.out.html.push_str(&format!("fnref-{number}{suffix}\" href=\"#_"));
        self.out.slot(Slot::Anchor);
        self.out.html.push_str(&format!("fn-{number}\">{number}</a></sup>"));
    }

    pub(super) fn write_footnotes(&mut self) {
        let mut known: Vec<(usize, String)> =
            self.footnotes.numbers.drain().map(|(label, number)| (number, label)).collect();
        known.sort_unstable();
        if known.is_empty() {
            return;
        }
        self.out.html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.out.slot(Slot::Word("footnotes"));
        self.out.html.push_str("\"><ol>\n");
        for (number, label) in known {
            self.out.html.push_str("<li id=\"_");
            self.out.slot(Slot::Anchor);
            self.out.html.push_str(&format!("fn-{number}\">"));
            self.out.append(self.footnotes.texts.remove(&label).unwrap_or_default());
            self.out.html.push_str("<a href=\"#_");
            self.out.slot(Slot::Anchor);
            self.out.html.push_str(&format!("fnref-{number}\" aria-label=\""));
            self.out.slot(Slot::Word("footnote_back"));
            self.out.html.push_str("\">↩</a></li>\n");
        }
        self.out.html.push_str("</ol></section>\n");
    }
}
