//! Parts that stand on all pages at the same depth as they are: what every page loads, and the footer. Only the link for
//! those who edit a page is its own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use super::inspect::Inspector;
use super::regions::Made;
use super::rooted::{MARK, Rooted};
use super::templates::{Shared, Theme, html, value};
use crate::diagnostic::Diagnostic;
use crate::text::{WordState, attribute};
use crate::view::Frame;

/// A template for such a part.
pub(super) struct Fixture {
    template: &'static str,
    /// Whether the template is the project's own, which may do anything with an address.
    own: bool,
    made: Mutex<HashMap<Key, Arc<Fixed>, WordState>>,
}

/// What differs between pages: what leads to the site's root, and the address for those who edit the page, or a mark for
/// any address.
type Key = (String, Option<String>);

/// A part without the address, and as it stands on pages that have none.
struct Fixed {
    marked: Rooted,
    made: Made,
}

/// `page` in the template.
#[derive(Serialize)]
struct Page<'p> {
    root: &'p str,
    words: &'p str,
    edit_url: Option<&'p str>,
}

impl Fixture {
    pub(super) fn new(template: &'static str, theme: &Theme) -> Self {
        Fixture { template, own: theme.own_pages().contains(&template), made: Mutex::default() }
    }

    /// The part as it stands on a page.
    pub(super) fn on(
        &self,
        frame: &Frame,
        theme: &Theme,
        shared: &Shared,
        inspector: &Inspector<'_>,
    ) -> Result<Made, Vec<Diagnostic>> {
        let edit_url = frame.edit_url.as_deref().map(|url| if self.own { url } else { MARK });
        let key = (frame.root.clone(), edit_url.map(str::to_owned));
        // Held while it is made, so that the other threads wait for it instead of making it too.
        let mut known = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let fixed = match known.get(&key) {
            Some(fixed) => Arc::clone(fixed),
            None => {
                let page = Page { root: &frame.root, words: &frame.words, edit_url };
                let marked = Rooted::render(self.template, ("page", value(&page)), theme, shared)?;
                let text = marked.at("").into_owned();
                // A link that is marked leads nowhere yet.
                let piece = if edit_url.is_none() { inspector.piece(&frame.path, &text).map(Arc::new) } else { None };
                let made = Made { html: html(&text), piece };
                let fixed = Arc::new(Fixed { marked, made });
                known.insert(key, Arc::clone(&fixed));
                fixed
            }
        };
        drop(known);
        match &frame.edit_url {
            Some(url) if fixed.marked.is_marked() => {
                Ok(Made { html: html(&fixed.marked.at(&attribute(url))), piece: None })
            }
            _ => Ok(fixed.made.clone()),
        }
    }
}
