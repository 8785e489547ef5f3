//! Who has to do with each task: a table of tasks and parties.

use serde::Serialize;

use crate::context::{GuideContext, ROOM, TaskKey, parts, place};
use crate::model::{Predicate, Task, TaskIx};
use crate::view::paged::{Give, Listed, PageView, Parts, divided};

/// `roles` in `pages/roles.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RolesView {
    pub(crate) stages: Vec<RoleStage>,
    pub(crate) parts: Option<Parts>,
}

impl PageView for RolesView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/roles.html", "roles");
}

/// The tasks of a stage.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoleStage {
    pub(crate) name: String,
    pub(crate) anchor: String,
    /// The parties that have to do with one of them, in the guide's order.
    pub(crate) parties: Vec<RoleHead>,
    pub(crate) rows: Vec<RoleRow>,
}

/// The head of a column.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoleHead {
    pub(crate) name: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) number: usize,
}

/// A task, and what each party has to do with it.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoleRow {
    pub(crate) link: TaskKey,
    /// Keys of the parties whose work it is.
    pub(crate) parties: String,
    pub(crate) cells: Vec<RoleCell>,
}

/// The roles of a party in a task.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoleCell {
    /// Name of the party, for narrow windows.
    pub(crate) party: String,
    /// "carries out, answers for it"; empty if it has none.
    pub(crate) roles: Vec<RoleWord>,
}

/// A role.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoleWord {
    pub(crate) name: String,
    pub(crate) likely: bool,
}

/// All tasks by stage, in the order of the plan.
pub(crate) fn roles<'a, E>(context: &'a GuideContext<'_>, give: Give<'_, 'a, RolesView, E>) -> Result<(), E> {
    let guide = context.guide;
    let mut tasks = context.in_order(|_| true);
    tasks.sort_by_key(|task| guide.tasks[*task].stage);
    let base = format!("{}/plan/roles/", guide.folder);
    let cells: usize = guide.parties.iter().map(|party| 32 + party.name.len()).sum();
    let weight = |at: usize| {
        let task = &guide.tasks[tasks[at]];
        let (approves, consulted) = task.approvers();
        let words = task.performers().len() + 1 + approves.len() + consulted.len();
        context.weight(tasks[at]) + 80 + cells + 70 * words
    };
    divided(
        context,
        Listed {
            description: Some(context.words.get("roles_text")),
            parts: &parts(tasks.len(), ROOM, weight),
            ..Listed::new(&base, context.words.get("roles"))
        },
        |part, parts, _, _| {
            let stages =
                tasks[part.clone()].chunk_by(|one, other| guide.tasks[*one].stage == guide.tasks[*other].stage);
            (RolesView { stages: stages.map(|tasks| stage(context, tasks)).collect(), parts }, Vec::new())
        },
        give,
    )
}

/// Every role that a party has in a task.
fn roles_of(task: &Task, party: usize) -> Vec<Predicate> {
    let (approves, consulted) = task.approvers();
    let all = [
        (Predicate::Performs, task.performers().contains(&party)),
        (Predicate::Responsible, task.responsible() == party),
        (Predicate::Approves, approves.contains(&party)),
        (Predicate::Consulted, consulted.contains(&party)),
    ];
    all.into_iter().filter(|(_, has)| *has).map(|(role, _)| role).collect()
}

fn stage(context: &GuideContext<'_>, tasks: &[TaskIx]) -> RoleStage {
    let guide = context.guide;
    let has_role = |party: &usize| tasks.iter().any(|task| !roles_of(&guide.tasks[*task], *party).is_empty());
    let parties: Vec<usize> = (0..guide.parties.len()).filter(has_role).collect();
    let group = &guide.stages[guide.tasks[tasks[0]].stage].group;
    let head = |party: &usize| RoleHead { name: guide.parties[*party].name.clone(), number: party + 1 };
    let row = |task: &TaskIx| RoleRow {
        link: context.key(*task),
        parties: context.links[*task].parties.clone(),
        cells: parties.iter().map(|party| cell(context, *task, *party)).collect(),
    };
    RoleStage {
        name: group.name.clone(),
        anchor: place(&group.key),
        parties: parties.iter().map(head).collect(),
        rows: tasks.iter().map(row).collect(),
    }
}

fn cell(context: &GuideContext<'_>, at: TaskIx, party: usize) -> RoleCell {
    let task = &context.guide.tasks[at];
    let word = |role: Predicate| RoleWord {
        name: context.words.get(&["role_", role.key()].concat()).to_owned(),
        likely: task.basis(role, party).is_likely(),
    };
    RoleCell {
        party: context.guide.parties[party].name.clone(),
        roles: roles_of(task, party).into_iter().map(word).collect(),
    }
}
