//! What lists say of a task besides its name: what it waits for, and with whom.

use std::cell::OnceCell;
use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use super::relations::{Waiting, waited_for, waits_for};
use super::site::GuideContext;
use super::task::TaskKey;
use crate::model::TaskIx;

/// `facts` in `components/facts.html`.
#[derive(Clone, Debug, Default, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct FactsView {
    pub(crate) waits_for: Waiting,
    /// Only on paper and on the page of a party, which is to see who waits for it.
    pub(crate) waited_for: Option<Waiting>,
    pub(crate) with: Vec<TaskKey>,
    pub(crate) alternatives: Vec<TaskKey>,
}

/// The same in a list. Every task stands in several; so it is rendered once for all that say the same, and templates of
/// pages see the HTML.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// Each is rendered once; who waits for a task is not said everywhere, and stands by itself.
    pub(crate) views: Vec<FactsView>,
    /// Once it is rendered.
    pub(crate) html: OnceCell<String>,
}

impl Facts {
    pub(super) fn new(context: &GuideContext<'_>, at: TaskIx) -> Self {
        let task = &context.guide.tasks[at];
        let view = FactsView {
            waits_for: waits_for(context, at),
            waited_for: None,
            with: context.keys(&task.with),
            alternatives: context.keys(&task.alternatives),
        };
        Facts { views: vec![view], html: OnceCell::new() }
    }

    /// Says as well who waits for the task.
    pub(super) fn add_waited_for(&mut self, context: &GuideContext<'_>, at: TaskIx) {
        self.views.push(FactsView { waited_for: Some(waited_for(context, at)), ..FactsView::default() });
    }
}

impl Hash for Facts {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.views.hash(state);
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.html.get().map_or("", String::as_str))
    }
}

/// For the page of the manual that lists what templates may read.
#[cfg(test)]
impl schemars::JsonSchema for Facts {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Facts".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string"})
    }
}

/// A view of a page that may list tasks.
pub(crate) trait Lists {
    /// What is said of each, to be rendered before the page is.
    fn facts(&self) -> impl Iterator<Item = &Facts> {
        std::iter::empty()
    }
}
