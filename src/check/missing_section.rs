//! `missing-section` and `empty-section`: who reads several tasks of a guide looks for the same thing in the same place of
//! each. The guide says which sections that are.

use std::collections::HashMap;

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, EMPTY_SECTION, MISSING_SECTION};
use crate::model::{Section, Task};
use crate::text::{closest, composed};

/// How many sections a message names.
const NAMED: usize = 5;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for task in &context.guide.tasks {
        let wanted: Vec<&Section> =
            context.guide.sections.iter().filter(|section| section.when.holds(task.standing())).collect();
        if !wanted.is_empty() {
            sections(task, &wanted, faults);
        }
    }
}

fn sections(task: &Task, wanted: &[&Section], faults: &mut Diagnostics) {
    let headings = &task.text.body.headings;
    let filled = task.text.body.filled();
    // The first of each words.
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, heading) in headings.iter().enumerate().filter(|(_, heading)| heading.level == 2) {
        known.entry(composed(&heading.text).into_owned()).or_insert(at);
    }
    let mut missing: Vec<&Section> = Vec::new();
    let mut last: Option<usize> = None;
    for section in wanted {
        let Some(at) = known.get(&*composed(&section.heading)).copied() else {
            missing.push(section);
            continue;
        };
        let heading = &headings[at];
        if !filled[at] {
            let message = format!("the section `{}` is empty", heading.text);
            let fault = Diagnostic::new(EMPTY_SECTION, heading.span, message).and(section.span, "asked for here");
            faults.push(fault.help("write below the heading what belongs there"));
        }
        match last.map(|last| &headings[last]).filter(|_| last > Some(at)) {
            Some(before) => {
                let message = format!("the section `{}` stands before `{}`", heading.text, before.text);
                let fault = Diagnostic::new(MISSING_SECTION, heading.span, message)
                    .and(section.span, "the guide asks for them in another order");
                faults.push(fault.help(format!("move it behind `{}`", before.text)));
            }
            None => last = Some(at),
        }
    }
    faults.extend(lacking(task, &missing));
}

/// One diagnostic for a task, however many sections it lacks.
fn lacking(task: &Task, missing: &[&Section]) -> Option<Diagnostic> {
    let (first, others) = missing.split_first()?;
    let names: Vec<String> = missing.iter().take(NAMED).map(|section| format!("`{}`", section.heading)).collect();
    let more = missing.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let (sections, write) = if others.is_empty() { ("section", "write") } else { ("sections", "write the first as") };
    let message = format!("the task `{}` lacks the {sections} {}{more}", task.id, names.join(", "));
    let fault = Diagnostic::new(MISSING_SECTION, task.span, message).and(first.span, "asked for here");
    let line = format!("{write} a line `## {}`, and below it what belongs there", first.heading);
    let headings = &task.text.body.headings;
    // The same words at another level, or nearly the same.
    let same = headings.iter().find(|heading| composed(&heading.text) == composed(&first.heading));
    let near = || closest(&first.heading, headings.iter().map(|heading| heading.text.as_str()));
    let meant = same.or_else(|| headings.iter().find(|heading| Some(heading.text.as_str()) == near()));
    Some(match meant.filter(|_| others.is_empty()) {
        Some(heading) => {
            let marks = "#".repeat(usize::from(heading.level));
            let help = format!("write `## {}` in place of `{marks} {}`", first.heading, heading.text);
            fault.and(heading.span, "perhaps this one").help(help)
        }
        None => fault.help(line),
    })
}
