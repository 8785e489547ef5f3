//! `alternatives-conflict`: of alternatives one is enough, so none can wait for the other: whoever has done the first never needs
//! the second.

use super::Context;
use crate::diagnostic::{ALTERNATIVES_CONFLICT, Diagnostic, Diagnostics};
use crate::graph::Reach;
use crate::model::{Guide, TaskIx};
use crate::source::Span;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    if guide.tasks.iter().all(|task| task.alternatives.is_empty()) {
        return;
    }
    let mut reach = Reach::new(guide);
    for task in guide.live() {
        for other in guide.tasks[task].alternatives.iter().copied() {
            let requirement = guide.tasks[task].requires.iter().find(|requirement| requirement.tasks == [other]);
            match requirement {
                Some(requirement) => {
                    let says = format!("`{}` requires `{}`", guide.tasks[task].id, guide.tasks[other].id);
                    faults.push(fault(guide, task, other, requirement.span, "", says));
                }
                None if reach.rests_on(task, other) => {
                    let item = &guide.tasks[task];
                    let first = item.requires.first().map_or(item.span, |requirement| requirement.span);
                    let says = format!("what `{}` requires rests on `{}`", item.id, guide.tasks[other].id);
                    faults.push(fault(guide, task, other, first, " by way of others", says));
                }
                None => {}
            }
        }
    }
}

fn fault(guide: &Guide, task: TaskIx, other: TaskIx, span: Span, way: &str, says: String) -> Diagnostic {
    let (one, two) = (&guide.tasks[task].id, &guide.tasks[other].id);
    let message =
        format!("`{one}` and `{two}` are alternatives, of which one is enough, and `{one}` waits for `{two}`{way}");
    Diagnostic::new(ALTERNATIVES_CONFLICT, span, message)
        .label(says)
        .help("take out either the requirement or `alternatives`")
}
