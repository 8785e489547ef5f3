//! What lists say of a task, as HTML. A task stands in half a dozen lists; what they say of it is rendered once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::pages::Surroundings;
use super::rooted::{MARK, Rooted};
use super::templates::value;
use crate::diagnostic::Diagnostic;
use crate::text::{WordState, fingerprint};
use crate::view::{Facts, Frame};

const TEMPLATE: &str = "components/facts.html";

/// What is said of the tasks of a guide.
#[derive(Default)]
pub(super) struct Fragments {
    /// By what they say; those of a project's own templates also by what leads from the page to the site's root.
    made: Mutex<HashMap<(u64, String), Arc<Rooted>, WordState>>,
}

impl Fragments {
    /// Renders what is said of each task, for the page with this frame.
    pub(super) fn fill(
        &self,
        all: &[&Facts],
        frame: &Frame,
        around: &Surroundings<'_, '_>,
    ) -> Result<(), Vec<Diagnostic>> {
        let (root, theme) = (&frame.root, around.theme);
        // A template of the project's own may do anything with the root.
        let known_root = if theme.is_own() { root } else { MARK };
        for facts in all {
            let key = (fingerprint(&facts.view), if theme.is_own() { root.to_owned() } else { String::new() });
            let known = self.made.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
            // Two threads may both make it; it comes out the same.
            let made = match known {
                Some(made) => made,
                None => {
                    let part = ("facts", value(&facts.view));
                    let shared = around.common.shared(known_root, theme)?;
                    let made = Arc::new(Rooted::render(TEMPLATE, part, known_root, theme, &shared)?);
                    self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&made));
                    made
                }
            };
            let _ = facts.html.set(made.at(root).into_owned());
        }
        Ok(())
    }
}
