//! The facts of a task in lists: requirements, counterparts, alternatives.

use std::sync::Arc;

use serde::Serialize;

use crate::context::{Component, Components, DEPENDANTS, GuideContext, Link, NEIGHBOURS, more_at};
use crate::model::{Predicate, TaskIx};
use crate::parallel;
use crate::view::parts::relations::{Waiting, waited_for, waits_for};
use crate::view::parts::said::Partner;

/// `facts` in `components/facts.html`.
#[derive(Clone, Debug, Default, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct FactsView {
    pub(crate) waits_for: Waiting,
    /// The tasks that wait for it; only on paper and on the page of a party.
    pub(crate) waited_for: Option<Waiting>,
    pub(crate) with: Vec<Partner>,
    /// "and 4 more": a link to all of them on the task's page, if the list is cut.
    pub(crate) with_more: Option<Link>,
    pub(crate) alternatives: Vec<Partner>,
    /// "and 4 more": a link to all of them on the task's page, if the list is cut.
    pub(crate) alternatives_more: Option<Link>,
}

impl Component for FactsView {
    const TEMPLATE: &'static str = "components/facts.html facts";
}

/// The facts of a task. Half a dozen lists show the same.
pub(crate) type Facts = Components<Arc<FactsView>>;

/// The facts of each task of a guide for lists.
pub(crate) struct TaskFacts {
    /// The tasks before it, and its counterparts.
    before: Arc<FactsView>,
    /// Who waits for it.
    behind: Arc<FactsView>,
}

impl TaskFacts {
    pub(crate) fn of_all(context: &GuideContext<'_>) -> Vec<TaskFacts> {
        let tasks: Vec<TaskIx> = (0..context.guide.tasks.len()).collect();
        parallel::map(&tasks, |at| TaskFacts {
            before: before(context, *at, NEIGHBOURS).into(),
            behind: behind(context, *at, DEPENDANTS).into(),
        })
    }
}

impl Facts {
    /// The facts for an item of a list; with `behind`, also the tasks that wait for it.
    pub(crate) fn of(facts: &TaskFacts, behind: bool) -> Self {
        let behind = behind.then(|| Arc::clone(&facts.behind));
        Components([Arc::clone(&facts.before)].into_iter().chain(behind).collect())
    }

    /// All there is to say, as on paper.
    pub(crate) fn whole(context: &GuideContext<'_>, at: TaskIx) -> Self {
        Components(vec![before(context, at, usize::MAX).into(), behind(context, at, usize::MAX).into()])
    }
}

fn before(context: &GuideContext<'_>, at: TaskIx, most: usize) -> FactsView {
    let task = &context.guide.tasks[at];
    let first = |about: Predicate, tasks: &[TaskIx], place: &str| {
        let shown = tasks.len().min(most);
        (
            Partner::all(context, at, about, &tasks[..shown]),
            more_at(context.words, tasks.len() - shown, || on_page(context, at, place)),
        )
    };
    let (with, with_more) = first(Predicate::With, &task.with, "_with");
    let (alternatives, alternatives_more) = first(Predicate::Alternatives, &task.alternatives, "_alternatives");
    let waits_for = waits_for(context, at).cut(context, most, || on_page(context, at, "_waits-for"));
    FactsView { waits_for, waited_for: None, with, with_more, alternatives, alternatives_more }
}

fn behind(context: &GuideContext<'_>, at: TaskIx, most: usize) -> FactsView {
    let waited_for = waited_for(context, at).cut(context, most, || on_page(context, at, "_waited-for"));
    FactsView { waited_for: Some(waited_for), ..FactsView::default() }
}

/// A place on the page of a task.
fn on_page(context: &GuideContext<'_>, at: TaskIx, place: &str) -> String {
    [&context.links[at].path, "#", place].concat()
}
