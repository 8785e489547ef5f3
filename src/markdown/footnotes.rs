//! Footnotes: numbered in the order of their first mention, set behind the text.

use std::collections::HashMap;
use std::ops::Range;

use super::body::Slot;
use super::writer::{Footnotes, Mentioned, Note, Writer};
use crate::diagnostic::{DUPLICATE_FOOTNOTE, Diagnostic, UNDEFINED_FOOTNOTE, UNUSED_FOOTNOTE};
use crate::text::{WordState, closest};

impl Writer<'_, '_> {
    pub(super) fn footnote_mention(&mut self, label: &str, range: Range<usize>) {
        let span = self.span(range);
        let footnotes = &mut self.footnotes;
        let within = footnotes.open.last().map(|(id, _)| *id);
        let next = footnotes.numbers.len() + 1;
        let number = *footnotes.numbers.entry(label.to_lowercase()).or_insert(next);
        if number == next {
            footnotes.mentioned.push(Mentioned { label: label.to_owned(), span, within: Vec::new() });
        }
        let mentions = &mut footnotes.mentioned[number - 1].within;
        let suffix = suffix(mentions.len());
        mentions.push(within);
        self.out.html.push_str("<sup class=\"footnote\"><a id=\"_");
        self.out.slot(Slot::Anchor);
        self.out.html.push_str(&format!("fnref-{number}{suffix}\" href=\"#_"));
        self.out.slot(Slot::Anchor);
        self.out.html.push_str(&format!("fn-{number}\">{number}</a></sup>"));
    }

    pub(super) fn start_footnote(&mut self, label: &str, range: Range<usize>) {
        self.begin_block();
        self.outer.push((label.to_owned(), std::mem::take(&mut self.out)));
        self.footnotes.open.push((self.footnotes.definitions, range));
        self.footnotes.definitions += 1;
    }

    pub(super) fn end_footnote(&mut self) {
        self.settle_block();
        let Some((label, outer)) = self.outer.pop() else { return };
        let out = std::mem::replace(&mut self.out, outer);
        let (id, range) = self.footnotes.open.pop().unwrap_or_default();
        // The label is enough to show; the text may be long.
        let mark = range.start..(range.start + label.len() + "[^]:".len()).min(range.end);
        let span = self.span(mark);
        let order = self.footnotes.texts.len();
        if let Some(first) = self.footnotes.texts.get(&label.to_lowercase()) {
            let message = format!("the footnote `{label}` stands twice; only the first text is shown");
            let fault = Diagnostic::new(DUPLICATE_FOOTNOTE, span, message).and(first.span, "here first");
            self.faults.push(fault.help("give one of them another label"));
            return;
        }
        self.footnotes.texts.insert(label.to_lowercase(), Note { id, label, out, span, order });
    }

    pub(super) fn write_footnotes(&mut self) {
        let Footnotes { mentioned, mut texts, undefined, .. } = std::mem::take(&mut self.footnotes);
        let first = first_shown(&mentioned, &texts);
        let is_any = first.iter().any(Option::is_some);
        if is_any {
            self.out.html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
            self.out.slot(Slot::Word("footnotes"));
            self.out.html.push_str("\"><ol>\n");
        }
        let mut next = 1;
        for ((number, Mentioned { label, span, .. }), first) in (1..).zip(&mentioned).zip(first) {
            let Some(first) = first else { continue };
            let note = texts.remove(&label.to_lowercase());
            let out = note.map(|note| note.out).unwrap_or_default();
            if out.html.trim().is_empty() && out.slots.is_empty() {
                let fault = Diagnostic::new(UNDEFINED_FOOTNOTE, *span, format!("the footnote `{label}` has no text"));
                self.faults.push(fault.help(format!("write its text behind `[^{label}]:`")));
            }
            // Behind footnotes that are not shown, the list goes on with the number of the mark.
            let value = if number == next { String::new() } else { format!(" value=\"{number}\"") };
            next = number + 1;
            self.out.html.push_str(&format!("<li{value} id=\"_"));
            self.out.slot(Slot::Anchor);
            self.out.html.push_str(&format!("fn-{number}\">"));
            self.out.append(out);
            self.out.html.push_str("<a href=\"#_");
            self.out.slot(Slot::Anchor);
            self.out.html.push_str(&format!("fnref-{number}{}\" aria-label=\"", suffix(first)));
            self.out.slot(Slot::Word("footnote_back"));
            self.out.html.push_str("\">↩</a></li>\n");
        }
        if is_any {
            self.out.html.push_str("</ol></section>\n");
        }
        let mut unused: Vec<Note> = texts.into_values().collect();
        unused.sort_unstable_by_key(|note| note.order);
        for (label, span) in undefined {
            let near = closest(&label, unused.iter().map(|note| note.label.as_str()));
            let near = near.map(|near| format!("[^{near}]"));
            let fault = Diagnostic::new(UNDEFINED_FOOTNOTE, span, format!("there is no footnote `{label}`"))
                .help(format!("write its text in a line `[^{label}]: …`, or `\\[^` for brackets"));
            self.faults.push(fault.did_you_mean(near.as_deref()));
        }
        for Note { label, span, .. } in unused {
            let message = format!("nothing refers to the footnote `{label}`, so its text is not shown");
            let fault = Diagnostic::new(UNUSED_FOOTNOTE, span, message);
            self.faults.push(fault.help(format!("write `[^{label}]` where it belongs, or take it out")));
        }
    }

    /// A mark whose footnote is nowhere.
    pub(super) fn undefined_footnote(&mut self, label: &str, range: Range<usize>) {
        let span = self.span(range);
        self.footnotes.undefined.push((label.to_owned(), span));
    }
}

/// End of the id of a mention: each but the first of a footnote has its number.
fn suffix(mentions_before: usize) -> String {
    if mentions_before == 0 { String::new() } else { format!("-{}", mentions_before + 1) }
}

/// For each footnote the first of its mentions that readers see; none where all of them stand in texts that are not shown.
fn first_shown(mentioned: &[Mentioned], texts: &HashMap<String, Note, WordState>) -> Vec<Option<usize>> {
    let definition = |(at, footnote): (usize, &Mentioned)| Some((texts.get(&footnote.label.to_lowercase())?.id, at));
    let footnote_of: HashMap<usize, usize> = mentioned.iter().enumerate().filter_map(definition).collect();
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); mentioned.len()];
    let mut shown = vec![false; mentioned.len()];
    let mut open = Vec::new();
    for (at, footnote) in mentioned.iter().enumerate() {
        for within in &footnote.within {
            match within {
                None if !shown[at] => {
                    shown[at] = true;
                    open.push(at);
                }
                None => {}
                Some(id) => footnote_of.get(id).into_iter().for_each(|outer| inside[*outer].push(at)),
            }
        }
    }
    while let Some(at) = open.pop() {
        for other in std::mem::take(&mut inside[at]) {
            if !std::mem::replace(&mut shown[other], true) {
                open.push(other);
            }
        }
    }
    let is_seen = |within: &Option<usize>| within.is_none_or(|id| footnote_of.get(&id).is_some_and(|at| shown[*at]));
    mentioned.iter().map(|footnote| footnote.within.iter().position(is_seen)).collect()
}
