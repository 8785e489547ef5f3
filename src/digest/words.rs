//! The words by which data for other programs name what a guide knows as values.

use crate::model::{Addressee, Certainty, DocumentKind, Guide, Needed, Paper, Status};

pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::Draft => "draft",
        Status::Retired => "retired",
    }
}

pub(crate) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Likely => "likely",
    }
}

/// Whom a question is put to, as its author wrote it.
pub(crate) fn addressee<'a>(guide: &'a Guide, to: &'a Addressee) -> &'a str {
    match to {
        Addressee::Party(at) => guide.parties.get(*at).map_or("", |party| party.key.as_str()),
        Addressee::Other(words) => words,
    }
}

/// The kind of a document, and when it is needed.
pub(crate) fn paper(paper: &Paper) -> (&'static str, &'static str) {
    let kind = match paper.kind {
        DocumentKind::Form => "form",
        DocumentKind::Document => "document",
        DocumentKind::System => "system",
    };
    let needed = match paper.needed {
        Needed::Before => "before",
        Needed::Made => "made",
    };
    (kind, needed)
}
