//! Text whose references are resolved.

use crate::markdown::Body;
use crate::source::Span;

/// A task of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TaskRef {
    pub(crate) guide: usize,
    pub(crate) task: usize,
}

/// A parsed text with what its references lead to.
#[derive(Debug, Default)]
pub(crate) struct Text {
    pub(crate) body: Body,
    /// One for each of the body's references.
    pub(crate) targets: Vec<Target>,
}

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Nowhere: its words are shown as they are.
    None,
    Task(TaskRef, Option<String>),
    /// A page or file of the site, by its path from the site's root (pages end with `/`).
    Address(String, Option<String>),
    /// An element of a page that the program makes. Whether the page has one with this id is known when it is made.
    Place(String, String),
    /// A file that is published beside the page, by its index in the page's assets.
    Asset(usize),
    /// A heading of the same text.
    Own(String),
    External(String),
}

/// A file that a page links to; it is published beside the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asset {
    /// Path relative to the project.
    pub(crate) source: String,
    /// Its name beside the page.
    pub(crate) name: String,
}

/// A former address that leads to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alias {
    /// Site path; as the author wrote it until all addresses are known.
    pub(crate) address: String,
    pub(crate) span: Span,
}

/// A mention of a task in another page's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Backlink {
    pub(crate) from: Origin,
    /// The sentence it stands in, as plain text.
    pub(crate) sentence: String,
}

/// The page that a mention stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Origin {
    Task(TaskRef),
    /// A guide's introduction.
    Guide(usize),
    /// A page of a guide: guide, page.
    GuidePage(usize, usize),
    /// A page outside guides.
    Page(usize),
    Home,
}

impl Origin {
    /// The guide that the page belongs to.
    pub(crate) fn guide(self) -> Option<usize> {
        match self {
            Origin::Task(at) => Some(at.guide),
            Origin::Guide(guide) | Origin::GuidePage(guide, _) => Some(guide),
            Origin::Page(_) | Origin::Home => None,
        }
    }

    /// The task that the page is about.
    pub(crate) fn task(self) -> Option<TaskRef> {
        match self {
            Origin::Task(at) => Some(at),
            _ => None,
        }
    }
}
