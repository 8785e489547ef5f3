//! What lists say of a task besides its name: what it waits for, and with whom.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use serde::{Serialize, Serializer};

use super::bounds::{DEPENDANTS, NEIGHBOURS, more_at};
use super::diagrams::DiagramView;
use super::frame::Link;
use super::handovers::Handovers;
use super::items::Items;
use super::late::Late;
use super::path::PathTasks;
use super::print::PrintTasks;
use super::related::Mentions;
use super::relations::{Relations, Waiting, waited_for, waits_for};
use super::site::GuideContext;
use super::task::{NamesTasks, TaskKey};
use crate::model::TaskIx;
use crate::text::fingerprint;

/// `facts` in `components/facts.html`.
#[derive(Clone, Debug, Default, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct FactsView {
    pub(crate) waits_for: Waiting,
    /// Only on paper and on the page of a party, which is to see who waits for it.
    pub(crate) waited_for: Option<Waiting>,
    pub(crate) with: Vec<TaskKey>,
    /// "and 4 more", on the task's page.
    pub(crate) with_more: Option<Link>,
    pub(crate) alternatives: Vec<TaskKey>,
    /// "and 4 more", on the task's page.
    pub(crate) alternatives_more: Option<Link>,
}

impl NamesTasks for FactsView {
    fn each_task(&mut self, see: &mut dyn FnMut(&mut TaskKey)) {
        let waiting = std::iter::once(&mut self.waits_for).chain(&mut self.waited_for);
        for item in waiting.flat_map(|waiting| waiting.own.iter_mut().chain(&mut waiting.others)) {
            item.named().for_each(&mut *see);
        }
        self.with.iter_mut().chain(&mut self.alternatives).for_each(see);
    }
}

/// Which of a task's neighbours are named.
#[derive(Clone, Copy, Debug)]
enum Side {
    /// What it waits for, and with whom it is carried out.
    Before,
    /// Who waits for it.
    Behind,
}

/// What is said of a task, by a number that stands for all of it. A task stands in several lists, which say the same of
/// it: its view is made for the number and for the first of them, and not kept, since thousands would fill the memory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fact {
    task: TaskIx,
    side: Side,
    /// Whether every neighbour is named, as on paper, and not only the first.
    whole: bool,
    pub(crate) fingerprint: u64,
}

impl Fact {
    fn new(context: &GuideContext<'_>, task: TaskIx, side: Side, whole: bool) -> Self {
        let known = match side {
            Side::Before => &context.facts.before[task],
            Side::Behind => &context.facts.behind[task],
        };
        let new = || fingerprint(&view(context, task, side, whole));
        let fingerprint = if whole && is_cut(context, task, side) { new() } else { *known.get_or_init(new) };
        Fact { task, side, whole, fingerprint }
    }

    /// All that it says.
    pub(crate) fn view(&self, context: &GuideContext<'_>) -> FactsView {
        view(context, self.task, self.side, self.whole)
    }
}

fn view(context: &GuideContext<'_>, at: TaskIx, side: Side, whole: bool) -> FactsView {
    let task = &context.guide.tasks[at];
    let on_page = |place: &str| [&context.links[at].path, "#", place].concat();
    let most = |most: usize| if whole { usize::MAX } else { most };
    let first = |tasks: &[TaskIx], place: &str| {
        let shown = tasks.len().min(most(NEIGHBOURS));
        (context.keys(&tasks[..shown]), more_at(context.words, tasks.len() - shown, || on_page(place)))
    };
    match side {
        Side::Before => {
            let (with, with_more) = first(&task.with, "_with");
            let (alternatives, alternatives_more) = first(&task.alternatives, "_alternatives");
            let waits_for = waits_for(context, at).cut(context, most(NEIGHBOURS), || on_page("_waits-for"));
            FactsView { waits_for, waited_for: None, with, with_more, alternatives, alternatives_more }
        }
        Side::Behind => {
            let waited_for = waited_for(context, at).cut(context, most(DEPENDANTS), || on_page("_waited-for"));
            FactsView { waited_for: Some(waited_for), ..FactsView::default() }
        }
    }
}

/// Whether lists name only the first neighbours.
fn is_cut(context: &GuideContext<'_>, at: TaskIx, side: Side) -> bool {
    let task = &context.guide.tasks[at];
    match side {
        Side::Before => {
            let before = task.requires.iter().map(|requirement| requirement.tasks.len()).sum();
            [before, task.with.len(), task.alternatives.len()].into_iter().any(|count| count > NEIGHBOURS)
        }
        Side::Behind => task.required_by.len() > DEPENDANTS,
    }
}

/// What stands for what is said of the tasks of a guide, as far as a page asked for it.
#[derive(Debug)]
pub(super) struct KnownFacts {
    before: Box<[OnceLock<u64>]>,
    behind: Box<[OnceLock<u64>]>,
}

impl KnownFacts {
    pub(super) fn new(tasks: usize) -> Self {
        let none = || (0..tasks).map(|_| OnceLock::new()).collect();
        KnownFacts { before: none(), behind: none() }
    }
}

/// The same in a list. It is rendered once for all that say the same, and templates of pages see the HTML.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// Each is rendered once; who waits for a task is not said everywhere, and stands by itself.
    pub(crate) parts: Vec<Fact>,
    pub(crate) html: Late,
}

impl Facts {
    /// What an item of a list says.
    pub(super) fn new(context: &GuideContext<'_>, at: TaskIx) -> Self {
        Facts { parts: vec![Fact::new(context, at, Side::Before, false)], html: Late::default() }
    }

    /// Says as well who waits for the task.
    pub(super) fn add_waited_for(&mut self, context: &GuideContext<'_>, at: TaskIx) {
        self.parts.push(Fact::new(context, at, Side::Behind, false));
    }

    /// All there is to say.
    pub(super) fn whole(context: &GuideContext<'_>, at: TaskIx) -> Self {
        let parts = [Side::Before, Side::Behind].map(|side| Fact::new(context, at, side, true));
        Facts { parts: parts.into(), html: Late::default() }
    }
}

impl Hash for Facts {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts.len().hash(state);
        for part in &self.parts {
            part.fingerprint.hash(state);
        }
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.html.serialize(serializer)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Facts {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Facts".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Late::json_schema(generator)
    }
}

/// A view of a page that may list tasks.
pub(crate) trait Lists {
    /// Its lists, to be rendered before the page is.
    fn items(&self) -> impl Iterator<Item = &Items> {
        std::iter::empty()
    }

    /// Its diagrams, with what they have no room for.
    fn diagrams(&self) -> impl Iterator<Item = &DiagramView> {
        std::iter::empty()
    }

    /// A list of tasks and nothing else, too.
    fn path(&self) -> Option<&PathTasks> {
        None
    }

    /// Tasks on paper, too.
    fn print_tasks(&self) -> Option<&PrintTasks> {
        None
    }

    /// What a task waits for and what waits for it, too.
    fn waiting(&self) -> impl Iterator<Item = &Relations> {
        std::iter::empty()
    }

    /// Where a task is mentioned, too.
    fn mentions(&self) -> Option<&Mentions> {
        None
    }

    /// What goes from one party to another, too.
    fn handovers(&self) -> impl Iterator<Item = &Handovers> {
        std::iter::empty()
    }
}
