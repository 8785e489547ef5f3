//! `later-stage-requirement`: what a task requires belongs before it; readers who go stage by stage meet it too late. Where a
//! gate lies between the two, nothing can begin, and `gate-violation` says so.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, LATER_STAGE_REQUIREMENT};
use crate::model::{Guide, Requirement, TaskIx};

/// Up to so many get a diagnostic each; of more, one names the first.
const MAX_SINGLE: usize = 10;
/// How many of them it names.
const MAX_NAMED: usize = 5;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    let phase = guide.phases();
    let mut found: Vec<(TaskIx, &Requirement)> = Vec::new();
    for task in guide.live() {
        let late = |first: &TaskIx| {
            let (first, other) = (*first, &guide.tasks[*first]);
            other.placed && other.stage > guide.tasks[task].stage && phase[first] == phase[task]
        };
        // Of a choice, one that lies before it is enough.
        let late = guide.tasks[task].requires.iter().filter(|requirement| requirement.tasks.iter().all(late));
        found.extend(late.filter(|_| guide.tasks[task].placed).map(|requirement| (task, requirement)));
    }
    if found.len() > MAX_SINGLE {
        faults.extend(summary(guide, &found));
    } else {
        faults.extend(found.into_iter().filter_map(|(task, requirement)| single(guide, task, requirement)));
    }
}

fn says(guide: &Guide, task: TaskIx, requirement: &Requirement) -> String {
    let first = requirement.tasks.first().map_or("", |first| guide.tasks[*first].id.as_str());
    format!("`{}` requires `{first}`", guide.tasks[task].id)
}

fn single(guide: &Guide, task: TaskIx, requirement: &Requirement) -> Option<Diagnostic> {
    let (item, first) = (&guide.tasks[task], &guide.tasks[*requirement.tasks.first()?]);
    let (own, other) = (&guide.stages[item.stage].group.name, &guide.stages[first.stage].group.name);
    let message = format!("{}, which is in a later stage", says(guide, task, requirement));
    let fault = Diagnostic::new(LATER_STAGE_REQUIREMENT, requirement.span, message)
        .label("required here")
        .and(item.stage_span, format!("`{}` is in the stage \"{own}\"", item.id))
        .and(first.stage_span, format!("`{}` is in the later stage \"{other}\"", first.id))
        .help("move one of the two, or turn the requirement round");
    Some(fault)
}

fn summary(guide: &Guide, found: &[(TaskIx, &Requirement)]) -> Option<Diagnostic> {
    let mut named =
        found.iter().take(MAX_NAMED).map(|(task, requirement)| (requirement.span, says(guide, *task, requirement)));
    let (span, first) = named.next()?;
    let message = format!("{} requirements name a task of a later stage, such as {first}", found.len());
    let fault = Diagnostic::new(LATER_STAGE_REQUIREMENT, span, message)
        .label(first)
        .help("perhaps the stages stand in another order than they are carried out in");
    Some(named.fold(fault, |fault, (span, says)| fault.and(span, says)))
}
