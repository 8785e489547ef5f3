//! What leads to a task, and the mark of its party: `links[id]` and `marks[id]` in templates.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, PoisonError};

use super::placeholder::Face;
use super::record::Record;
use super::{DEPTHS, Html, PageOfComponent, Place, Recorder, Renderer, with_record};
use crate::context::TaskLink;
use crate::diagnostic::Diagnostic;
use crate::model::TaskIx;
use crate::render::theme::{Context, Key, Map, Value, html, value};

const LINK: &str = "components/task_link.html";
const MARK: &str = "components/party_mark.html";

/// Stands for the site's root where a link begins with it. No text that is escaped holds the quotation mark before it, so that
/// nobody can write one.
const ROOT: &str = "\u{2}";

/// Those of a guide, as our own templates make them.
pub(super) struct Links {
    /// By the number of the task.
    of: Vec<Linked>,
}

struct Linked {
    id: String,
    /// In pieces between which the site's root belongs.
    link: Box<[Box<str>]>,
    mark: Arc<str>,
}

impl Links {
    pub(super) fn id(&self, task: TaskIx) -> &str {
        &self.of[task].id
    }

    /// Sets the link to a task on a page from which `root` leads to the site's root.
    pub(super) fn link(&self, task: TaskIx, root: &str, out: &mut Vec<u8>) {
        for (at, piece) in self.of[task].link.iter().enumerate() {
            if at > 0 {
                out.extend_from_slice(root.as_bytes());
            }
            out.extend_from_slice(piece.as_bytes());
        }
    }

    pub(super) fn mark(&self, task: TaskIx, out: &mut Vec<u8>) {
        out.extend_from_slice(self.of[task].mark.as_bytes());
    }
}

impl Renderer<'_> {
    /// The links of the guide, made when the first page needs them. Only with our own templates.
    pub(super) fn links(&self) -> Result<&Links, Vec<Diagnostic>> {
        self.links.get_or_init(|| self.new_links()).as_ref().map_err(Clone::clone)
    }

    fn new_links(&self) -> Result<Links, Vec<Diagnostic>> {
        let none = Links { of: Vec::new() };
        let part = |template, task: &TaskLink| {
            with_record(|views| {
                let place = Place { path: "", root: ROOT };
                record(views, self, place, task)?;
                let mut out = Html::default();
                self.stencil(template, views, place, |_| Ok(()))?.fill(views, &none, &mut out);
                Ok::<_, Vec<Diagnostic>>(String::from_utf8(out.bytes).unwrap_or_default())
            })
        };
        let mut marks: HashMap<usize, Arc<str>> = HashMap::new();
        let linked = |task: &TaskLink| {
            let link = part(LINK, task)?;
            self.inspector.leads_from_root(&task.path, task.path.as_bytes(), false);
            let mark = match marks.entry(task.party_number) {
                Entry::Occupied(known) => Arc::clone(known.get()),
                Entry::Vacant(new) => Arc::clone(new.insert(part(MARK, task)?.into())),
            };
            Ok(Linked { id: task.id.clone(), link: pieces(&link), mark })
        };
        Ok(Links { of: self.tasks().iter().map(linked).collect::<Result<_, Vec<Diagnostic>>>()? })
    }

    /// What templates find by tasks while a stencil is cut: by the placeholders of the tasks in the views, and by the ids that
    /// `guide` names.
    pub(super) fn add_placeholders(&self, views: &Record, context: &mut Context) -> Result<(), Vec<Diagnostic>> {
        let Some(view) = &self.guide_view else { return Ok(()) };
        let (mut links, mut marks, mut tasks) = (Map::new(), Map::new(), Map::new());
        let known = self.links()?;
        let root = self.placeholders.escaped(super::ROOT);
        for at in view.named_tasks() {
            let task = &self.tasks()[at];
            let mut link = Vec::new();
            known.link(at, &root, &mut link);
            let key = || Key::from(task.id.clone());
            links.insert(key(), html(&String::from_utf8_lossy(&link)));
            marks.insert(key(), html(&known.of[at].mark));
            tasks.insert(key(), value(task));
        }
        for (leaf, _) in views.tasks() {
            let key = || Key::from(self.placeholders.text(leaf, Face::Own));
            links.insert(key(), html(&self.placeholders.text(leaf, Face::Link)));
            marks.insert(key(), html(&self.placeholders.text(leaf, Face::Mark)));
        }
        add(context, [links, marks, tasks]);
        Ok(())
    }

    /// What templates of the project's own see on every page from which `root` leads to the site's root.
    pub(super) fn whole(&self, root: &str) -> Result<Arc<Context>, Vec<Diagnostic>> {
        // Held while it is made, so that the other threads wait for it instead of making it too.
        let mut known = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(root) {
            return Ok(Arc::clone(known));
        }
        let part = |template, task: &TaskLink| {
            with_record(|views| {
                record(views, self, Place { path: "", root }, task)?;
                let made = self.made(template, views, self.shared())?;
                Ok::<_, Vec<Diagnostic>>(html(&String::from_utf8_lossy(&made)))
            })
        };
        let (mut links, mut marks, mut tasks) = (Map::new(), Map::new(), Map::new());
        let mut by_party: HashMap<usize, Value> = HashMap::new();
        for task in self.tasks() {
            let key = || Key::from(task.id.clone());
            links.insert(key(), part(LINK, task)?);
            let mark = match by_party.entry(task.party_number) {
                Entry::Occupied(known) => known.get().clone(),
                Entry::Vacant(new) => new.insert(part(MARK, task)?).clone(),
            };
            marks.insert(key(), mark);
            tasks.insert(key(), value(task));
        }
        let mut context = self.shared().clone();
        add(&mut context, [links, marks, tasks]);
        let context = Arc::new(context);
        if known.len() >= DEPTHS {
            known.clear();
        }
        known.insert(root.to_owned(), Arc::clone(&context));
        Ok(context)
    }
}

fn record(
    views: &mut Record,
    renderer: &Renderer<'_>,
    place: Place<'_>,
    task: &TaskLink,
) -> Result<(), Vec<Diagnostic>> {
    let mut recorder = Recorder::new(views, renderer, place);
    recorder.view("page", &PageOfComponent { root: place.root })?;
    Ok(recorder.view("link", task)?)
}

fn add(context: &mut Context, [links, marks, tasks]: [Map; 3]) {
    for (name, map) in [("links", links), ("marks", marks), ("tasks", tasks)] {
        context.insert_value(name, map.into());
    }
}

/// A link in pieces between which the site's root belongs.
fn pieces(link: &str) -> Box<[Box<str>]> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, mark) in link.match_indices(ROOT) {
        // Elsewhere it is part of a text.
        if link[..at].ends_with("=\"") {
            pieces.push(link[from..at].into());
            from = at + mark.len();
        }
    }
    pieces.push(link[from..].into());
    pieces.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_stands_where_links_begin_and_nowhere_else() {
        let link = pieces("<a href=\"\u{2}a/\">\u{2}</a><a href=\"\u{2}b/\">=&quot;\u{2}</a>");
        assert_eq!(link.join("../"), "<a href=\"../a/\">\u{2}</a><a href=\"../b/\">=&quot;\u{2}</a>");
        assert_eq!(pieces("no link").join("../"), "no link");
    }
}
