//! What stands on many pages is set into them last, so that links to tasks, pictures and the parts around the content are
//! neither copied through templates nor read on every page.

use std::ops::Range;

use super::forms::Formed;
use super::inspect::{Cover, Piece, Seen};
use super::items::FormedItem;
use super::links::Finished;
use super::placeholders::{Of, Placeholder, Placeholders};
use super::shapes::{Shape, Texts};
use super::skeleton::{Kind, Skeleton, Told};
use super::stencil::{Step, steps};
use super::templates::{Value, escape, html};
use crate::model::TaskIx;

/// What is set into a slot of one page.
enum Part<'p> {
    /// With what of it was read before.
    Whole(&'p str, Option<Cover>),
    Formed(&'p [Formed]),
    Items(&'p [FormedItem]),
}

/// What a form is filled with.
#[derive(Clone, Copy, Default)]
struct Own<'p> {
    tasks: &'p [TaskIx],
    /// If it is one.
    item: Option<&'p FormedItem>,
    /// If it has a shape.
    texts: Option<&'p Texts>,
}

/// The parts of one page.
#[derive(Default)]
pub(super) struct Slots<'p> {
    /// Nothing where templates are the project's own, and may do anything with a text.
    placeholders: Option<&'p Placeholders>,
    parts: Vec<Part<'p>>,
    pieces: Vec<&'p Piece>,
}

/// A page with all its slots filled.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) bytes: Vec<u8>,
    pub(super) covers: Vec<Cover>,
    /// Behind each other, what stands under the covers of a skeleton, and where each ends.
    told: Vec<u8>,
    told_ends: Vec<(Kind, usize)>,
}

/// What is the same for all parts of a page.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) links: Option<&'p Finished>,
    /// Leads from the page to the site's root.
    pub(super) root: &'p str,
}

impl Place<'_> {
    fn set(self, of: Of, task: Option<TaskIx>, out: &mut Filled) {
        if let (Some(links), Some(task)) = (self.links, task) {
            links.set(of, task, self.root, out);
        }
    }
}

impl<'p> Slots<'p> {
    pub(super) fn new(placeholders: Option<&'p Placeholders>) -> Self {
        Slots { placeholders, ..Slots::default() }
    }

    /// What templates see of a part. With a piece that tells what is in it, or in some of it, it is not read again.
    pub(super) fn add(&mut self, text: &'p str, known: Option<(Range<usize>, &'p Piece)>) -> Value {
        let Some(placeholders) = self.placeholders.filter(|_| !text.is_empty()) else { return html(text) };
        let cover = known.map(|(range, piece)| {
            let plain = piece.is_plain();
            if !plain {
                self.pieces.push(piece);
            }
            Cover { range, piece: (!plain).then(|| self.pieces.len() - 1) }
        });
        self.place(Part::Whole(text, cover), placeholders)
    }

    /// The same of small parts, one behind the other.
    pub(super) fn add_formed(&mut self, parts: &'p [Formed]) -> Value {
        // What is empty is so for templates too.
        let empty = parts.iter().all(|formed| formed.form.html.is_empty());
        match self.placeholders {
            Some(placeholders) if !empty => self.place(Part::Formed(parts), placeholders),
            _ => html(&parts.iter().map(|formed| formed.form.html.as_str()).collect::<String>()),
        }
    }

    /// The same of the items of a list.
    pub(super) fn add_items(&mut self, items: &'p [FormedItem]) -> Value {
        match self.placeholders {
            Some(placeholders) if !items.is_empty() => self.place(Part::Items(items), placeholders),
            _ => html(&items.iter().map(|item| item.formed.form.html.as_str()).collect::<String>()),
        }
    }

    fn place(&mut self, part: Part<'p>, placeholders: &Placeholders) -> Value {
        self.parts.push(part);
        placeholders.value(Placeholder::Part(self.parts.len() - 1))
    }

    /// Nothing where templates are the project's own.
    pub(super) fn placeholders(&self) -> Option<&'p Placeholders> {
        self.placeholders
    }

    /// What the covers of a filled page speak of.
    pub(super) fn pieces(&self) -> &[&'p Piece] {
        &self.pieces
    }

    /// Sets everything into a page.
    pub(super) fn fill(&self, page: &[u8], place: Place<'_>, out: &mut Filled) {
        match self.placeholders {
            Some(placeholders) => self.set(page, &steps(page, placeholders), Own::default(), place, out),
            None => out.bytes.extend_from_slice(page),
        }
    }

    /// Sets everything into a page of a shape.
    pub(super) fn fill_shape(&self, page: &Skeleton, shape: &Shape, place: Place<'_>, out: &mut Filled) {
        let own = Own { tasks: shape.tasks(), item: None, texts: Some(shape.texts()) };
        self.set(&page.html, &page.steps, own, place, out);
        // Told by the same texts, behind the page for a moment.
        let end = out.bytes.len();
        for Told { kind, text, steps } in &page.told {
            self.set(text, steps, own, place, out);
            out.told_ends.push((*kind, out.bytes.len() - end));
        }
        out.told.extend_from_slice(&out.bytes[end..]);
        out.bytes.truncate(end);
    }

    /// Sets a text that holds placeholders. If it is a form, it is filled with `own`.
    fn set(&self, text: &[u8], steps: &[Step], own: Own<'_>, place: Place<'_>, out: &mut Filled) {
        let mut covered = out.bytes.len();
        for step in steps {
            match *step {
                Step::Keep(from, to) => out.bytes.extend_from_slice(&text[from as usize..to as usize]),
                Step::Set(Placeholder::Part(number)) => self.set_part(&self.parts[number], place, out),
                Step::Set(Placeholder::Root) => out.bytes.extend_from_slice(place.root.as_bytes()),
                Step::Set(Placeholder::Task(of, task)) => place.set(of, Some(task), out),
                Step::Set(Placeholder::Own(of, number)) => place.set(of, own.tasks.get(number).copied(), out),
                Step::Set(Placeholder::Text { number, escaped }) => {
                    let text = own.texts.map_or("", |texts| texts.late(number));
                    if escaped {
                        escape(text, &mut out.bytes);
                    } else {
                        out.bytes.extend_from_slice(text.as_bytes());
                    }
                }
                Step::Set(Placeholder::Number) => {
                    let number = own.item.map(|item| item.number.to_string()).unwrap_or_default();
                    out.bytes.extend_from_slice(number.as_bytes());
                }
                Step::Set(Placeholder::Facts) => {
                    let facts = own.item.map_or(&[][..], |item| &item.facts);
                    for fact in facts {
                        self.set_formed(fact, None, place, out);
                    }
                }
                Step::Cover => covered = out.bytes.len(),
                Step::Uncover => out.cover_from(covered),
            }
        }
    }

    fn set_part(&self, part: &Part<'_>, place: Place<'_>, out: &mut Filled) {
        let (start, covers) = (out.bytes.len(), out.covers.len());
        match part {
            Part::Whole(text, cover) => {
                out.bytes.extend_from_slice(text.as_bytes());
                out.covers.extend(cover.as_ref().map(|Cover { range, piece }| Cover {
                    range: start + range.start..start + range.end,
                    piece: *piece,
                }));
            }
            Part::Formed(parts) => {
                parts.iter().for_each(|formed| self.set_formed(formed, None, place, out));
                out.cover_instead(covers, start, place, parts.iter().all(|formed| formed.form.plain));
            }
            Part::Items(items) => {
                items.iter().for_each(|item| self.set_formed(&item.formed, Some(item), place, out));
                out.cover_instead(covers, start, place, items.iter().all(FormedItem::is_plain));
            }
        }
    }

    fn set_formed(
        &self,
        Formed { form, tasks, texts }: &Formed,
        item: Option<&FormedItem>,
        place: Place<'_>,
        out: &mut Filled,
    ) {
        self.set(form.html.as_bytes(), &form.steps, Own { tasks, item, texts: texts.as_deref() }, place, out);
    }
}

impl Filled {
    pub(super) fn clear(&mut self) {
        let Filled { bytes, covers, told, told_ends } = self;
        bytes.clear();
        covers.clear();
        told.clear();
        told_ends.clear();
    }

    /// What stands under the covers of a skeleton.
    pub(super) fn told(&self) -> Vec<Seen<'_>> {
        let mut from = 0;
        let told = self.told_ends.iter().map(|(kind, end)| {
            let text = &self.told[std::mem::replace(&mut from, *end)..*end];
            match kind {
                Kind::Id => Seen::Id(text),
                Kind::Link => Seen::Link(text),
                Kind::Resource => Seen::Resource(text),
            }
        });
        told.collect()
    }

    /// What stands behind `start` was read before, and says nothing of ids.
    pub(super) fn cover_from(&mut self, start: usize) {
        self.covers.push(Cover { range: start..self.bytes.len(), piece: None });
    }

    /// The same instead of all covers from one on, if all of it is plain: what is read as a whole need not be read in parts.
    fn cover_instead(&mut self, covers: usize, start: usize, place: Place<'_>, plain: bool) {
        if plain && place.links.is_some_and(Finished::is_plain) {
            self.covers.truncate(covers);
            self.cover_from(start);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::forms::Form;
    use super::*;

    fn filled(slots: &Slots<'_>, text: &str) -> (String, Vec<Cover>) {
        let mut out = Filled::default();
        slots.fill(text.as_bytes(), Place { links: None, root: "../" }, &mut out);
        (String::from_utf8_lossy(&out.bytes).into_owned(), out.covers)
    }

    #[test]
    fn parts_are_set_where_their_placeholders_stand() {
        let placeholders = Placeholders::new();
        let piece = Piece::default();
        let mut slots = Slots::new(Some(&placeholders));
        let picture = slots.add("<svg><g/></svg>", Some((5..9, &piece)));
        let picture = picture.as_str().unwrap_or_default();
        let html = format!("<li>{picture}</li>");
        let form = Arc::new(Form { steps: steps(html.as_bytes(), &placeholders), html, plain: true });
        let lines = [Formed { form, tasks: Box::default(), texts: None }];
        let lines = slots.add_formed(&lines);
        assert_eq!(slots.add("", None).as_str(), Some(""));
        let (html, covers) = filled(&slots, &format!("<p>{picture}</p>{}.", lines.as_str().unwrap_or_default()));
        assert_eq!(html, "<p><svg><g/></svg></p><li><svg><g/></svg></li>.");
        let cover = |range| Cover { range, piece: None };
        assert_eq!(covers, [cover(8..12), cover(31..35)]);
        for text in ["\u{2}", "\u{2}p0\u{3}", "a\u{2}\u{2}"] {
            assert_eq!(filled(&slots, text).0, text);
        }
    }

    #[test]
    fn own_templates_see_the_parts_themselves() {
        let mut slots = Slots::new(None);
        assert_eq!(slots.add("<svg></svg>", None).as_str(), Some("<svg></svg>"));
        assert_eq!(filled(&slots, "\u{2}p0\u{3}").0, "\u{2}p0\u{3}");
    }
}
