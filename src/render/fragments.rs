//! What lists say of a task. A task stands in half a dozen lists, and its neighbours are looked up once for them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::forms::Formed;
use super::pages::Surroundings;
use crate::diagnostic::Diagnostic;
use crate::text::{WordState, fingerprint};
use crate::view::{Fact, Facts, Frame};

/// What is said of the tasks of a guide.
#[derive(Default)]
pub(super) struct Fragments {
    /// By what they say; those of a project's own templates also by what leads from the page to the site's root.
    made: Mutex<HashMap<u64, Formed, WordState>>,
}

impl Fragments {
    /// What is said of a task, for the page with this frame.
    pub(super) fn of(
        &self,
        facts: &Facts,
        frame: &Frame,
        around: &Surroundings<'_, '_>,
    ) -> Result<Vec<Formed>, Vec<Diagnostic>> {
        facts.parts.iter().map(|fact| self.made(fact, frame, around)).collect()
    }

    fn made(&self, fact: &Fact, frame: &Frame, around: &Surroundings<'_, '_>) -> Result<Formed, Vec<Diagnostic>> {
        // A template of the project's own may do anything with the root.
        let key = fingerprint(&(fact.fingerprint, around.theme.is_own().then_some(&frame.root)));
        let lock = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Ok(known.clone());
        }
        // Two threads may both make it; it comes out the same.
        let view = around.common.guide.map(|guide| fact.view(guide)).unwrap_or_default();
        let made = around.common.forms.formed("components/facts.html", "facts", view, frame, around)?;
        lock().insert(key, made.clone());
        Ok(made)
    }
}
