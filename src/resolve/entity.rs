//! The tasks, pages and guides that Markdown files became.

use crate::model::TaskRef;

/// The task, page or guide that a Markdown file became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entity {
    Home,
    Guide(usize),
    Task(TaskRef),
    /// A task that is not published yet.
    Draft,
    /// A file that could not be read, which has been said.
    Broken,
    GuidePage(usize, usize),
    Page(usize),
}
