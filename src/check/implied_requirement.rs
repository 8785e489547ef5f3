//! `implied-requirement`: what another requirement rests on anyway need not be written; it is one more line in the
//! diagram and one more place to mend.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, IMPLIED_REQUIREMENT};
use crate::graph::{Implied, Reach};
use crate::model::Guide;

/// How many requirements of one task are named.
const MAX_NAMED: usize = 5;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let mut reach = Reach::new(context.guide);
    for task in context.guide.live() {
        let implied = reach.implied(task);
        faults.extend(fault(context.guide, task, &implied));
    }
}

/// One diagnostic for a task, however many of its requirements say nothing new.
fn fault(guide: &Guide, task: usize, implied: &[Implied]) -> Option<Diagnostic> {
    let id = |task: usize| guide.tasks[task].id.as_str();
    let requires = &guide.tasks[task].requires;
    let first = implied.first()?;
    let names: Vec<String> = implied
        .iter()
        .filter_map(|implied| requires[implied.requirement].tasks.first())
        .map(|first| format!("`{}`", id(*first)))
        .collect();
    let more = names.len().saturating_sub(MAX_NAMED);
    let shown = names[..names.len().min(MAX_NAMED)].join(", ");
    let shown = if more > 0 { format!("{shown} and {more} more") } else { shown };
    let message = match implied {
        [_] => format!("`{}` requires {shown}, which `{}` rests on anyway", id(task), id(first.via)),
        _ => format!("`{}` requires {shown}, which its other requirements rest on anyway", id(task)),
    };
    let (it, them) = if implied.len() == 1 { (shown.as_str(), "it") } else { ("them", "them") };
    let mut fault = Diagnostic::new(IMPLIED_REQUIREMENT, requires[first.requirement].span, message)
        .help(format!("take {it} out, unless readers should see {them} here"));
    if implied.len() > 1 {
        fault = fault.label(format!("`{}` rests on this", id(first.via)));
    }
    for other in implied.iter().skip(1).take(MAX_NAMED - 1) {
        fault = fault.and(requires[other.requirement].span, format!("`{}` rests on this", id(other.via)));
    }
    if implied.len() == 1
        && let Some(via) = requires.iter().find(|other| !other.any && other.tasks == [first.via])
    {
        fault = fault.and(via.span, "already required by way of this");
    }
    Some(fault)
}
