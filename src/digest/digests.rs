//! Digests of what a task says: equal where nothing changed that people read or that work depends on, however its file
//! was written. Another program can compute them; `docs/content/guide-json.md` says how.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::lines::{Naming, TaskLines, lines};
use super::words::{self, addressee, certainty, status};
use crate::model::{FieldValue, Group, Guide, Question, Site, Task, TaskIx};
use crate::text::{composed, digest};

/// XXH3-64 of each part of a task, as 16 hexadecimal digits.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Digests {
    title: String,
    /// Party, stage and scope.
    place: String,
    /// Requirements, counterparts and alternatives.
    relations: String,
    delivers: String,
    text: String,
    questions: String,
    facts: String,
    time: String,
    status: String,
    /// Title, place, relations, delivers, text and status.
    meaning: String,
}

/// Texts and lists, one behind the other.
#[derive(Clone, Debug, Default)]
struct DigestInput(Vec<u8>);

impl DigestInput {
    /// In Unicode's form NFC, with byte 0 behind it. A missing text is an empty one.
    fn text(&mut self, text: &str) {
        self.0.extend_from_slice(composed(text).as_bytes());
        self.0.push(0);
    }

    fn optional(&mut self, text: Option<&str>) {
        self.text(text.unwrap_or_default());
    }

    /// Byte 1 behind the items of a list.
    fn end(&mut self) {
        self.0.push(1);
    }

    fn list<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) {
        for text in texts {
            self.text(text.as_ref());
        }
        self.end();
    }

    /// A list without an order: sorted, each once.
    fn set<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        let texts: BTreeSet<_> = texts.into_iter().map(composed).collect();
        self.list(&texts);
    }

    fn hex(&self) -> String {
        format!("{:016x}", digest(&self.0))
    }
}

impl Digests {
    /// Of a task.
    pub(crate) fn of(site: &Site, guide: &Guide, task: &Task) -> Self {
        Digests::with_lines(site, guide, task, &TaskLines::of(site, guide, task))
    }

    /// The same, where the lines of the task are known.
    pub(crate) fn with_lines(site: &Site, guide: &Guide, task: &Task, lines: &TaskLines) -> Self {
        let mut title = DigestInput::default();
        title.text(&task.title);
        let (place, relations) = (place(guide, task), relations(guide, task));
        let mut delivers = DigestInput::default();
        delivers.optional(task.delivers.as_deref());
        let mut text = DigestInput::default();
        text.list(lines.keys());
        let mut state = DigestInput::default();
        state.text(status(task.status));
        let mut time = DigestInput::default();
        // `duration`, `lead_time`, `deadline`, `not_before`.
        [(); 4].iter().for_each(|()| time.text(""));
        let meaning = [&title, &place, &relations, &delivers, &text, &state].map(|part| part.0.as_slice()).concat();
        Digests {
            title: title.hex(),
            place: place.hex(),
            relations: relations.hex(),
            delivers: delivers.hex(),
            text: text.hex(),
            questions: questions(site, guide, &task.questions).hex(),
            facts: facts(site, guide, task).hex(),
            time: time.hex(),
            status: state.hex(),
            meaning: DigestInput(meaning).hex(),
        }
    }
}

impl Digests {
    /// The parts of a task's meaning that differ from those of another state of it, by name.
    pub(crate) fn differing(&self, other: &BTreeMap<String, String>) -> Vec<&'static str> {
        let Digests { title, place, relations, delivers, text, status, .. } = self;
        let parts = [
            ("title", title),
            ("place", place),
            ("relations", relations),
            ("delivers", delivers),
            ("text", text),
            ("status", status),
        ];
        parts.into_iter().filter(|(name, digest)| other.get(*name) != Some(digest)).map(|(name, _)| name).collect()
    }
}

/// Whether a note was made of a state of a task with these digests.
pub(crate) fn is_of(note: &str, digests: &BTreeMap<String, String>) -> bool {
    let noted = note.split_once('-').map_or("", |(_, digits)| digits);
    is_seen(note) && digests.get("meaning").is_some_and(|meaning| meaning.starts_with(noted))
}

/// The note of a relation to a task, so that it shows when the task says something else: the form of digests, and the first
/// digits of its meaning.
pub(crate) fn seen(site: &Site, guide: &Guide, task: &Task) -> String {
    format!("{FORM}-{}", &Digests::of(site, guide, task).meaning[..SEEN_DIGITS])
}

/// Whether a note of that kind has the form in which this program writes them.
pub(crate) fn is_seen(note: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let digits = note.strip_prefix(FORM).and_then(|rest| rest.strip_prefix('-'));
    digits.is_some_and(|digits| digits.len() == SEEN_DIGITS && digits.bytes().all(is_digit))
}

/// The form of digests. Another way to make them gets another.
const FORM: &str = "1";
const SEEN_DIGITS: usize = 8;

/// The digest of a guide, over what its tasks and its own lists say.
pub(crate) fn of_guide<'d>(site: &Site, guide: &Guide, digests: impl Iterator<Item = (TaskIx, &'d Digests)>) -> String {
    let mut form = DigestInput::default();
    form.text(&guide.title);
    form.optional(guide.description.as_deref());
    let stages = guide.stages.iter().map(|stage| (&stage.group, stage.gate));
    groups(&mut form, guide.parties.iter().map(|group| (group, false)));
    groups(&mut form, stages);
    groups(&mut form, guide.scopes.iter().map(|group| (group, group.shared)));
    groups(&mut form, guide.tracks.iter().map(|group| (group, false)));
    for term in &guide.terms {
        form.text(&term.term);
        form.list(lines(site, guide, &term.meaning, &guide.assets, Naming::Key));
    }
    form.end();
    form.0.extend(questions(site, guide, &guide.questions).0);
    form.set(guide.retired.iter().map(|retired| retired.id.as_str()));
    let mut tasks: Vec<(&str, &Digests)> =
        digests.map(|(at, digests)| (guide.key_of(&guide.tasks[at]), digests)).collect();
    tasks.sort_unstable_by(|(one, _), (other, _)| composed(one).cmp(&composed(other)));
    for (key, digests) in tasks {
        form.text(key);
        let Digests { questions, facts, time, meaning, .. } = digests;
        for part in [meaning, questions, facts, time] {
            form.text(part);
        }
    }
    form.end();
    form.hex()
}

/// Key, name, description and flag of each group, in the authors' order.
fn groups<'g>(form: &mut DigestInput, groups: impl Iterator<Item = (&'g Group, bool)>) {
    for (group, flag) in groups {
        form.text(&group.key);
        form.text(&group.name);
        form.optional(group.description.as_deref());
        form.text(if flag { "true" } else { "" });
    }
    form.end();
}

fn key_at(groups: &[Group], at: Option<usize>) -> Option<&str> {
    at.and_then(|at| groups.get(at)).map(|group| group.key.as_str())
}

fn place(guide: &Guide, task: &Task) -> DigestInput {
    let mut form = DigestInput::default();
    form.optional(key_at(&guide.parties, Some(task.party)));
    form.optional(guide.stages.get(task.stage).map(|stage| stage.group.key.as_str()));
    form.optional(key_at(&guide.scopes, task.scope));
    form
}

fn relations(guide: &Guide, task: &Task) -> DigestInput {
    let keys =
        |form: &mut DigestInput, tasks: &[TaskIx]| form.set(tasks.iter().map(|at| guide.key_of(&guide.tasks[*at])));
    let requirements = task.requires.iter().map(|requirement| {
        let mut form = DigestInput::default();
        keys(&mut form, &requirement.tasks);
        form.text(certainty(requirement.basis.certainty));
        form.0
    });
    let requirements: BTreeSet<Vec<u8>> = requirements.collect();
    let mut form = DigestInput(requirements.into_iter().flatten().collect());
    form.end();
    keys(&mut form, &task.with);
    keys(&mut form, &task.alternatives);
    form
}

fn questions(site: &Site, guide: &Guide, questions: &[Question]) -> DigestInput {
    let mut form = DigestInput::default();
    for question in questions {
        form.optional(question.id.as_ref().map(|id| id.value.as_str()));
        form.list(lines(site, guide, &question.text, &[], Naming::Key));
        form.optional(question.to.as_ref().map(|to| addressee(guide, to)));
        form.optional(question.owner.as_deref());
        form.optional(question.asked.as_deref());
        form.optional(question.answered.as_deref());
        form.list(question.answer.iter().flat_map(|answer| lines(site, guide, answer, &[], Naming::Key)));
    }
    form.end();
    form
}

fn facts(site: &Site, guide: &Guide, task: &Task) -> DigestInput {
    let mut form = DigestInput::default();
    form.optional(task.description.as_deref());
    let mut fields: Vec<(&str, &[String])> = Vec::with_capacity(task.fields.len());
    for (kind, value) in &task.fields {
        let values = match value {
            FieldValue::Text(text) | FieldValue::Url(text) => std::slice::from_ref(text),
            FieldValue::List(texts) => texts,
        };
        fields.push((&guide.fields[*kind].key, values));
    }
    fields.sort_unstable();
    for (key, values) in fields {
        form.text(key);
        form.list(values);
    }
    form.end();
    form.list(task.source.iter().flat_map(|source| lines(site, guide, source, &task.assets, Naming::Key)));
    form.optional(key_at(&guide.tracks, task.track));
    let qualified = task.qualified();
    form.set(qualified.iter().filter_map(|statement| statement.basis.said().note.as_deref()));
    let parties = |form: &mut DigestInput, parties: &[usize]| {
        form.set(parties.iter().filter_map(|party| key_at(&guide.parties, Some(*party))));
    };
    let (approves, consulted) = task.approvers();
    // Where they only repeat the party, nothing was said.
    let own = [task.party];
    parties(&mut form, Some(task.performers()).filter(|performers| *performers != own).unwrap_or_default());
    parties(&mut form, Some(task.responsible()).filter(|responsible| *responsible != task.party).as_slice());
    parties(&mut form, approves);
    parties(&mut form, consulted);
    for paper in &task.papers {
        let (kind, needed) = words::paper(paper);
        form.text(&paper.title);
        form.optional(paper.url.as_deref());
        form.text(kind);
        form.text(needed);
        form.optional(paper.note.as_deref());
    }
    form.end();
    form.set(task.related.iter().map(|at| guide.key_of(&guide.tasks[*at])));
    form
}
