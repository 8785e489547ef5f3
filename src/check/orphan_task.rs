//! `orphan-task`: where other tasks wait for each other, one that waits for none and that none waits for is likely to lack
//! a line. A gate is a relation too: what stands before it comes first.

use super::Context;
use super::many::tell;
use crate::diagnostic::{Diagnostic, Diagnostics, ORPHAN_TASK};
use crate::model::Task;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    // Every task stands before a gate or behind it.
    if guide.in_doubt || guide.stages.iter().skip(1).any(|stage| stage.gate) {
        return;
    }
    let tasks: Vec<&Task> = guide.live().map(|task| &guide.tasks[task]).collect();
    let orphans: Vec<&Task> = tasks.iter().copied().filter(|task| !is_related(task)).collect();
    if orphans.len() == tasks.len() {
        return;
    }
    let one = |task: &Task| format!("the task `{}` has no relation to another one", task.id);
    let help = "name the tasks that it waits for under `requires`, or name it there in those that wait for it";
    let fault = |task: &Task, message| Diagnostic::new(ORPHAN_TASK, task.span, message).help(help);
    tell(guide, &orphans, one, "have no relation to another one", fault, faults);
}

fn is_related(task: &Task) -> bool {
    let Task { required_by, with, alternatives, related, .. } = task;
    task.names_others || !(required_by.is_empty() && with.is_empty() && alternatives.is_empty() && related.is_empty())
}
