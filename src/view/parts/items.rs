//! The tasks of a list.

use serde::Serialize;

use crate::context::{Component, Components, GuideContext, Shown, TaskKey};
use crate::model::TaskIx;
use crate::view::guide::GuideViews;
use crate::view::parts::facts::Facts;

/// `item` in `components/item.html`: a task in a list.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ItemView {
    pub(crate) link: TaskKey,
    /// Key of its party.
    pub(crate) party_key: String,
    /// Keys of all parties whose work it is; empty where that is its own party alone.
    pub(crate) parties: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) party_number: Shown,
    /// How it stands while nothing is done: `ready`, `wait` or `gate`.
    pub(crate) state: &'static str,
    /// Show the party; no if all tasks in the list have the same one.
    pub(crate) show_party: bool,
    /// "Draft" or "Retired"; null for a task in force.
    pub(crate) status: Option<String>,
    /// "new" or "changed" in a word, since the last version.
    pub(crate) change: Option<String>,
    /// Its number in the plan, from 1.
    pub(crate) number: Shown,
    /// "and" or "or", where it belongs to the item before it.
    pub(crate) joined: Option<String>,
    /// Its facts (requirements, counterparts, alternatives), as HTML: the list items of `components/facts.html`.
    pub(crate) facts: Facts,
    /// The number of open questions in words: "2 open questions".
    pub(crate) questions: Option<String>,
}

impl Component for ItemView {
    const TEMPLATE: &'static str = "components/item.html item";
}

/// The tasks of a list.
pub(crate) type Items = Components<ItemView>;

/// How the items of a list show their tasks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shows {
    /// Whether they say their party.
    pub(crate) party: bool,
    /// Whether they say who waits for them.
    pub(crate) waited_for: bool,
}

impl ItemView {
    /// A task behind another one of the same list.
    pub(crate) fn new(guide: &GuideViews<'_>, at: TaskIx, previous: Option<TaskIx>, shows: Shows) -> Self {
        let context: &GuideContext<'_> = guide;
        let (task, link) = (&context.guide.tasks[at], &context.links[at]);
        let joined = previous.and_then(|before| {
            let and = task.with.contains(&before).then_some("and");
            and.or_else(|| task.alternatives.contains(&before).then_some("or"))
        });
        let questions = task.open_questions().count();
        ItemView {
            link: context.key(at),
            party_key: link.party_key.clone(),
            parties: link.parties.clone(),
            party_number: Shown(link.party_number),
            state: link.state,
            show_party: shows.party,
            status: link.status.clone(),
            change: link.change.clone(),
            number: Shown(context.plan.place[at].map_or(0, |place| place + 1)),
            joined: joined.map(|word| context.words.get(word).to_owned()),
            facts: Facts::of(&guide.facts[at], shows.waited_for),
            questions: (questions > 0).then(|| context.words.count("open_question", questions)),
        }
    }
}
