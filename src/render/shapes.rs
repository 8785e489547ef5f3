//! The shape of a view: what of it a template can tell from others. Our own templates set texts where they choose, and never look at
//! what is in them; so pages and parts whose views differ only in texts and in tasks are one, with placeholders.

mod record;

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use self::record::Recorder;
use super::placeholders::Placeholders;
use super::skeleton::Skeleton;
use super::templates::{Key, Map, Value};
use crate::model::TaskIx;
use crate::text::WordState;

/// Templates of which that is so: they compare no texts but languages, and find nothing by a text but by a task's id. Others
/// have too few pages to pay for it.
const SHAPED: [&str; 3] = ["pages/task.html", "pages/path.html", "pages/group.html"];

/// How many are remembered. Those that many pages have come early.
const REMEMBERED: usize = 1_024;

/// Pages with placeholders, by their shape.
#[derive(Default)]
pub(super) struct Shapes {
    known: Mutex<HashMap<u64, Arc<Skeleton>, WordState>>,
}

impl Shapes {
    pub(super) fn get(&self, key: u64) -> Option<Arc<Skeleton>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()
    }

    /// Remembers a page that was just made.
    pub(super) fn add(&self, key: u64, page: Skeleton) -> Arc<Skeleton> {
        let page = Arc::new(page);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() < REMEMBERED {
            known.insert(key, Arc::clone(&page));
        }
        page
    }
}

/// Views, taken apart.
#[derive(Default)]
pub(super) struct Shape {
    tokens: Vec<Token>,
    texts: Texts,
    tasks: Vec<TaskIx>,
}

/// The texts of views.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    /// All of them, one behind the other.
    all: String,
    /// From where to where those stand that are set in last, as their placeholders number them.
    late: Vec<(u32, u32)>,
}

impl Texts {
    /// A text that is set in last.
    pub(super) fn late(&self, number: usize) -> &str {
        self.late.get(number).map_or("", |(start, end)| self.slice(*start, *end))
    }

    fn slice(&self, start: u32, end: u32) -> &str {
        &self.all[start as usize..end as usize]
    }
}

/// A piece of a view. What stands within another lies between it and its [`Token::End`].
#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Null,
    Flag(bool),
    Number(i128),
    Float(f64),
    /// A text that is set in last.
    Text,
    /// A text that a template may look at: from where to where it stands.
    Fixed(u32, u32),
    /// A task, as its id.
    Task,
    List,
    Struct,
    /// A field, and then what it holds.
    Field(&'static str),
    /// The same, by a key of the author's.
    Key(u32, u32),
    End,
}

thread_local! {
    /// Views are taken apart into the same memory.
    static SHAPE: RefCell<Shape> = RefCell::default();
}

/// Whether the pages of a template have shapes.
pub(super) fn fits(template: &str) -> bool {
    SHAPED.contains(&template)
}

/// Takes views apart, and calls `then`; with nothing where their shape does not say all.
pub(super) fn with<const N: usize, R>(
    views: [&dyn Recorded; N],
    placeholders: Option<&Placeholders>,
    then: impl FnOnce(Option<(&Shape, &Placeholders)>) -> R,
) -> R {
    let Some(placeholders) = placeholders else { return then(None) };
    SHAPE.with_borrow_mut(|shape| {
        shape.clear();
        let recorded = views.into_iter().all(|view| view.record(&mut Recorder::new(shape, placeholders)));
        let fits = recorded && shape.tasks.len() <= placeholders.tasks().len();
        then(fits.then_some((&*shape, placeholders)))
    })
}

/// A view that can be taken apart.
pub(super) trait Recorded {
    /// Whether all of it was.
    fn record(&self, recorder: &mut Recorder<'_>) -> bool;
}

impl<V: Serialize> Recorded for V {
    fn record(&self, recorder: &mut Recorder<'_>) -> bool {
        self.serialize(recorder).is_ok()
    }
}

impl Shape {
    fn clear(&mut self) {
        let Shape { tokens, texts: Texts { all, late }, tasks } = self;
        tokens.clear();
        all.clear();
        late.clear();
        tasks.clear();
    }

    pub(super) fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Its tasks, as their placeholders number them.
    pub(super) fn tasks(&self) -> &[TaskIx] {
        &self.tasks
    }

    /// The views as templates see them, with placeholders for texts and tasks.
    pub(super) fn values<const N: usize>(&self, placeholders: &Placeholders) -> [Value; N] {
        let mut reader = Reader { shape: self, placeholders, tokens: self.tokens.iter(), texts: 0, tasks: 0 };
        std::array::from_fn(|_| reader.value())
    }
}

impl Hash for Shape {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for token in &self.tokens {
            std::mem::discriminant(token).hash(state);
            match token {
                Token::Flag(flag) => flag.hash(state),
                Token::Number(number) => number.hash(state),
                Token::Float(number) => number.to_bits().hash(state),
                Token::Fixed(start, end) | Token::Key(start, end) => self.texts.slice(*start, *end).hash(state),
                Token::Field(name) => name.hash(state),
                Token::Null | Token::Text | Token::Task | Token::List | Token::Struct | Token::End => {}
            }
        }
    }
}

/// Builds values from tokens.
struct Reader<'s> {
    shape: &'s Shape,
    placeholders: &'s Placeholders,
    tokens: std::slice::Iter<'s, Token>,
    /// How many texts and tasks were met.
    texts: usize,
    tasks: usize,
}

impl Reader<'_> {
    fn value(&mut self) -> Value {
        let token = self.tokens.next().copied().unwrap_or(Token::Null);
        self.value_of(token)
    }

    /// Views lie in each other a few deep, and values of authors as deep as the reader of YAML lets them.
    fn value_of(&mut self, token: Token) -> Value {
        match token {
            Token::Flag(flag) => flag.into(),
            Token::Number(number) => number.into(),
            Token::Float(number) => number.into(),
            Token::Text => {
                self.texts += 1;
                Value::from(self.placeholders.of_text(self.texts - 1))
            }
            Token::Fixed(start, end) => Value::from(self.shape.texts.slice(start, end)),
            Token::Task => {
                self.tasks += 1;
                Value::from(self.placeholders.tasks()[self.tasks - 1].id())
            }
            Token::List => {
                let mut items = Vec::new();
                while let Some(token) = self.tokens.next().copied().filter(|token| *token != Token::End) {
                    items.push(self.value_of(token));
                }
                items.into()
            }
            Token::Struct => self.fields().into(),
            Token::Null | Token::Field(_) | Token::Key(..) | Token::End => Value::none(),
        }
    }

    fn fields(&mut self) -> Map {
        let mut fields = Map::new();
        loop {
            let key = match self.tokens.next().copied() {
                Some(Token::Field(name)) => Key::from(name),
                Some(Token::Key(start, end)) => Key::from(self.shape.texts.slice(start, end).to_owned()),
                _ => return fields,
            };
            let value = self.value();
            fields.insert(key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::templates::BUILT_IN;
    use super::*;

    fn template(name: &str) -> &'static str {
        BUILT_IN.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
    }

    /// What stands between the signs of a template: conditions, loops and values.
    fn asked(name: &str, found: &mut Vec<String>) {
        let text = template(name);
        assert!(!text.is_empty(), "{name}");
        for (open, close) in [("{%", "%}"), ("{{", "}}")] {
            for part in text.split(open).skip(1) {
                let inner = part.split(close).next().unwrap_or_default().trim_matches(['-', ' ']);
                match inner.split_once('"').filter(|_| inner.starts_with("include") || inner.starts_with("extends")) {
                    Some((_, other)) => asked(other.trim_end_matches('"'), found),
                    None => found.push(inner.to_owned()),
                }
            }
        }
    }

    #[test]
    fn templates_set_texts_and_do_not_look_into_them() {
        let mut found = Vec::new();
        let parts = ["blocks", "mention", "handover", "print_task"].map(|name| format!("components/{name}.html"));
        SHAPED.into_iter().chain(parts.iter().map(String::as_str)).for_each(|name| asked(name, &mut found));
        assert!(found.len() > 200, "{}", found.len());
        for asked in found {
            // Languages are kept, and numbers, lists and what all pages share are part of the shape.
            let known = asked
                .replace("page.lang != site.lang", "")
                .replace("section.number > 0", "")
                .replace("guide.views[5]", "")
                .replace(" | safe", "");
            let of_tasks = known.split('[').skip(1).count();
            let by_id = known.matches("links[").count() + known.matches("marks[").count();
            assert_eq!(of_tasks, by_id, "{asked}");
            let known = if known.starts_with("for ") { known.replacen(" in ", "", 1) } else { known };
            let call = known.starts_with('<') || known.starts_with("component") || known.starts_with("set ");
            for sign in ["|", "==", "!=", " > ", " < ", ">=", "<=", "~", " in ", " is ", " + ", "matching"] {
                assert!(!known.contains(sign), "{asked}");
            }
            assert!(call || !known.contains('='), "{asked}");
        }
    }
}
