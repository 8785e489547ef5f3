//! `empty-body`: a task's page says who does it and when, and its text how. A guide whose tasks all do without is made
//! so; where most of them do, as behind an import, that is one thing to say.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, EMPTY_BODY};
use crate::model::{Status, Task};

/// Up to so many tasks are named one by one, whatever their share.
const FEW: usize = 10;
/// How many are named in one line.
const NAMED: usize = 5;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let tasks = || context.guide.tasks.iter().filter(|task| task.status != Status::Retired);
    let empty: Vec<&Task> = tasks().filter(|task| task.text.body.is_empty()).collect();
    let help = "write what is done, and how one sees that it is done";
    let all = tasks().count();
    match empty.first() {
        _ if empty.len() == all => {}
        Some(first) if empty.len() > FEW && empty.len() * 2 > all => {
            let named: Vec<String> = empty.iter().take(NAMED).map(|task| format!("`{}`", task.id)).collect();
            let (named, more) = (named.join(", "), empty.len() - NAMED);
            let message = format!("{} of {all} tasks have no text: {named} and {more} more", empty.len());
            faults.push(Diagnostic::new(EMPTY_BODY, first.span, message).help(help));
        }
        _ => faults.extend(empty.iter().map(|task| {
            Diagnostic::new(EMPTY_BODY, task.span, format!("the task `{}` has no text", task.id)).help(help)
        })),
    }
}
