//! A record as values that templates read.

use super::placeholder::{Face, Placeholders};
use super::record::{Leaf, Record, Token};
use crate::context::TaskLink;
use crate::model::TaskIx;
use crate::render::theme::{Key, Map, Value, html};

/// The form in which templates see leaves.
#[derive(Clone, Copy)]
pub(super) enum Leaves<'l> {
    /// Their values.
    Themselves(&'l [TaskLink]),
    /// Placeholders for them.
    Placeholders(&'l Placeholders),
}

impl Leaves<'_> {
    fn of(self, record: &Record, leaf: usize) -> Value {
        let task = |links: &[TaskLink], at: TaskIx| {
            links.get(at).map_or_else(Value::none, |link| Value::from(link.id.as_str()))
        };
        match (self, record.leaves[leaf]) {
            (Leaves::Themselves(_), Leaf::Text(from, to)) => Value::from(record.text(from, to)),
            (Leaves::Themselves(links), Leaf::Task(at)) => task(links, at),
            (Leaves::Themselves(_), Leaf::Components([start, end])) => {
                html(&String::from_utf8_lossy(&record.components.bytes[start.0..end.0]))
            }
            (Leaves::Placeholders(placeholders), Leaf::Components(_)) => html(&placeholders.text(leaf, Face::Own)),
            (Leaves::Placeholders(placeholders), _) => Value::from(placeholders.text(leaf, Face::Own)),
        }
    }
}

/// The views of a record, by the names of their variables.
pub(super) fn values(record: &Record, leaves: Leaves<'_>) -> Vec<(&'static str, Value)> {
    let mut reader = Reader { record, leaves, tokens: record.tokens.iter(), leaf: 0 };
    let mut values = Vec::new();
    while let (Some(Token::Field(name)), Some(token)) = (reader.tokens.next().copied(), reader.tokens.next().copied()) {
        values.push((name, reader.value(token)));
    }
    values
}

/// Builds values from tokens.
struct Reader<'r> {
    record: &'r Record,
    leaves: Leaves<'r>,
    tokens: std::slice::Iter<'r, Token>,
    /// The number of the next leaf.
    leaf: usize,
}

impl Reader<'_> {
    /// Views lie in each other a few deep, and values of authors as deep as the reader of YAML lets them.
    fn value(&mut self, token: Token) -> Value {
        match token {
            Token::Flag(flag) => flag.into(),
            Token::Number(number) => number.into(),
            Token::Float(number) => number.into(),
            Token::Fixed(from, to) => Value::from(self.record.text(from, to)),
            Token::Leaf | Token::Task => {
                self.leaf += 1;
                self.leaves.of(self.record, self.leaf - 1)
            }
            Token::List => {
                let mut items = Vec::new();
                while let Some(token) = self.tokens.next().copied().filter(|token| *token != Token::End) {
                    items.push(self.value(token));
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
                Some(Token::Key(from, to)) => Key::from(self.record.text(from, to).to_owned()),
                _ => return fields,
            };
            let token = self.tokens.next().copied().unwrap_or(Token::Null);
            let value = self.value(token);
            fields.insert(key, value);
        }
    }
}
