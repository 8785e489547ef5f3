//! A page with placeholders, and what is known of it, so that of the pages made from it only what is set in is read.

use super::inspect::{Seen, Text, scan};
use super::placeholders::{Of, Placeholder, Placeholders};
use super::stencil::{Step, steps};

/// What many pages have in common.
pub(super) struct Skeleton {
    pub(super) html: Vec<u8>,
    /// They cover what need not be read on a finished page: from a start tag on, up to a placeholder that brings tags.
    pub(super) steps: Vec<Step>,
    /// What is covered tells.
    pub(super) told: Vec<Told>,
}

/// Something that matters to the rest of the site.
pub(super) struct Told {
    pub(super) kind: Kind,
    /// With placeholders.
    pub(super) text: Vec<u8>,
    pub(super) steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    Link,
    Resource,
}

impl Told {
    fn of(seen: Seen<'_>, placeholders: &Placeholders) -> Option<Self> {
        let (kind, text) = match seen {
            Seen::Id(id) => (Kind::Id, id),
            Seen::Link(address) => (Kind::Link, address),
            Seen::Resource(address) => (Kind::Resource, address),
            Seen::Inline(_) | Seen::Piece(_) => return None,
        };
        Some(Told { kind, text: text.to_owned(), steps: steps(text, placeholders) })
    }
}

impl Skeleton {
    pub(super) fn new(html: &[u8], placeholders: &Placeholders) -> Self {
        let steps = steps(html, placeholders);
        let mut told = Vec::new();
        let whole = scan(Text { bytes: html, ..Text::default() }, &mut |seen| told.push(Told::of(seen, placeholders)));
        let told: Option<Vec<Told>> = told.into_iter().collect();
        let (steps, told) = match (covered(html, &steps), told) {
            (Some(covered), Some(told)) if whole => (covered, told),
            // What is not understood is read on every page.
            _ => (steps, Vec::new()),
        };
        Skeleton { html: html.to_owned(), steps, told }
    }
}

/// The same steps with covers, unless a placeholder that brings tags stands inside one.
fn covered(html: &[u8], steps: &[Step]) -> Option<Vec<Step>> {
    let mut covered = Vec::new();
    let mut open = false;
    let mut between_tags = true;
    for step in steps {
        match *step {
            Step::Keep(from, to) => {
                let text = &html[from as usize..to as usize];
                match first_tag(text).filter(|_| !open && between_tags) {
                    Some(tag) => {
                        let tag = from + tag as u32;
                        covered.extend((from < tag).then_some(Step::Keep(from, tag)));
                        covered.extend([Step::Cover, Step::Keep(tag, to)]);
                        open = true;
                    }
                    None => covered.push(*step),
                }
                let last = text.iter().rfind(|byte| matches!(byte, b'<' | b'>'));
                between_tags = last.map_or(between_tags, |last| *last == b'>');
            }
            Step::Set(placeholder) if brings_tags(placeholder) => {
                if !between_tags {
                    return None;
                }
                covered.extend(std::mem::take(&mut open).then_some(Step::Uncover));
                covered.push(*step);
            }
            Step::Set(_) | Step::Cover | Step::Uncover => covered.push(*step),
        }
    }
    covered.extend(open.then_some(Step::Uncover));
    between_tags.then_some(covered)
}

fn brings_tags(placeholder: Placeholder) -> bool {
    match placeholder {
        Placeholder::Root | Placeholder::Number | Placeholder::Text { escaped: true, .. } => false,
        Placeholder::Task(of, _) | Placeholder::Own(of, _) => of != Of::Id,
        Placeholder::Part(_) | Placeholder::Facts | Placeholder::Text { escaped: false, .. } => true,
    }
}

/// Where the first start tag begins.
fn first_tag(text: &[u8]) -> Option<usize> {
    text.windows(2).position(|pair| pair[0] == b'<' && pair[1].is_ascii_alphabetic())
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
        let Skeleton { steps, told, .. } = Skeleton::new(html.as_bytes(), &placeholders);
        let mut covered = String::new();
        for step in steps {
            match step {
                Step::Keep(from, to) => covered += &html[from as usize..to as usize],
                Step::Set(Placeholder::Part(_)) => covered += "P",
                Step::Set(_) => covered += "T",
                Step::Cover => covered += "[",
                Step::Uncover => covered += "]",
            }
        }
        assert_eq!(covered, "<!DOCTYPE html>[<p id=\"a\"><a href=\"Tx\">T</a>]P</p> P [<i></i>]");
        let told: Vec<_> = told.iter().map(|told| (told.kind, told.text.clone())).collect();
        assert_eq!(told, [(Kind::Id, b"a".to_vec()), (Kind::Link, format!("{text}x").into_bytes())]);
    }

    #[test]
    fn what_is_not_understood_is_read_on_every_page() {
        let placeholders = Placeholders::new();
        let part = placeholders.text(Placeholder::Part(0));
        for html in [format!("<p title=\"{part}\">"), format!("<p onclick=\"x\">{part}</p>"), format!("<p>{part}<!--")]
        {
            let Skeleton { steps, told, .. } = Skeleton::new(html.as_bytes(), &placeholders);
            assert!(told.is_empty() && !steps.contains(&Step::Cover), "{html}");
        }
    }
}
