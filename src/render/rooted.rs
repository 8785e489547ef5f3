//! Parts of pages that are rendered once and stand at several depths of the site.

use std::borrow::Cow;

use serde::Serialize;

use super::templates::{Shared, Theme, Value, value};
use crate::diagnostic::Diagnostic;

/// Stands for what leads to the site's root, where a link begins with it. No text that is escaped holds the quotation
/// mark before it, so that nobody can write one.
pub(super) const MARK: &str = "\u{2}";

/// `page` in templates of such parts.
#[derive(Serialize)]
struct Page<'r> {
    root: &'r str,
}

/// What templates of such parts see: of the page, no more than the root, which is [`MARK`] or the real one.
pub(super) fn with_root(shared: &Shared, root: &str) -> Shared {
    shared.with("page", value(&Page { root }))
}

/// HTML without what leads to the site's root, and where that belongs.
#[derive(Debug)]
pub(super) struct Rooted {
    html: Box<str>,
    /// Bytes before each place.
    roots: Box<[u32]>,
}

impl Rooted {
    /// Renders a template that knows `part` besides what is shared.
    pub(super) fn render(
        template: &str,
        part: (&'static str, Value),
        theme: &Theme,
        shared: &Shared,
    ) -> Result<Self, Vec<Diagnostic>> {
        Ok(Rooted::new(&theme.part_as_text(template, shared, part)?))
    }

    pub(super) fn new(marked: &str) -> Self {
        let mut html = String::with_capacity(marked.len());
        let mut roots = Vec::new();
        let mut from = 0;
        for (at, mark) in marked.match_indices('\u{2}') {
            // Elsewhere it is part of a text.
            if marked[..at].ends_with("=\"") {
                html.push_str(&marked[from..at]);
                roots.push(u32::try_from(html.len()).unwrap_or(u32::MAX));
                from = at + mark.len();
            }
        }
        html.push_str(&marked[from..]);
        Rooted { html: html.into(), roots: roots.into() }
    }

    /// Whether the mark stands anywhere in it.
    pub(super) fn is_marked(&self) -> bool {
        !self.roots.is_empty()
    }

    /// The part on a page from which `root` leads to the site's root.
    pub(super) fn at(&self, root: &str) -> Cow<'_, str> {
        if self.roots.is_empty() {
            return Cow::Borrowed(&self.html);
        }
        let mut out = Vec::with_capacity(self.html.len() + self.roots.len() * root.len());
        self.push(root, &mut out);
        Cow::Owned(String::from_utf8(out).unwrap_or_default())
    }

    /// The same at the end of a page.
    pub(super) fn push(&self, root: &str, out: &mut Vec<u8>) {
        let html = self.html.as_bytes();
        let mut from = 0;
        for at in &self.roots {
            let at = *at as usize;
            out.extend_from_slice(&html[from..at]);
            out.extend_from_slice(root.as_bytes());
            from = at;
        }
        out.extend_from_slice(&html[from..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_stands_where_links_begin_and_nowhere_else() {
        let made = Rooted::new("<a href=\"\u{2}a/\">\u{2}</a><a href=\"\u{2}b/\">=&quot;\u{2}</a>");
        assert_eq!(made.at("../"), "<a href=\"../a/\">\u{2}</a><a href=\"../b/\">=&quot;\u{2}</a>");
        assert_eq!(Rooted::new("no link").at("../"), "no link");
    }
}
