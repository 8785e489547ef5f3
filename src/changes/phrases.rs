//! Differences in words of the guide's language, for every format that people read.

use super::entry::{
    Affected, Change, Changes, DifferenceKind, GuideChange, Maybe, Needed, Pair, Questions, Section, Set,
    TaskDifference,
};
use crate::i18n::Words;

/// The sign for a missing value.
const NOTHING: &str = "–";

/// How much is told of changed texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextDetail {
    /// How many lines changed.
    None,
    /// These lines, before and after.
    Lines,
    /// The words that changed in them too.
    Words,
}

/// The heading of a section.
pub(crate) fn heading(section: Section, words: &Words) -> &str {
    words.get(match section {
        Section::New => "changes_new",
        Section::Changed => "changes_changed",
        Section::Moved => "changes_moved",
        Section::Texts => "changes_texts",
        Section::Retired => "changes_retired",
        Section::Renamed => "changes_renamed",
    })
}

/// The versions that are compared: `1.1 → 1.2`.
pub(super) fn versions(changes: &Changes) -> String {
    let name = |side: &super::Side| side.version.clone().unwrap_or_else(|| side.label.clone());
    let (old, new) = (name(&changes.old), name(&changes.new));
    let (old, new) = if old == new { (changes.old.label.clone(), changes.new.label.clone()) } else { (old, new) };
    format!("{old} → {new}")
}

/// `1 new, 2 changed`.
pub(crate) fn counts(changes: &Changes, words: &Words) -> String {
    let counts = &changes.counts;
    let all = [
        ("changes_count_new", counts.new),
        ("changes_count_changed", counts.changed),
        ("changes_count_moved", counts.moved),
        ("changes_count_texts", counts.texts),
        ("changes_count_retired", counts.retired),
        ("changes_count_renamed", counts.renamed),
        ("changes_count_affected", counts.affected),
    ];
    let told: Vec<String> = all.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.count(key, n)).collect();
    if told.is_empty() && changes.guide_changes.is_empty() {
        words.get("changes_none").to_owned()
    } else {
        told.join(", ")
    }
}

/// The parts that are not known, as a sentence.
pub(crate) fn unknown(changes: &Changes, words: &Words) -> Option<String> {
    let parts: Vec<&str> = changes.unknown.iter().map(|part| words.get(name_of(part))).collect();
    (!parts.is_empty()).then(|| words.fill("changes_unknown", &[("parts", &parts.join(", "))]))
}

/// The word for a part of a task or of a guide.
fn name_of(part: &str) -> &'static str {
    match part {
        "party" => "changes_party",
        "stage" => "changes_stage",
        "scope" => "changes_scope",
        "track" => "changes_track",
        "term" => "changes_term",
        "question" => "changes_question",
        "duration" => "changes_duration",
        "lead_time" => "changes_lead_time",
        "deadline" => "changes_deadline",
        "not_before" => "changes_not_before",
        "description" => "changes_description",
        "roles" => "changes_roles",
        "documents" => "changes_documents",
        "related" => "changes_related",
        "source" => "changes_source",
        "text" => "changes_text",
        _ => "changes_time",
    }
}

fn value(value: Option<&String>) -> &str {
    value.map_or(NOTHING, String::as_str)
}

fn from_to(name: &str, Pair { old, new }: &Maybe) -> String {
    format!("{name}: {} → {}", value(old.as_ref()), value(new.as_ref()))
}

/// `A/B?`.
fn needed(needed: &Needed) -> String {
    let lag = needed.lag.as_ref().map(|lag| format!(" ({lag})")).unwrap_or_default();
    let sure = if needed.certainty == super::described::Certainty::Likely { "?" } else { "" };
    format!("{}{sure}{lag}", needed.tasks.join("/"))
}

fn set(name: &str, set: &Set) -> Option<String> {
    let added = set.added.iter().map(|id| format!("+{id}"));
    let all: Vec<String> = added.chain(set.removed.iter().map(|id| format!("−{id}"))).collect();
    (!all.is_empty()).then(|| format!("{name}: {}", all.join(" ")))
}

fn questions(questions: &Questions, words: &Words) -> Option<String> {
    let all = [
        ("changes_asked", questions.asked.len()),
        ("changes_answered", questions.answered.len()),
        ("changes_reworded", questions.changed.len()),
        ("changes_gone", questions.gone.len()),
    ];
    let told: Vec<String> =
        all.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.fill(key, &[("n", &n.to_string())])).collect();
    (!told.is_empty()).then(|| format!("{}: {}", words.get("changes_questions"), told.join(", ")))
}

/// The differences of a task, one phrase each.
pub(crate) fn details(entry: &TaskDifference, words: &Words) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    all.extend(entry.was.as_ref().map(|id| words.fill("changes_was", &[("id", id)])));
    for kind in &entry.kinds {
        match kind {
            DifferenceKind::Removed => all.push(words.get("changes_removed").to_owned()),
            DifferenceKind::Restored => all.push(words.get("changes_restored").to_owned()),
            _ => {}
        }
    }
    // A new task says all of itself on its page.
    if entry.kinds.contains(&DifferenceKind::Added) {
        return all;
    }
    let parts = &entry.parts;
    all.extend(parts.title.iter().map(|Pair { old, new }| format!("{}: {old} → {new}", words.get("changes_title"))));
    all.extend(parts.place.iter().map(|(part, pair)| from_to(words.get(name_of(part)), pair)));
    let requires = &parts.requires;
    let added = requires.added.iter().map(|it| format!("+{}", needed(it)));
    let changed = requires.changed.iter().map(|Pair { old, new }| format!("{} → {}", needed(old), needed(new)));
    let removed = requires.removed.iter().map(|it| format!("−{}", needed(it)));
    let told: Vec<String> = added.chain(changed).chain(removed).collect();
    if !told.is_empty() {
        all.push(format!("{}: {}", words.get("changes_requires"), told.join(" ")));
    }
    all.extend(set(words.get("changes_with"), &parts.with));
    all.extend(set(words.get("changes_alternatives"), &parts.alternatives));
    all.extend(parts.delivers.iter().map(|pair| from_to(words.get("changes_delivers"), pair)));
    all.extend(parts.time.iter().map(|(part, pair)| from_to(words.get(name_of(part)), pair)));
    if let Some(text) = &parts.text {
        let lines = text.hunks.as_ref().map(|hunks| hunks.iter().map(|it| it.old.len().max(it.new.len())).sum());
        let told = lines.map_or_else(|| words.get("changes_too_long").to_owned(), |n| words.count("changes_line", n));
        all.push(format!("{}: {told}", words.get("changes_text")));
    }
    all.extend(questions(&parts.questions, words));
    let facts = parts.facts.keys().map(|name| match name.strip_prefix("fields.") {
        Some(key) => key,
        None => words.get(name_of(name)),
    });
    let facts: Vec<&str> = facts.collect();
    if !facts.is_empty() {
        all.push(format!("{}: {}", words.get("changes_facts"), facts.join(", ")));
    }
    all
}

/// The same in a line: relations and places in full, of all else that it changed.
pub(crate) fn brief(entry: &TaskDifference, words: &Words) -> String {
    let name = |kind: &DifferenceKind| match kind {
        DifferenceKind::Title => Some("changes_title"),
        DifferenceKind::Delivers => Some("changes_delivers"),
        DifferenceKind::Time => Some("changes_time"),
        DifferenceKind::Text => Some("changes_text"),
        DifferenceKind::Questions => Some("changes_questions"),
        DifferenceKind::Facts => Some("changes_facts"),
        _ => None,
    };
    let names: Vec<&str> = entry.kinds.iter().filter_map(name).map(|key| words.get(key)).collect();
    let told = details(entry, words)
        .into_iter()
        .filter(|told| !names.iter().any(|name| told.strip_prefix(name).is_some_and(|rest| rest.starts_with(':'))));
    let times = ["changes_duration", "changes_lead_time", "changes_deadline", "changes_not_before"];
    let told = told.filter(|told| !times.iter().any(|key| told.starts_with(words.get(key))));
    told.chain(names.iter().map(|name| (*name).to_owned())).collect::<Vec<_>>().join("; ")
}

/// The reason why an unchanged task is affected.
pub(crate) fn because(affected: &Affected, words: &Words) -> String {
    words.fill("changes_by", &[("ids", &affected.by.join(", "))])
}

/// A difference of the guide.
pub(crate) fn guide_change(change: &GuideChange, words: &Words) -> String {
    let kind = words.get(name_of(change.kind));
    let what = if change.key.is_empty() { kind.to_owned() } else { format!("{kind} {}", change.key) };
    let old_new = || format!("{} → {}", value(change.old.as_ref()), value(change.new.as_ref()));
    let word = |key| words.get(key).to_owned();
    let told = match change.change {
        Change::Added => word("changes_is_new"),
        Change::Removed => word("changes_is_gone"),
        Change::Renamed => old_new(),
        Change::Changed => word("changes_is_changed"),
        Change::Answered => word("changes_is_answered"),
        Change::Gate if change.new.as_deref() == Some("true") => word("changes_has_gate"),
        Change::Gate => word("changes_has_no_gate"),
        Change::Shared if change.new.as_deref() == Some("true") => word("changes_is_shared"),
        Change::Shared => word("changes_is_not_shared"),
        Change::Order => format!("{}: {}", words.get("changes_order"), old_new()),
    };
    format!("{what}: {told}")
}
