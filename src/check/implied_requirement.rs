//! `implied-requirement`: what another requirement rests on anyway need not be written; it is one more line in the
//! diagram and one more place to mend.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, IMPLIED_REQUIREMENT};
use crate::graph::{Implied, Reach};
use crate::model::{Guide, Requirement, TaskIx};

/// How many requirements of one task are named.
const MAX_NAMED: usize = 5;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let mut reach = Reach::new(context.guide);
    for task in context.guide.live() {
        let implied = reach.implied(task);
        faults.extend(fault(context.guide, task, &implied));
        faults.append(met_choices(context.guide, task));
    }
}

/// Choices that say nothing new: one of their tasks is required without a choice, or another choice is between the same tasks.
fn met_choices(guide: &Guide, task: TaskIx) -> Diagnostics {
    let mut found = Diagnostics::default();
    let item = &guide.tasks[task];
    if item.requires.iter().all(|requirement| !requirement.any) {
        return found;
    }
    // The first requirement of each task.
    let plain: BTreeMap<TaskIx, &Requirement> = item
        .requires
        .iter()
        .filter(|requirement| !requirement.any)
        .filter_map(|requirement| Some((*requirement.tasks.first()?, requirement)))
        .collect();
    let mut sets: HashMap<BTreeSet<TaskIx>, &Requirement> = HashMap::new();
    for requirement in item.requires.iter().filter(|requirement| requirement.any) {
        let names: Vec<String> = requirement.tasks.iter().map(|task| format!("`{}`", guide.tasks[*task].id)).collect();
        let said = format!("`{}` requires one of {}", item.id, names.join(", "));
        let one = requirement.tasks.iter().find_map(|first| plain.get(first));
        let same = sets.get(&requirement.tasks.iter().copied().collect());
        let (message, other) = match (one, same) {
            (Some(one), _) => (format!("{said}, and {} anyway", names_of(guide, one)), one),
            (None, Some(same)) => (format!("{said}, which stands twice"), same),
            (None, None) => {
                sets.insert(requirement.tasks.iter().copied().collect(), requirement);
                continue;
            }
        };
        let fault =
            Diagnostic::new(IMPLIED_REQUIREMENT, requirement.span, message).and(other.span, "already required here");
        found.push(fault.help("take the choice out, or what makes it none"));
    }
    found
}

fn names_of(guide: &Guide, requirement: &Requirement) -> String {
    requirement.tasks.first().map_or_else(String::new, |first| format!("`{}`", guide.tasks[*first].id))
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
