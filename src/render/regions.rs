//! Parts of pages that are the same on many: the header and the side bar. Each is rendered once for all pages, and says on
//! those that it leads to which link is theirs.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use super::inspect::{Inspector, Piece};
use super::slots::Slots;
use super::templates::{Shared, Theme, Value, html, value};
use crate::diagnostic::Diagnostic;
use crate::text::WordState;
use crate::view::{Frame, Link};

/// A template for a part of pages.
pub(super) struct Region {
    template: &'static str,
    /// Whether the template is the project's own, which may say more of the page it is on than we know.
    own: bool,
    /// Paths of the pages that it links to: on these it says so.
    named: HashSet<String, WordState>,
    /// As our own template makes it, whatever is open or the page's own.
    rendered: Mutex<HashMap<Key, Arc<str>, WordState>>,
    made: Mutex<HashMap<Key, Made, WordState>>,
}

/// A region as it stands on pages.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) html: Value,
    /// The same, as it was looked at.
    pub(super) piece: Option<Arc<Piece>>,
}

impl Made {
    /// What templates see of it on a page.
    pub(super) fn in_slot<'p>(&'p self, slots: &mut Slots<'p>) -> Value {
        let text = self.html.as_str().unwrap_or_default();
        slots.add(text, self.piece.as_deref().map(|piece| (0..text.len(), piece)))
    }
}

/// All that a region may depend on: `page` in its template.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
struct Key {
    root: String,
    /// Empty where the region is the same on all pages.
    path: String,
    /// The group of the side bar that is open.
    nav: String,
    /// The page's own, where the side bar has no room for all.
    party: Option<Link>,
    stage: Option<Link>,
}

/// How many of a region are remembered. Most guides have a few; one with hundreds of parties has thousands.
const REMEMBERED: usize = 1_024;

impl Region {
    pub(super) fn new(template: &'static str, theme: &Theme, named: impl IntoIterator<Item = String>) -> Self {
        let own = theme.own_pages().contains(&template);
        Region { template, own, named: named.into_iter().collect(), rendered: Mutex::default(), made: Mutex::default() }
    }

    /// The region as it stands on a page.
    pub(super) fn on(
        &self,
        frame: &Frame,
        theme: &Theme,
        shared: &Shared,
        inspector: &Inspector<'_>,
    ) -> Result<Made, Vec<Diagnostic>> {
        let named = self.named.contains(&frame.path);
        let path = if named && self.own { frame.path.clone() } else { String::new() };
        let Frame { root, nav, party, stage, .. } = frame;
        let (root, nav, party, stage) = (root.clone(), nav.clone(), party.clone(), stage.clone());
        let key = Key { root, path, nav, party, stage };
        let known = self.made.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        // Two threads may both make it; it comes out the same.
        let made = match known {
            Some(known) => known,
            None => self.make(key, frame, theme, shared, inspector)?,
        };
        if !named {
            return Ok(made);
        }
        let text = with_current(made.html.as_str().unwrap_or_default(), &format!("{}{}", frame.root, frame.path));
        Ok(Made { html: html(&text), piece: None })
    }

    fn make(
        &self,
        key: Key,
        frame: &Frame,
        theme: &Theme,
        shared: &Shared,
        inspector: &Inspector<'_>,
    ) -> Result<Made, Vec<Diagnostic>> {
        let text = with_open(&self.rendered(&key, theme, shared)?, &key.nav);
        // Our own templates lead from the site's root, so that links lead to the same places from all these pages. A part
        // that is open stands on pages that are named, and differs on each.
        let shared_by_many = !self.own && key.nav.is_empty();
        let piece = if shared_by_many { inspector.piece(&frame.path, &text).map(Arc::new) } else { None };
        let made = Made { html: html(&text), piece };
        remember(&mut self.made.lock().unwrap_or_else(PoisonError::into_inner), key, made.clone());
        Ok(made)
    }

    /// What the template makes. Ours asks for no more than the root; one of the project's own may ask for all of `page`.
    fn rendered(&self, key: &Key, theme: &Theme, shared: &Shared) -> Result<Arc<str>, Vec<Diagnostic>> {
        let render = |page: &Key| {
            let mut text = Vec::new();
            theme.page(self.template, shared, [("page", value(page))], &mut text)?;
            Ok(Arc::from(String::from_utf8_lossy(&text)))
        };
        if self.own {
            return render(key);
        }
        let key = Key { path: String::new(), nav: String::new(), ..key.clone() };
        // Held while it is made, so that the other threads wait for it instead of making it too.
        let mut known = self.rendered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = known.get(&key) {
            return Ok(Arc::clone(text));
        }
        let text = render(&key)?;
        remember(&mut known, key, Arc::clone(&text));
        Ok(text)
    }
}

fn remember<V>(known: &mut HashMap<Key, V, WordState>, key: Key, value: V) {
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(key, value);
}

/// Opens the part whose `data-nav` is `nav`, and takes these attributes out.
fn with_open(html: &str, nav: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(" data-nav=\"") {
        let (key, after) = after.split_once('"').unwrap_or((after, ""));
        out.push_str(before);
        if key == nav {
            out.push_str(" open");
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Says of links to `address` that they lead to the page itself, where the template has not said so. Addresses of pages
/// are percent-encoded, and hold nothing that a template would escape.
fn with_current(html: &str, address: &str) -> String {
    const CURRENT: &str = " aria-current=\"page\"";
    let link = format!("href=\"{address}\"");
    let mut out = String::with_capacity(html.len() + CURRENT.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(&link) {
        out.push_str(before);
        out.push_str(&link);
        if !after.starts_with(" aria-current") {
            out.push_str(CURRENT);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_of_the_page_is_open() {
        let html = r#"<details class="a" data-nav="x y"><i></i></details><details data-nav="x z"></details>"#;
        assert_eq!(with_open(html, "x z"), r#"<details class="a"><i></i></details><details open></details>"#);
        assert_eq!(with_open(html, ""), r#"<details class="a"><i></i></details><details></details>"#);
    }

    #[test]
    fn links_to_the_page_itself_are_marked_once() {
        let html = r#"<a href="../a/">A</a><a class="x" href="../b/">B</a><a href="../b/" aria-current="page">B</a>"#;
        let marked = with_current(html, "../b/");
        assert_eq!(
            marked,
            html.replace(r#"<a class="x" href="../b/">"#, r#"<a class="x" href="../b/" aria-current="page">"#)
        );
        assert_eq!(with_current(html, "../c/"), html);
    }
}
