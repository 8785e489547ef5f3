//! Links to tasks as HTML, and the marks of their parties, which are set into every page that leads to a task.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::inspect::Inspector;
use super::placeholders::{Of, Placeholder, Placeholders};
use super::rooted::{MARK, Rooted, with_root};
use super::slots::Filled;
use super::templates::{Shared, Theme, Value, by_id, html, value};
use crate::diagnostic::Diagnostic;
use crate::model::TaskIx;
use crate::text::{WordState, attribute, escape_into};
use crate::view::{Frame, TaskLink};

const LINK: &str = "components/task_link.html";
const PARTY_MARK: &str = "components/party_mark.html";

/// Those of a guide.
pub(super) struct Links<'a> {
    tasks: &'a [TaskLink],
    /// What templates see, by what leads from the page to the site's root where they are the project's own.
    shared: Mutex<HashMap<String, Arc<Shared>, WordState>>,
    finished: OnceLock<Finished>,
}

/// What is set into pages.
pub(super) struct Finished {
    /// By the number of the task.
    of: Vec<Linked>,
    /// Whether all were read, and say nothing of ids.
    plain: bool,
}

/// What leads to a task.
struct Linked {
    /// As HTML.
    id: String,
    link: Rooted,
    party_mark: Arc<str>,
}

impl Finished {
    /// Whether pages need not be read where it is set.
    pub(super) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Sets something of a task into a page from which `root` leads to the site's root.
    pub(super) fn set(&self, of: Of, task: TaskIx, root: &str, out: &mut Filled) {
        let linked = &self.of[task];
        let start = out.bytes.len();
        match of {
            Of::Id => return out.bytes.extend_from_slice(linked.id.as_bytes()),
            Of::Link => linked.link.push(root, &mut out.bytes),
            Of::PartyMark => out.bytes.extend_from_slice(linked.party_mark.as_bytes()),
        }
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
            let links = self.by_id(made.iter().map(|(link, _)| html(link)));
            let marks = self.by_id(made.iter().map(|(_, mark)| mark.clone()));
            with_root(shared, &frame.root).with("links", links).with("marks", marks)
        } else {
            let _ = self.finished.set(self.finish(frame, shared, theme, inspector)?);
            let [links, marks] = [Of::Link, Of::PartyMark].map(|of| self.placed(placeholders, of));
            with_root(shared, &placeholders.text(Placeholder::Root)).with("links", links).with("marks", marks)
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
    fn placed(&self, placeholders: &Placeholders, of: Of) -> Value {
        let of_guide = self.tasks.iter().enumerate().map(|(at, task)| (task.id.as_str(), Placeholder::Task(of, at)));
        let own = placeholders.tasks().iter().enumerate().map(|(at, any)| (any.id(), Placeholder::Own(of, at)));
        by_id(of_guide.chain(own).map(|(id, placeholder)| (id, placeholders.value(placeholder))))
    }

    /// Link and mark of each task as templates of the project's own make them; the latter once for each party.
    fn made(&self, shared: &Shared, theme: &Theme, root: &str) -> Result<Vec<(String, Value)>, Vec<Diagnostic>> {
        let shared = with_root(shared, root);
        let part = |template, task: &TaskLink| theme.part_as_text(template, &shared, ("link", value(task)));
        let mut marks: HashMap<usize, Value> = HashMap::new();
        let made = |task: &TaskLink| {
            let mark = match marks.entry(task.party_number) {
                Entry::Occupied(known) => known.get().clone(),
                Entry::Vacant(new) => new.insert(html(&part(PARTY_MARK, task)?)).clone(),
            };
            Ok((part(LINK, task)?, mark))
        };
        self.tasks.iter().map(made).collect()
    }

    /// The same as our own templates make them: once for all tasks that differ in nothing but their texts.
    fn finish(
        &self,
        frame: &Frame,
        shared: &Shared,
        theme: &Theme,
        inspector: &Inspector<'_>,
    ) -> Result<Finished, Vec<Diagnostic>> {
        let shared = with_root(shared, MARK);
        let part = |template, task: &TaskLink| theme.part_as_text(template, &shared, ("link", value(task)));
        let mut kinds: HashMap<(usize, Option<&str>), Kind> = HashMap::new();
        let mut finished = Finished { of: Vec::with_capacity(self.tasks.len()), plain: true };
        for task in self.tasks {
            let Kind { link, party_mark } = match kinds.entry((task.party_number, task.status.as_deref())) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    let [id, title, path] = TEXTS.map(String::from);
                    let link = part(LINK, &TaskLink { id, title, path, ..task.clone() })?;
                    let party_mark = part(PARTY_MARK, task)?;
                    // It leads from the site's root, so that it leads to the same place from all pages.
                    let text = format!("{}{party_mark}", with_texts(&link, task)).replace(MARK, &frame.root);
                    finished.plain &= inspector.piece(&frame.path, &text).is_some_and(|piece| piece.is_plain());
                    new.insert(Kind { link, party_mark: party_mark.into() })
                }
            };
            let link = Rooted::new(&with_texts(link, task));
            finished.of.push(Linked { id: attribute(&task.id), link, party_mark: Arc::clone(party_mark) });
        }
        // Of each link it is looked at where it leads, though only one of a kind was read.
        let addresses: Vec<String> = self.tasks.iter().map(|task| format!("{}{}", frame.root, task.path)).collect();
        finished.plain &= inspector.leading(&frame.path, addresses.iter().map(String::as_str)).is_some();
        Ok(finished)
    }
}

/// What is the same for tasks of one party and status.
struct Kind {
    /// With [`TEXTS`] in it.
    link: String,
    party_mark: Arc<str>,
}

/// Stand for the id, the title and the path of a task while its link is rendered for all.
const TEXTS: [char; 3] = ['\u{10}', '\u{11}', '\u{12}'];

/// A link with the texts of a task.
fn with_texts(link: &str, task: &TaskLink) -> String {
    let mut html = String::with_capacity(link.len() + task.id.len() + task.title.len() + task.path.len());
    let mut from = 0;
    for (at, found) in link.match_indices(TEXTS) {
        html.push_str(&link[from..at]);
        let text = match found {
            "\u{10}" => &task.id,
            "\u{11}" => &task.title,
            _ => &task.path,
        };
        escape_into(&mut html, text);
        from = at + found.len();
    }
    html.push_str(&link[from..]);
    html
}
