//! Open questions, and the documents of a task.

use super::Text;
use crate::parse::{DocumentKind, Needed};
use crate::yaml::Spanned;

/// A question that the authors ask, and its answer once there is one.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) id: Option<Spanned<String>>,
    pub(crate) text: Text,
    pub(crate) to: Option<Addressee>,
    /// Who of the authors follows it up.
    pub(crate) owner: Option<String>,
    pub(crate) asked: Option<String>,
    pub(crate) answered: Option<String>,
    pub(crate) answer: Option<Text>,
    pub(crate) source: Option<String>,
}

/// Whom a question is put to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Addressee {
    /// By index into the guide's parties.
    Party(usize),
    Other(String),
}

impl Question {
    pub(crate) fn is_open(&self) -> bool {
        self.answer.is_none()
    }

    /// The id of its place on a page.
    pub(crate) fn anchor(&self) -> Option<String> {
        self.id.as_ref().map(|id| format!("q-{}", id.value))
    }

    pub(crate) fn texts(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.text).chain(&self.answer)
    }

    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        std::iter::once(&mut self.text).chain(&mut self.answer)
    }
}

/// A form, a document or a system that a task needs or makes.
#[derive(Debug)]
pub(crate) struct Paper {
    pub(crate) title: String,
    /// The title, a link where it has an address.
    pub(crate) link: Text,
    /// As its author wrote it.
    pub(crate) url: Option<String>,
    pub(crate) kind: DocumentKind,
    pub(crate) needed: Needed,
    pub(crate) note: Option<String>,
}
