//! Relations between the tasks of one guide, in both directions.

use std::collections::HashMap;

use super::ids::Known;
use super::lookup::Lookup;
use super::replaced::{report_circles, report_retired};
use super::statements::{Kinds, Pairs};
use crate::diagnostic::{ANY_OF_ONE, DOUBLED_RELATION, Diagnostic, Diagnostics, INVALID_VALUE, SELF_REFERENCE};
use crate::model::{Predicate, Relation, Requirement, Seen, Status, Task, TaskIx};
use crate::parse::RawRelations;
use crate::source::Span;
use crate::yaml::Spanned;

/// Fills in the relations of all tasks; `raws[i]`, what its author wrote, belongs to `tasks[i]`.
pub(super) fn relate(
    tasks: &mut [Task],
    raws: &[RawRelations],
    lookup: &Lookup<'_>,
    kinds: Kinds<'_>,
    faults: &mut Diagnostics,
) {
    let mut pairs = Pairs::default();
    for (at, raw) in raws.iter().enumerate() {
        tasks[at].requires = requirements(at, raw, lookup, kinds, faults);
        tasks[at].seen = seen(raw, lookup);
        let lists = [
            (&raw.with, Predicate::With),
            (&raw.alternatives, Predicate::Alternatives),
            (&raw.related, Predicate::Related),
        ];
        for (list, about) in lists {
            let mut named: HashMap<TaskIx, Span> = HashMap::new();
            for raw in list {
                let Some(other) = other_task(at, &raw.name, about.key(), lookup, faults) else { continue };
                if let Some(first) = named.insert(other, raw.name.span) {
                    let message = format!("`{}` stands twice in `{}`", lookup.names[other], about.key());
                    faults.push(Diagnostic::new(INVALID_VALUE, raw.name.span, message).and(first, "first here"));
                    continue;
                }
                if about != Predicate::Related {
                    tasks[at].partner_places.push((about, other, raw.name.span));
                }
                pairs.add(about, at, other, raw);
                for (one, two) in [(at, other), (other, at)] {
                    let list = partners(&mut tasks[one], about);
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
        task.related.retain(keep);
        task.with.sort_unstable();
        task.alternatives.sort_unstable();
        task.related.sort_unstable();
    }
    pairs.settle(tasks, kinds, faults);
    report_doubled(tasks, raws, lookup, faults);
    invert(tasks);
    report_retired(tasks, raws, lookup, faults);
    report_circles(tasks, raws, faults);
}

/// The `seen` notes of a task.
fn seen(raw: &RawRelations, lookup: &Lookup<'_>) -> Vec<Seen> {
    let requires = raw.requires.iter().filter(|raw| !raw.any);
    let requires = requires.filter_map(|raw| Some((Predicate::Requires, raw.targets.first()?, raw.seen.as_ref()?)));
    let with = raw.with.iter().filter_map(|raw| Some((Predicate::With, &raw.name, raw.seen.as_ref()?)));
    let found = requires.chain(with).filter_map(|(about, id, note)| match lookup.ids.get(&id.value) {
        Some(Known::Task(task)) => {
            Some(Seen { about, task, note: note.value.clone(), note_span: note.span, span: id.span })
        }
        _ => None,
    });
    found.collect()
}

fn partners(task: &mut Task, about: Predicate) -> &mut Vec<TaskIx> {
    match about {
        Predicate::With => &mut task.with,
        Predicate::Alternatives => &mut task.alternatives,
        _ => &mut task.related,
    }
}

/// Notes tasks that are to be seen also, and have another relation anyway.
fn report_doubled(tasks: &[Task], raws: &[RawRelations], lookup: &Lookup<'_>, faults: &mut Diagnostics) {
    for (at, raw) in raws.iter().enumerate() {
        for raw in &raw.related {
            let Some(Known::Task(other)) = lookup.ids.get(&raw.name.value) else { continue };
            let requires = |one: TaskIx, two: TaskIx| tasks[one].requires.iter().any(|it| it.tasks.contains(&two));
            let relation = if requires(at, other) || requires(other, at) {
                "requires"
            } else if tasks[at].with.contains(&other) {
                "with"
            } else if tasks[at].alternatives.contains(&other) {
                "alternatives"
            } else {
                continue;
            };
            let message = format!("`{}` and `{}` are related by `{relation}` already", tasks[at].id, tasks[other].id);
            faults.push(Diagnostic::new(DOUBLED_RELATION, raw.name.span, message).help("take it out of `related`"));
        }
    }
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

fn requirements(
    at: TaskIx,
    raw: &RawRelations,
    lookup: &Lookup<'_>,
    kinds: Kinds<'_>,
    faults: &mut Diagnostics,
) -> Vec<Requirement> {
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
            let fault = Diagnostic::new(ANY_OF_ONE, raw.basis.span, "`any` with a single task is no choice");
            faults.push(fault.help("name another task, or write the id alone"));
        }
        let what = || {
            let names: Vec<&str> = raw.targets.iter().map(|id| id.value.as_str()).collect();
            format!("`{}` is likely to require `{}`", lookup.names[at], names.join("`, `"))
        };
        let basis = kinds.settle_with_reason(Predicate::Requires, &raw.basis, what, faults);
        if tasks.is_empty() {
            continue;
        }
        if let Some(known) = found.iter().find(|known| known.tasks == tasks) {
            let names: Vec<&str> = tasks.iter().map(|task| lookup.names[*task].as_str()).collect();
            let message = format!("`{}` stands twice in `requires`", names.join("`, `"));
            faults.push(Diagnostic::new(INVALID_VALUE, raw.basis.span, message).and(known.span, "first here"));
            continue;
        }
        found.push(Requirement { any: raw.any && tasks.len() > 1, tasks, basis, span: raw.basis.span });
    }
    found
}

fn invert(tasks: &mut [Task]) {
    let mut required_by: Vec<Vec<Relation>> = vec![Vec::new(); tasks.len()];
    for (at, task) in tasks.iter().enumerate().filter(|(_, task)| task.status != Status::Retired) {
        for (place, (group, requirement)) in task.numbered().enumerate() {
            for first in &requirement.tasks {
                required_by[*first].push(Relation { task: at, group, place, certainty: requirement.basis.certainty });
            }
        }
    }
    for (task, relations) in tasks.iter_mut().zip(required_by) {
        task.required_by = relations;
    }
}
