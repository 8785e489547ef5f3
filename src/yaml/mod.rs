//! YAML text to a tree with spans, and typed reading of that tree. The only room that knows the YAML reader.
//!
//! The reader's events are taken rather than its serde front, because serde stops at the first fault: an author
//! should see every unknown key and wrong value of a file in one run, each with its place.

mod cures;
mod fields;
mod limits;
mod lines;
mod mistakes;
mod reader;
mod reading;
mod shape;
mod write;

pub(crate) use fields::{Fields, Spanned, is_date, text_of};
pub(crate) use reading::{Cut, Reading, read};
pub(crate) use shape::{Form, Key, Shape, key, required};
pub(crate) use write::{escaped, in_quotes, scalar};

use crate::source::Span;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
    /// Something around it or in it could not be read, which has been said: what is missing may be that.
    pub(crate) partial: bool,
}

/// YAML's shapes. Scalars stay text: whether `007` is a number is for the field to say.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Nothing, `~` or `null`, not in quotes.
    Null,
    Text {
        text: String,
        /// Not in quotes, so that it may be read as a number or a truth value.
        plain: bool,
    },
    List(Vec<Node>),
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// What the value is, in an author's words.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Text { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a set of keys",
        }
    }
}

/// A free value (`extra`) as templates see it. Plain scalars are read by YAML 1.2's core schema; text in quotes
/// stays text.
pub(crate) fn to_json(node: &Node) -> serde_json::Value {
    use serde_json::Value as Json;
    match &node.value {
        Value::Null => Json::Null,
        Value::Text { text, plain: true } => typed(text),
        Value::Text { text, .. } => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|(key, node)| (key.value.clone(), to_json(node))).collect())
        }
    }
}

fn typed(text: &str) -> serde_json::Value {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    // `007` and `+45…` are names and telephone numbers more often than numbers.
    let number = digits.starts_with(|c: char| c.is_ascii_digit())
        && !text.starts_with('+')
        && (!digits.starts_with('0') || digits.len() == 1 || digits.starts_with("0."));
    match text {
        "true" | "True" | "TRUE" => true.into(),
        "false" | "False" | "FALSE" => false.into(),
        _ if number => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(whole), _) => whole.into(),
            (_, Ok(real)) if real.is_finite() => real.into(),
            _ => text.into(),
        },
        _ => text.into(),
    }
}
