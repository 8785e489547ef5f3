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

/// HTML without what leads to the site's root, and where that belongs.
#[derive(Debug)]
pub(super) struct Rooted {
    html: Box<str>,
    /// Bytes before each place.
    roots: Box<[u32]>,
}

impl Rooted {
    /// Renders a template that knows `part` and of its page the root, which is [`MARK`] or the real one.
    pub(super) fn render(
        template: &str,
        part: (&'static str, Value),
        root: &str,
        theme: &Theme,
        shared: &Shared,
    ) -> Result<Self, Vec<Diagnostic>> {
        Rooted::with_page(template, &[part, ("page", value(&Page { root }))], theme, shared)
    }

    /// The same where `parts` say what the template knows of its page: in one place, [`MARK`].
    pub(super) fn with_page(
        template: &str,
        parts: &[(&'static str, Value)],
        theme: &Theme,
        shared: &Shared,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut html = Vec::new();
        theme.page(template, shared, parts, &mut html)?;
        let html =
            String::from_utf8(html).unwrap_or_else(|no_text| String::from_utf8_lossy(no_text.as_bytes()).into_owned());
        Ok(Rooted::new(html))
    }

    fn new(marked: String) -> Self {
        let mut html = String::new();
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
        if roots.is_empty() {
            return Rooted { html: marked.into(), roots: Box::default() };
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
        let mut out = String::with_capacity(self.html.len() + self.roots.len() * root.len());
        self.push(root, &mut out);
        Cow::Owned(out)
    }

    /// The same at the end of a text.
    pub(super) fn push(&self, root: &str, out: &mut String) {
        let mut from = 0;
        for at in &self.roots {
            let at = *at as usize;
            out.push_str(&self.html[from..at]);
            out.push_str(root);
            from = at;
        }
        out.push_str(&self.html[from..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_stands_where_links_begin_and_nowhere_else() {
        let made = Rooted::new("<a href=\"\u{2}a/\">\u{2}</a><a href=\"\u{2}b/\">=&quot;\u{2}</a>".to_owned());
        assert_eq!(made.at("../"), "<a href=\"../a/\">\u{2}</a><a href=\"../b/\">=&quot;\u{2}</a>");
        assert_eq!(Rooted::new("no link".to_owned()).at("../"), "no link");
    }
}
