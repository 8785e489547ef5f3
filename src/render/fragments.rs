//! What lists say of a task, as HTML. A task stands in half a dozen lists; what they say of it is rendered once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::pages::Surroundings;
use super::slots::Fragment;
use super::templates::value;
use crate::diagnostic::Diagnostic;
use crate::text::{WordState, fingerprint};
use crate::view::{Fact, Facts, Frame};

const TEMPLATE: &str = "components/facts.html";

/// What is said of the tasks of a guide.
#[derive(Default)]
pub(super) struct Fragments {
    /// By what they say; those of a project's own templates also by what leads from the page to the site's root.
    made: Mutex<HashMap<u64, Arc<Fragment>, WordState>>,
}

impl Fragments {
    /// What is said of a task, for the page with this frame.
    pub(super) fn of(
        &self,
        facts: &Facts,
        frame: &Frame,
        around: &Surroundings<'_, '_>,
    ) -> Result<Fragment, Vec<Diagnostic>> {
        let mut joined = Fragment::joined();
        for fact in &facts.parts {
            joined.add(&*self.made(fact, frame, around)?);
        }
        Ok(joined)
    }

    fn made(
        &self,
        fact: &Fact,
        frame: &Frame,
        around: &Surroundings<'_, '_>,
    ) -> Result<Arc<Fragment>, Vec<Diagnostic>> {
        // A template of the project's own may do anything with the root.
        let root = around.theme.is_own().then_some(&frame.root);
        let key = fingerprint(&(fact.fingerprint, root));
        let lock = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Ok(Arc::clone(known));
        }
        // Two threads may both make it; it comes out the same.
        let view = around.common.guide.map(|guide| fact.view(guide));
        let made = Arc::new(around.fragment(TEMPLATE, ("facts", value(&view)), frame)?);
        lock().insert(key, Arc::clone(&made));
        Ok(made)
    }
}
