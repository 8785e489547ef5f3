//! Links to tasks as HTML, and the marks of their parties: rendered once for each task, and set into every page that leads
//! to it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::inspect::Inspector;
use super::placeholders::{Placeholder, Placeholders};
use super::rooted::{MARK, Rooted, with_root};
use super::slots::Filled;
use super::templates::{Shared, Theme, Value, by_id, html, value};
use crate::diagnostic::Diagnostic;
use crate::text::{WordState, attribute};
use crate::view::{Frame, TaskKey, TaskLink};

/// Those of a guide.
pub(super) struct Links<'a> {
    tasks: &'a [TaskLink],
    /// What templates see, by what leads from the page to the site's root where they are the project's own.
    shared: Mutex<HashMap<String, Arc<Shared>, WordState>>,
    finished: OnceLock<Finished>,
}

/// What is set into pages.
pub(super) struct Finished {
    /// By the number of the task, as the next.
    of: Vec<Linked>,
    ids: Vec<String>,
    /// Whether all were read, and say nothing of ids.
    plain: bool,
}

/// What leads to a task, and the mark of its party.
type Linked = (Rooted, Arc<str>);

impl Finished {
    /// Whether pages need not be read where it is set.
    pub(super) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Sets the id of a task.
    pub(super) fn set_id(&self, task: usize, out: &mut Filled) {
        out.bytes.extend_from_slice(self.ids[task].as_bytes());
    }

    /// Sets the link to a task into a page from which `root` leads to the site's root.
    pub(super) fn set(&self, task: usize, root: &str, out: &mut Filled) {
        let start = out.bytes.len();
        self.of[task].0.push(root, &mut out.bytes);
        if self.plain {
            out.cover_from(start);
        }
    }

    /// Sets the mark of its party.
    pub(super) fn set_party_mark(&self, task: usize, out: &mut Filled) {
        let start = out.bytes.len();
        out.bytes.extend_from_slice(self.of[task].1.as_bytes());
        if self.plain {
            out.cover_from(start);
        }
    }
}

impl<'a> Links<'a> {
    pub(super) fn new(tasks: &'a [TaskLink]) -> Self {
        Links { tasks, shared: Mutex::default(), finished: OnceLock::new() }
    }

    /// What is to be set into pages, if they may hold marks.
    pub(super) fn finished(&self) -> Option<&Finished> {
        self.finished.get()
    }

    /// What all pages of the guide share, and `links` and `marks` besides, for those from which the root of `frame` leads to
    /// the site's root.
    pub(super) fn with(
        &self,
        frame: &Frame,
        shared: &Shared,
        theme: &Theme,
        placeholders: &Placeholders,
        inspector: &Inspector<'_>,
    ) -> Result<Arc<Shared>, Vec<Diagnostic>> {
        let key = if theme.is_own() { frame.root.as_str() } else { "" };
        // Held while they are made, so that the other threads wait for them instead of making them too.
        let mut known = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(key) {
            return Ok(Arc::clone(known));
        }
        let made = if theme.is_own() {
            let made = self.made(shared, theme, &frame.root)?;
            let links = self.by_id(made.iter().map(|(link, _)| html(&link.at(""))));
            let marks = self.by_id(made.iter().map(|(_, mark)| html(mark)));
            with_root(shared, &frame.root).with("links", links).with("marks", marks)
        } else {
            let made = self.made(shared, theme, MARK)?;
            // Our own template leads from the site's root, so that links lead to the same places from all pages.
            let plain = made.iter().all(|(link, mark)| {
                let text = format!("{}{mark}", link.at(&frame.root));
                inspector.piece(&frame.path, &text).is_some_and(|piece| piece.is_plain())
            });
            let ids = self.tasks.iter().map(|task| attribute(&task.id)).collect();
            let _ = self.finished.set(Finished { of: made, ids, plain });
            let links = self.placed(placeholders, Placeholder::Link, Placeholder::OwnLink);
            let marks = self.placed(placeholders, Placeholder::PartyMark, Placeholder::OwnPartyMark);
            shared.with("links", links).with("marks", marks)
        };
        let made = Arc::new(made);
        known.insert(key.to_owned(), Arc::clone(&made));
        Ok(made)
    }

    /// All that was made.
    pub(super) fn into_made(self) -> impl Send + use<> {
        (self.shared.into_inner().unwrap_or_else(PoisonError::into_inner), self.finished)
    }

    fn by_id(&self, values: impl Iterator<Item = Value>) -> Value {
        by_id(self.tasks.iter().map(|task| task.id.as_str()).zip(values))
    }

    /// Placeholders for each task of the guide and of a form.
    fn placed(
        &self,
        placeholders: &Placeholders,
        of: impl Fn(usize) -> Placeholder,
        own: impl Fn(usize) -> Placeholder,
    ) -> Value {
        let of_guide = self.tasks.iter().map(|task| task.id.as_str()).zip((0..).map(of));
        let of_form = placeholders.tasks().iter().map(TaskKey::id).zip((0..).map(own));
        by_id(of_guide.chain(of_form).map(|(id, placeholder)| (id, placeholders.value(placeholder))))
    }

    /// Link and mark of each task; the latter is made once for each party.
    fn made(&self, shared: &Shared, theme: &Theme, root: &str) -> Result<Vec<Linked>, Vec<Diagnostic>> {
        let mut known: HashMap<usize, Arc<str>> = HashMap::new();
        let (of_links, of_marks) = (with_root(shared, root), with_root(shared, ""));
        let made = |task: &TaskLink| {
            let link = Rooted::render("components/task_link.html", ("link", value(task)), theme, &of_links)?;
            let mark = match known.get(&task.party_number) {
                Some(mark) => Arc::clone(mark),
                None => {
                    let mark = Rooted::render("components/party_mark.html", ("link", value(task)), theme, &of_marks)?;
                    Arc::clone(known.entry(task.party_number).or_insert_with(|| mark.at("").into()))
                }
            };
            Ok((link, mark))
        };
        self.tasks.iter().map(made).collect()
    }
}
