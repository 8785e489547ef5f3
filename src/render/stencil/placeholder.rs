//! Placeholders: they stand for the leaves of a view while Tera makes a stencil.

use std::hash::BuildHasher;

use crate::text::{WordState, find};

/// The first and the last byte of a placeholder.
const BEGIN: u8 = b'\x02';
const END: u8 = b'\x03';

/// Writes and reads placeholders. They begin with a text that is another in each build, so that no content can hold one. The
/// sign `&` in them tells whether a template escaped the text that it stands for.
#[derive(Clone, Debug)]
pub(super) struct Placeholders {
    opening: String,
}

/// A leaf of a view where it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// The number of the leaf.
    pub(super) leaf: usize,
    pub(super) face: Face,
    pub(super) escaped: bool,
}

/// The part of a leaf that is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// Itself: a text, components, or the id of a task.
    Own,
    /// The link to a task.
    Link,
    /// The mark of a task's party.
    Mark,
    /// The icon of a task's state.
    Icon,
}

/// The next step in filling a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// From where to where the text stays as it is.
    Keep(u32, u32),
    Set(Slot),
}

impl Placeholders {
    pub(super) fn new() -> Self {
        Placeholders { opening: format!("\u{2}{:016x}", WordState::default().hash_one(())) }
    }

    /// As a template sees it in a view.
    pub(super) fn text(&self, leaf: usize, face: Face) -> String {
        let face = match face {
            Face::Own => "o",
            Face::Link => "l",
            Face::Mark => "m",
            Face::Icon => "i",
        };
        [&self.opening, face, &leaf.to_string(), "&\u{3}"].concat()
    }

    /// The same in HTML where the text is escaped.
    pub(super) fn escaped(&self, leaf: usize) -> String {
        self.text(leaf, Face::Own).replace('&', "&amp;")
    }

    /// The steps that fill a text.
    pub(super) fn steps(&self, text: &[u8]) -> Vec<Step> {
        let mut steps = Vec::new();
        let keep = |from: usize, to: usize| (from < to).then_some(Step::Keep(from as u32, to as u32));
        let (mut from, mut at) = (0, find(text, 0, BEGIN));
        while at < text.len() {
            let Some((slot, length)) = self.read(&text[at..]) else {
                // Elsewhere it is part of a text.
                at = find(text, at + 1, BEGIN);
                continue;
            };
            steps.extend(keep(from, at));
            steps.push(Step::Set(slot));
            from = at + length;
            at = find(text, from, BEGIN);
        }
        steps.extend(keep(from, text.len()));
        steps
    }

    /// The placeholder that begins a text, and its length.
    fn read(&self, text: &[u8]) -> Option<(Slot, usize)> {
        let [face, rest @ ..] = text.strip_prefix(self.opening.as_bytes())? else { return None };
        let face = match face {
            b'o' => Face::Own,
            b'l' => Face::Link,
            b'm' => Face::Mark,
            b'i' => Face::Icon,
            _ => return None,
        };
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let leaf = std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()?;
        let rest = rest[digits..].strip_prefix(b"&")?;
        let behind = rest.strip_prefix(b"amp;");
        let (escaped, rest) = (behind.is_some(), behind.unwrap_or(rest).strip_prefix(&[END])?);
        Some((Slot { leaf, face, escaped }, text.len() - rest.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let placeholders = Placeholders::new();
        let own = placeholders.text(12_345, Face::Own);
        let slot = |escaped| Slot { leaf: 12_345, face: Face::Own, escaped };
        assert_eq!(placeholders.read(format!("{own}…").as_bytes()), Some((slot(false), own.len())));
        let escaped = placeholders.escaped(12_345);
        assert_eq!(placeholders.read(escaped.as_bytes()), Some((slot(true), escaped.len())));
    }

    #[test]
    fn what_is_no_placeholder_stays() {
        let placeholders = Placeholders::new();
        let link = placeholders.text(3, Face::Link);
        let length = link.len() as u32;
        let set = Step::Set(Slot { leaf: 3, face: Face::Link, escaped: false });
        assert_eq!(
            placeholders.steps(format!("a\u{2}b{link}{link}c\u{2}").as_bytes()),
            [Step::Keep(0, 3), set, set, Step::Keep(3 + 2 * length, 5 + 2 * length)]
        );
        let others = Placeholders::new().text(3, Face::Link);
        for text in ["\u{2}o0&\u{3}", "\u{2}0123456789abcdefo0&\u{3}", link.trim_end_matches('\u{3}'), &others] {
            assert_eq!(placeholders.steps(text.as_bytes()), [Step::Keep(0, text.len() as u32)], "{text:?}");
        }
        assert_eq!(placeholders.steps(b""), []);
    }
}
