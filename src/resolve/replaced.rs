//! Tasks that are no longer carried out, and what is done instead.

use std::collections::HashSet;

use super::ids::Known;
use super::lookup::Lookup;
use crate::diagnostic::{Diagnostic, Diagnostics, REPLACEMENT_CYCLE, RETIRED_REFERENCE};
use crate::model::{Status, Task, TaskIx};
use crate::parse::{RawName, RawRelations};
use crate::yaml::Spanned;

/// Relations of live tasks to tasks that are retired by their status.
pub(super) fn report_retired(tasks: &[Task], raws: &[RawRelations], lookup: &Lookup<'_>, faults: &mut Diagnostics) {
    fn names(list: &[RawName]) -> Vec<&Spanned<String>> {
        list.iter().map(|raw| &raw.name).collect()
    }
    let live = tasks.iter().zip(raws).filter(|(task, _)| task.status != Status::Retired);
    for (task, raw) in live {
        let required = raw.requires.iter().flat_map(|requirement| &requirement.targets);
        let relations = [("requires", required.collect::<Vec<_>>())];
        let partners =
            [("with", names(&raw.with)), ("alternatives", names(&raw.alternatives)), ("related", names(&raw.related))];
        for (key, ids) in relations.into_iter().chain(partners) {
            for id in ids {
                let Some(Known::Task(other)) = lookup.ids.get(&id.value) else { continue };
                if tasks[other].status != Status::Retired {
                    continue;
                }
                let message = format!("`{}` names the retired task `{}` in `{key}`", task.id, tasks[other].id);
                let is_needed = |heir: TaskIx| task.requires.iter().any(|it| it.tasks.contains(&heir));
                let help = heir(tasks, other)
                    .filter(|heir| tasks[*heir].id != task.id && !is_needed(*heir) && !rests_on(tasks, *heir, task))
                    .map_or_else(|| "take it out".to_owned(), |heir| format!("it is replaced by `{}`", tasks[heir].id));
                faults.push(Diagnostic::new(RETIRED_REFERENCE, id.span, message).help(help));
            }
        }
    }
}

/// Whether a task waits for another, as far as it is cheap to find out: what is advised makes no circle.
fn rests_on(tasks: &[Task], from: TaskIx, on: &Task) -> bool {
    let (mut seen, mut open) = (HashSet::from([from]), vec![from]);
    while let Some(at) = open.pop().filter(|_| seen.len() < MAX_FOLLOWED) {
        if tasks[at].id == on.id {
            return true;
        }
        let first = tasks[at].requires.iter().flat_map(|requirement| &requirement.tasks);
        open.extend(first.copied().filter(|first| seen.insert(*first)));
    }
    false
}

/// How many tasks are visited for that.
const MAX_FOLLOWED: usize = 2_000;
/// How many replacements are followed.
pub(super) const MAX_STEPS: usize = 100;

/// The task in force that has taken the place of a retired one, if the way of replacements leads to one.
fn heir(tasks: &[Task], retired: TaskIx) -> Option<TaskIx> {
    let mut at = tasks[retired].replaced_by?;
    // A longer way leads round, or is followed by nobody.
    for _ in 0..MAX_STEPS {
        if tasks[at].status != Status::Retired {
            return Some(at);
        }
        at = tasks[at].replaced_by?;
    }
    None
}

/// Tasks that replace each other: readers are sent round, and nothing is left to do instead.
pub(super) fn report_circles(tasks: &[Task], raws: &[RawRelations], faults: &mut Diagnostics) {
    // The number of the way on which each task was met.
    let mut met = vec![0; tasks.len()];
    for start in 0..tasks.len() {
        let (mut way, mut next) = (Vec::new(), Some(start));
        while let Some(at) = next.filter(|at| met[*at] == 0) {
            met[at] = start + 1;
            way.push(at);
            next = tasks[at].replaced_by;
        }
        if let Some(from) = way.iter().position(|at| Some(*at) == next) {
            faults.extend(circle(tasks, raws, &way[from..]));
        }
    }
}

/// How many tasks of a circle stand in the message, and get their place.
const MAX_NAMED: usize = 20;

fn circle(tasks: &[Task], raws: &[RawRelations], circle: &[TaskIx]) -> Option<Diagnostic> {
    let shown = &circle[..circle.len().min(MAX_NAMED)];
    let names: Vec<String> = shown.iter().map(|at| format!("`{}`", tasks[*at].id)).collect();
    let more = circle.len() - shown.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = format!("{}{more} replace each other, and nothing is left to do instead", names.join(", "));
    let mut places = shown.iter().filter_map(|at| {
        let by = raws[*at].replaced_by.as_ref()?;
        Some((by.span, format!("`{}` is replaced by `{}`", tasks[*at].id, tasks[tasks[*at].replaced_by?].id)))
    });
    let (first, says) = places.next()?;
    let help = "name a task that is carried out, or take one `replaced_by` out";
    let fault = Diagnostic::new(REPLACEMENT_CYCLE, first, message).label(says).help(help);
    Some(places.fold(fault, |fault, (span, says)| fault.and(span, says)))
}
