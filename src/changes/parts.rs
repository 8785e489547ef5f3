//! The differences of one task.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::described::{Described, Question, Requirement, Task};
use super::entry::{DifferenceKind, Maybe, Needed, Pair, Parts, Questions, Requires, Set, TextPart};
use super::text::hunks;
use crate::text::composed;

/// The two sides, the old one with the ids that tasks have now.
pub(super) struct Both<'d> {
    pub(super) old: &'d Described,
    pub(super) new: &'d Described,
}

impl Both<'_> {
    fn knows_texts(&self) -> bool {
        self.old.level.min(self.new.level) >= 2
    }
}

/// The differences from `old` to `new`; a new task `is_new`, and `old` is an empty one.
pub(super) fn parts(both: &Both<'_>, old: &Task, new: &Task, is_new: bool) -> Parts {
    let texts = both.knows_texts();
    Parts {
        status: None,
        place: named([
            ("party", maybe(old.party.as_ref(), new.party.as_ref())),
            ("stage", maybe(old.stage.as_ref(), new.stage.as_ref())),
            ("scope", maybe(old.scope.as_ref(), new.scope.as_ref())),
        ]),
        requires: requires(&old.requires, &new.requires),
        with: set(&old.with, &new.with),
        alternatives: set(&old.alternatives, &new.alternatives),
        delivers: maybe(old.delivers.as_ref(), new.delivers.as_ref()),
        time: named([
            ("duration", maybe(old.duration.as_ref(), new.duration.as_ref())),
            ("lead_time", maybe(old.lead_time.as_ref(), new.lead_time.as_ref())),
            ("deadline", maybe(old.deadline.as_ref(), new.deadline.as_ref())),
            ("not_before", maybe(old.not_before.as_ref(), new.not_before.as_ref())),
        ]),
        title: (!same(&old.title, &new.title)).then(|| pair(&old.title, &new.title)),
        text: if texts { text(both, old, new, is_new) } else { None },
        questions: questions(&old.questions, &new.questions),
        facts: facts(old, new),
        quiet: quiet(old, new, texts),
    }
}

impl Parts {
    /// The kinds of difference that they are.
    pub(super) fn kinds(&self) -> Vec<DifferenceKind> {
        let found = [
            (DifferenceKind::Place, !self.place.is_empty()),
            (DifferenceKind::Requires, !self.requires.is_empty()),
            (DifferenceKind::With, !self.with.is_empty()),
            (DifferenceKind::Alternatives, !self.alternatives.is_empty()),
            (DifferenceKind::Delivers, self.delivers.is_some()),
            (DifferenceKind::Time, !self.time.is_empty()),
            (DifferenceKind::Title, self.title.is_some()),
            (DifferenceKind::Text, self.text.is_some()),
            (DifferenceKind::Questions, !self.questions.is_empty()),
            (DifferenceKind::Facts, !self.facts.is_empty()),
            (DifferenceKind::Updated, self.quiet.contains_key("updated")),
            (DifferenceKind::Source, self.quiet.contains_key("source")),
            (DifferenceKind::Track, self.quiet.contains_key("track")),
            (DifferenceKind::Note, self.quiet.contains_key("note")),
            (DifferenceKind::File, self.quiet.contains_key("file")),
        ];
        found.into_iter().filter(|(_, differs)| *differs).map(|(kind, _)| kind).collect()
    }
}

/// Whether two texts are the same, however Unicode stores their letters.
fn same(old: &str, new: &str) -> bool {
    old == new || composed(old) == composed(new)
}

fn pair<T: Clone>(old: &T, new: &T) -> Pair<T> {
    Pair { old: old.clone(), new: new.clone() }
}

fn maybe(old: Option<&String>, new: Option<&String>) -> Option<Maybe> {
    let differ = match (old, new) {
        (Some(old), Some(new)) => !same(old, new),
        _ => old.is_some() != new.is_some(),
    };
    differ.then(|| Pair { old: old.cloned(), new: new.cloned() })
}

fn named<const N: usize>(values: [(&'static str, Option<Maybe>); N]) -> BTreeMap<&'static str, Maybe> {
    values.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn set(old: &[String], new: &[String]) -> Set {
    let (old, new): (BTreeSet<&String>, BTreeSet<&String>) = (old.iter().collect(), new.iter().collect());
    let only = |one: &BTreeSet<&String>, other| one.difference(other).map(|id| (*id).clone()).collect();
    Set { added: only(&new, &old), removed: only(&old, &new) }
}

/// Requirements with their tasks in order.
fn needed(requires: &[Requirement]) -> Vec<(Needed, &Requirement)> {
    let one = |requirement| {
        let tasks: BTreeSet<&str> = Requirement::tasks(requirement).collect();
        let Requirement { certainty, lag, .. } = requirement;
        let tasks = tasks.into_iter().map(str::to_owned).collect();
        let needed = Needed { tasks, certainty: *certainty, lag: lag.clone() };
        (needed, requirement)
    };
    requires.iter().map(one).collect()
}

fn requires(old: &[Requirement], new: &[Requirement]) -> Requires {
    let (old, new) = (needed(old), needed(new));
    let olds: HashMap<&[String], &Needed> = old.iter().map(|(needed, _)| (needed.tasks.as_slice(), needed)).collect();
    let news: HashMap<&[String], &Needed> = new.iter().map(|(needed, _)| (needed.tasks.as_slice(), needed)).collect();
    let mut found = Requires::default();
    for (needed, _) in &new {
        match olds.get(needed.tasks.as_slice()) {
            None => found.added.push(needed.clone()),
            Some(before) if *before != needed => found.changed.push(pair(before, needed)),
            Some(_) => {}
        }
    }
    let gone = old.iter().filter(|(needed, _)| !news.contains_key(needed.tasks.as_slice()));
    found.removed = gone.map(|(needed, _)| needed.clone()).collect();
    found
}

/// The text, by digest where both are known, since digests don't change with the ids of tasks.
fn text(both: &Both<'_>, old: &Task, new: &Task, is_new: bool) -> Option<TextPart> {
    let digests = (old.digests.get("text"), new.digests.get("text"));
    if let (Some(old), Some(new)) = digests
        && old == new
    {
        return None;
    }
    let before = if is_new { Some(&[][..]) } else { both.old.lines(&old.id) };
    match (before, both.new.lines(&new.id)) {
        (Some(before), Some(after)) => {
            let hunks = hunks(before, after);
            (hunks.as_ref().is_none_or(|hunks| !hunks.is_empty())).then_some(TextPart { hunks })
        }
        _ => matches!(digests, (Some(_), Some(_))).then_some(TextPart { hunks: None }),
    }
}

/// Questions by their ids, else by their words.
fn questions(old: &[Question], new: &[Question]) -> Questions {
    let key = |question: &Question| match &question.id {
        Some(id) => (true, id.clone()),
        None => (false, composed(&question.text).into_owned()),
    };
    let mut before: HashMap<_, &Question> = old.iter().map(|question| (key(question), question)).collect();
    let mut found = Questions::default();
    for question in new {
        match before.remove(&key(question)) {
            None => found.asked.push(question.clone()),
            Some(old) if old.answer.is_none() && question.answer.is_some() => found.answered.push(pair(old, question)),
            Some(old) if old != question => found.changed.push(pair(old, question)),
            Some(_) => {}
        }
    }
    found.gone = old.iter().filter(|question| before.contains_key(&key(question))).cloned().collect();
    found
}

fn facts(old: &Task, new: &Task) -> BTreeMap<String, Pair<Value>> {
    let mut found = BTreeMap::new();
    let mut compare = |name: String, old: Value, new: Value| {
        if old != new {
            found.insert(name, Pair { old, new });
        }
    };
    if maybe(old.description.as_ref(), new.description.as_ref()).is_some() {
        compare("description".to_owned(), old.description.clone().into(), new.description.clone().into());
    }
    // Older programs said nothing of these.
    for (name, old, new) in
        [("roles", old.own_roles(), new.own_roles()), ("documents", old.documents.clone(), new.documents.clone())]
    {
        if !old.is_null() && !new.is_null() {
            compare(name.to_owned(), old, new);
        }
    }
    let related = |task: &Task| {
        let tasks: BTreeSet<&String> = task.related.iter().collect();
        tasks.into_iter().map(|id| Value::from(id.as_str())).collect::<Value>()
    };
    compare("related".to_owned(), related(old), related(new));
    let keys: BTreeSet<&String> = old.fields.keys().chain(new.fields.keys()).collect();
    for key in keys {
        let value = |task: &Task| task.fields.get(key).cloned().unwrap_or_default();
        compare(format!("fields.{key}"), value(old), value(new));
    }
    found
}

/// Whether the file of a task lies in another place than it did. Where one of the two does not say, it is not known; and a
/// file that is called like its task goes along when that gets another id.
fn is_elsewhere(old: &Task, new: &Task) -> bool {
    let (Some(before), Some(after)) = (&old.file, &new.file) else { return false };
    let parts = |file: &'_ str| -> (String, String) {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        (folder.to_owned(), name.trim_end_matches(".md").to_owned())
    };
    let ((folder, name), (new_folder, new_name)) = (parts(before), parts(after));
    let is_renamed = name == old.id && new_name == new.id;
    folder != new_folder || name != new_name && !is_renamed
}

fn quiet(old: &Task, new: &Task, sources: bool) -> BTreeMap<&'static str, Pair<Value>> {
    let mut found = BTreeMap::new();
    let mut compare = |name, old: Option<&String>, new: Option<&String>| {
        if let Some(Pair { old, new }) = maybe(old, new) {
            found.insert(name, Pair { old: old.into(), new: new.into() });
        }
    };
    compare("updated", old.updated.as_ref(), new.updated.as_ref());
    compare("track", old.track.as_ref(), new.track.as_ref());
    if is_elsewhere(old, new) {
        compare("file", old.file.as_ref(), new.file.as_ref());
    }
    if sources {
        compare("source", old.source.as_ref(), new.source.as_ref());
    }
    // Notes of requirements that stand on both sides; those of others came or went with them.
    let notes = |needed: Vec<(Needed, &Requirement)>| -> BTreeMap<Vec<String>, Option<String>> {
        needed.into_iter().map(|(needed, requirement)| (needed.tasks, requirement.note.clone())).collect()
    };
    let (before, after) = (notes(needed(&old.requires)), notes(needed(&new.requires)));
    let differ = before.iter().any(|(tasks, note)| after.get(tasks).is_some_and(|other| other != note));
    if differ {
        let value = |notes: BTreeMap<Vec<String>, Option<String>>| -> Value {
            notes.into_iter().filter_map(|(tasks, note)| Some((tasks.join("/"), Value::from(note?)))).collect()
        };
        found.insert("note", Pair { old: value(before), new: value(after) });
    }
    found
}
