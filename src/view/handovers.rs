//! What goes from one party to another.

use serde::Serialize;

use super::PART;
use super::lists::{Paged, Parts, divided};
use super::site::GuideContext;
use super::task::TaskKey;
use crate::model::{Certainty, TaskIx};

/// `handovers` in `pages/handovers.html`.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct HandoverView {
    pub(crate) rows: Vec<Handover>,
    pub(crate) parts: Option<Parts>,
}

/// A relation that crosses parties.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct Handover {
    pub(crate) from: TaskKey,
    /// "before", "together with" …
    pub(crate) word: String,
    pub(crate) to: TaskKey,
    pub(crate) delivers: Option<String>,
    pub(crate) likely: bool,
    pub(crate) note: Option<String>,
}

/// Every relation that crosses parties, in the order of the plan.
pub(crate) fn handovers<'a>(context: &'a GuideContext<'_>) -> Vec<Paged<'a, HandoverView>> {
    let rows: Vec<Handover> = context.plan.order.iter().flat_map(|from| crossing(context, *from)).collect();
    let base = format!("{}/handovers/", context.guide.folder);
    let (title, text) = (context.words.get("handovers"), context.words.get("handovers_text"));
    divided(context, &base, title, Some(text), &rows, PART, |rows, parts, _, _| {
        (HandoverView { rows: rows.to_vec(), parts }, Vec::new())
    })
}

/// What goes from one task to tasks of other parties.
fn crossing(context: &GuideContext<'_>, from: TaskIx) -> Vec<Handover> {
    let tasks = &context.guide.tasks;
    let crosses = |to: TaskIx| tasks[to].party != tasks[from].party;
    let row = |word: &str, to: TaskIx| Handover {
        from: context.key(from),
        word: context.words.get(word).to_owned(),
        to: context.key(to),
        delivers: tasks[from].delivers.clone(),
        likely: false,
        note: None,
    };
    let waiting = tasks[from].required_by.iter().filter(|relation| crosses(relation.task)).map(|relation| Handover {
        likely: relation.certainty == Certainty::Likely,
        note: relation.note.clone(),
        ..row(if relation.any { "before_any" } else { "before" }, relation.task)
    });
    let partners = tasks[from].with.iter().filter(|partner| **partner > from && crosses(**partner));
    waiting.chain(partners.map(|partner| row("together_with", *partner))).collect()
}
