//! Random edits: the differences, applied to the old data, give the new ones.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use vejviser::changes::{Described, changes};

/// What a random task says. Others are named by their places.
#[derive(Clone, Debug)]
struct Work {
    /// Ids that it had.
    former: u8,
    title: u8,
    party: u8,
    scope: Option<u8>,
    requires: BTreeMap<BTreeSet<usize>, bool>,
    with: BTreeSet<usize>,
    delivers: Option<u8>,
    lines: Vec<u8>,
    field: Option<u8>,
    question: Option<(u8, bool)>,
    retired: bool,
}

/// How many tasks there may be.
const TASKS: usize = 6;

fn work() -> impl Strategy<Value = Work> {
    let others = || prop::collection::btree_set(0..TASKS, 1..3);
    (
        (0..3_u8, 0..3_u8, 0..2_u8, prop::option::of(0..2_u8)),
        prop::collection::btree_map(others(), any::<bool>(), 0..3),
        prop::collection::btree_set(0..TASKS, 0..2),
        (prop::option::of(0..2_u8), prop::collection::vec(0..5_u8, 0..6)),
        (prop::option::of(0..2_u8), prop::option::of((0..2_u8, any::<bool>())), prop::bool::weighted(0.2)),
    )
        .prop_map(|(place, requires, with, (delivers, lines), (field, question, retired))| {
            let (former, title, party, scope) = place;
            Work { former, title, party, scope, requires, with, delivers, lines, field, question, retired }
        })
}

fn guide() -> impl Strategy<Value = Vec<Option<Work>>> {
    prop::collection::vec(prop::option::weighted(0.8, work()), TASKS)
}

/// A guide with some of its tasks edited.
fn two_guides() -> impl Strategy<Value = [Vec<Option<Work>>; 2]> {
    (guide(), guide(), prop::collection::vec(any::<bool>(), TASKS)).prop_map(|(old, other, edited)| {
        let new = old.iter().zip(&other).zip(edited);
        let new = new.map(|((old, other), edited)| if edited { other.clone() } else { old.clone() }).collect();
        [old, new]
    })
}

/// The name of a task that was renamed so often.
fn id(place: usize, former: u8) -> String {
    format!("T{place}{}", "x".repeat(usize::from(former)))
}

/// The guide as its `guide.json` has it.
fn described(tasks: &[Option<Work>]) -> Value {
    let former = |at: usize| tasks[at].as_ref().map_or(0, |task| task.former);
    let ids = |places: &BTreeSet<usize>| -> Vec<String> { places.iter().map(|at| id(*at, former(*at))).collect() };
    let mut texts = serde_json::Map::new();
    let mut list = Vec::new();
    for (at, task) in tasks.iter().enumerate() {
        let Some(task) = task else { continue };
        let own = id(at, task.former);
        let words = ["A line.", "The other line, with T0 in it.", "Some words.", "- An item", "## Heading"];
        let lines: Vec<&str> = task.lines.iter().map(|line| words[usize::from(*line)]).collect();
        texts.insert(own.clone(), json!(lines));
        let requires = task
            .requires
            .iter()
            .map(|(tasks, likely)| json!({"any": ids(tasks), "certainty": if *likely { "likely" } else { "certain" }}));
        let question = task.question.map(|(text, answered)| {
            json!({"id": null, "text": format!("Question {text}?"), "to": null, "owner": null, "asked": null,
                "answered": null, "answer": answered.then_some("Yes.")})
        });
        let fields = task.field.map_or_else(|| json!({}), |field| json!({"klik": format!("here {field}")}));
        list.push(json!({
            "id": own,
            "former_ids": (0..task.former).map(|n| id(at, n)).collect::<Vec<_>>(),
            "title": format!("Title {}", task.title),
            "party": format!("p{}", task.party),
            "stage": "s",
            "scope": task.scope.map(|scope| format!("c{scope}")),
            "requires": requires.collect::<Vec<_>>(),
            "with": ids(&task.with),
            "delivers": task.delivers.map(|it| format!("Thing {it}")),
            "questions": question.into_iter().collect::<Vec<_>>(),
            "fields": fields,
            "status": if task.retired { "retired" } else { "active" },
        }));
    }
    json!({"schema": 1, "level": 2, "guide": {"key": "g", "title": "G", "language": "en"}, "tasks": list, "texts": texts})
}

/// The facts that the differences tell, by id, in a form of one's own.
type Facts = BTreeMap<String, BTreeMap<String, Value>>;

fn sorted(list: &Value) -> Value {
    let mut items: Vec<Value> = list.as_array().cloned().unwrap_or_default();
    items.sort_by_key(Value::to_string);
    Value::Array(items)
}

fn facts(guide: &Value) -> Facts {
    let task = |task: &Value| {
        let id = task["id"].as_str().expect("an id").to_owned();
        let requires = task["requires"].as_array().expect("a list").iter();
        let requires: Vec<Value> =
            requires.map(|it| json!({"tasks": sorted(&it["any"]), "certainty": it["certainty"]})).collect();
        let mut facts: BTreeMap<String, Value> = ["title", "party", "stage", "scope", "delivers", "fields", "status"]
            .map(|key| (key.to_owned(), task[key].clone()))
            .into();
        facts.insert("requires".to_owned(), sorted(&Value::Array(requires)));
        facts.insert("with".to_owned(), sorted(&task["with"]));
        facts.insert("questions".to_owned(), sorted(&task["questions"]));
        facts.insert("text".to_owned(), guide["texts"][&id].clone());
        (id, facts)
    };
    guide["tasks"].as_array().expect("a list").iter().map(task).collect()
}

/// A list without some items and with others.
fn edited(list: &Value, removed: &[Value], added: &[Value]) -> Value {
    let kept = list.as_array().expect("a list").iter().filter(|item| !removed.contains(item)).cloned();
    sorted(&Value::Array(kept.chain(added.iter().cloned()).collect()))
}

fn items(value: &Value, key: &str) -> Vec<Value> {
    value[key].as_array().cloned().unwrap_or_default()
}

fn sides(value: &Value, key: &str) -> [Vec<Value>; 2] {
    ["old", "new"].map(|side| items(value, key).iter().map(|pair| pair[side].clone()).collect())
}

fn without_lag(mut needed: Vec<Value>) -> Vec<Value> {
    for item in &mut needed {
        item.as_object_mut().expect("an object").remove("lag");
    }
    needed
}

/// Old facts with what an entry says.
fn apply(facts: &mut BTreeMap<String, Value>, parts: &Value) {
    for (part, pair) in parts["place"].as_object().into_iter().flatten() {
        facts.insert(part.clone(), pair["new"].clone());
    }
    for part in ["title", "delivers", "status"].into_iter().filter(|part| !parts[part].is_null()) {
        facts.insert(part.to_owned(), parts[part]["new"].clone());
    }
    let requires = &parts["requires"];
    let [before, after] = sides(requires, "changed");
    let removed = without_lag([items(requires, "removed"), before].concat());
    let added = without_lag([items(requires, "added"), after].concat());
    facts.insert("requires".to_owned(), edited(&facts["requires"], &removed, &added));
    let with = &parts["with"];
    facts.insert("with".to_owned(), edited(&facts["with"], &items(with, "removed"), &items(with, "added")));
    let questions = &parts["questions"];
    let [open, answered] = sides(questions, "answered");
    let [before, after] = sides(questions, "changed");
    let removed = [items(questions, "gone"), open, before].concat();
    let added = [items(questions, "asked"), answered, after].concat();
    facts.insert("questions".to_owned(), edited(&facts["questions"], &removed, &added));
    for (name, pair) in parts["facts"].as_object().into_iter().flatten() {
        let key = name.strip_prefix("fields.").expect("a field");
        let fields = facts.get_mut("fields").expect("fields").as_object_mut().expect("an object");
        match &pair["new"] {
            Value::Null => fields.remove(key),
            new => fields.insert(key.to_owned(), new.clone()),
        };
    }
    let mut lines = facts["text"].as_array().cloned().unwrap_or_default();
    for hunk in items(&parts["text"], "hunks").iter().rev() {
        let text = |line: &Value| -> String {
            line.as_array().expect("pieces").iter().map(|piece| piece["text"].as_str().expect("text")).collect()
        };
        let [old, new] = ["old", "new"].map(|side| items(hunk, side).iter().map(text).collect::<Vec<_>>());
        let at = usize::try_from(hunk["at"].as_u64().expect("a number")).expect("a place") - 1;
        let gone: Vec<Value> = lines.splice(at..at + old.len(), new.into_iter().map(Value::from)).collect();
        assert_eq!(gone, old, "the hunk stands where it says");
    }
    facts.insert("text".to_owned(), Value::Array(lines));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn differences_applied_to_the_old_give_the_new([old, new] in two_guides()) {
        let (old, new) = (described(&old), described(&new));
        let read = |guide: &Value| Described::read(&guide.to_string()).expect("a guide");
        let found = serde_json::to_value(changes(("a", &read(&old)), ("b", &read(&new)))).expect("JSON");
        let tasks = found["tasks"].as_array().expect("tasks");

        // Everything under the ids that tasks have now.
        let names: BTreeMap<&str, &str> = tasks
            .iter()
            .filter_map(|entry| Some((entry["was"].as_str()?, entry["id"].as_str()?)))
            .collect();
        let mut text = old.to_string();
        for (before, after) in &names {
            text = text.replace(&format!("\"{before}\""), &format!("\"{after}\""));
            text = text.replace(&format!(" {before} "), &format!(" {after} "));
        }
        let mut now = facts(&serde_json::from_str(&text).expect("JSON"));
        for entry in tasks {
            let id = entry["id"].as_str().expect("an id").to_owned();
            let kinds: Vec<&str> = entry["kinds"].as_array().expect("kinds").iter().filter_map(Value::as_str).collect();
            prop_assert!(!kinds.is_empty());
            if kinds.contains(&"removed") {
                now.remove(&id);
                continue;
            }
            let empty = facts(&json!({"tasks": [{"id": id, "requires": [], "with": [], "questions": [], "fields": {},
                "title": "", "status": "active"}], "texts": {}}));
            let facts = now.entry(id.clone()).or_insert_with(|| empty[&id].clone());
            apply(facts, &entry["parts"]);
            if kinds.contains(&"retired") {
                facts.insert("status".to_owned(), "retired".into());
            }
        }
        prop_assert_eq!(now, facts(&new));
    }

    #[test]
    fn a_guide_does_not_differ_from_itself(guide in guide()) {
        let guide = Described::read(&described(&guide).to_string()).expect("a guide");
        let found = serde_json::to_value(changes(("a", &guide), ("b", &guide))).expect("JSON");
        prop_assert_eq!(&found["tasks"], &json!([]));
        prop_assert_eq!(&found["guide_changes"], &json!([]));
        prop_assert_eq!(&found["affected"], &json!([]));
    }
}
