//! What lists say of a task besides its name: what it waits for, and with whom.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use serde::{Serialize, Serializer};

use super::diagrams::DiagramView;
use super::handovers::Handovers;
use super::items::Items;
use super::late::Late;
use super::path::PathTasks;
use super::print::PrintTasks;
use super::relations::{Waiting, waited_for, waits_for};
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
    pub(crate) alternatives: Vec<TaskKey>,
}

impl NamesTasks for FactsView {
    fn each_task(&mut self, see: &mut dyn FnMut(&mut TaskKey)) {
        let waiting = std::iter::once(&mut self.waits_for).chain(&mut self.waited_for);
        for item in waiting.flat_map(|waiting| waiting.own.iter_mut().chain(&mut waiting.others)) {
            item.tasks.iter_mut().for_each(&mut *see);
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
    pub(crate) fingerprint: u64,
}

impl Fact {
    fn new(context: &GuideContext<'_>, task: TaskIx, side: Side) -> Self {
        let known = match side {
            Side::Before => &context.facts.before[task],
            Side::Behind => &context.facts.behind[task],
        };
        let fingerprint = *known.get_or_init(|| fingerprint(&view(context, task, side)));
        Fact { task, side, fingerprint }
    }

    /// All that it says.
    pub(crate) fn view(&self, context: &GuideContext<'_>) -> FactsView {
        view(context, self.task, self.side)
    }
}

fn view(context: &GuideContext<'_>, at: TaskIx, side: Side) -> FactsView {
    let task = &context.guide.tasks[at];
    match side {
        Side::Before => FactsView {
            waits_for: waits_for(context, at),
            waited_for: None,
            with: context.keys(&task.with),
            alternatives: context.keys(&task.alternatives),
        },
        Side::Behind => FactsView { waited_for: Some(waited_for(context, at)), ..FactsView::default() },
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
    pub(super) fn new(context: &GuideContext<'_>, at: TaskIx) -> Self {
        Facts { parts: vec![Fact::new(context, at, Side::Before)], html: Late::default() }
    }

    /// Says as well who waits for the task.
    pub(super) fn add_waited_for(&mut self, context: &GuideContext<'_>, at: TaskIx) {
        self.parts.push(Fact::new(context, at, Side::Behind));
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

    /// What goes from one party to another, too.
    fn handovers(&self) -> impl Iterator<Item = &Handovers> {
        std::iter::empty()
    }
}
