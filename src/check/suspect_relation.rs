//! `suspect-relation` and `unknown-seen`: a relation whose author noted what the other task said then. Since that has
//! changed, the relation may hold no longer, and nobody would look again without being told.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, SUSPECT_RELATION, UNKNOWN_SEEN};
use crate::digest::{Digests, is_of, is_seen, seen};
use crate::model::Task;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    for at in guide.live() {
        let task = &guide.tasks[at];
        for found in &task.seen {
            let other = &guide.tasks[found.task];
            if !is_seen(&found.note) {
                let message = format!("`{}` is no note of a form that is known", found.note);
                let help = format!("look at `{}` and run `vejviser confirm {} {}`", other.id, task.id, other.id);
                faults.push(Diagnostic::new(UNKNOWN_SEEN, found.note_span, message).help(help));
            } else if found.note != seen(context.site, guide, other) {
                let what = changed(context, other, &found.note);
                let message =
                    format!("`{}` changed after the relation of `{}` to it was looked at{what}", other.id, task.id);
                let help = format!("see whether it still holds, then run `vejviser confirm {} {}`", task.id, other.id);
                let fault = Diagnostic::new(SUSPECT_RELATION, found.span, message);
                faults.push(fault.and(found.note_span, "what it said then").help(help));
            }
        }
    }
}

/// The parts that differ, as ": title, text". Empty where no snapshot and no published site has the state that was seen.
fn changed(context: &Context<'_>, task: &Task, note: &str) -> String {
    let of_guide = context.published.iter().filter(|published| published.guide == context.guide.folder);
    let Some(then) = of_guide.flat_map(|published| &published.digests).find(|digests| is_of(note, digests)) else {
        return String::new();
    };
    let parts = Digests::of(context.site, context.guide, task).differing(then);
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) }
}
