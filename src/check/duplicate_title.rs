//! `duplicate-title`: in a list of one party's tasks, two with the same title can only be told apart by their codes.

use std::collections::HashMap;

use super::Context;
use crate::diagnostic::{DUPLICATE_TITLE, Diagnostic, Diagnostics};

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    let mut first: HashMap<(usize, String), usize> = HashMap::new();
    for task in guide.live() {
        let item = &guide.tasks[task];
        let key = (item.party, item.title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase());
        let Some(known) = first.get(&key) else {
            first.insert(key, task);
            continue;
        };
        let other = &guide.tasks[*known];
        let party = guide.parties.get(item.party).map_or("", |party| party.name.as_str());
        let message = format!("`{}` has the same title as `{}`, for the same party ({party})", item.id, other.id);
        let fault = Diagnostic::new(DUPLICATE_TITLE, item.title_span, message)
            .and(other.title_span, "the same here")
            .help("say in each title what sets the task apart");
        faults.push(fault);
    }
}
