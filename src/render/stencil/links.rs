//! Links to tasks, the marks of their parties and the icons of their states, as our own templates make them.

use std::sync::Arc;

use crate::model::TaskIx;

/// Those of a guide, as our own templates make them.
pub(super) struct Links {
    /// By the number of the task.
    pub(super) of: Vec<Linked>,
}

pub(super) struct Linked {
    id: String,
    /// In pieces between which the site's root belongs.
    link: Box<[Box<str>]>,
    mark: Arc<str>,
    icon: Box<str>,
}

impl Links {
    pub(super) fn id(&self, task: TaskIx) -> &str {
        &self.of[task].id
    }

    /// Sets the link to a task on a page from which `root` leads to the site's root.
    pub(super) fn link(&self, task: TaskIx, root: &str, out: &mut Vec<u8>) {
        for (at, piece) in self.of[task].link.iter().enumerate() {
            if at > 0 {
                out.extend_from_slice(root.as_bytes());
            }
            out.extend_from_slice(piece.as_bytes());
        }
    }

    /// The mark of a task's party.
    pub(super) fn mark(&self, task: TaskIx) -> &str {
        &self.of[task].mark
    }

    /// The icon of a task's state.
    pub(super) fn icon(&self, task: TaskIx) -> &str {
        &self.of[task].icon
    }
}

impl Linked {
    /// `link` has `root` where the site's root belongs.
    pub(super) fn new(id: &str, link: &str, root: &str, mark: Arc<str>, icon: &str) -> Self {
        Linked { id: id.to_owned(), link: link.split(root).map(Into::into).collect(), mark, icon: icon.into() }
    }
}
