//! Finished HTML, and all that it tells the rest of the site.

use std::ops::Range;

use crate::render::inspect::{Seen, scan};
use crate::render::theme::escape;

/// A page or a part of one.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Html {
    pub(in crate::render) bytes: Vec<u8>,
    pub(in crate::render) facts: Facts,
}

/// The ids, links and code in a piece of HTML, in the order in which they stand there. It holds no links that begin at the
/// site's root and are the same wherever they stand: a stencil tells those when it is made.
#[derive(Clone, Debug, Default)]
pub(in crate::render) struct Facts {
    /// All texts, one behind the other.
    texts: Vec<u8>,
    /// The kind of each text, and its end.
    found: Vec<(FactKind, usize)>,
    /// Some of the HTML can't be understood by itself: it ends inside a tag, say, so that only the whole page tells.
    pub(in crate::render) unclear: bool,
}

/// The kind of fact, as in [`Seen`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FactKind {
    Id,
    Link,
    Resource,
    Inline,
}

impl FactKind {
    /// A fact without its text, and the text.
    pub(super) fn of(seen: Seen<'_>) -> (FactKind, &[u8]) {
        match seen {
            Seen::Id(id) => (FactKind::Id, id),
            Seen::Link(address) => (FactKind::Link, address),
            Seen::Resource(address) => (FactKind::Resource, address),
            Seen::Inline(what) => (FactKind::Inline, what),
        }
    }

    fn seen(self, text: &[u8]) -> Seen<'_> {
        match self {
            FactKind::Id => Seen::Id(text),
            FactKind::Link => Seen::Link(text),
            FactKind::Resource => Seen::Resource(text),
            FactKind::Inline => Seen::Inline(text),
        }
    }
}

impl Facts {
    /// Reads a piece of HTML. `picture` says that it is a picture with a file of its own, which has its style inside.
    pub(in crate::render) fn read(&mut self, html: &[u8], picture: bool) {
        let whole = scan(html, picture, &mut |seen| {
            let (kind, text) = FactKind::of(seen);
            self.texts.extend_from_slice(text);
            self.end(kind);
        });
        self.unclear |= !whole;
    }

    /// Adds a link.
    pub(in crate::render) fn link(&mut self, address: &str) {
        escape(address, &mut self.texts);
        self.end(FactKind::Link);
    }

    /// The text of the next fact, to be added to.
    pub(super) fn next(&mut self) -> &mut Vec<u8> {
        &mut self.texts
    }

    /// Ends the text of a fact.
    pub(super) fn end(&mut self, kind: FactKind) {
        self.found.push((kind, self.texts.len()));
    }

    /// Calls `see` for each.
    pub(in crate::render) fn each<'f>(&'f self, mut see: impl FnMut(Seen<'f>)) {
        let mut from = 0;
        for (kind, end) in &self.found {
            see(kind.seen(&self.texts[std::mem::replace(&mut from, *end)..*end]));
        }
    }
}

impl Html {
    /// Where the next piece begins: in the bytes, and among the facts.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.bytes.len(), self.facts.found.len())
    }

    /// Adds a piece of another one, from place to place.
    pub(super) fn add(&mut self, other: &Html, bytes: Range<usize>, facts: Range<usize>) {
        self.bytes.extend_from_slice(&other.bytes[bytes]);
        let end_of = |fact: usize| fact.checked_sub(1).map_or(0, |fact| other.facts.found[fact].1);
        let (from, to) = (end_of(facts.start), end_of(facts.end));
        let here = self.facts.texts.len();
        self.facts.texts.extend_from_slice(&other.facts.texts[from..to]);
        self.facts.found.extend(other.facts.found[facts].iter().map(|(kind, end)| (*kind, end - from + here)));
        self.facts.unclear |= other.facts.unclear;
    }

    pub(in crate::render) fn clear(&mut self) {
        let Html { bytes, facts: Facts { texts, found, unclear } } = self;
        bytes.clear();
        texts.clear();
        found.clear();
        *unclear = false;
    }
}
