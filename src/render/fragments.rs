//! What lists say of a task, as HTML. A task stands in half a dozen lists; what they say of it is rendered once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::pages::Surroundings;
use super::rooted::{MARK, Rooted};
use super::templates::value;
use crate::diagnostic::Diagnostic;
use crate::text::{WordState, fingerprint};
use crate::view::{Fact, Facts, Frame};

const TEMPLATE: &str = "components/facts.html";

/// What is said of the tasks of a guide.
#[derive(Default)]
pub(super) struct Fragments {
    /// By what they say; those of a project's own templates also by what leads from the page to the site's root.
    made: Mutex<HashMap<u64, Arc<Rooted>, WordState>>,
}

impl Fragments {
    /// Renders what is said of each task, for the page with this frame.
    pub(super) fn fill(
        &self,
        all: &[&Facts],
        frame: &Frame,
        around: &Surroundings<'_, '_>,
    ) -> Result<(), Vec<Diagnostic>> {
        for facts in all {
            let mut html = String::new();
            for part in &facts.parts {
                self.made(part, &frame.root, around)?.push(&frame.root, &mut html);
            }
            let _ = facts.html.set(html);
        }
        Ok(())
    }

    fn made(&self, fact: &Fact, root: &str, around: &Surroundings<'_, '_>) -> Result<Arc<Rooted>, Vec<Diagnostic>> {
        // A template of the project's own may do anything with the root.
        let root = if around.theme.is_own() { root } else { MARK };
        let key = fingerprint(&(fact.fingerprint, root));
        let lock = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Ok(Arc::clone(known));
        }
        // Two threads may both make it; it comes out the same.
        let shared = around.common.with_links(root, around.theme)?;
        let view = around.common.guide.map(|guide| fact.view(guide));
        let made = Arc::new(Rooted::render(TEMPLATE, ("facts", value(&view)), around.theme, &shared)?);
        lock().insert(key, Arc::clone(&made));
        Ok(made)
    }
}
