//! `implied-requirement`: what another requirement rests on anyway need not be written; it is one more line in the
//! diagram and one more place to mend.

use super::Context;
use crate::diagnostic::{Diagnostic, IMPLIED_REQUIREMENT};
use crate::graph::Reach;

pub(super) fn check(context: &Context<'_>, faults: &mut Vec<Diagnostic>) {
    let guide = context.guide;
    let id = |task: usize| guide.tasks[task].id.as_str();
    let mut reach = Reach::new(guide);
    for task in guide.live() {
        for implied in reach.implied(task) {
            let requires = &guide.tasks[task].requires;
            let requirement = &requires[implied.requirement];
            let Some(first) = requirement.tasks.first() else { continue };
            let message =
                format!("`{}` requires `{}`, which `{}` rests on anyway", id(task), id(*first), id(implied.via));
            let fault = Diagnostic::new(IMPLIED_REQUIREMENT, requirement.span, message)
                .help(format!("take `{}` out, unless readers should see it here", id(*first)));
            let via = requires.iter().find(|other| !other.any && other.tasks == [implied.via]);
            faults.push(match via {
                Some(via) => fault.and(via.span, "already required by way of this"),
                None => fault,
            });
        }
    }
}
