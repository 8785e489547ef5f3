//! The tasks before and after a task, those of its own party apart from others.

use std::ops::Range;

use serde::Serialize;

use crate::context::{
    Component, Components, GuideContext, Link, NEIGHBOURS, TaskKey, gate_link, group_link, instead, more, more_at,
};
use crate::model::{Certainty, TaskIx};
use crate::view::parts::said::Said;

/// Tasks on one side of another.
#[derive(Clone, Debug, Default, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Waiting {
    pub(crate) own: Vec<Item>,
    pub(crate) others: Vec<Item>,
    /// "and 4 more": a link to all of them, if the list is cut.
    pub(crate) more: Option<Link>,
}

/// `waiting` in `components/waiting.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct WaitingView {
    /// Name of the task's own party.
    pub(crate) party: String,
    pub(crate) own: Vec<Item>,
    pub(crate) others: Vec<Item>,
    /// "and 3 more": those behind the second are folded.
    pub(crate) rest: Option<String>,
    /// "and 4 more": a link to all of them, if the list is cut.
    pub(crate) more: Option<Link>,
}

impl Component for WaitingView {
    const TEMPLATE: &'static str = "components/waiting.html waiting";
}

impl Component for Gate {
    const TEMPLATE: &'static str = "components/gate_line.html gate";
}

impl Waiting {
    /// How many tasks it names.
    pub(crate) fn count(&self) -> usize {
        count(&self.own) + count(&self.others)
    }

    /// The first of them, some of either kind; `path` is where all are.
    pub(crate) fn cut(mut self, context: &GuideContext<'_>, most: usize, path: impl FnOnce() -> String) -> Waiting {
        let (all, own, others) = (self.count(), count(&self.own), count(&self.others));
        if all > most {
            let of_own = own.min(most - others.min(most / 2));
            keep(&mut self.own, of_own);
            keep(&mut self.others, most - of_own);
            self.more = more_at(context.words, all - most, path);
        }
        self
    }
}

fn count(items: &[Item]) -> usize {
    items.iter().map(|item| item.tasks.len()).sum()
}

/// Keeps the first tasks.
fn keep(items: &mut Vec<Item>, mut most: usize) {
    items.retain_mut(|item| {
        let shown = item.tasks.len().min(most);
        item.cut = shown < item.tasks.len();
        item.tasks.truncate(shown);
        most -= shown;
        shown > 0
    });
}

/// The most relations on one side of a task that its page shows without being asked.
const UNFOLDED: usize = 2;

/// The tasks before or after a task, if any.
pub(crate) type Relations = Components<WaitingView>;

impl Relations {
    /// The whole list.
    pub(crate) fn new(context: &GuideContext<'_>, at: TaskIx, waiting: Waiting) -> Self {
        Relations::listed(context, at, waiting, usize::MAX)
    }

    /// The first of them, and the others folded.
    pub(crate) fn folded(context: &GuideContext<'_>, at: TaskIx, waiting: Waiting) -> Self {
        Relations::listed(context, at, waiting, UNFOLDED)
    }

    fn listed(context: &GuideContext<'_>, at: TaskIx, waiting: Waiting, most: usize) -> Self {
        let Waiting { own, others, more: all } = waiting;
        let rest = more(context.words, (own.len() + others.len()).saturating_sub(most));
        let party = || context.guide.parties[context.guide.tasks[at].party].name.clone();
        let some = !own.is_empty() || !others.is_empty();
        some.then(|| WaitingView { party: party(), own, others, rest, more: all }).into()
    }
}

/// One relation.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Relation"))]
pub(crate) struct Item {
    /// One task, or those of which one is enough.
    pub(crate) tasks: Vec<TaskKey>,
    /// There are more of them.
    pub(crate) cut: bool,
    /// One of several is enough.
    pub(crate) any: bool,
    /// "needs this task or", where `instead` would do as well, or "needs this task or one of 19 others".
    pub(crate) choice: Option<String>,
    pub(crate) instead: Vec<TaskKey>,
    pub(crate) likely: bool,
    /// How sure it is, where there is more to say than that it is certain.
    pub(crate) said: Option<Said>,
}

/// `gate` in `components/gate_line.html`: a gate that a task stands behind, or before.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Gate {
    /// A sentence: "All 10 tasks before Tilslutningsopgaver must be done first".
    pub(crate) text: String,
    /// The gate's own page.
    pub(crate) path: String,
    /// The stages on its other side.
    pub(crate) stages: Vec<Link>,
    /// "and 4 more": the number of stages that are not named.
    pub(crate) more: Option<String>,
}

/// The gates next to each stage. What they say is the same for all its tasks.
#[derive(Debug)]
pub(crate) struct Gates {
    before: Vec<Option<Gate>>,
    behind: Vec<Option<Gate>>,
}

impl Gates {
    pub(crate) fn new(context: &GuideContext<'_>) -> Self {
        let stages = &context.guide.stages;
        let mut counts = vec![0; stages.len()];
        for task in context.guide.live() {
            counts[context.guide.tasks[task].stage] += 1;
        }
        let all = 0..stages.len();
        let before = |stage: usize| {
            let gated = (1..=stage).rev().find(|at| stages[*at].gate)?;
            Some(Gate::new(context, gated, "gate_before", 0..gated, &counts))
        };
        let behind = |stage: usize| {
            let gated = (stage + 1..stages.len()).find(|at| stages[*at].gate)?;
            Some(Gate::new(context, gated, "gate_behind", gated..stages.len(), &counts))
        };
        Gates { before: all.clone().map(before).collect(), behind: all.map(behind).collect() }
    }

    /// The last gate at or before a stage.
    pub(crate) fn before(&self, stage: usize) -> Option<Gate> {
        self.before[stage].clone()
    }

    /// The first gate behind a stage, and what waits there.
    pub(crate) fn behind(&self, stage: usize) -> Option<Gate> {
        self.behind[stage].clone()
    }
}

impl Gate {
    /// The gate before the stage `gated`, and the sentence about the stages on one of its sides; `counts` are the tasks in
    /// force of each stage.
    fn new(context: &GuideContext<'_>, gated: usize, word: &str, side: Range<usize>, counts: &[usize]) -> Gate {
        let stages = &context.guide.stages;
        let count = counts[side.clone()].iter().sum();
        let text = context.words.count(word, count).replace("{stage}", &stages[gated].group.name);
        let more = more(context.words, side.len().saturating_sub(NEIGHBOURS));
        let shown = stages[side].iter().take(NEIGHBOURS);
        let stages = shown.map(|stage| group_link(context, "stages", &stage.group)).collect();
        Gate { text, path: gate_link(context, gated).path, stages, more }
    }
}

/// The tasks before a task.
pub(crate) fn waits_for(context: &GuideContext<'_>, at: TaskIx) -> Waiting {
    let tasks = &context.guide.tasks;
    let mut waiting = Waiting::default();
    for requirement in &tasks[at].requires {
        let own = requirement.tasks.iter().all(|first| tasks[*first].party == tasks[at].party);
        let item = Item {
            tasks: context.keys(&requirement.tasks),
            cut: false,
            any: requirement.any,
            choice: None,
            instead: Vec::new(),
            likely: requirement.basis.is_likely(),
            said: Said::new(context.words, &requirement.basis),
        };
        if own { waiting.own.push(item) } else { waiting.others.push(item) }
    }
    waiting
}

/// The tasks after a task.
pub(crate) fn waited_for(context: &GuideContext<'_>, at: TaskIx) -> Waiting {
    let tasks = &context.guide.tasks;
    let mut waiting = Waiting::default();
    for relation in &tasks[at].required_by {
        let (count, instead) = instead(context.guide, relation, at);
        let choice = match (count, instead.len()) {
            (0, _) => None,
            (n, 0) => Some(context.words.fill("needs_this_or_many", &[("n", &n.to_string())])),
            _ => Some(context.words.get("needs_this_or").to_owned()),
        };
        let item = Item {
            tasks: vec![context.key(relation.task)],
            cut: false,
            any: false,
            choice,
            instead: context.keys(&instead),
            likely: relation.certainty == Certainty::Likely,
            said: Said::new(context.words, &context.guide.requirement(relation).basis),
        };
        if tasks[relation.task].party == tasks[at].party { waiting.own.push(item) } else { waiting.others.push(item) }
    }
    waiting
}
