//! Relations between the tasks of one guide, in both directions.

use std::sync::OnceLock;

use super::ids::{Ids, Known};
use super::replaced::{report_circles, report_retired};
use crate::diagnostic::{
    ANY_OF_ONE, DRAFT_REFERENCE, Diagnostic, Diagnostics, INVALID_VALUE, LIKELY_WITHOUT_NOTE, RETIRED_REFERENCE,
    SELF_REFERENCE, UNKNOWN_TASK,
};
use crate::model::{Certainty, Relation, Requirement, Status, Task, TaskIx};
use crate::parse::RawTask;
use crate::source::Span;
use crate::text::Vocabulary;
use crate::yaml::Spanned;

/// What is needed to look ids up.
pub(super) struct Lookup<'a> {
    pub(super) ids: &'a Ids,
    /// Every id of the guide, in order.
    pub(super) names: &'a [String],
    /// The same, ready for suggestions once one was asked for.
    ready: OnceLock<Vocabulary<'a>>,
}

/// Behind so many faults of relations nobody reads suggestions, each of which costs a comparison with every name.
const MAX_SUGGESTED: usize = 300;

impl<'a> Lookup<'a> {
    pub(super) fn new(ids: &'a Ids, names: &'a [String]) -> Self {
        Lookup { ids, names, ready: OnceLock::new() }
    }

    /// The task that `id` names in what is said of the task `at`, if it is said of one, or a fault.
    pub(super) fn find(&self, at: Option<TaskIx>, id: &Spanned<String>, faults: &mut Diagnostics) -> Option<TaskIx> {
        match self.ids.get(&id.value) {
            Some(Known::Task(task)) => Some(task),
            Some(Known::Broken) => None,
            Some(Known::Draft) => {
                let message = format!("the task `{}` is a draft and is not published", id.value);
                faults.push(
                    Diagnostic::new(DRAFT_REFERENCE, id.span, message).help("publish it, or build with --drafts"),
                );
                None
            }
            Some(Known::Retired(see)) => {
                // A task can't be told to name itself instead.
                let help = see.filter(|see| Some(*see) != at).and_then(|see| self.names.get(see)).map_or_else(
                    || "take the reference out".to_owned(),
                    |name| format!("the guide says: see `{name}`"),
                );
                let message = format!("the id `{}` is retired", id.value);
                faults.push(Diagnostic::new(RETIRED_REFERENCE, id.span, message).help(help));
                None
            }
            None => {
                faults.push(self.unknown(&id.value, id.span, faults.len() < MAX_SUGGESTED));
                None
            }
        }
    }

    /// The fault of an id that nobody has, with the nearest that somebody has.
    pub(super) fn unknown(&self, id: &str, span: Span, suggest: bool) -> Diagnostic {
        let ready = || self.ready.get_or_init(|| self.names.iter().map(String::as_str).collect());
        let nearest = || ready().closest(id);
        let near = self.ids.folded(id).or_else(|| suggest.then(nearest).flatten());
        Diagnostic::new(UNKNOWN_TASK, span, format!("there is no task `{id}`"))
            .help("write the id of a task of this guide")
            .did_you_mean(near)
    }
}

/// Fills in the relations of all tasks; `raws[i]` belongs to `tasks[i]`.
pub(super) fn relate(tasks: &mut [Task], raws: &[RawTask], lookup: &Lookup<'_>, faults: &mut Diagnostics) {
    for (at, raw) in raws.iter().enumerate() {
        tasks[at].requires = requirements(at, raw, lookup, faults);
        for (list, what) in [(&raw.with, "with"), (&raw.alternatives, "alternatives")] {
            for id in list {
                let Some(other) = other_task(at, id, what, lookup, faults) else { continue };
                if what == "with" {
                    tasks[at].with_places.push((other, id.span));
                }
                for (one, two) in [(at, other), (other, at)] {
                    let list = if what == "with" { &mut tasks[one].with } else { &mut tasks[one].alternatives };
                    if !list.contains(&two) {
                        list.push(two);
                    }
                }
            }
        }
        if let Some(by) = &raw.replaced_by {
            tasks[at].replaced_by = other_task(at, by, "replaced_by", lookup, faults);
        }
    }
    // Nobody waits for a task that is no longer carried out, and it is nobody's partner; its own page keeps what it had.
    let retired: Vec<bool> = tasks.iter().map(|task| task.status == Status::Retired).collect();
    for task in tasks.iter_mut() {
        let keep = |other: &TaskIx| task.status == Status::Retired || !retired[*other];
        task.with.retain(keep);
        task.alternatives.retain(keep);
        task.with.sort_unstable();
        task.alternatives.sort_unstable();
    }
    invert(tasks);
    report_retired(tasks, raws, lookup, faults);
    report_circles(tasks, raws, faults);
}

fn other_task(
    at: TaskIx,
    id: &Spanned<String>,
    key: &str,
    lookup: &Lookup<'_>,
    faults: &mut Diagnostics,
) -> Option<TaskIx> {
    let found = lookup.find(Some(at), id, faults)?;
    if found == at {
        let message = format!("the task `{}` names itself in `{key}`", id.value);
        faults.push(Diagnostic::new(SELF_REFERENCE, id.span, message).help("take the line out"));
        return None;
    }
    Some(found)
}

fn requirements(at: TaskIx, raw: &RawTask, lookup: &Lookup<'_>, faults: &mut Diagnostics) -> Vec<Requirement> {
    let mut found: Vec<Requirement> = Vec::with_capacity(raw.requires.len());
    for raw in &raw.requires {
        let mut tasks: Vec<TaskIx> = Vec::with_capacity(raw.targets.len());
        let mut places: Vec<Span> = Vec::new();
        for id in &raw.targets {
            let Some(task) = other_task(at, id, "requires", lookup, faults) else { continue };
            if let Some(first) = tasks.iter().position(|known| *known == task) {
                let message = format!("`{}` stands twice in `any`", lookup.names[task]);
                faults.push(Diagnostic::new(INVALID_VALUE, id.span, message).and(places[first], "first here"));
                continue;
            }
            tasks.push(task);
            places.push(id.span);
        }
        if raw.any && raw.targets.len() == 1 {
            let fault = Diagnostic::new(ANY_OF_ONE, raw.span, "`any` with a single task is no choice");
            faults.push(fault.help("name another task, or write the id alone"));
        }
        if raw.certainty == Certainty::Likely && raw.note.is_none() {
            let names: Vec<&str> = raw.targets.iter().map(|id| id.value.as_str()).collect();
            let message =
                format!("why `{}` is likely to require `{}` is not said", lookup.names[at], names.join("`, `"));
            let fault = Diagnostic::new(LIKELY_WITHOUT_NOTE, raw.span, message);
            faults.push(fault.help("add a `note` with the reason, so that somebody can confirm it"));
        }
        if tasks.is_empty() {
            continue;
        }
        if let Some(known) = found.iter().find(|known| known.tasks == tasks) {
            let names: Vec<&str> = tasks.iter().map(|task| lookup.names[*task].as_str()).collect();
            let message = format!("`{}` stands twice in `requires`", names.join("`, `"));
            faults.push(Diagnostic::new(INVALID_VALUE, raw.span, message).and(known.span, "first here"));
            continue;
        }
        found.push(Requirement {
            any: raw.any && tasks.len() > 1,
            tasks,
            certainty: raw.certainty,
            note: raw.note.as_ref().map(|note| note.value.clone()),
            span: raw.span,
        });
    }
    found
}

fn invert(tasks: &mut [Task]) {
    let mut required_by: Vec<Vec<Relation>> = vec![Vec::new(); tasks.len()];
    for (at, task) in tasks.iter().enumerate().filter(|(_, task)| task.status != Status::Retired) {
        for (group, requirement) in task.numbered() {
            for first in &requirement.tasks {
                required_by[*first].push(Relation {
                    task: at,
                    group,
                    certainty: requirement.certainty,
                    note: requirement.note.clone(),
                });
            }
        }
    }
    for (task, relations) in tasks.iter_mut().zip(required_by) {
        task.required_by = relations;
    }
}
