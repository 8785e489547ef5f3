//! Statements as data: how sure they are, roles, questions, documents, and tasks to see also.

use crate::support::TestSite;

/// A guide of three parties; `guide` stands below `guide:`.
fn site(guide: &str, tasks: &[(&str, &str)]) -> TestSite {
    let index = format!(
        "---\ntitle: Bread\nguide:\n  parties: [{{key: cook, name: Cook}}, {{key: guest, name: Guest}}, {{key: baker, name: Baker}}]\n  stages: [{{key: bake, name: Bake}}, {{key: eat, name: Eat}}]\n  scopes: [{{key: once, name: Once}}]\n{guide}---\nHow to bake.\n"
    );
    let head = "title: Kitchen\nlanguage: en\nchecks: {unused-group: off}\n".to_owned();
    let mut files = vec![("vejviser.yaml".to_owned(), head), ("content/bread/_index.md".to_owned(), index)];
    files.extend(tasks.iter().map(|(id, more)| (format!("content/bread/{id}.md"), (*more).to_owned())));
    TestSite::new(files)
}

fn page(more: &str) -> String {
    format!("---\ntitle: A title\nparty: cook\nstage: bake\n{more}---\nText.\n")
}

/// The page without what says how sure a statement is.
fn without_words(html: &str) -> String {
    let mut html = html.to_owned();
    for (open, close) in [("<details class=\"why\">", "</details>"), ("<span class=\"likely\">", "</span>")] {
        while let Some(at) = html.find(open) {
            let end = at + html[at..].find(close).unwrap() + close.len();
            let start = html[..at].trim_end_matches(' ').len();
            html.replace_range(start..end, "");
        }
    }
    html.replace("<div></div>", "")
}

#[test]
fn a_map_gives_the_page_of_the_plain_value_but_for_the_words() {
    let pairs = [
        ("scope: once\n", "scope: {key: once, certainty: likely, note: \"read from the code\"}\n"),
        ("with: [B1]\n", "with: [{task: B1, certainty: likely, note: \"read\"}]\n"),
        ("alternatives: [B1]\n", "alternatives: [{task: B1, certainty: likely, note: \"read\"}]\n"),
        ("requires: [B1]\n", "requires: [{task: B1, certainty: likely, note: \"read\"}]\n"),
        ("related: [B1]\n", "related: [{task: B1, certainty: likely, note: \"read\"}]\n"),
        ("delivers: a loaf\n", "delivers: {text: a loaf, certainty: likely, note: \"read\"}\n"),
    ];
    for (plain, map) in pairs {
        let built = |more: &str| site("", &[("B1", &page("")), ("B2", &page(more))]).build();
        let (plain_page, map_page) = (built(plain).main("bread/B2/index.html"), built(map).main("bread/B2/index.html"));
        assert!(map_page.contains("class=\"likely\""), "{map}: {map_page}");
        let [plain_page, map_page] = [plain_page, map_page].map(|html| before_picture(&without_words(&html)));
        assert_eq!(plain_page, map_page, "{map}");
    }
    let party = site(
        "",
        &[(
            "B1",
            "---\ntitle: A\nparty: {key: cook, certainty: likely, note: \"by the code\"}\nstage: {key: bake}\n---\nText.\n",
        )],
    );
    let html = party.build().main("bread/B1/index.html");
    assert!(html.contains("by the code"), "{html}");
}

/// The page up to its picture, which draws likely relations dashed.
fn before_picture(html: &str) -> String {
    html.split("aria-labelledby=\"_around\"").next().unwrap_or_default().to_owned()
}

#[test]
fn defaults_are_counted_and_exceptions_hold() {
    let guide = "  certainty: {party: {certainty: likely, note: \"read from the codes\"}}\n";
    let confirmed =
        "---\ntitle: A\nparty: {key: cook, confirmed: {by: \"The baker\", on: 2026-11-12}}\nstage: bake\n---\nText.\n";
    let certain = "---\ntitle: B\nparty: {key: cook, certainty: certain}\nstage: bake\n---\nText.\n";
    let own =
        "---\ntitle: C\nparty: {key: cook, certainty: likely, note: \"somebody said so\"}\nstage: bake\n---\nText.\n";
    let built =
        site(guide, &[("B1", confirmed), ("B2", certain), ("B3", own), ("B4", &page("requires: [B1]\n"))]).build();
    let json = built.json("bread/guide.json");
    assert_eq!(json["guide"]["statements"], serde_json::json!({"all": 9, "certain": 7, "confirmed": 1}));
    let statement = |id: &str| {
        let tasks = json["tasks"].as_array().unwrap();
        tasks.iter().find(|task| task["id"] == id).unwrap()["statements"].clone()
    };
    assert_eq!(
        statement("B1"),
        serde_json::json!([{"about": "party", "value": "cook", "certainty": "certain", "note": null, "source": null,
            "confirmed": {"by": "The baker", "on": "2026-11-12"}}])
    );
    assert_eq!(statement("B2"), serde_json::json!([]));
    assert_eq!(statement("B3")[0]["note"], "somebody said so");
    assert_eq!(statement("B4")[0]["note"], "read from the codes");
    for path in ["bread/index.html", "bread/parties/cook/index.html", "bread/questions/index.html"] {
        let html = built.main(path);
        assert!(html.contains("7 of 9 statements are certain, 1 of them confirmed"), "{path}: {html}");
    }
    assert!(built.main("bread/B1/index.html").contains("confirmed by The baker on 12 November 2026"));
    let csv = built.text("bread/tasks.csv");
    assert!(csv.lines().next().unwrap().ends_with("url,likely"), "{csv}");
}

#[test]
fn contradictions_of_confirmed_are_told() {
    let both = "with: [{task: B1, certainty: likely, note: x, confirmed: {by: somebody}}]\n";
    let run = site("", &[("B1", &page("")), ("B2", &page(both))]).run(&["check", "--format", "short"]).expect(1);
    run.says("error[invalid-value]: what somebody confirmed is not just likely");
    let nobody = "with: [{task: B1, confirmed: {by: \"\"}}]\n";
    let run = site("", &[("B1", &page("")), ("B2", &page(nobody))]).run(&["check", "--format", "short"]).expect(1);
    run.says("error[invalid-value]: `by` is empty");
}

#[test]
fn likely_statements_survive_renaming_and_tables() {
    let more = "with: [{task: B1, certainty: likely, note: \"read\"}]\nalternatives: [B3]\nrelated: [{task: B4, certainty: likely, note: n}]\nscope: {key: once, certainty: likely, note: \"x\"}\nroles: {performs: [cook, {party: guest, certainty: likely, note: n}], responsible: guest, approves: baker}\n";
    let site = site("", &[("B1", &page("")), ("B2", &page(more)), ("B3", &page("")), ("B4", &page(""))]);
    let csv = site.build().text("bread/tasks.csv").to_owned();
    assert!(csv.contains(",B1?,B3,"), "{csv}");
    site.write("tasks.csv", &csv);
    site.run(&["import", "tasks.csv", "--guide", "again", "--title", "Again"]).expect(0);
    let text = site.read("content/again/B2.md");
    for line in [
        "scope: {key: once, certainty: likely}",
        "with: [{task: B1, certainty: likely}]",
        "alternatives: [B3]",
        "related: [{task: B4, certainty: likely}]",
        "  performs: [cook, {party: guest, certainty: likely}]",
        "  responsible: guest",
        "  approves: [baker]",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
    }
    site.run(&["rename", "--guide", "bread", "B1", "B9"]).expect(0);
    let text = site.read("content/bread/B2.md");
    assert!(text.contains("with: [{task: B9, certainty: likely, note: \"read\"}]"), "{text}");
}

#[test]
fn roles_step_forward_and_hand_overs_follow_who_carries_out() {
    let roles = "roles: {performs: [guest], responsible: baker, approves: [cook, baker], consulted: [guest]}\ndelivers: dough\n";
    let next = "---\ntitle: Next\nparty: guest\nstage: bake\nrequires: [B1]\n---\nText.\n";
    let third = "---\ntitle: Third\nparty: cook\nstage: eat\nrequires: [B1]\n---\nText.\n";
    let built = site("", &[("B1", &page(roles)), ("B2", next), ("B3", third)]).build();
    let html = built.main("bread/B1/index.html");
    assert!(html.contains("data-parties=\"cook guest baker\""), "{html}");
    for word in ["Done by", "Responsible", "Approved by", "Consulted"] {
        assert!(html.contains(word), "{word} in {html}");
    }
    // B1 is on the cook's side, and the guest carries it out: nothing is handed over to B2, and something to B3.
    let handovers = built.main("bread/handovers/index.html");
    assert!(handovers.contains("data-parties=\"guest cook\""), "{handovers}");
    assert!(!handovers.contains("B2"), "{handovers}");
    // The page and the card name who carries it out, not the party that it is on the side of.
    assert!(handovers.contains("<span class=\"party p2\" data-party=\"guest\">"), "{handovers}");
    let first = built.main("bread/B1/index.html");
    let (_, doer) = first.split_once("Done by ").expect("who does it");
    assert!(doer.starts_with("<a class=\"party p2\""), "{doer}");
    // What others approve is theirs to approve, and not their work.
    let guest = built.main("bread/parties/guest/index.html");
    assert!(guest.contains("B1"), "{guest}");
    let table = built.main("bread/plan/roles/index.html");
    assert!(table.contains("<td data-label=\"Baker\">responsible, approves</td>"), "{table}");
    let json = built.json("bread/guide.json");
    assert_eq!(
        json["tasks"][0]["roles"],
        serde_json::json!({"performs": ["guest"], "responsible": "baker", "approves": ["cook", "baker"], "consulted": ["guest"]})
    );
    assert_eq!(json["tasks"][1]["roles"]["performs"], serde_json::json!(["guest"]));
    assert!(built.main("bread/parties/baker/index.html").contains("B1"));
}

#[test]
fn without_roles_there_is_no_table_of_them() {
    let built = site("", &[("B1", &page(""))]).build();
    assert!(!built.files.keys().any(|path| path.contains("plan/roles") || path.contains("plan/documents")));
    assert!(!built.text("bread/index.html").contains("plan/roles"));
    assert_eq!(built.text("bread/tasks.csv").lines().next().unwrap().split(',').next_back(), Some("url"));
}

#[test]
fn two_responsible_parties_and_unknown_ones_are_faults() {
    let two = page("roles: {responsible: [cook, guest]}\n");
    let run = site("", &[("B1", &two)]).run(&["check", "--format", "short"]).expect(1);
    run.says("error[invalid-value]: `roles` has one `responsible`, but here is a list");
    let unknown = page("roles: {performs: [gust]}\n");
    let run = site("", &[("B1", &unknown)]).run(&["check", "--format", "short"]).expect(1);
    run.says("error[unknown-party]: the guide has no party `gust`").says("did you mean `guest`?");
}

#[test]
fn questions_have_addressees_days_and_answers() {
    let asked = "open_questions:\n  - \"Plain?\"\n  - {id: flour, text: \"Which **flour**?\", to: guest, owner: the editors, asked: 2026-11-02}\n  - {id: oven, text: \"Which oven?\", to: The baker next door, asked: 2026-11-02, answered: 2026-11-20, answer: \"The big one, see [[B2]].\"}\n";
    let refers = "---\ntitle: B\nparty: cook\nstage: bake\n---\nSee [[B1#q-flour]] and [[B1#q-oven|the oven]].\n";
    let site = site("", &[("B1", &page(asked)), ("B2", refers)]);
    let built = site.build();
    let html = built.main("bread/B1/index.html");
    assert!(html.contains("<li id=\"q-flour\">"), "{html}");
    assert!(html.contains("To Guest · asked on 2 November 2026 · followed up by the editors"), "{html}");
    assert!(html.contains("<summary>1 answered question</summary>"), "{html}");
    assert!(html.contains("2 open questions"), "{html}");
    let list = built.main("bread/questions/index.html");
    let places = ["Questions to Guest", "Questions to nobody yet", "Answered questions"].map(|text| list.rfind(text));
    assert!(places.is_sorted() && places[0].is_some(), "{list}");
    assert!(list.contains("id=\"q-oven\""), "{list}");
    let csv = built.text("bread/questions/questions.csv");
    assert!(
        csv.contains("B1,oven,Which oven?,The baker next door,,2026-11-02,2026-11-20,\"The big one, see B2.\","),
        "{csv}"
    );
    let json = built.json("bread/guide.json");
    assert_eq!(json["tasks"][0]["open_questions"], serde_json::json!(["Plain?", "Which flour?"]));
    assert_eq!(json["tasks"][0]["questions"][1]["to"], "guest");
    assert_eq!(json["tasks"][0]["questions"][2]["answered"], "2026-11-20");
    // The table of tasks has the open ones, as before.
    assert!(!built.text("bread/tasks.csv").contains("Which oven"));
    site.run(&["rename", "--guide", "bread", "B2", "B7"]).expect(0);
    assert!(site.read("content/bread/B1.md").contains("see [[B7]]"), "{}", site.read("content/bread/B1.md"));
}

#[test]
fn mistakes_in_questions_are_told() {
    let asked = "open_questions:\n  - {text: \"A?\", asked: 2026-11-02, answered: 2026-10-01, answer: \"No.\"}\n  - {text: \"B?\", answered: 2026-11-03}\n  - {id: \"a b\", text: \"C?\"}\n  - {asked: 2026-11-03}\n";
    let run = site("", &[("B1", &page(asked))]).run(&["check", "--format", "short"]).expect(1);
    run.says("invalid-value]: the question was answered on 2026-10-01, before it was asked on 2026-11-02")
        .says("missing-field]: the question was answered, but there is no `answer`")
        .says("invalid-value]: `a b` can't be the id of a question")
        .says("missing-field]: a question needs `text`");
    let link = "---\ntitle: B\nparty: cook\nstage: bake\n---\nSee [[B1#q-flor]].\n";
    let asked = page("open_questions: [{id: flour, text: \"Which?\"}]\n");
    let run = site("", &[("B1", &asked), ("B2", link)]).run(&["check", "--format", "short"]).expect(1);
    run.says("broken-anchor").says("did you mean `#q-flour`?");
}

#[test]
fn documents_stand_on_their_tasks_and_in_one_list() {
    let form = "documents:\n  - {title: The form, url: form.pdf, kind: form, note: signed by both}\n  - {title: On paper}\n  - {title: The bread, needed: made}\n";
    let again = "documents: [{title: The form, url: form.pdf}]\n";
    let site = site("", &[("B1", &page(form)), ("B2", &page(again)), ("B3", &page(again))]);
    site.write("content/bread/form.pdf", "form");
    let built = site.build();
    let html = built.main("bread/B1/index.html");
    assert!(html.contains("You need") && html.contains("You make"), "{html}");
    assert!(html.contains("<a href=\"form.pdf\">The form</a> <span class=\"word\">form</span>"), "{html}");
    assert!(html.find("You need") < html.find("class=\"prose\""), "documents stand before the text: {html}");
    let list = built.main("bread/plan/documents/index.html");
    assert_eq!(list.matches("The form").count(), 1, "{list}");
    for id in ["B1", "B2", "B3"] {
        assert!(list.contains(id), "{id} in {list}");
    }
    assert!(built.text("bread/tasks.csv").contains("documents"));
    assert_eq!(built.json("bread/guide.json")["tasks"][0]["documents"][0]["kind"], "form");
}

#[test]
fn documents_that_lead_nowhere_are_faults() {
    let gone = page("documents: [{title: A, url: gone.pdf}, {title: B, url: \"javascript:alert(1)\"}]\n");
    let run = site("", &[("B1", &gone)]).run(&["check", "--format", "short"]).expect(1);
    run.says("gone.pdf").says("error[unsafe-link]: links with `javascript:` are not published");
}

#[test]
fn related_tasks_change_neither_plan_nor_pictures() {
    let build = |one: &str, two: &str| site("", &[("B1", &page(one)), ("B2", &page(two))]).build();
    let none = build("", "");
    let (first, second, both) =
        (build("related: [B2]\n", ""), build("", "related: [B1]\n"), build("related: [B2]\n", "related: [B1]\n"));
    for path in ["bread/B1/index.html", "bread/B2/index.html"] {
        assert_eq!(first.text(path), second.text(path));
        assert_eq!(first.text(path), both.text(path));
        assert!(first.text(path).contains("See also"));
    }
    let same = |path: &str| assert_eq!(none.text(path), both.text(path), "{path}");
    for path in ["bread/plan/index.html", "bread/overview.svg", "bread/B1/diagram.svg", "bread/index.html"] {
        same(path);
    }
    let (none, both) = (none.json("bread/guide.json"), both.json("bread/guide.json"));
    assert_eq!(none["edges"], both["edges"]);
    assert_eq!(both["tasks"][0]["related"], serde_json::json!(["B2"]));
}

#[test]
fn pictures_tell_likely_sides_and_who_carries_out() {
    let likely = "---\ntitle: Knead\nparty: {key: cook, certainty: likely, note: n}\nstage: bake\nroles: {performs: [guest]}\n---\nText.\n";
    let built = site("", &[("B1", likely), ("B2", &page("requires: [B1]\n"))]).build();
    let svg = built.text("bread/B1/diagram.svg");
    assert!(svg.contains("class=\"node focus unsure"), "{svg}");
    assert!(svg.contains("aria-label=\"B1 Knead (carried out by Guest), Cook (likely), Bake"), "{svg}");
    assert!(svg.contains(".unsure .box{stroke-dasharray:5 3}"), "{svg}");
    // The side, and who carries it out: the work of both.
    assert!(svg.contains("data-party=\"cook\" data-parties=\"cook guest\""), "{svg}");
    assert!(!built.text("bread/B2/diagram.svg").contains("data-id=\"B2\" data-party=\"cook\" data-parties"));
    // A guide without any of it has no rule for it.
    let plain = site("", &[("B1", &page(""))]).build();
    assert!(!plain.text("bread/B1/diagram.svg").contains("unsure"));
}

#[test]
fn lists_of_statements_and_roles_are_divided() {
    let parties: Vec<String> = (0..120).map(|n| format!("{{key: p{n}, name: Party {n}}}")).collect();
    let index = format!(
        "---\ntitle: Bread\nguide:\n  certainty: {{requires: {{certainty: likely, note: assumed}}}}\n  parties: [{}]\n  stages: [{{key: bake}}]\n---\nText.\n",
        parties.join(", ")
    );
    let tasks = (0..1_000).map(|n| {
        let requires = if n > 1 { format!("requires: [B{}, B0]\n", n - 1) } else { String::new() };
        let roles = format!("roles: {{performs: [p{}], approves: p{}}}\n", (n + 1) % 120, (n + 2) % 120);
        let text = format!("---\ntitle: Task {n}\nparty: p{}\nstage: bake\n{requires}{roles}---\nText.\n", n % 120);
        (format!("content/bread/B{n}.md"), text)
    });
    let files =
        [("vejviser.yaml".to_owned(), "title: Kitchen\n".to_owned()), ("content/bread/_index.md".to_owned(), index)];
    let built = TestSite::new(files.into_iter().chain(tasks)).build();
    let of =
        |list: &'static str| built.files.iter().filter(move |(path, _)| path.contains(list) && path.ends_with(".html"));
    for list in ["bread/questions/", "bread/plan/roles/"] {
        assert!(of(list).count() > 1, "{list} is divided");
        let long: Vec<(&String, usize)> =
            of(list).map(|(path, html)| (path, html.len())).filter(|(_, len)| *len > 300_000).collect();
        assert!(long.is_empty(), "{long:?}");
    }
}
