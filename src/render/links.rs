//! Links to tasks as HTML, and the marks of their parties: rendered once for each task, and taken over by every page that
//! leads to it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::rooted::{MARK, Rooted, with_root};
use super::templates::{Shared, Theme, Value, by_id, html, value};
use crate::diagnostic::Diagnostic;
use crate::text::WordState;
use crate::view::TaskLink;

/// Those of a guide.
pub(super) struct Links<'a> {
    tasks: &'a [TaskLink],
    made: Mutex<Made>,
}

#[derive(Default)]
struct Made {
    /// In the order of the tasks; a project's own template is rendered for each root.
    links: Option<Vec<Rooted>>,
    marks: Option<Value>,
    /// What templates see, by what leads from the page to the site's root.
    shared: HashMap<String, Arc<Shared>, WordState>,
}

impl<'a> Links<'a> {
    pub(super) fn new(tasks: &'a [TaskLink]) -> Self {
        Links { tasks, made: Mutex::default() }
    }

    /// What all pages of the guide share, and `links` and `marks` besides, for those from which `root` leads to the site's
    /// root.
    pub(super) fn with(&self, root: &str, shared: &Shared, theme: &Theme) -> Result<Arc<Shared>, Vec<Diagnostic>> {
        // Held while they are made, so that the other threads wait for them instead of making them too.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = made.shared.get(root) {
            return Ok(Arc::clone(known));
        }
        let marks = match &made.marks {
            Some(marks) => marks.clone(),
            None => made.marks.insert(self.marks(&with_root(shared, ""), theme)?).clone(),
        };
        let links = if theme.is_own() {
            self.by_id(self.rendered(&with_root(shared, root), theme)?.iter().map(|link| html(&link.at(root))))
        } else {
            let links = match &mut made.links {
                Some(links) => links,
                links => links.insert(self.rendered(&with_root(shared, MARK), theme)?),
            };
            self.by_id(links.iter().map(|link| html(&link.at(root))))
        };
        let shared = Arc::new(with_root(shared, root).with("links", links).with("marks", marks));
        made.shared.insert(root.to_owned(), Arc::clone(&shared));
        Ok(shared)
    }

    /// All that was made.
    pub(super) fn into_shared(self) -> impl Send + use<> {
        self.made.into_inner().unwrap_or_else(PoisonError::into_inner).shared
    }

    fn by_id(&self, values: impl Iterator<Item = Value>) -> Value {
        by_id(self.tasks.iter().map(|task| task.id.as_str()).zip(values))
    }

    fn rendered(&self, shared: &Shared, theme: &Theme) -> Result<Vec<Rooted>, Vec<Diagnostic>> {
        let render = |task| Rooted::render("components/task_link.html", ("link", value(task)), theme, shared);
        self.tasks.iter().map(render).collect()
    }

    /// One for each party, and taken over by all its tasks.
    fn marks(&self, shared: &Shared, theme: &Theme) -> Result<Value, Vec<Diagnostic>> {
        let mut known: HashMap<usize, Value> = HashMap::new();
        let mut marks = Vec::with_capacity(self.tasks.len());
        for task in self.tasks {
            let mark = match known.get(&task.party_number) {
                Some(mark) => mark.clone(),
                None => {
                    let mark = Rooted::render("components/party_mark.html", ("link", value(task)), theme, shared)?;
                    known.entry(task.party_number).or_insert(html(&mark.at(""))).clone()
                }
            };
            marks.push(mark);
        }
        Ok(self.by_id(marks.into_iter()))
    }
}
