//! Files as they were parsed.

use super::{RawGuide, RawPage, RawTask, Status};
use crate::diagnostic::Allowance;
use crate::markdown::Body;
use crate::source::{FileId, Span};

/// A parsed file.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) file: FileId,
    /// Below `content/`, for example `sf1590-d/tilslutning/TF109.md`.
    pub(crate) path: String,
    pub(crate) front: Front,
    pub(crate) body: Body,
    /// The first bytes of the file: where faults of the whole document are shown.
    pub(crate) start: Span,
}

/// The kind of a page, with its front matter.
#[derive(Clone, Debug)]
pub(crate) enum Front {
    Guide(Box<RawGuide>),
    Task(Box<RawTask>),
    Page(Box<RawPage>),
}

impl Front {
    /// Takes out the diagnostics that the page lets pass.
    pub(super) fn allowances(&mut self) -> Vec<Allowance> {
        let (list, draft) = match self {
            Front::Guide(raw) => (&mut raw.allowances, false),
            Front::Task(raw) => (&mut raw.allowances, raw.status == Status::Draft),
            Front::Page(raw) => (&mut raw.allowances, raw.draft),
        };
        std::mem::take(list).into_iter().map(|allowance| Allowance { draft, ..allowance }).collect()
    }
}

impl Document {
    /// The folder below `content/`, empty for files that stand there directly.
    pub(crate) fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's name without `.md`.
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit_once('/').map_or(self.path.as_str(), |(_, name)| name);
        &name[..name.len().saturating_sub(3)]
    }

    /// The folder directly below `content/`, if the file stands in one.
    pub(crate) fn top_folder(&self) -> Option<&str> {
        self.path.split_once('/').map(|(top, _)| top)
    }
}

/// A file that could not be parsed. That has been reported; what refers to it is not to blame.
#[derive(Debug)]
pub(crate) struct Broken {
    /// Below `content/`.
    pub(crate) path: String,
    /// The ids that it may have, beside its name.
    pub(crate) ids: Vec<String>,
}

/// The documents of a project.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    pub(crate) documents: Vec<Document>,
    pub(crate) broken: Vec<Broken>,
    /// The diagnostics that pages let pass.
    pub(crate) allowances: Vec<Allowance>,
}
