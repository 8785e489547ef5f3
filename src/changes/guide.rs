//! Differences of the guide as a whole.

use std::collections::HashMap;

use super::described::{Group, Head, Question, Term};
use super::entry::{Change, GuideChange, Weight};

/// The differences of two guides, apart from their tasks.
pub(super) fn guide_changes(old: &Head, new: &Head) -> Vec<GuideChange> {
    let mut found = Vec::new();
    for (kind, old, new) in [
        ("party", &old.parties, &new.parties),
        ("stage", &old.stages, &new.stages),
        ("scope", &old.scopes, &new.scopes),
        ("track", &old.tracks, &new.tracks),
    ] {
        groups(kind, old, new, &mut found);
    }
    if let (Some(old), Some(new)) = (&old.terms, &new.terms) {
        terms(old, new, &mut found);
    }
    questions(&old.questions, &new.questions, &mut found);
    if old.time != new.time {
        let text = |time: &serde_json::Value| (!time.is_null()).then(|| time.to_string());
        found.push(GuideChange {
            kind: "time",
            change: Change::Changed,
            key: String::new(),
            old: text(&old.time),
            new: text(&new.time),
            weight: Weight::Work,
        });
    }
    found
}

fn groups(kind: &'static str, old: &[Group], new: &[Group], found: &mut Vec<GuideChange>) {
    let mut tell = |change, key: &str, old: Option<&str>, new: Option<&str>, weight| {
        let (old, new) = (old.map(str::to_owned), new.map(str::to_owned));
        found.push(GuideChange { kind, change, key: key.to_owned(), old, new, weight });
    };
    let olds: HashMap<&str, &Group> = old.iter().map(|group| (group.key.as_str(), group)).collect();
    let news: HashMap<&str, &Group> = new.iter().map(|group| (group.key.as_str(), group)).collect();
    let flag = |flag: Option<bool>| Some(if flag.unwrap_or_default() { "true" } else { "false" });
    for group in new {
        let Some(before) = olds.get(group.key.as_str()) else {
            tell(Change::Added, &group.key, None, Some(&group.name), Weight::Words);
            continue;
        };
        if before.name != group.name {
            tell(Change::Renamed, &group.key, Some(&before.name), Some(&group.name), Weight::Words);
        }
        if flag(before.gate) != flag(group.gate) {
            tell(Change::Gate, &group.key, flag(before.gate), flag(group.gate), Weight::Work);
        }
        if flag(before.shared) != flag(group.shared) {
            tell(Change::Shared, &group.key, flag(before.shared), flag(group.shared), Weight::Words);
        }
        if before.description != group.description {
            let (old, new) = (before.description.as_deref(), group.description.as_deref());
            tell(Change::Changed, &group.key, old, new, Weight::Words);
        }
    }
    for group in old.iter().filter(|group| !news.contains_key(group.key.as_str())) {
        tell(Change::Removed, &group.key, Some(&group.name), None, Weight::Words);
    }
    // Gates make the order of stages work.
    let row = |groups: &[Group], others: &HashMap<&str, &Group>| -> Vec<String> {
        groups.iter().filter(|group| others.contains_key(group.key.as_str())).map(|group| group.key.clone()).collect()
    };
    let (before, after) = (row(old, &news), row(new, &olds));
    if kind == "stage" && before != after {
        tell(Change::Order, "", Some(&before.join(", ")), Some(&after.join(", ")), Weight::Work);
    }
}

fn terms(old: &[Term], new: &[Term], found: &mut Vec<GuideChange>) {
    let mut tell = |change, key: &str, old: Option<&str>, new: Option<&str>| {
        let (old, new) = (old.map(str::to_owned), new.map(str::to_owned));
        found.push(GuideChange { kind: "term", change, key: key.to_owned(), old, new, weight: Weight::Words });
    };
    let mut olds: HashMap<&str, &Term> = old.iter().map(|term| (term.term.as_str(), term)).collect();
    for term in new {
        match olds.remove(term.term.as_str()) {
            None => tell(Change::Added, &term.term, None, Some(&term.meaning)),
            Some(before) if before.meaning != term.meaning => {
                tell(Change::Changed, &term.term, Some(&before.meaning), Some(&term.meaning));
            }
            Some(_) => {}
        }
    }
    for term in old.iter().filter(|term| olds.contains_key(term.term.as_str())) {
        tell(Change::Removed, &term.term, Some(&term.meaning), None);
    }
}

fn questions(old: &[Question], new: &[Question], found: &mut Vec<GuideChange>) {
    let mut tell = |change, question: &Question, old: Option<&String>| {
        let (key, old, new) = (question.text.clone(), old.cloned(), question.answer.clone());
        found.push(GuideChange { kind: "question", change, key, old, new, weight: Weight::Words });
    };
    let key = |question: &Question| question.id.clone().unwrap_or_else(|| question.text.clone());
    let mut olds: HashMap<String, &Question> = old.iter().map(|question| (key(question), question)).collect();
    for question in new {
        match olds.remove(&key(question)) {
            None => tell(Change::Added, question, None),
            Some(before) if before.answer.is_none() && question.answer.is_some() => {
                tell(Change::Answered, question, None);
            }
            Some(before) if before != question => tell(Change::Changed, question, before.answer.as_ref()),
            Some(_) => {}
        }
    }
    for question in old.iter().filter(|question| olds.contains_key(&key(question))) {
        tell(Change::Removed, question, None);
    }
}
