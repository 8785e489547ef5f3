//! `dependency-cycle`: tasks that wait for each other can never be started.

use super::Context;
use crate::diagnostic::{DEPENDENCY_CYCLE, Diagnostic, Diagnostics};
use crate::graph::{Knot, Need, Waits};
use crate::model::{Guide, TaskIx};

/// How many tasks stand in the message.
const MAX_NAMED: usize = 20;
/// How many requirements get their place.
const MAX_PLACES: usize = 100;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    for knot in Waits::new(guide).knots() {
        let (needs, message, help) = if knot.is_ring { ring(guide, &knot) } else { tangle(guide, &knot) };
        let Some((first, others)) = needs.split_first() else { continue };
        let mut fault =
            Diagnostic::new(DEPENDENCY_CYCLE, first.span(guide), message).label(says(guide, *first)).help(help);
        for need in others.iter().take(MAX_PLACES - 1) {
            fault = fault.and(need.span(guide), says(guide, *need));
        }
        faults.push(fault);
    }
}

/// A single circle: each of its steps, in order.
fn ring(guide: &Guide, knot: &Knot) -> (Vec<Need>, String, String) {
    let id = |task: &TaskIx| guide.tasks[*task].id.as_str();
    let shown = knot.tasks.len().min(MAX_NAMED);
    let more = format!("({} more)", knot.tasks.len() - shown);
    let mut path: Vec<&str> = knot.tasks[..shown].iter().map(id).collect();
    if knot.tasks.len() > shown {
        path.push(&more);
    }
    path.extend(knot.tasks.first().map(id));
    let step = |task: &TaskIx| knot.needs.iter().find(|need| need.task == *task).copied();
    let needs = knot.tasks.iter().take(MAX_PLACES).filter_map(step).collect();
    let help = "take one of these requirements out".to_owned();
    (needs, format!("tasks wait for each other: {}", path.join(" → ")), help)
}

/// Circles that share tasks: a few requirements without which there is none.
fn tangle(guide: &Guide, knot: &Knot) -> (Vec<Need>, String, String) {
    let (count, cure) = (knot.tasks.len(), knot.cure.len());
    let these = match cure {
        1 => "this requirement".to_owned(),
        2..=MAX_PLACES => format!("these {cure} requirements"),
        _ => format!("{cure} requirements, of which you see the first {MAX_PLACES},"),
    };
    let help = format!("without {these} all of the tasks can be done: take out what is not true, here or elsewhere");
    (knot.cure.clone(), format!("{count} tasks wait for each other: {}", names(guide, &knot.tasks)), help)
}

/// The ids of tasks, as many as a reader takes in.
pub(super) fn names(guide: &Guide, tasks: &[TaskIx]) -> String {
    let shown: Vec<String> = tasks.iter().take(MAX_NAMED).map(|task| format!("`{}`", guide.tasks[*task].id)).collect();
    let more = tasks.len() - shown.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

/// A requirement in words.
pub(super) fn says(guide: &Guide, need: Need) -> String {
    let task = &guide.tasks[need.task];
    let requirement = &task.requires[need.number];
    let one = if requirement.any { "one of " } else { "" };
    format!("`{}` requires {one}{}", task.id, names(guide, &requirement.tasks))
}
