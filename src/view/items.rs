//! The tasks of a list.

use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use super::facts::Facts;
use super::late::Late;
use super::site::GuideContext;
use super::task::{NamesTasks, TaskKey};
use crate::model::TaskIx;

/// A task in a list.
#[derive(Clone, Debug, Hash)]
pub(crate) struct Item {
    pub(crate) link: TaskKey,
    /// Its number in the plan, from 1.
    pub(crate) number: usize,
    /// "and" or "or", where it belongs to the item before it.
    pub(crate) joined: Option<String>,
    /// What it waits for and with whom.
    pub(crate) facts: Facts,
    /// "2 open questions".
    pub(crate) questions: Option<String>,
}

impl Item {
    /// A task behind another one of the same list.
    pub(super) fn new(context: &GuideContext<'_>, at: TaskIx, previous: Option<TaskIx>) -> Self {
        let task = &context.guide.tasks[at];
        let joined = previous.and_then(|before| {
            let and = task.with.contains(&before).then_some("and");
            and.or_else(|| task.alternatives.contains(&before).then_some("or"))
        });
        let questions = task.questions.len();
        Item {
            link: context.key(at),
            number: context.plan.place[at].map_or(0, |place| place + 1),
            joined: joined.map(|word| context.words.get(word).to_owned()),
            facts: Facts::new(context, at),
            questions: (questions > 0).then(|| context.words.count("open_question", questions)),
        }
    }
}

/// `item` in `components/item.html`: a task in a list.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ItemView<'a> {
    pub(crate) link: TaskKey,
    /// Key of its party.
    pub(crate) party_key: &'a str,
    /// Whether to say its party: not where all in the list have the same.
    pub(crate) show_party: bool,
    /// "Draft" or "Retired", where it is not simply in force.
    pub(crate) status: Option<&'a str>,
    /// Its number in the plan, from 1.
    pub(crate) number: &'a str,
    /// "and" or "or", where it belongs to the item before it.
    pub(crate) joined: Option<&'a str>,
    /// What it waits for and with whom, as HTML: the list items of `components/facts.html`.
    pub(crate) facts: &'a str,
    /// "2 open questions".
    pub(crate) questions: Option<&'a str>,
}

impl NamesTasks for ItemView<'_> {
    fn each_task(&mut self, see: &mut dyn FnMut(&mut TaskKey)) {
        see(&mut self.link);
    }
}

/// The tasks of a list, which the template of the page sees as HTML: a `components/item.html` for each.
#[derive(Clone, Debug)]
pub(crate) struct Items {
    pub(crate) list: Vec<Item>,
    /// Whether items say their party.
    pub(crate) show_party: bool,
    pub(crate) html: Late,
}

impl Items {
    pub(super) fn new(show_party: bool) -> Self {
        Items { list: Vec::new(), show_party, html: Late::default() }
    }
}

impl Hash for Items {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.list, self.show_party).hash(state);
    }
}

impl Serialize for Items {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.html.serialize(serializer)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Items {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Items".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Late::json_schema(generator)
    }
}
