//! A page with placeholders, and what is known of it, so that of the pages made from it only what is set in is read.

use std::ops::Range;

use super::inspect::{Seen, Text, scan};
use super::placeholders::{BEGIN, Of, Placeholder, Placeholders};
use crate::text::find;

/// What many pages have in common.
pub(super) struct Skeleton {
    pub(super) html: Vec<u8>,
    /// All of it, in order, but for the placeholders between them.
    pub(super) stretches: Vec<Stretch>,
    /// What its tags tell, with placeholders in it.
    pub(super) told: Vec<Told>,
}

/// A part of a skeleton in which no placeholder brings tags of its own.
pub(super) struct Stretch {
    pub(super) range: Range<usize>,
    /// Where its first start tag begins. From there on nothing on a finished page need be read.
    pub(super) tag: Option<usize>,
}

/// Something that matters to the rest of the site.
pub(super) struct Told {
    pub(super) kind: Kind,
    pub(super) text: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    Link,
    Resource,
}

impl Told {
    fn of(seen: Seen<'_>) -> Option<Self> {
        let (kind, text) = match seen {
            Seen::Id(id) => (Kind::Id, id),
            Seen::Link(address) => (Kind::Link, address),
            Seen::Resource(address) => (Kind::Resource, address),
            Seen::Inline(_) | Seen::Piece(_) => return None,
        };
        Some(Told { kind, text: text.to_owned() })
    }
}

impl Skeleton {
    pub(super) fn new(html: &[u8], placeholders: &Placeholders) -> Self {
        let stretches = stretches(html, placeholders);
        let mut told = Vec::new();
        let whole = scan(Text { bytes: html, ..Text::default() }, &mut |seen| told.push(Told::of(seen)));
        let known = whole && stretches.iter().all(|stretch| is_between_tags(&html[stretch.range.clone()]));
        match told.into_iter().collect::<Option<Vec<Told>>>().filter(|_| known) {
            Some(told) => Skeleton { html: html.to_owned(), stretches, told },
            // What is not understood is read on every page.
            None => {
                let all = Stretch { range: 0..html.len(), tag: None };
                Skeleton { html: html.to_owned(), stretches: vec![all], told: Vec::new() }
            }
        }
    }
}

fn stretches(html: &[u8], placeholders: &Placeholders) -> Vec<Stretch> {
    let mut found = Vec::new();
    let (mut from, mut at) = (0, find(html, 0, BEGIN));
    while at < html.len() {
        let Some((placeholder, length)) = placeholders.read(&html[at..]) else {
            at = find(html, at + 1, BEGIN);
            continue;
        };
        if brings_tags(placeholder) {
            found.push(Stretch { range: from..at, tag: first_tag(html, from, at) });
            from = at + length;
        }
        at = find(html, at + length, BEGIN);
    }
    found.push(Stretch { range: from..html.len(), tag: first_tag(html, from, html.len()) });
    found
}

fn brings_tags(placeholder: Placeholder) -> bool {
    match placeholder {
        Placeholder::Root | Placeholder::Number | Placeholder::Text { escaped: true, .. } => false,
        Placeholder::Task(of, _) | Placeholder::Own(of, _) => of != Of::Id,
        Placeholder::Part(_) | Placeholder::Facts | Placeholder::Text { escaped: false, .. } => true,
    }
}

/// The first start tag from `from` on, if it begins before `to`.
fn first_tag(html: &[u8], from: usize, to: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at = find(&html[..to], at, b'<');
        let behind = html[..to].get(at + 1)?;
        if behind.is_ascii_alphabetic() {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a text ends between tags, as far as its last sign tells.
fn is_between_tags(html: &[u8]) -> bool {
    html.iter().rfind(|byte| matches!(byte, b'<' | b'>')).is_none_or(|last| *last == b'>')
}

#[cfg(test)]
mod tests {
    use super::super::placeholders::Placeholders;
    use super::*;

    #[test]
    fn what_brings_tags_parts_the_stretches() {
        let placeholders = Placeholders::new();
        let part = placeholders.text(Placeholder::Part(0));
        let text = placeholders.of_text(0).replace('&', "&amp;");
        let html = format!("<!DOCTYPE html><p id=\"a\"><a href=\"{text}x\">{text}</a>{part}</p> {part} <i></i>");
        let Skeleton { stretches, told, .. } = Skeleton::new(html.as_bytes(), &placeholders);
        let shown: Vec<_> = stretches
            .iter()
            .map(|stretch| (&html[stretch.range.clone()], stretch.tag.map(|tag| html[tag..].get(..3).unwrap_or(""))))
            .map(|(text, tag)| (text.chars().rev().take(4).collect::<String>(), tag))
            .collect();
        assert_eq!(shown, [(">a/<".into(), Some("<p ")), (" >p/".into(), None), (">i/<".into(), Some("<i>"))]);
        let told: Vec<_> = told.iter().map(|told| (told.kind, told.text.clone())).collect();
        assert_eq!(told, [(Kind::Id, b"a".to_vec()), (Kind::Link, format!("{text}x").into_bytes())]);
    }

    #[test]
    fn what_is_not_understood_is_read_on_every_page() {
        let placeholders = Placeholders::new();
        let part = placeholders.text(Placeholder::Part(0));
        for html in [format!("<p title=\"{part}\">"), format!("<p onclick=\"x\">{part}</p>"), format!("<p>{part}<!--")]
        {
            let Skeleton { stretches, told, .. } = Skeleton::new(html.as_bytes(), &placeholders);
            assert!(told.is_empty() && stretches.len() == 1 && stretches[0].tag.is_none(), "{html}");
        }
    }
}
