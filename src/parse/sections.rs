//! The sections that a guide asks its tasks for.

use super::shapes::{SECTION, WHEN};
use super::task::{STATUSES, Status};
use crate::diagnostic::{Diagnostic, INVALID_VALUE};
use crate::text::closest;
use crate::yaml::{Fields, Node, Spanned};

/// A heading of level 2 that tasks must have.
#[derive(Clone, Debug)]
pub(crate) struct RawSection {
    pub(crate) heading: Spanned<String>,
    pub(crate) when: RawWhen,
}

/// Which tasks are meant: of each list any, and all where it is empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawWhen {
    pub(crate) parties: Vec<Spanned<String>>,
    pub(crate) stages: Vec<Spanned<String>>,
    pub(crate) scopes: Vec<Spanned<String>>,
    pub(crate) tracks: Vec<Spanned<String>>,
    pub(crate) statuses: Vec<Status>,
}

/// Reads `sections`.
pub(super) fn sections(fields: &mut Fields<'_, '_>) -> Vec<RawSection> {
    let mut found = Vec::new();
    for node in fields.list("sections", false) {
        let mut item = Fields::new(node, &SECTION, fields.faults());
        // Its level is known, so the signs before it say nothing.
        let heading = item.required_text("heading").map(|heading| Spanned {
            value: heading.value.trim_start_matches('#').trim().to_owned(),
            span: heading.span,
        });
        let when = item.get("when").map(|node| when(node, &mut item)).unwrap_or_default();
        item.finish();
        found.extend(heading.map(|heading| RawSection { heading, when }));
    }
    found
}

fn when(node: &Node, item: &mut Fields<'_, '_>) -> RawWhen {
    let mut fields = Fields::new(node, &WHEN, item.faults());
    let found = RawWhen {
        parties: fields.texts("party"),
        stages: fields.texts("stage"),
        scopes: fields.texts("scope"),
        tracks: fields.texts("track"),
        statuses: statuses(&mut fields),
    };
    fields.finish();
    found
}

fn statuses(fields: &mut Fields<'_, '_>) -> Vec<Status> {
    let mut found = Vec::new();
    for word in fields.texts("status") {
        match STATUSES.iter().find(|(name, _)| *name == word.value) {
            Some((_, status)) => found.push(*status),
            None => {
                let message = format!("`status` can't be `{}`", word.value);
                let near = closest(&word.value, STATUSES.iter().map(|(name, _)| *name));
                let fault = Diagnostic::new(INVALID_VALUE, word.span, message);
                fields.faults().push(fault.help("one of `active`, `draft`, `retired`").did_you_mean(near));
            }
        }
    }
    found
}
