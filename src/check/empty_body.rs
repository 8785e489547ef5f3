//! `empty-body`: a task's page says who does it and when, and its text how.

use super::Context;
use super::many::tell;
use crate::diagnostic::{Diagnostic, Diagnostics, EMPTY_BODY};
use crate::model::Task;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    let tasks = || guide.live().map(|task| &guide.tasks[task]);
    let empty: Vec<&Task> = tasks().filter(|task| task.text.body.is_empty()).collect();
    let help = "write what is done, and how one sees that it is done";
    let fault = |task: &Task, message| Diagnostic::new(EMPTY_BODY, task.span, message).help(help);
    match empty.as_slice() {
        [first, _, ..] if empty.len() == tasks().count() => {
            faults.push(fault(first, format!("none of the guide's {} tasks has a text", empty.len())));
        }
        _ => {
            let one = |task: &Task| format!("the task `{}` has no text", task.id);
            tell(guide, &empty, one, "have no text", fault, faults);
        }
    }
}
