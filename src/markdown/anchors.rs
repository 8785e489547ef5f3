//! The anchors of a text: its headings and the anchors of its author. Each heading has one id of ours. The
//! anchor that other tools make of it, and anchors in HTML, lead to it as well.

use std::collections::HashMap;
use std::ops::Range;

use super::body::OwnAnchor;
use super::writer::{Claim, Writer};
use crate::diagnostic::{DUPLICATE_ANCHOR, Diagnostic};
use crate::source::Span;
use crate::text::{WordState, anchor_elsewhere, composed, is_mark, slug};

/// Ids that are given.
#[derive(Default)]
struct Ids {
    taken: HashMap<String, Option<Span>, WordState>,
    /// The last number behind each of them, so that equal headings cost no search.
    numbers: HashMap<String, usize, WordState>,
}

impl Ids {
    /// `wanted`, or with the first free number behind it.
    fn unique(&mut self, wanted: String, span: Option<Span>) -> String {
        if !self.taken.contains_key(&wanted) {
            self.taken.insert(wanted.clone(), span);
            return wanted;
        }
        let mut number = self.numbers.get(&wanted).copied().unwrap_or(1);
        loop {
            number += 1;
            let id = format!("{wanted}-{number}");
            if !self.taken.contains_key(&id) {
                self.taken.insert(id.clone(), span);
                self.numbers.insert(wanted, number);
                return id;
            }
        }
    }
}

impl Writer<'_, '_> {
    /// An anchor in HTML; its number.
    pub(super) fn own_anchor(&mut self, written: &str, range: Range<usize>) -> Option<u32> {
        let id = if self.trusted { written.to_owned() } else { explicit_id(written) };
        if id.is_empty() {
            return None;
        }
        let span = self.span(range);
        self.claims.anchors.push((span, self.body.plain.len()));
        self.body.anchors.push(OwnAnchor { id, silent: false, written: self.trusted });
        Some(self.body.anchors.len() as u32 - 1)
    }

    /// Gives every heading its id.
    pub(super) fn settle_anchors(&mut self) {
        let claims = std::mem::take(&mut self.claims);
        let mut own = self.joined_to_headings(claims.headings, &claims.anchors);
        let mut ids = Ids::default();
        for (heading, claim) in self.body.headings.iter_mut().zip(&mut own) {
            if let Some(Claim { id, span, .. }) = claim {
                if let Some(Some(first)) = ids.taken.get(id) {
                    self.faults.push(twice(id, *span, *first));
                }
                heading.id = ids.unique(std::mem::take(id), Some(*span));
            }
        }
        for (anchor, (span, _)) in self.body.anchors.iter_mut().zip(&claims.anchors) {
            match ids.taken.get(&anchor.id) {
                Some(Some(first)) if !anchor.silent => {
                    self.faults.push(twice(&anchor.id, *span, *first));
                    anchor.silent = true;
                }
                Some(_) => anchor.silent = true,
                None => {
                    ids.taken.insert(anchor.id.clone(), Some(*span));
                }
            }
        }
        for (heading, _) in self.body.headings.iter_mut().zip(&own).filter(|(_, own)| own.is_none()) {
            heading.id = ids.unique(slug(&heading.text), None);
        }
        let mut elsewhere = Elsewhere::default();
        for (heading, own) in self.body.headings.iter_mut().zip(&own) {
            if own.as_ref().is_some_and(|claim| claim.written) {
                continue;
            }
            let anchor = elsewhere.next(&heading.text);
            if anchor != heading.id && !anchor.is_empty() && !ids.taken.contains_key(&anchor) {
                ids.taken.insert(anchor.clone(), None);
                heading.elsewhere = Some(anchor);
            }
        }
        self.body.sort_anchors();
    }

    /// The own id of each heading. An anchor right before a heading, or in it, that is called as the heading would be, is
    /// the heading's.
    fn joined_to_headings(
        &mut self,
        headings: Vec<(Option<Claim>, usize)>,
        anchors: &[(Span, usize)],
    ) -> Vec<Option<Claim>> {
        let mut claimed = Vec::with_capacity(headings.len());
        let mut next = 0;
        for ((own, start), heading) in headings.into_iter().zip(&self.body.headings) {
            while anchors.get(next).is_some_and(|(_, at)| *at + 1 < start) {
                next += 1;
            }
            let mut own = own;
            while let Some((span, _)) = anchors.get(next).filter(|(_, at)| *at <= start + heading.text.len()) {
                let anchor = &mut self.body.anchors[next];
                if own.is_none() && !anchor.written && anchor.id == slug(&heading.text) {
                    own = Some(Claim { id: anchor.id.clone(), span: *span, written: false });
                    anchor.silent = true;
                }
                next += 1;
            }
            claimed.push(own);
        }
        claimed
    }
}

fn twice(id: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(DUPLICATE_ANCHOR, span, format!("the anchor `{id}` stands twice on this page"))
        .and(first, "here first")
        .help("give one of them another name; links lead to the first")
}

/// Numbers equal headings as other tools do.
#[derive(Default)]
struct Elsewhere {
    seen: HashMap<String, usize, WordState>,
}

impl Elsewhere {
    fn next(&mut self, heading: &str) -> String {
        let plain = anchor_elsewhere(heading);
        let mut anchor = plain.clone();
        while self.seen.contains_key(&anchor) {
            let count = self.seen.entry(plain.clone()).or_default();
            *count += 1;
            anchor = format!("{plain}-{count}");
        }
        self.seen.insert(anchor.clone(), 0);
        anchor
    }
}

/// An author's own id with what can't be in an anchor taken out; a leading `_` is kept for the page's own, a leading
/// `d--` for its pictures'.
pub(super) fn explicit_id(id: &str) -> String {
    let fit = |c: &char| c.is_alphanumeric() || is_mark(*c) || matches!(c, '-' | '_' | '.' | ':');
    let id: String = composed(id).chars().filter(fit).collect();
    let mut rest = id.as_str();
    while let Some(shorter) = rest.strip_prefix('_').or_else(|| rest.strip_prefix("d--")) {
        rest = shorter;
    }
    rest.to_owned()
}
