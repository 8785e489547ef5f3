//! Open questions, and the documents of a task.

use super::front::{Reader, TextField};
use super::shapes::{DOCUMENT, QUESTION};
use crate::diagnostic::{Diagnostic, INVALID_VALUE, MISSING_FIELD};
use crate::markdown::Body;
use crate::yaml::{Fields, Node, Spanned, Value, text_of};

/// A question as its author wrote it.
#[derive(Clone, Debug)]
pub(crate) struct RawQuestion {
    pub(crate) id: Option<Spanned<String>>,
    pub(crate) text: TextField,
    /// The key of a party, or any words.
    pub(crate) to: Option<Spanned<String>>,
    pub(crate) owner: Option<String>,
    pub(crate) asked: Option<String>,
    pub(crate) answered: Option<String>,
    pub(crate) answer: Option<TextField>,
    pub(crate) source: Option<String>,
}

/// A document as its author wrote it.
#[derive(Clone, Debug)]
pub(crate) struct RawDocument {
    /// Its title, a link where it has an address.
    pub(crate) link: Body,
    pub(crate) title: String,
    pub(crate) url: Option<String>,
    pub(crate) kind: DocumentKind,
    pub(crate) needed: Needed,
    pub(crate) note: Option<String>,
}

/// The kind of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) enum DocumentKind {
    Form,
    #[default]
    Document,
    System,
}

/// When a task has to do with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) enum Needed {
    /// The task needs it.
    #[default]
    Before,
    /// It comes out of the task.
    Made,
}

impl Reader<'_> {
    /// The items of `open_questions`.
    pub(super) fn questions(&mut self, items: &[Node]) -> Vec<RawQuestion> {
        items.iter().filter_map(|item| self.question(item)).collect()
    }

    fn question(&mut self, node: &Node) -> Option<RawQuestion> {
        // A text with a colon in it reads as a map too, of keys that nobody knows.
        let is_map = match &node.value {
            Value::Map(entries) => entries.iter().any(|(key, _)| QUESTION.key(&key.value).is_some()),
            _ => false,
        };
        if !is_map {
            let text = text_of(node, "open_questions", self.faults)?;
            let text = self.markdown(text);
            let (to, owner, asked, answered) = (None, None, None, None);
            return Some(RawQuestion { id: None, text, to, owner, asked, answered, answer: None, source: None });
        }
        let mut fields = Fields::new(node, &QUESTION, self.faults);
        let text = fields.required_text("text");
        let id = fields.text("id").filter(|id| is_name(id, &mut fields));
        let to = fields.text("to");
        let owner = fields.text("owner").map(|owner| owner.value);
        let asked = fields.date("asked");
        let answered = fields.date("answered");
        let answer = fields.text("answer");
        let source = fields.text("source").map(|source| source.value);
        let place = fields.key_span("answered").unwrap_or(fields.span());
        if answered.is_some() && answer.is_none() {
            let fault = Diagnostic::new(MISSING_FIELD, place, "the question was answered, but there is no `answer`");
            fields.faults().push(fault.help("add a line `answer: …`, or take `answered` out"));
        }
        if let (Some(asked), Some(answered)) = (&asked, &answered)
            && answered < asked
        {
            let message = format!("the question was answered on {answered}, before it was asked on {asked}");
            fields.faults().push(Diagnostic::new(INVALID_VALUE, place, message).help("correct one of the two days"));
        }
        fields.finish();
        let text = self.markdown(text?);
        let answer = answer.map(|answer| self.markdown(answer));
        Some(RawQuestion { id, text, to, owner, asked, answered, answer, source })
    }
}

/// Whether an id can be part of an anchor; reports one that can't.
fn is_name(id: &Spanned<String>, fields: &mut Fields<'_, '_>) -> bool {
    let fits = id.value.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if !fits {
        let message = format!("`{}` can't be the id of a question", id.value);
        let fault = Diagnostic::new(INVALID_VALUE, id.span, message);
        fields.faults().push(fault.help("use letters, digits, `-` and `_`, such as `rute`"));
    }
    fits
}

/// The items of `documents`.
pub(super) fn documents(fields: &mut Fields<'_, '_>) -> Vec<RawDocument> {
    let mut found = Vec::new();
    for node in fields.list("documents", false) {
        let mut item = Fields::new(node, &DOCUMENT, fields.faults());
        let title = item.required_text("title");
        let url = item.text("url");
        let kinds =
            [("form", DocumentKind::Form), ("document", DocumentKind::Document), ("system", DocumentKind::System)];
        let kind = item.choice("kind", &kinds).unwrap_or_default();
        let needed = item.choice("needed", &[("before", Needed::Before), ("made", Needed::Made)]).unwrap_or_default();
        let note = item.text("note").map(|note| note.value);
        item.finish();
        found.extend(title.map(|title| RawDocument {
            link: Body::of_link(&title.value, url.as_ref().map(|url| (url.value.as_str(), url.span))),
            title: title.value,
            url: url.map(|url| url.value),
            kind,
            needed,
            note,
        }));
    }
    found
}
