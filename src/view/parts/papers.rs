//! The documents that a task needs and makes.

use serde::Serialize;

use crate::context::Setting;
use crate::model::{DocumentKind, Needed, Paper};

/// A form, a document or a system.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PaperView {
    /// Its title, a link if it has an address, as HTML.
    pub(crate) html: String,
    /// "Form" or "System"; null for other documents.
    pub(crate) kind: Option<String>,
    pub(crate) note: Option<String>,
}

impl PaperView {
    /// Those that are needed before, or made by, the task.
    pub(crate) fn all(setting: &Setting<'_>, papers: &[Paper], needed: Needed) -> Vec<PaperView> {
        let view = |paper: &Paper| PaperView::new(setting, paper);
        papers.iter().filter(|paper| paper.needed == needed).map(view).collect()
    }

    pub(crate) fn new(setting: &Setting<'_>, paper: &Paper) -> PaperView {
        let kind = match paper.kind {
            DocumentKind::Document => None,
            DocumentKind::Form => Some("document_form"),
            DocumentKind::System => Some("document_system"),
        };
        PaperView {
            html: setting.html(&paper.link),
            kind: kind.map(|word| setting.words.get(word).to_owned()),
            note: paper.note.clone(),
        }
    }
}
