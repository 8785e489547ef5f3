//! Differences as data.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::described::{Certainty, Question};
use super::text::Hunk;

/// The differences of two versions of a guide.
#[derive(Clone, Debug, Serialize)]
pub struct Changes {
    schema: u8,
    /// The guide's folder.
    pub(crate) guide: String,
    /// Code and title.
    #[serde(skip)]
    pub(crate) name: String,
    /// The language of the guide's words.
    #[serde(skip)]
    pub(crate) language: String,
    pub(crate) old: Side,
    pub(crate) new: Side,
    pub(crate) counts: Counts,
    pub(crate) guide_changes: Vec<GuideChange>,
    /// In the order of the new plan; what is gone stands behind.
    pub(crate) tasks: Vec<TaskDifference>,
    /// Tasks that did not change and rest on one that did, in the order of the new plan.
    pub(crate) affected: Vec<Affected>,
    /// The parts that one side says nothing of.
    pub(crate) unknown: Vec<&'static str>,
}

/// One of the two that are compared.
#[derive(Clone, Debug, Serialize)]
pub struct Side {
    /// As the user named it.
    pub label: String,
    /// Its version, if it says one.
    pub version: Option<String>,
    /// Of its `guide.json`.
    pub level: u64,
}

/// How many entries there are, each counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Counts {
    pub(crate) new: usize,
    pub(crate) changed: usize,
    pub(crate) moved: usize,
    pub(crate) texts: usize,
    pub(crate) retired: usize,
    pub(crate) renamed: usize,
    pub(crate) affected: usize,
}

/// How much a difference matters: what is done, what is read, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// For programs only.
    Quiet,
    /// Other words for the same work.
    Words,
    /// Who does what, and what waits for what.
    Work,
}

/// A kind of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DifferenceKind {
    Added,
    /// Gone without a trace.
    Removed,
    Retired,
    Restored,
    Place,
    Requires,
    With,
    Alternatives,
    Delivers,
    Time,
    Title,
    Text,
    Questions,
    Facts,
    Renamed,
    Updated,
    Source,
    Track,
    Note,
    Order,
    /// Its file lies elsewhere.
    File,
}

impl DifferenceKind {
    pub(crate) fn weight(self) -> Weight {
        match self {
            DifferenceKind::Title | DifferenceKind::Text | DifferenceKind::Questions | DifferenceKind::Facts => {
                Weight::Words
            }
            DifferenceKind::Renamed
            | DifferenceKind::Updated
            | DifferenceKind::Source
            | DifferenceKind::Track
            | DifferenceKind::Note
            | DifferenceKind::Order
            | DifferenceKind::File => Weight::Quiet,
            _ => Weight::Work,
        }
    }
}

/// The groups in which entries are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Section {
    New,
    Changed,
    Moved,
    Texts,
    Retired,
    Renamed,
}

impl Section {
    pub(crate) const ALL: [Section; 6] =
        [Section::New, Section::Changed, Section::Moved, Section::Texts, Section::Retired, Section::Renamed];
}

/// A task that differs.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TaskDifference {
    pub(crate) id: String,
    /// Its former id, where that is another one.
    pub(crate) was: Option<String>,
    pub(crate) title: String,
    pub(crate) party: Option<String>,
    pub(crate) kinds: Vec<DifferenceKind>,
    pub(crate) weight: Weight,
    /// Of a new task, what it says at all.
    pub(crate) parts: Parts,
    /// The tasks that did not change and require it, or are carried out with it.
    pub(crate) affects: Vec<String>,
    /// The parties that have to do with it, before or after.
    #[serde(skip)]
    pub(crate) parties: Vec<String>,
}

impl TaskDifference {
    /// Where it is shown; a quiet one nowhere.
    pub(crate) fn section(&self) -> Option<Section> {
        let has = |kind: &DifferenceKind| self.kinds.contains(kind);
        let work = self.kinds.iter().filter(|kind| kind.weight() == Weight::Work);
        if [DifferenceKind::Added, DifferenceKind::Restored].iter().any(has) {
            Some(Section::New)
        } else if [DifferenceKind::Removed, DifferenceKind::Retired].iter().any(has) {
            Some(Section::Retired)
        } else if self.weight == Weight::Work {
            Some(if work.eq([&DifferenceKind::Place]) { Section::Moved } else { Section::Changed })
        } else if self.weight == Weight::Words {
            Some(Section::Texts)
        } else {
            has(&DifferenceKind::Renamed).then_some(Section::Renamed)
        }
    }
}

/// A task that did not change.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Affected {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) party: Option<String>,
    /// The changed tasks that it rests on.
    pub(crate) by: Vec<String>,
    #[serde(skip)]
    pub(crate) parties: Vec<String>,
}

/// The old value and the new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Pair<T> {
    pub(crate) old: T,
    pub(crate) new: T,
}

/// A value that may be missing.
pub(crate) type Maybe = Pair<Option<String>>;

/// The differences of one task; parts without one are left out.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Parts {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<Pair<String>>,
    /// Party, stage and scope.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) place: BTreeMap<&'static str, Maybe>,
    #[serde(skip_serializing_if = "Requires::is_empty")]
    pub(crate) requires: Requires,
    #[serde(skip_serializing_if = "Set::is_empty")]
    pub(crate) with: Set,
    #[serde(skip_serializing_if = "Set::is_empty")]
    pub(crate) alternatives: Set,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) delivers: Option<Maybe>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) time: BTreeMap<&'static str, Maybe>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<Pair<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<TextPart>,
    #[serde(skip_serializing_if = "Questions::is_empty")]
    pub(crate) questions: Questions,
    /// By name: `description`, `roles`, `documents`, `related`, and `fields.` with the key of an own field.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) facts: BTreeMap<String, Pair<Value>>,
    /// By name: `updated`, `source`, `track`, `file`, and `note` of requirements.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) quiet: BTreeMap<&'static str, Pair<Value>>,
}

/// The text of a task.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TextPart {
    /// Nothing where the texts are too long, or one of them is not known.
    pub(crate) hunks: Option<Vec<Hunk>>,
}

/// Names that came and went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Set {
    pub(crate) added: Vec<String>,
    pub(crate) removed: Vec<String>,
}

impl Set {
    pub(crate) fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

/// Requirements that came, went, or are otherwise sure.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Requires {
    pub(crate) added: Vec<Needed>,
    pub(crate) removed: Vec<Needed>,
    pub(crate) changed: Vec<Pair<Needed>>,
}

impl Requires {
    pub(crate) fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// One task, or one of several, under the ids of the new version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Needed {
    /// Sorted; more than one are a choice.
    pub(crate) tasks: Vec<String>,
    pub(crate) certainty: Certainty,
    pub(crate) lag: Option<String>,
}

/// Questions that came, were answered, changed or went.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Questions {
    pub(crate) asked: Vec<Question>,
    pub(crate) answered: Vec<Pair<Question>>,
    pub(crate) changed: Vec<Pair<Question>>,
    pub(crate) gone: Vec<Question>,
}

impl Questions {
    pub(crate) fn is_empty(&self) -> bool {
        self.asked.is_empty() && self.answered.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }
}

/// A difference of the guide as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct GuideChange {
    /// `party`, `stage`, `scope`, `track`, `term`, `question`, `time`.
    pub(crate) kind: &'static str,
    pub(crate) change: Change,
    /// The key of a group, a term, or the text of a question; empty of what is only one.
    pub(crate) key: String,
    /// Its name, meaning or answer; of a gate, whether there is one.
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
    pub(crate) weight: Weight,
}

/// Added, removed or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Change {
    Added,
    Removed,
    Renamed,
    /// Another description, meaning or answer.
    Changed,
    Answered,
    /// Of a stage.
    Gate,
    /// Of a scope.
    Shared,
    /// Of the stages.
    Order,
}

impl Changes {
    /// Nothing yet.
    pub(super) fn new(guide: String, name: String, language: String, old: Side, new: Side) -> Self {
        Changes {
            schema: 1,
            guide,
            name,
            language,
            old,
            new,
            counts: Counts::default(),
            guide_changes: Vec::new(),
            tasks: Vec::new(),
            affected: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// The heaviest difference, if there is one.
    pub fn weight(&self) -> Option<Weight> {
        let guide = self.guide_changes.iter().map(|change| change.weight);
        self.tasks.iter().map(|entry| entry.weight).chain(guide).max()
    }

    /// Leaves out which lines of texts changed.
    pub(crate) fn drop_lines(&mut self) {
        for part in self.tasks.iter_mut().filter_map(|entry| entry.parts.text.as_mut()) {
            part.hunks = None;
        }
    }

    /// Leaves what concerns one of these parties, and what concerns the whole guide.
    pub(crate) fn keep_parties(&mut self, keys: &[String]) {
        let concerns = |parties: &[String]| parties.iter().any(|party| keys.contains(party));
        self.tasks.retain(|entry| concerns(&entry.parties));
        self.affected.retain(|affected| concerns(&affected.parties));
        self.count();
    }

    /// Counts the entries anew.
    pub(super) fn count(&mut self) {
        let of = |section| self.tasks.iter().filter(|entry| entry.section() == Some(section)).count();
        self.counts = Counts {
            new: of(Section::New),
            changed: of(Section::Changed),
            moved: of(Section::Moved),
            texts: of(Section::Texts),
            retired: of(Section::Retired),
            renamed: of(Section::Renamed),
            affected: self.affected.len(),
        };
    }
}
