//! Tasks as views name them.

use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use crate::changes::{Section, TaskDifference};
use crate::diagram::marked_name;
use crate::graph::Start;
use crate::i18n::Words;
use crate::model::{Guide, Status, TaskIx};
use crate::text::with_breaks;

/// Name of [`TaskKey`] in serde's data model, which has the task's number.
pub(crate) const TASK: &str = "TaskKey";

/// A task in a view: templates see its id and find the rest in `tasks[id]`. A guide's tasks are mentioned many times
/// over; so each is described once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TaskKey {
    at: TaskIx,
    /// Stands for the whole [`TaskLink`], so that a page is made anew when a task it mentions has changed.
    fingerprint: u64,
}

impl TaskKey {
    pub(crate) fn new(at: TaskIx, link: &TaskLink) -> Self {
        TaskKey { at, fingerprint: crate::text::fingerprint(link) }
    }

    /// Its place among the tasks of the guide.
    pub(crate) fn at(self) -> TaskIx {
        self.at
    }
}

impl Hash for TaskKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

impl Serialize for TaskKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(TASK, &self.at)
    }
}

/// For the page of the manual that lists what templates may read.
#[cfg(test)]
impl schemars::JsonSchema for TaskKey {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TaskKey".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "description": "The id of a task; the rest is in `tasks[id]`."})
    }
}

/// The facts of a task for lists: `tasks[id]` in templates of a guide's pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TaskLink {
    pub(crate) id: String,
    pub(crate) title: String,
    /// The same as HTML, with places where long words may break.
    pub(crate) title_html: String,
    pub(crate) path: String,
    pub(crate) party: String,
    /// Key of the party.
    pub(crate) party_key: String,
    /// Keys of all parties whose work it is; empty where that is its own party alone.
    pub(crate) parties: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) party_number: usize,
    pub(crate) stage: String,
    /// "Draft" or "Retired"; null for a task in force.
    pub(crate) status: Option<String>,
    /// How it stands while nothing is done: `ready`, `wait` for another task, behind a `gate`, or `off` if it is retired.
    pub(crate) state: &'static str,
    /// The same in words: "Can start now".
    pub(crate) state_name: String,
    /// "new" or "changed" in a word, since the last version.
    pub(crate) change: Option<String>,
}

impl TaskLink {
    pub(super) fn new(guide: &Guide, at: TaskIx, start: Option<Start>, words: &Words, path: String) -> Self {
        let task = &guide.tasks[at];
        let party = guide.parties.get(task.party);
        let status = match task.status {
            Status::Active => None,
            Status::Draft => Some(words.get("draft").to_owned()),
            Status::Retired => Some(words.get("retired").to_owned()),
        };
        TaskLink {
            id: task.id.clone(),
            title: task.title.clone(),
            title_html: with_breaks(&task.title),
            path,
            party: mark_of(guide, task.party),
            party_key: party.map(|party| party.key.clone()).unwrap_or_default(),
            parties: match task.work_of().as_slice() {
                [_] => String::new(),
                several => {
                    let keys: Vec<&str> = several.iter().map(|party| guide.parties[*party].key.as_str()).collect();
                    keys.join(" ")
                }
            },
            party_number: task.party + 1,
            stage: guide.stages.get(task.stage).map(|stage| stage.group.name.clone()).unwrap_or_default(),
            status,
            state: state(start),
            state_name: words.get(&["state_", state(start)].concat()).to_owned(),
            change: None,
        }
    }

    /// The same with a word for what changed.
    pub(super) fn changed(mut self, words: &Words, entry: Option<&TaskDifference>) -> Self {
        let word =
            |entry: &TaskDifference| if entry.section() == Some(Section::New) { "task_new" } else { "task_changed" };
        self.change = entry.map(|entry| words.get(word(entry)).to_owned());
        self
    }
}

/// How a task stands while nothing is done.
fn state(start: Option<Start>) -> &'static str {
    match start {
        None => "off",
        Some(Start { gates: 1.., .. }) => "gate",
        Some(Start { at_once: true, .. }) => "ready",
        Some(_) => "wait",
    }
}

/// The text of a party's mark. A party without a colour of its own shows its code, as pictures do.
pub(crate) fn mark_of(guide: &Guide, party: usize) -> String {
    guide.parties.get(party).map(|group| marked_name(&group.key, &group.name, party + 1)).unwrap_or_default()
}
