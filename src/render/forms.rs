//! Small parts of which thousands differ in nothing but the tasks that they name: lines of diagrams, what lists say of a
//! task, what it waits for. Each form is rendered once, with placeholders for the tasks.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use super::pages::Surroundings;
use super::placeholders::Placeholder;
use super::shapes::{self, Recorded, Texts};
use super::stencil::{Step, steps};
use super::templates::{Value, value};
use crate::diagnostic::Diagnostic;
use crate::model::TaskIx;
use crate::text::{WordState, fingerprint};
use crate::view::{Frame, NamesTasks};

/// How many are remembered: forms are few, but what holds texts of its own, or comes from a template of the project's own,
/// is one of its kind.
const REMEMBERED: usize = 4_096;

/// A part, with placeholders for its tasks.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) html: String,
    pub(super) steps: Vec<Step>,
    /// Whether it was read, and says nothing of ids.
    pub(super) plain: bool,
}

/// A part with its tasks.
#[derive(Clone, Debug)]
pub(super) struct Formed {
    pub(super) form: Arc<Form>,
    /// As the placeholders number them.
    pub(super) tasks: Box<[TaskIx]>,
    /// Where it has a shape.
    pub(super) texts: Option<Box<Texts>>,
}

/// The forms of a guide.
#[derive(Default)]
pub(super) struct Forms {
    made: Mutex<HashMap<u64, Arc<Form>, WordState>>,
}

impl Forms {
    /// A part for the page with this frame, made by `template`, which knows its view by `name`.
    pub(super) fn formed<V: NamesTasks + Hash + Serialize>(
        &self,
        template: &str,
        name: &'static str,
        mut view: V,
        frame: &Frame,
        around: &Surroundings<'_, '_>,
    ) -> Result<Formed, Vec<Diagnostic>> {
        let own = around.theme.is_own();
        let mut tasks = Vec::new();
        view.each_task(&mut |key| tasks.push(key.at()));
        let placeholders = around.common.placeholders.tasks();
        if own || tasks.len() > placeholders.len() {
            tasks.clear();
        } else {
            let mut placeholders = placeholders.iter();
            view.each_task(&mut |key| {
                if let Some(placeholder) = placeholders.next() {
                    key.clone_from(placeholder);
                }
            });
        }
        // A template of the project's own may do anything with the root.
        let key = fingerprint(&(template, &view, own.then_some(&frame.root)));
        let form = self.form(key, template, (name, || value(&view)), frame, around)?;
        Ok(Formed { form, tasks: tasks.into(), texts: None })
    }

    /// The same of a part that differs from others in texts as well. It is read where it stands, since it may lead anywhere.
    pub(super) fn shaped<V: Hash + Serialize>(
        &self,
        template: &str,
        name: &'static str,
        view: &V,
        frame: &Frame,
        around: &Surroundings<'_, '_>,
    ) -> Result<Formed, Vec<Diagnostic>> {
        let placeholders = (!around.theme.is_own()).then_some(&around.common.placeholders);
        shapes::with([view as &dyn Recorded], placeholders, |shape| {
            let Some((shape, placeholders)) = shape else {
                let key = fingerprint(&(template, view, &frame.root));
                let form = self.form(key, template, (name, || value(view)), frame, around)?;
                return Ok(Formed { form, tasks: Box::default(), texts: None });
            };
            let key = fingerprint(&(template, shape));
            let made = || {
                let [view] = shape.values(placeholders);
                view
            };
            let form = self.form(key, template, (name, made), frame, around)?;
            Ok(Formed { form, tasks: shape.tasks().into(), texts: Some(shape.texts().clone().into()) })
        })
    }

    fn form(
        &self,
        key: u64,
        template: &str,
        (name, view): (&'static str, impl FnOnce() -> Value),
        frame: &Frame,
        around: &Surroundings<'_, '_>,
    ) -> Result<Arc<Form>, Vec<Diagnostic>> {
        let lock = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&key) {
            return Ok(Arc::clone(known));
        }
        // Two threads may both make it; it comes out the same.
        let html = around.theme.part_as_text(template, &*around.with_links(frame)?, (name, view()))?;
        // Our own templates say the same on all these pages, and lead from the site's root.
        let here = html.replace(&around.common.placeholders.text(Placeholder::Root), &frame.root);
        let read = || around.sink.piece(&frame.path, &here).is_some_and(|piece| piece.is_plain());
        let plain = !around.theme.is_own() && !around.common.placeholders.texts_in(&html) && read();
        let steps = steps(html.as_bytes(), &around.common.placeholders);
        let form = Arc::new(Form { html, steps, plain });
        let mut made = lock();
        if made.len() >= REMEMBERED {
            made.clear();
        }
        made.insert(key, Arc::clone(&form));
        Ok(form)
    }
}
