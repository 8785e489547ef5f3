//! What stands on many pages is set into them last. Templates see a mark in its place, so that links to tasks, pictures and
//! the parts around the content are neither copied through templates nor read on every page.

use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::Arc;

use super::inspect::{Cover, Piece, find};
use super::links::Finished;
use super::templates::{Value, html};
use crate::text::WordState;

/// What the marks of one build begin with: another text in each build, so that none can be written into content.
#[derive(Clone, Debug)]
pub(super) struct Opening(Arc<str>);

const BEGIN: u8 = b'\x02';
const END: u8 = b'\x03';

/// What a mark stands for, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    /// The link to a task.
    Link(usize),
    /// The mark of its party.
    PartyMark(usize),
    /// A part of this page only.
    Part(usize),
}

impl Opening {
    pub(super) fn new() -> Self {
        Opening(format!("\u{2}{:016x}", WordState::default().hash_one(())).into())
    }

    /// The text itself, for what is remembered longer than a build.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Stands for the link to a task.
    pub(super) fn link(&self, task: usize) -> Value {
        self.mark("l", task)
    }

    /// Stands for the mark of a task's party.
    pub(super) fn party_mark(&self, task: usize) -> Value {
        self.mark("m", task)
    }

    fn mark(&self, kind: &str, number: usize) -> Value {
        html(&[&self.0, kind, &number.to_string(), "\u{3}"].concat())
    }

    /// The mark at the beginning of a text, and its length.
    fn read(&self, text: &[u8]) -> Option<(Slot, usize)> {
        let [kind, rest @ ..] = text.strip_prefix(self.0.as_bytes())? else { return None };
        let mut number = 0;
        let mut digits = rest.iter();
        loop {
            match digits.next()? {
                digit @ b'0'..=b'9' => number = number * 10 + usize::from(digit - b'0'),
                &END => break,
                _ => return None,
            }
        }
        let slot = match kind {
            b'l' => Slot::Link(number),
            b'm' => Slot::PartyMark(number),
            b'p' => Slot::Part(number),
            _ => return None,
        };
        Some((slot, text.len() - digits.as_slice().len()))
    }
}

/// A small part that stands on several pages, with marks where links to tasks belong.
#[derive(Clone, Debug)]
pub(super) struct Fragment {
    pub(super) html: String,
    /// Whether it was read, and says nothing of ids.
    pub(super) plain: bool,
}

impl Fragment {
    /// Several, one behind the other; those that are added come last.
    pub(super) fn joined() -> Self {
        Fragment { html: String::new(), plain: true }
    }

    pub(super) fn add(&mut self, other: &Fragment) {
        self.html.push_str(&other.html);
        self.plain &= other.plain;
    }
}

/// What is set into a slot of one page.
enum Part<'p> {
    /// With what of it was read before.
    Whole(&'p str, Option<Cover>),
    /// With marks in it.
    Marked(&'p Fragment),
}

/// The parts of one page.
#[derive(Default)]
pub(super) struct Slots<'p> {
    /// Nothing where templates are the project's own, and may do anything with a text.
    opening: Option<&'p Opening>,
    parts: Vec<Part<'p>>,
    pieces: Vec<&'p Piece>,
}

/// A page with all its slots filled.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) bytes: Vec<u8>,
    pub(super) covers: Vec<Cover>,
}

impl<'p> Slots<'p> {
    pub(super) fn new(opening: Option<&'p Opening>) -> Self {
        Slots { opening, ..Slots::default() }
    }

    /// What templates see of a part. With a piece that tells what is in it, or in some of it, it is not read again.
    pub(super) fn add(&mut self, text: &'p str, known: Option<(Range<usize>, &'p Piece)>) -> Value {
        let cover = known.map(|(range, piece)| {
            let plain = piece.is_plain();
            if !plain {
                self.pieces.push(piece);
            }
            Cover { range, piece: (!plain).then(|| self.pieces.len() - 1) }
        });
        self.place(text, Part::Whole(text, cover))
    }

    /// The same of one that may hold marks.
    pub(super) fn add_fragment(&mut self, fragment: &'p Fragment) -> Value {
        self.place(&fragment.html, Part::Marked(fragment))
    }

    fn place(&mut self, text: &str, part: Part<'p>) -> Value {
        match self.opening {
            // What is empty is so for templates too.
            Some(opening) if !text.is_empty() => {
                self.parts.push(part);
                opening.mark("p", self.parts.len() - 1)
            }
            _ => html(text),
        }
    }

    /// What the covers of a filled page speak of.
    pub(super) fn pieces(&self) -> &[&'p Piece] {
        &self.pieces
    }

    /// Sets everything into a text of a page from which `root` leads to the site's root.
    pub(super) fn fill(&self, text: &[u8], links: Option<&Finished>, root: &str, out: &mut Filled) {
        let Some(opening) = self.opening else { return out.bytes.extend_from_slice(text) };
        let (mut from, mut at) = (0, find(text, 0, BEGIN));
        while at < text.len() {
            let Some((slot, length)) = opening.read(&text[at..]) else {
                // Elsewhere it is part of a text.
                at = find(text, at + 1, BEGIN);
                continue;
            };
            out.bytes.extend_from_slice(&text[from..at]);
            match slot {
                Slot::Part(number) => self.set(&self.parts[number], links, root, out),
                Slot::Link(task) => links.into_iter().for_each(|links| links.set(task, root, out)),
                Slot::PartyMark(task) => links.into_iter().for_each(|links| links.set_party_mark(task, out)),
            }
            from = at + length;
            at = find(text, from, BEGIN);
        }
        out.bytes.extend_from_slice(&text[from..]);
    }

    fn set(&self, part: &Part<'_>, links: Option<&Finished>, root: &str, out: &mut Filled) {
        let (start, covers) = (out.bytes.len(), out.covers.len());
        match part {
            Part::Whole(text, cover) => {
                out.bytes.extend_from_slice(text.as_bytes());
                out.covers.extend(cover.as_ref().map(|Cover { range, piece }| Cover {
                    range: start + range.start..start + range.end,
                    piece: *piece,
                }));
            }
            Part::Marked(fragment) => {
                self.fill(fragment.html.as_bytes(), links, root, out);
                if fragment.plain {
                    out.covers.truncate(covers);
                    out.cover_from(start);
                }
            }
        }
    }
}

impl Filled {
    /// What stands behind `start` was read before, and says nothing of ids.
    pub(super) fn cover_from(&mut self, start: usize) {
        self.covers.push(Cover { range: start..self.bytes.len(), piece: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(slots: &Slots<'_>, text: &str) -> (String, Vec<Cover>) {
        let mut out = Filled::default();
        slots.fill(text.as_bytes(), None, "../", &mut out);
        (String::from_utf8_lossy(&out.bytes).into_owned(), out.covers)
    }

    fn mark(value: &Value) -> &str {
        value.as_str().unwrap_or_default()
    }

    #[test]
    fn parts_are_set_where_their_marks_stand() {
        let opening = Opening::new();
        let piece = Piece::default();
        let mut slots = Slots::new(Some(&opening));
        let picture = slots.add("<svg><g/></svg>", Some((5..9, &piece)));
        let lines = Fragment { html: format!("<li>{}</li>", mark(&picture)), plain: true };
        let lines = slots.add_fragment(&lines);
        assert_eq!(slots.add("", None).as_str(), Some(""));
        let text = format!("<p>{}</p>{}.", mark(&picture), mark(&lines));
        let (html, covers) = filled(&slots, &text);
        assert_eq!(html, "<p><svg><g/></svg></p><li><svg><g/></svg></li>.");
        // What is covered as a whole need not be covered in parts.
        let cover = |range| Cover { range, piece: None };
        assert_eq!(covers, [cover(8..12), cover(22..46)]);
    }

    #[test]
    fn texts_that_look_like_marks_stay() {
        let opening = Opening::new();
        let mut slots = Slots::new(Some(&opening));
        let _ = slots.add("<b>", None);
        let texts = ["\u{2}p0\u{3}", "\u{2}0123456789abcdefp0\u{3}", "\u{2}", "\u{2}\u{2}\u{3}"];
        for text in texts {
            assert_eq!(filled(&slots, text).0, text);
        }
        let cut = mark(&opening.link(12)).trim_end_matches('\u{3}').to_owned();
        assert_eq!(filled(&slots, &cut).0, cut);
    }

    #[test]
    fn own_templates_see_the_parts_themselves() {
        let mut slots = Slots::new(None);
        let value = slots.add("<svg></svg>", None);
        assert_eq!(value.as_str(), Some("<svg></svg>"));
        assert_eq!(filled(&slots, "\u{2}p0\u{3}").0, "\u{2}p0\u{3}");
    }
}
