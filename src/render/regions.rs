//! Parts of pages that are the same on many: the header and the side bar. Each is rendered once for all pages that it
//! does not name, instead of once a page.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::templates::{Shared, Theme, Value, html, value};
use crate::diagnostic::Diagnostic;
use crate::view::Frame;

/// A template for a part of pages.
pub(super) struct Region {
    template: &'static str,
    /// Paths of the pages that it links to: on these it says so.
    named: HashSet<String>,
    made: Mutex<HashMap<Key, Value>>,
}

/// All that a region may depend on: `page` in its template.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
struct Key {
    root: String,
    /// Empty for pages that the region does not name.
    path: String,
    /// The group of the side bar that is open.
    nav: String,
}

impl Region {
    pub(super) fn new(template: &'static str, named: impl IntoIterator<Item = String>) -> Self {
        Region { template, named: named.into_iter().collect(), made: Mutex::default() }
    }

    /// The region as it stands on a page.
    pub(super) fn on(&self, frame: &Frame, theme: &Theme, shared: &Shared) -> Result<Value, Vec<Diagnostic>> {
        let path = if self.named.contains(&frame.path) { frame.path.clone() } else { String::new() };
        let key = Key { root: frame.root.clone(), path, nav: frame.nav.clone() };
        if let Some(known) = self.made.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(known.clone());
        }
        // Two threads may both make it; it comes out the same.
        let mut text = Vec::new();
        theme.page(self.template, shared, &[("page", value(&key))], &mut text)?;
        let made = html(&String::from_utf8_lossy(&text));
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(key, made.clone());
        Ok(made)
    }
}
