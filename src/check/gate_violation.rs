//! `gate-violation`: a task before a gate can't wait for one behind it, since that one waits for the gate.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, GATE_VIOLATION};

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    let phase = guide.phases();
    for task in guide.live() {
        let item = &guide.tasks[task];
        for requirement in &item.requires {
            // Of alternatives, one that can be done is enough.
            let may = |first: usize| phase[first] <= phase[task] || !guide.tasks[first].placed;
            if !item.placed || requirement.tasks.iter().any(|first| may(*first)) {
                continue;
            }
            let Some(first) = requirement.tasks.first().map(|first| &guide.tasks[*first]) else { continue };
            let (own, other) = (&guide.stages[item.stage].group.name, &guide.stages[first.stage].group.name);
            let message = format!("`{}` requires `{}`, which lies behind a gate", item.id, first.id);
            let fault = Diagnostic::new(GATE_VIOLATION, requirement.span, message)
                .label("required here")
                .and(item.stage_span, format!("`{}` is in the stage \"{own}\"", item.id))
                .and(first.stage_span, format!("`{}` is in the later stage \"{other}\"", first.id))
                .help("nothing behind a gate starts before all that lies before it is done: move one of the two");
            faults.push(fault);
        }
    }
}
