//! The guides of this repository: they are clean, and the first one says what its source says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::{own_build, own_build_served, own_site, repository};

fn reading() -> Value {
    let text = std::fs::read_to_string(repository().join("tests/reading.json")).expect("the reading");
    serde_json::from_str(&text).expect("the reading is JSON")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("{value} is no list"))
}

fn pair(value: &Value) -> (&str, &str) {
    (text(&value[0]), text(&value[1]))
}

fn pairs<'v>(reading: &'v Value, key: &str) -> BTreeSet<(&'v str, &'v str)> {
    list(&reading[key]).iter().map(pair).collect()
}

#[test]
fn the_content_is_clean() {
    let site = own_site();
    let run = site.run(&["check", "--strict", "--format", "json"]).expect(0);
    let found: Value = serde_json::from_str(&run.stderr).expect("JSON");
    assert_eq!(found["diagnostics"], serde_json::json!([]));
}

#[test]
fn what_was_built_before_is_still_answered() {
    for flags in [&["build"][..], &["build", "-u", "https://example.org/guides"]] {
        let site = own_site();
        site.run(flags).expect(0);
        let run = site.run(&["check", "--strict"]).expect(0);
        assert!(!run.stderr.contains("vanished-id"), "{}", run.stderr);
    }
}

#[test]
fn all_tasks_of_the_source_are_there_and_no_others() {
    let (reading, guide) = (reading(), own_build().json("sf1590-d/guide.json"));
    let mut wanted: BTreeMap<&str, &str> =
        reading["tasks"].as_object().expect("tasks").iter().map(|(id, title)| (id.as_str(), text(title))).collect();
    for (id, title) in reading["corrected"].as_object().expect("corrections") {
        wanted.insert(id, text(title));
    }
    let found: BTreeMap<&str, &str> =
        list(&guide["tasks"]).iter().map(|task| (text(&task["id"]), text(&task["title"]))).collect();
    assert_eq!(wanted.len(), 51);
    assert_eq!(found, wanted);
    assert_eq!(list(&guide["tasks"]).len(), 51);
    for id in wanted.keys() {
        assert!(own_build().files.contains_key(&format!("sf1590-d/{id}/index.html")), "{id} has no page");
    }
}

#[test]
fn the_relations_are_those_of_the_source() {
    let (reading, guide) = (reading(), own_build().json("sf1590-d/guide.json"));
    let (mut certain, mut likely, mut with) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for task in list(&guide["tasks"]) {
        for requirement in list(&task["requires"]) {
            let found = (text(&task["id"]), text(&requirement["task"]));
            let set = if requirement["certainty"] == "likely" { &mut likely } else { &mut certain };
            assert!(set.insert(found), "{found:?} twice");
        }
        with.extend(list(&task["with"]).iter().map(|other| (text(&task["id"]), text(other))));
    }
    let (wanted, wanted_likely, one_way) =
        (pairs(&reading, "requires"), pairs(&reading, "likely"), pairs(&reading, "with"));
    assert_eq!((wanted.len(), wanted_likely.len(), one_way.len()), (11, 5, 6));
    assert_eq!(certain, wanted);
    assert_eq!(likely, wanted_likely);
    let both: BTreeSet<(&str, &str)> = one_way.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect();
    assert_eq!(with, both);
}

#[test]
fn required_by_and_edges_say_the_same_as_requires() {
    for guide in ["sf1590-d", "publish-a-guide"] {
        let guide = own_build().json(&format!("{guide}/guide.json"));
        let mut requires = BTreeSet::new();
        let mut required_by = BTreeSet::new();
        let mut symmetric = BTreeSet::new();
        for task in list(&guide["tasks"]) {
            let id = text(&task["id"]);
            for requirement in list(&task["requires"]) {
                let (kind, firsts) = match requirement.get("any") {
                    Some(any) => ("any", list(any).iter().map(text).collect()),
                    None => ("requires", vec![text(&requirement["task"])]),
                };
                let certainty = text(&requirement["certainty"]);
                requires.extend(firsts.into_iter().map(|first| (first, id, kind, certainty)));
            }
            required_by.extend(list(&task["required_by"]).iter().map(|later| (id, text(later))));
            for other in list(&task["with"]).iter().map(text) {
                symmetric.insert((id.min(other), id.max(other), "with"));
            }
        }
        assert_eq!(required_by, requires.iter().map(|(first, later, ..)| (*first, *later)).collect());
        let mut directed = BTreeSet::new();
        let mut undirected = BTreeSet::new();
        for edge in list(&guide["edges"]) {
            let (from, to) = (text(&edge["from"]), text(&edge["to"]));
            let (kind, certainty) = (text(&edge["kind"]), text(&edge["certainty"]));
            let new = match kind {
                "requires" | "any" => directed.insert((from, to, kind, certainty)),
                "with" => undirected.insert((from.min(to), from.max(to), kind)),
                other => panic!("an edge of kind {other}"),
            };
            assert!(new, "{from} {to} twice");
        }
        assert!(!requires.is_empty());
        assert_eq!(directed, requires);
        assert_eq!(undirected, symmetric);
    }
}

#[test]
fn tasks_come_in_an_order_in_which_they_can_be_done() {
    for guide in ["sf1590-d", "publish-a-guide"] {
        let guide = own_build().json(&format!("{guide}/guide.json"));
        assert_eq!(guide["schema"], 1);
        let stages: Vec<(&str, bool)> = list(&guide["guide"]["stages"])
            .iter()
            .map(|stage| (text(&stage["key"]), stage["gate"].as_bool().expect("a gate is true or false")))
            .collect();
        let phase = |key: &str| {
            let at = stages.iter().position(|(known, _)| *known == key).expect("a known stage");
            stages[..=at].iter().filter(|(_, gate)| *gate).count()
        };
        let mut done: BTreeSet<&str> = BTreeSet::new();
        let mut last = 0;
        for (number, task) in list(&guide["tasks"]).iter().enumerate() {
            assert_eq!(task["order"], number + 1, "{task}");
            for requirement in list(&task["requires"]) {
                let ready = match requirement.get("any") {
                    Some(any) => list(any).iter().any(|first| done.contains(text(first))),
                    None => done.contains(text(&requirement["task"])),
                };
                assert!(ready, "{} comes before what it requires", task["id"]);
            }
            let own = phase(text(&task["stage"]));
            assert!(own >= last, "{} comes too late: a gate was passed", task["id"]);
            last = own;
            done.insert(text(&task["id"]));
        }
    }
}

#[test]
fn the_gate_stands_between_the_two_stages() {
    let guide = own_build().json("sf1590-d/guide.json");
    let stages: Vec<(&str, bool)> = list(&guide["guide"]["stages"])
        .iter()
        .map(|stage| (text(&stage["key"]), stage["gate"].as_bool().expect("true or false")))
        .collect();
    assert_eq!(stages, [("forudsaetninger", false), ("tilslutning", true)]);
    for task in list(&guide["tasks"]) {
        let (id, stage, party) = (text(&task["id"]), text(&task["stage"]), text(&task["party"]));
        assert_eq!(stage, if id.starts_with('F') { "forudsaetninger" } else { "tilslutning" }, "{id}");
        let rest = &id[1..];
        let side = if rest.starts_with("FH") || rest.starts_with('H') {
            "fakturahaandteringssystem"
        } else if id.starts_with("FM") {
            "myndighed"
        } else {
            "fagsystem"
        };
        // FH stands behind the first letter of a prerequisite; behind that of a connection task it is FH too.
        let side = if id.starts_with("TFH") || id.starts_with("FFH") { "fakturahaandteringssystem" } else { side };
        assert_eq!(party, side, "{id}");
        let page = own_build().main(&format!("sf1590-d/{id}/index.html"));
        let before = page.find("<h2 id=\"_waited-for\">").expect("what waits for it");
        let (waits_for, waited_for) = page.split_at(before);
        let gate = "<a href=\"../../sf1590-d/gates/tilslutning/index.html\">";
        let is_behind = stage == "tilslutning";
        assert_eq!(
            waits_for.contains(&format!("{gate}Porten: 10 opgaver mangler")),
            is_behind,
            "{id} waits for the gate"
        );
        let waits = format!("{gate}Porten: 41 opgaver");
        assert_eq!(waited_for.contains(&waits), !is_behind, "41 tasks wait behind the gate for {id}");
    }
}

/// What the tasks of the first guide state with a reservation: the task, what about, the value, and the note.
fn likely_statements(guide: &Value) -> Vec<(&str, &str, &str, &str)> {
    let tasks = list(&guide["tasks"]).iter();
    tasks
        .flat_map(|task| list(&task["statements"]).iter().map(move |statement| (text(&task["id"]), statement)))
        .filter(|(_, statement)| statement["certainty"] == "likely")
        .map(|(id, statement)| {
            let note = statement["note"].as_str().unwrap_or_else(|| panic!("{id} gives no reason: {statement}"));
            (id, text(&statement["about"]), text(&statement["value"]), note)
        })
        .collect()
}

#[test]
fn the_alternatives_are_likely_on_both_sides() {
    let (reading, guide) = (reading(), own_build().json("sf1590-d/guide.json"));
    let found: BTreeSet<(&str, &str)> = likely_statements(&guide)
        .into_iter()
        .filter(|(_, about, ..)| *about == "alternatives")
        .map(|(one, _, other, _)| (one, other))
        .collect();
    let wanted = pairs(&reading, "likely_alternatives");
    assert_eq!(found, wanted.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]).collect());
    let all = list(&guide["tasks"]).iter().flat_map(|task| list(&task["alternatives"]));
    assert_eq!(all.count(), 2 * wanted.len(), "no others");
}

#[test]
fn a_task_belongs_for_certain_to_a_theme_only_if_its_title_says_so() {
    let guide = own_build().json("sf1590-d/guide.json");
    let likely: BTreeSet<&str> =
        likely_statements(&guide).into_iter().filter_map(|(id, about, ..)| (about == "track").then_some(id)).collect();
    for task in list(&guide["tasks"]).iter().filter(|task| task["track"] == "sortiment") {
        let (id, title) = (text(&task["id"]), text(&task["title"]).to_lowercase());
        assert_eq!(likely.contains(id), !title.contains("sortiment"), "{id} {title}");
    }
    assert_eq!(likely.len(), 1);
}

#[test]
fn who_else_has_to_do_with_a_task_has_a_source() {
    let guide = own_build().json("sf1590-d/guide.json");
    let mut count = 0;
    for task in list(&guide["tasks"]) {
        for statement in list(&task["statements"]) {
            if ["performs", "responsible", "approves", "consulted"].contains(&text(&statement["about"])) {
                let page = own_build().main(&format!("sf1590-d/{}/index.html", text(&task["id"])));
                let source = format!("Kilde: {}", text(&statement["source"]));
                assert!(page.contains(&source), "{}: {source}", task["id"]);
                count += 1;
            }
        }
    }
    assert_eq!(count, 4);
}

#[test]
fn what_the_source_leaves_open_is_asked() {
    let (reading, guide) = (reading(), own_build().json("sf1590-d/guide.json"));
    let tasks = list(&guide["tasks"]);
    let questions = |id: &str| {
        let task = tasks.iter().find(|task| task["id"] == id).expect("the task");
        list(&task["open_questions"]).iter().map(text).collect::<Vec<_>>()
    };
    let mut count = 0;
    for (beside, code) in pairs(&reading, "unplaced") {
        assert!(questions(beside).iter().any(|question| question.contains(code)), "{beside} does not ask about {code}");
        count += 1;
    }
    for (task, first) in pairs(&reading, "likely") {
        assert!(questions(task).iter().any(|question| question.contains(first)), "{task} does not ask about {first}");
        count += 1;
    }
    assert_eq!(count, 11);
    let page = own_build().text("sf1590-d/questions/index.html");
    for task in tasks {
        for question in list(&task["open_questions"]) {
            // Codes get their titles on the page; the words before the first one stand as written.
            let start: String = text(question).chars().take_while(|c| !c.is_ascii_digit() && *c != '»').collect();
            let start = start.trim_end_matches(char::is_alphanumeric).trim();
            assert!(page.contains(start), "{}: {start:?} is not on the page of questions", task["id"]);
        }
    }
    assert!(!list(&guide["guide"]["open_questions"]).is_empty());
}

#[test]
fn a_corrected_title_keeps_the_printed_one_beside_it() {
    let (reading, guide) = (reading(), own_build().json("sf1590-d/guide.json"));
    let printed: BTreeMap<&str, &str> = list(&guide["tasks"])
        .iter()
        .filter_map(|task| Some((text(&task["id"]), task["fields"].get("printed_title").map(text)?)))
        .collect();
    let wanted: BTreeMap<&str, &str> = reading["corrected"]
        .as_object()
        .expect("corrections")
        .keys()
        .map(|id| (id.as_str(), text(&reading["tasks"][id])))
        .collect();
    assert_eq!(printed, wanted);
    for (id, title) in printed {
        let page = own_build().main(&format!("sf1590-d/{id}/index.html"));
        assert!(page.contains(&format!("<dt>Trykt titel</dt><dd>{title}</dd>")), "{id}");
    }
}

/// How often each code stands in the text of the diagram without a title, as printed.
fn bare_codes(reading: &Value) -> BTreeMap<&str, usize> {
    let mut bare: BTreeMap<&str, usize> = BTreeMap::new();
    for code in list(&reading["codes"]).iter().map(text) {
        *bare.entry(code).or_default() += 1;
    }
    for id in reading["tasks"].as_object().expect("tasks").keys() {
        *bare.get_mut(id.as_str()).unwrap_or_else(|| panic!("{id} is not in the text")) -= 1;
    }
    bare.retain(|_, times| *times > 0);
    bare
}

#[test]
fn every_bare_code_of_the_text_is_a_relation_or_a_question() {
    let reading = reading();
    let mut accounted: BTreeMap<&str, usize> = BTreeMap::new();
    for (task, first) in pairs(&reading, "requires") {
        let printed = reading["misprinted"].get(task).map_or(first, text);
        *accounted.entry(printed).or_default() += 1;
    }
    for (one, other) in pairs(&reading, "with") {
        *accounted.entry(one).or_default() += 1;
        *accounted.entry(other).or_default() += 1;
    }
    for (_, code) in pairs(&reading, "likely").into_iter().chain(pairs(&reading, "unplaced")) {
        *accounted.entry(code).or_default() += 1;
    }
    assert_eq!(bare_codes(&reading), accounted);
}

#[test]
fn the_page_of_the_source_lists_all_that_was_printed() {
    let reading = reading();
    let page = own_build().main("sf1590-d/kilden/index.html");
    for words in list(&reading["headings"]).iter().chain(list(&reading["placeholders"])).map(text) {
        assert!(page.contains(&format!("<code>{words}</code>")), "{words} is not quoted");
    }
    let rows: BTreeMap<&str, usize> = page
        .split("<tr><td>")
        .filter_map(|row| {
            let (code, rest) = row.split_once("</td><td>")?;
            let code = code.trim_end_matches("</a>").trim_end_matches("</code>").rsplit_once('>')?.1;
            Some((code, rest.split_once('<')?.0.parse().ok()?))
        })
        .collect();
    assert_eq!(rows, bare_codes(&reading));
}

#[test]
fn each_task_says_who_does_it_and_when_it_is_done_in_few_words() {
    let reading = reading();
    for id in reading["tasks"].as_object().expect("tasks").keys() {
        let page = own_build().main(&format!("sf1590-d/{id}/index.html"));
        let (_, prose) = page.split_once("<div class=\"prose\">").expect("prose");
        let prose = prose.split("<section").next().unwrap_or_default();
        assert!(["<dt>Hvem</dt>", "<dt>Hvem og hvor</dt>"].iter().any(|part| prose.contains(part)), "{id}: who?");
        assert!(prose.contains("<dt>Udført, når</dt>"), "{id}: when is it done?");
        for formula in ["Opgaven hører under", "Diagrammet viser ingen", "Alle tilslutningsforudsætninger", "trykt ved"]
        {
            assert!(!prose.contains(formula), "{id} says what its page says anyway: {formula}");
        }
        let words =
            prose.split('<').filter_map(|part| part.split_once('>')).flat_map(|(_, text)| text.split_whitespace());
        let count = words.count();
        assert!(count <= 100, "{id} has {count} words");
    }
}

#[test]
fn twin_titles_are_told_apart_by_their_codes() {
    let guide = own_build().json("sf1590-d/guide.json");
    let mut by_title: BTreeMap<&str, usize> = BTreeMap::new();
    for task in list(&guide["tasks"]) {
        *by_title.entry(text(&task["title"])).or_default() += 1;
    }
    assert_eq!(by_title.values().filter(|count| **count == 2).count(), 6);
    for (path, markup) in own_build().pages().filter(|(path, _)| path.starts_with("sf1590-d/")) {
        for link in markup.elements.iter().filter(|element| element.name == "a" && element.has_class("task")) {
            let title = link.text.split_once(' ').map_or("", |(_, title)| title.trim());
            assert!(!by_title.contains_key(link.text.trim()), "{path}: a title without its code: {title}");
        }
    }
}

#[test]
fn both_guides_are_there() {
    let home = own_build().main("index.html");
    for (folder, count) in [("sf1590-d", 51), ("publish-a-guide", 16)] {
        assert!(home.contains(&format!("{folder}/index.html\"")), "{folder} is not on the front page");
        let guide = own_build().json(&format!("{folder}/guide.json"));
        assert_eq!(list(&guide["tasks"]).len(), count, "{folder}");
        assert_eq!(guide["guide"]["key"], folder);
    }
    let served = own_build_served().json("sf1590-d/guide.json");
    let first = &list(&served["tasks"])[0];
    assert_eq!(first["url"], format!("https://example.org/guides/sf1590-d/{}/", text(&first["id"])));
}

#[test]
fn a_list_of_parties_names_each_once() {
    let mut lists = 0;
    for (path, bytes) in own_build().files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for list in page.split("data-parties=\"").skip(1).filter_map(|rest| rest.split_once('"')) {
            let keys: Vec<&str> = list.0.split(' ').collect();
            assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{path}: {}", list.0);
            lists += 1;
        }
    }
    assert!(lists > 100, "{lists} lists");
}
