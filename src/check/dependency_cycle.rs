//! `dependency-cycle`: tasks that wait for each other can never be started.

use super::Context;
use crate::diagnostic::{DEPENDENCY_CYCLE, Diagnostic, Diagnostics};
use crate::graph::cycles;

/// How many tasks of a circle stand in the message; each step has its place below it.
const MAX_NAMED: usize = 20;
/// How many steps get their place: a circle that is longer is mended by looking at any of them.
const MAX_PLACES: usize = 1_000;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let tasks = &context.guide.tasks;
    for circle in cycles(context.guide) {
        let Some(first) = circle.first() else { continue };
        let shown = circle.len().min(MAX_NAMED);
        let mut path: Vec<&str> = circle[..shown].iter().map(|step| tasks[step.task].id.as_str()).collect();
        let more = format!("({} more)", circle.len() - shown);
        if circle.len() > shown {
            path.push(&more);
        }
        path.push(&tasks[first.task].id);
        let says =
            |step: &crate::graph::Step| format!("`{}` requires `{}`", tasks[step.task].id, tasks[step.requires].id);
        let mut fault =
            Diagnostic::new(DEPENDENCY_CYCLE, first.span, format!("tasks wait for each other: {}", path.join(" → ")))
                .label(says(first))
                .help("take one of these requirements out");
        for step in circle.iter().take(MAX_PLACES).skip(1) {
            fault = fault.and(step.span, says(step));
        }
        faults.push(fault);
    }
}
