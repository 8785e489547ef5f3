//! `duplicate-question`: questions of a guide that share an id, of which a link could mean either.

use std::collections::HashMap;

use super::Context;
use crate::diagnostic::{DUPLICATE_QUESTION, Diagnostic, Diagnostics};

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for id in context.guide.all_questions().filter_map(|question| question.id.as_ref()) {
        match seen.get(id.value.as_str()) {
            Some(first) => {
                let message = format!("two questions of the guide have the id `{}`", id.value);
                let fault = Diagnostic::new(DUPLICATE_QUESTION, id.span, message).and(*first, "the first");
                faults.push(fault.help("give one of them another id"));
            }
            None => {
                seen.insert(id.value.as_str(), id.span);
            }
        }
    }
}
