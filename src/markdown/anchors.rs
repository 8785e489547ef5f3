//! What of a text can be linked to: its headings and the anchors of its author. Each heading has one id of ours. The
//! anchor that other tools make of it, and anchors in HTML, lead to it as well.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::body::Body;
use super::writer::Writer;
use crate::diagnostic::{DUPLICATE_ANCHOR, Diagnostic};
use crate::source::Span;
use crate::text::{WordState, anchor_elsewhere, composed, is_mark, slug};

/// `<a name="x">` and its like.
#[derive(Clone, Debug)]
pub(super) struct OwnAnchor {
    pub(super) id: String,
    /// A heading or another anchor has the id.
    pub(super) silent: bool,
    /// It stands in HTML that passes as it is.
    pub(super) written: bool,
}

/// The id that an author asks for.
#[derive(Debug)]
struct Claim {
    id: String,
    span: Span,
    /// As `{#x}`, which other tools don't know; otherwise by an anchor that is called like the heading.
    written: bool,
}

/// What waits until all headings are known, since ids of authors go before those that are made of words.
#[derive(Default)]
pub(super) struct Claims {
    /// One for each heading: its own id, and where its words begin in the plain text.
    headings: Vec<(Option<Claim>, usize)>,
    /// One for each anchor: its place, and where it stands in the plain text.
    anchors: Vec<(Span, usize)>,
}

impl Claims {
    pub(super) fn heading(&mut self, own: Option<String>, span: Span, plain: usize) {
        self.headings.push((own.map(|id| Claim { id, span, written: true }), plain));
    }
}

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
                if own.is_none() && anchor.id == slug(&heading.text) {
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

impl Body {
    fn sort_anchors(&mut self) {
        self.by_id = (0..self.headings.len() as u32).collect();
        self.by_id.sort_unstable_by(|a, b| self.headings[*a as usize].id.cmp(&self.headings[*b as usize].id));
        let elsewhere = self.headings.iter().filter_map(|it| Some((it.elsewhere.clone()?, it.id.clone())));
        let own = self.anchors.iter().map(|anchor| (anchor.id.clone(), anchor.id.clone()));
        self.others = elsewhere.chain(own).collect();
        self.others.sort_unstable();
    }

    /// The id on the page that a link to `anchor` leads to: exactly this one, or the heading that other tools call so.
    pub(crate) fn anchor(&self, anchor: &str) -> Option<&str> {
        let anchor = composed(anchor);
        let heading = self.by_id.binary_search_by(|at| self.headings[*at as usize].id.as_str().cmp(&anchor));
        if let Ok(at) = heading {
            return Some(&self.headings[self.by_id[at] as usize].id);
        }
        let at = self.others.binary_search_by(|(other, _)| other.as_str().cmp(&anchor)).ok()?;
        Some(&self.others[at].1)
    }

    /// Every id that links may lead to, headings first.
    pub(crate) fn anchor_names(&self) -> impl Iterator<Item = &str> {
        let own: HashSet<&str> = self.headings.iter().map(|heading| heading.id.as_str()).collect();
        let others = self.anchors.iter().map(|anchor| anchor.id.as_str()).filter(move |id| !own.contains(id));
        self.headings.iter().map(|heading| heading.id.as_str()).chain(others)
    }
}

/// Whether an id may stand on a page beside those of the page itself.
pub(super) fn is_free(id: &str) -> bool {
    !id.starts_with('_') && !id.starts_with("d--")
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
