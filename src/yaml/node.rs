//! The tree of a YAML text.

use crate::source::Span;

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

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
    /// The kind of the value in an author's words.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Text { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a set of keys",
        }
    }
}
