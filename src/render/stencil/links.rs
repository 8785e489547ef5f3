//! What leads to a task, and the mark of its party, as our own templates make them.

use std::sync::Arc;

use crate::model::TaskIx;

/// Stands for the site's root where a link begins with it. No text that is escaped holds the quotation mark before it, so that
/// nobody can write one.
pub(super) const ROOT: &str = "\u{2}";

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
}

impl Linked {
    /// `link` has [`ROOT`] where the site's root belongs.
    pub(super) fn new(id: &str, link: &str, mark: Arc<str>) -> Self {
        Linked { id: id.to_owned(), link: pieces(link), mark }
    }
}

/// A link in pieces between which the site's root belongs.
fn pieces(link: &str) -> Box<[Box<str>]> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, mark) in link.match_indices(ROOT) {
        // Elsewhere it is part of a text.
        if link[..at].ends_with("=\"") {
            pieces.push(link[from..at].into());
            from = at + mark.len();
        }
    }
    pieces.push(link[from..].into());
    pieces.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_stands_where_links_begin_and_nowhere_else() {
        let link = pieces("<a href=\"\u{2}a/\">\u{2}</a><a href=\"\u{2}b/\">=&quot;\u{2}</a>");
        assert_eq!(link.join("../"), "<a href=\"../a/\">\u{2}</a><a href=\"../b/\">=&quot;\u{2}</a>");
        assert_eq!(pieces("no link").join("../"), "no link");
    }
}
