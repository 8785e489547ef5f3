//! `empty-body`: a task's page says who does it and when, and its text how. Where most tasks of a guide do without, as
//! behind an import, that is one thing to say.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, EMPTY_BODY};
use crate::model::{Status, Task};

/// Up to so many tasks are named one by one, unless no task has a text.
const FEW: usize = 10;
/// How many are named in one line.
const NAMED: usize = 5;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let tasks = || context.guide.tasks.iter().filter(|task| task.status != Status::Retired);
    let empty: Vec<&Task> = tasks().filter(|task| task.text.body.is_empty()).collect();
    let help = "write what is done, and how one sees that it is done";
    let all = tasks().count();
    let line = |task: &Task, message: String| Diagnostic::new(EMPTY_BODY, task.span, message).help(help);
    match empty.as_slice() {
        [] => {}
        [first, _, ..] if empty.len() == all => {
            faults.push(line(first, format!("none of the guide's {all} tasks has a text")));
        }
        [first, ..] if empty.len() > FEW && empty.len() * 2 > all => {
            let named: Vec<String> = empty.iter().take(NAMED).map(|task| format!("`{}`", task.id)).collect();
            let (named, more) = (named.join(", "), empty.len() - NAMED);
            faults.push(line(first, format!("{} of {all} tasks have no text: {named} and {more} more", empty.len())));
        }
        few => faults.extend(few.iter().map(|task| line(task, format!("the task `{}` has no text", task.id)))),
    }
}
