//! A template made for one structure of its views.

use super::html::{FactKind, Html};
use super::links::Links;
use super::placeholder::{Face, Placeholders, Slot, Step};
use super::record::{Leaf, Record};
use crate::render::inspect::scan;
use crate::render::theme::escape;

/// A template made for one structure of its views.
pub(super) struct Stencil {
    pub(super) html: Vec<u8>,
    steps: Vec<Step>,
    /// The ids and links in its own HTML, without those of its leaves.
    told: Vec<Told>,
    /// That can't be told.
    unclear: bool,
}

/// A fact with slots in its text.
struct Told {
    kind: FactKind,
    text: Vec<u8>,
    steps: Vec<Step>,
}

impl Told {
    /// The site path that a link leads to from the root of the site, whichever page it stands on.
    fn path_from_root(&self) -> Option<&[u8]> {
        let from_root = matches!(self.steps[..], [Step::Set(Slot { leaf: ROOT, .. }), Step::Keep(..)]);
        let Some(Step::Keep(from, to)) = self.steps.last().filter(|_| from_root) else { return None };
        matches!(self.kind, FactKind::Link | FactKind::Resource).then(|| &self.text[*from as usize..*to as usize])
    }
}

/// The leaf that leads to the site's root: `page` comes first, and `root` first in it.
pub(super) const ROOT: usize = 0;

impl Stencil {
    /// `from_root` takes each link that is the same on all pages, and whether it is loaded.
    pub(super) fn new(html: Vec<u8>, placeholders: &Placeholders, mut from_root: impl FnMut(&[u8], bool)) -> Self {
        let steps = placeholders.steps(&html);
        let mut told = Vec::new();
        let whole = scan(&html, false, &mut |seen| {
            let (kind, text) = FactKind::of(seen);
            told.push(Told { kind, text: text.to_owned(), steps: placeholders.steps(text) });
        });
        // Links that are the same on all pages need no telling on each.
        told.retain(|told| match told.path_from_root() {
            Some(path) => {
                from_root(path, told.kind == FactKind::Resource);
                false
            }
            None => true,
        });
        let unclear = !whole || !tags_stand_between_tags(&html, &steps);
        Stencil { html, steps, told, unclear }
    }

    /// Sets the leaves of a record into it, at the end of `out`.
    pub(super) fn fill(&self, record: &Record, links: &Links, out: &mut Html) {
        for step in &self.steps {
            match *step {
                Step::Keep(from, to) => out.bytes.extend_from_slice(&self.html[from as usize..to as usize]),
                Step::Set(slot) => set(slot, record, links, out),
            }
        }
        for Told { kind, text, steps } in &self.told {
            let fact = out.facts.next();
            for step in steps {
                match *step {
                    Step::Keep(from, to) => fact.extend_from_slice(&text[from as usize..to as usize]),
                    Step::Set(slot) => set_text(slot, record, links, fact),
                }
            }
            out.facts.end(*kind);
        }
        out.facts.unclear |= self.unclear;
    }
}

/// Sets a leaf, and what its own HTML tells.
fn set(slot: Slot, record: &Record, links: &Links, out: &mut Html) {
    match (slot.face, record.leaves[slot.leaf]) {
        (Face::Own, Leaf::Components([start, end])) => out.add(&record.components, start.0..end.0, start.1..end.1),
        (Face::Link, Leaf::Task(at)) => links.link(at, root(record), &mut out.bytes),
        (Face::Mark, Leaf::Task(at)) => out.bytes.extend_from_slice(links.mark(at).as_bytes()),
        (Face::Icon, Leaf::Task(at)) => out.bytes.extend_from_slice(links.icon(at).as_bytes()),
        (Face::Own, Leaf::Text(from, to)) if !slot.escaped => {
            let html = record.text(from, to).as_bytes();
            out.bytes.extend_from_slice(html);
            out.facts.read(html, false);
        }
        _ => set_text(slot, record, links, &mut out.bytes),
    }
}

/// Sets a text, or the id of a task.
fn set_text(slot: Slot, record: &Record, links: &Links, out: &mut Vec<u8>) {
    match record.leaves[slot.leaf] {
        Leaf::Text(from, to) => escape(record.text(from, to), out),
        Leaf::Task(at) => escape(links.id(at), out),
        Leaf::Components(_) => {}
    }
}

/// The way to the site's root.
fn root(record: &Record) -> &str {
    match record.leaves.get(ROOT) {
        Some(Leaf::Text(from, to)) => record.text(*from, *to),
        _ => "",
    }
}

/// Whether all that may bring tags is set between tags, so that each piece can be read by itself.
fn tags_stand_between_tags(html: &[u8], steps: &[Step]) -> bool {
    let mut between = true;
    steps.iter().all(|step| {
        match *step {
            Step::Keep(from, to) => {
                let last = html[from as usize..to as usize].iter().rfind(|byte| matches!(byte, b'<' | b'>'));
                between = last.map_or(between, |last| *last == b'>');
            }
            Step::Set(slot) => return slot.escaped || between,
        }
        true
    })
}
