//! What stands in a page, while templates make it, for what is set into it last.

use std::hash::BuildHasher;
use std::sync::Arc;

use super::templates::{Value, html};
use crate::model::TaskIx;
use crate::text::WordState;
use crate::view::TaskKey;

/// The first and the last byte of a placeholder.
pub(super) const BEGIN: u8 = b'\x02';
const END: u8 = b'\x03';

/// The most tasks of a form, or of the shape of a page.
const MOST: usize = 48;

/// Makes and reads placeholders. They begin with a text that is another in each build, so that none can be written into
/// content.
#[derive(Clone, Debug)]
pub(super) struct Placeholders {
    opening: Arc<str>,
    /// Stand for the tasks of a form, whichever they are.
    tasks: Arc<[TaskKey]>,
    /// Of a list item, whichever it is: its number, and what is said in it.
    item: Arc<[String; 2]>,
}

/// What a placeholder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placeholder {
    /// A part of this page, by number.
    Part(usize),
    /// What leads from the page to the site's root.
    Root,
    /// Of a task of the guide.
    Task(Of, TaskIx),
    /// Of a task of the form that it stands in, by number.
    Own(Of, usize),
    /// The number of the list item that it stands in.
    Number,
    /// What is said in that item.
    Facts,
    /// A text of the page whose shape it stands in, by number. Templates escape its placeholder where they would escape the
    /// text.
    Text { number: usize, escaped: bool },
}

/// What of a task is set into a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Id,
    Link,
    PartyMark,
}

impl Placeholder {
    /// As it is written.
    fn kind(self) -> (&'static str, usize) {
        match self {
            Placeholder::Part(number) => ("p", number),
            Placeholder::Root => ("r", 0),
            Placeholder::Task(Of::Id, task) => ("i", task),
            Placeholder::Task(Of::Link, task) => ("l", task),
            Placeholder::Task(Of::PartyMark, task) => ("m", task),
            Placeholder::Own(Of::Id, number) => ("I", number),
            Placeholder::Own(Of::Link, number) => ("L", number),
            Placeholder::Own(Of::PartyMark, number) => ("M", number),
            Placeholder::Number => ("n", 0),
            Placeholder::Facts => ("f", 0),
            Placeholder::Text { number, .. } => ("t", number),
        }
    }

    fn of_kind(kind: u8, number: usize) -> Option<Self> {
        Some(match kind {
            b'p' => Placeholder::Part(number),
            b'r' => Placeholder::Root,
            b'i' => Placeholder::Task(Of::Id, number),
            b'l' => Placeholder::Task(Of::Link, number),
            b'm' => Placeholder::Task(Of::PartyMark, number),
            b'I' => Placeholder::Own(Of::Id, number),
            b'L' => Placeholder::Own(Of::Link, number),
            b'M' => Placeholder::Own(Of::PartyMark, number),
            b'n' => Placeholder::Number,
            b'f' => Placeholder::Facts,
            _ => return None,
        })
    }
}

impl Placeholders {
    pub(super) fn new() -> Self {
        let opening: Arc<str> = format!("\u{2}{:016x}", WordState::default().hash_one(())).into();
        let id = |number| text(&opening, Placeholder::Own(Of::Id, number));
        let tasks = (0..MOST).map(|number| TaskKey::of_any(id(number), number)).collect();
        let item = Arc::new([Placeholder::Number, Placeholder::Facts].map(|of| text(&opening, of)));
        Placeholders { opening, tasks, item }
    }

    /// What templates see in the place of what it stands for.
    pub(super) fn value(&self, of: Placeholder) -> Value {
        html(&self.text(of))
    }

    pub(super) fn text(&self, of: Placeholder) -> String {
        text(&self.opening, of)
    }

    /// Stand for the tasks of a form in its view.
    pub(super) fn tasks(&self) -> &[TaskKey] {
        &self.tasks
    }

    /// Stand for the number of a list item, and for what is said in it.
    pub(super) fn item(&self) -> [&str; 2] {
        self.item.each_ref().map(String::as_str)
    }

    /// Stands for a text of a page.
    pub(super) fn of_text(&self, number: usize) -> String {
        [&self.opening, "t", &number.to_string(), "&\u{3}"].concat()
    }

    /// Whether some of them stand in a form.
    pub(super) fn texts_in(&self, html: &str) -> bool {
        html.contains(&[&self.opening, "t"].concat())
    }

    /// Whether a text may begin with one.
    pub(super) fn begins(&self, text: &str) -> bool {
        text.as_bytes().first() == Some(&BEGIN) && text.starts_with(&*self.opening)
    }

    /// Whether one begins a text, and its length.
    pub(super) fn read(&self, text: &[u8]) -> Option<(Placeholder, usize)> {
        let [kind, rest @ ..] = text.strip_prefix(self.opening.as_bytes())? else { return None };
        let mut number = 0;
        let mut digits = rest.iter();
        let end = loop {
            match *digits.next()? {
                digit @ b'0'..=b'9' => number = number * 10 + usize::from(digit - b'0'),
                end => break end,
            }
        };
        let rest = digits.as_slice();
        let (placeholder, rest) = match end {
            END => (Placeholder::of_kind(*kind, number)?, rest),
            b'&' if *kind == b't' => {
                let escaped = rest.strip_prefix(b"amp;");
                let text = Placeholder::Text { number, escaped: escaped.is_some() };
                (text, escaped.unwrap_or(rest).strip_prefix(&[END])?)
            }
            _ => return None,
        };
        Some((placeholder, text.len() - rest.len()))
    }
}

fn text(opening: &str, of: Placeholder) -> String {
    let (kind, number) = of.kind();
    [opening, kind, &number.to_string(), "\u{3}"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let placeholders = Placeholders::new();
        for of in [
            Placeholder::Part(0),
            Placeholder::Root,
            Placeholder::Task(Of::Link, 12_345),
            Placeholder::Own(Of::PartyMark, 7),
        ] {
            let text = format!("{}…", placeholders.value(of).as_str().unwrap_or_default());
            assert_eq!(placeholders.read(text.as_bytes()), Some((of, text.len() - "…".len())));
        }
    }

    #[test]
    fn texts_are_read_as_templates_escape_them() {
        let placeholders = Placeholders::new();
        let text = placeholders.of_text(31);
        assert!(placeholders.begins(&text) && !placeholders.begins("\u{2}t31&\u{3}"));
        let mut escaped = Vec::new();
        super::super::templates::escape(&text, &mut escaped);
        let read = |text: &[u8]| placeholders.read(text);
        assert_eq!(read(text.as_bytes()), Some((Placeholder::Text { number: 31, escaped: false }, text.len())));
        assert_eq!(read(&escaped), Some((Placeholder::Text { number: 31, escaped: true }, escaped.len())));
    }

    #[test]
    fn texts_that_look_like_one_are_none() {
        let placeholders = Placeholders::new();
        let cut = placeholders.value(Placeholder::Task(Of::Link, 12));
        let cut = cut.as_str().unwrap_or_default().trim_end_matches('\u{3}');
        for text in ["\u{2}p0\u{3}", "\u{2}0123456789abcdefp0\u{3}", "\u{2}", cut, &format!("{cut}x\u{3}")] {
            assert_eq!(placeholders.read(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(
            placeholders.read(
                Placeholders::new().value(Placeholder::Task(Of::Link, 1)).as_str().unwrap_or_default().as_bytes()
            ),
            None
        );
    }
}
