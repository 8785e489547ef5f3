//! `unused-group` and `unused-field`: readers see nothing of what no task has; perhaps tasks lack a line. Guides that are
//! being begun are left alone, and those of which something could not be read.

use super::Context;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, UNUSED_FIELD, UNUSED_GROUP};
use crate::model::{Group, Used};
use crate::source::Span;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    if guide.in_doubt || guide.live().next().is_none() {
        return;
    }
    let stages = guide.stages.iter().map(|stage| &stage.group);
    let parties = guide.parties.iter().map(|group| ("party", group));
    let groups = parties
        .chain(stages.map(|group| ("stage", group)))
        .chain(guide.scopes.iter().map(|group| ("scope", group)))
        .chain(guide.tracks.iter().map(|group| ("track", group)));
    for (what, Group { key, span, used, .. }) in groups {
        faults.extend(unused(UNUSED_GROUP, what, key, *span, *used, &format!("{what}: {key}")));
    }
    for field in &guide.fields {
        let line = format!("fields: {{{}: …}}", field.key);
        faults.extend(unused(UNUSED_FIELD, "field", &field.key, field.span, field.used, &line));
    }
}

/// The note of something that no task in force has by a `line` in its front matter.
fn unused(code: Code, what: &str, key: &str, span: Span, used: Used, line: &str) -> Option<Diagnostic> {
    let fault = || Diagnostic::new(code, span, format!("no task in force has the {what} `{key}`"));
    let write = format!("write `{line}` in a task");
    match used {
        Used::InForce => None,
        Used::OutOfForce => Some(fault().label("only drafts or retired tasks have it").help(write)),
        Used::Never => Some(fault().help(format!("{write}, or take it out of the list"))),
    }
}
