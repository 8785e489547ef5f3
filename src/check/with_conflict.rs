//! `with-conflict`: what is carried out together can neither wait for each other nor lie on both sides of a gate.

use super::Context;
use crate::diagnostic::{Diagnostic, WITH_CONFLICT};

pub(super) fn check(context: &Context<'_>, faults: &mut Vec<Diagnostic>) {
    let guide = context.guide;
    let phase = guide.phases();
    for task in guide.live() {
        let item = &guide.tasks[task];
        for partner in &item.with {
            let other = &guide.tasks[*partner];
            let together = format!("`{}` and `{}` are to be carried out together", item.id, other.id);
            let waits = item.requires.iter().find(|requirement| requirement.tasks == [*partner]);
            if let Some(requirement) = waits {
                let fault = Diagnostic::new(
                    WITH_CONFLICT,
                    requirement.span,
                    format!("{together}, and one waits for the other"),
                )
                .label(format!("`{}` requires `{}`", item.id, other.id))
                .help("take out either the requirement or `with`");
                faults.push(fault);
            } else if task < *partner && item.placed && other.placed && phase[task] != phase[*partner] {
                let fault = Diagnostic::new(
                    WITH_CONFLICT,
                    item.stage_span,
                    format!("{together}, but a gate lies between them"),
                )
                .label(format!("`{}` is in the stage \"{}\"", item.id, guide.stages[item.stage].group.name))
                .and(
                    other.stage_span,
                    format!("`{}` is in the stage \"{}\"", other.id, guide.stages[other.stage].group.name),
                )
                .help("put both into stages on one side of the gate, or take out `with`");
                faults.push(fault);
            }
        }
    }
}
