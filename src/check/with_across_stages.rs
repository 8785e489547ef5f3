//! `with-across-stages`: what is carried out together belongs to one step of the whole, or readers of one stage's page
//! miss half of the work. A gate between the two is an error of its own, `with-conflict`.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, WITH_ACROSS_STAGES};

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    let phase = guide.phases();
    for task in guide.live() {
        let item = &guide.tasks[task];
        for partner in item.with.iter().filter(|partner| task < **partner) {
            let other = &guide.tasks[*partner];
            let apart = item.stage != other.stage && phase[task] == phase[*partner];
            if !(item.placed && other.placed && apart) {
                continue;
            }
            let (own, theirs) = (&guide.stages[item.stage].group.name, &guide.stages[other.stage].group.name);
            let message = format!("`{}` and `{}` are carried out together, but in different stages", item.id, other.id);
            let fault = Diagnostic::new(WITH_ACROSS_STAGES, item.stage_span, message)
                .label(format!("`{}` is in the stage \"{own}\"", item.id))
                .and(other.stage_span, format!("`{}` is in the stage \"{theirs}\"", other.id))
                .help("put both into one stage, or take out `with`");
            faults.push(fault);
        }
    }
}
