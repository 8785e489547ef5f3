//! The parts common to all front matter: a reader, and values that are Markdown.

use crate::diagnostic::Diagnostics;
use crate::markdown::{Body, Place, parse};
use crate::yaml::Spanned;

/// Reads front matter; what is wrong goes to `faults`.
pub(super) struct Reader<'f> {
    /// The whole file.
    pub(super) source: &'f str,
    pub(super) trusted: bool,
    pub(super) faults: &'f mut Diagnostics,
}

/// A value of the front matter that is Markdown.
#[derive(Clone, Debug)]
pub(crate) struct TextField {
    pub(crate) body: Body,
}

impl Reader<'_> {
    pub(super) fn markdown(&mut self, text: Spanned<String>) -> TextField {
        let raw = self.source.get(text.span.range()).unwrap_or_default();
        let quoted = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
        // Where YAML changed nothing, a fault has its exact place.
        let start = text.span.start as usize;
        let place = match text.value.as_str() {
            value if value == raw => Place::File(text.span.file, start),
            value if value == quoted => Place::File(text.span.file, start + 1),
            _ => Place::Value(text.span),
        };
        let body = parse(&text.value, place, self.trusted, self.faults);
        TextField { body }
    }
}
