//! Relations between the tasks of one guide, in both directions.

use super::lookup::Lookup;
use super::replaced::{report_circles, report_retired};
use crate::diagnostic::{ANY_OF_ONE, Diagnostic, Diagnostics, INVALID_VALUE, LIKELY_WITHOUT_NOTE, SELF_REFERENCE};
use crate::model::{Certainty, Relation, Requirement, Status, Task, TaskIx};
use crate::parse::RawTask;
use crate::source::Span;
use crate::yaml::Spanned;

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
        for (place, (group, requirement)) in task.numbered().enumerate() {
            for first in &requirement.tasks {
                required_by[*first].push(Relation {
                    task: at,
                    group,
                    place,
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
