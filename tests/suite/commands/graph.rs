//! `vejviser graph`: each format as it is printed, what can be asked for, and what is refused.

use crate::support::{GUIDE, Run, TestSite, compare, task};

/// Two parties, a gate, every kind of relation, and titles that other languages would take for their own.
fn site() -> TestSite {
    let guest = |(path, text): (String, String)| (path, text.replace("party: cook", "party: guest"));
    let eat = |(path, text): (String, String)| (path, text.replace("stage: bake", "stage: eat"));
    let titled = |(path, text): (String, String), title: &str| {
        let id = path.trim_end_matches(".md").rsplit('/').next().unwrap().to_owned();
        (path, text.replace(&format!("Task {id}"), title))
    };
    TestSite::bread([
        titled(task("B1", ""), "'Knead the \"dough\" & wait; #1 <b>soft</b> \\N `x` _y_'"),
        task("B2", "requires: [B1, {any: [B3, B4]}]\n"),
        titled(guest(task("B3", "alternatives: [B4]\n")), "Heat the oven with wood that has been dry for two years"),
        task("B4", ""),
        eat(guest(task("E1", "requires: [{task: B2, certainty: likely, note: why}]\nwith: [E2]\n"))),
        eat(task("E2", "track: table\n")),
        (GUIDE.0.to_owned(), GUIDE.1.replace("guide:\n", "guide:\n  tracks: [{key: table}]\n")),
    ])
}

fn graph(arguments: &[&str]) -> Run {
    site().run(&[&["graph"], arguments].concat()).expect(0)
}

#[test]
fn every_format_looks_as_expected() {
    for (format, ending) in [("text", "txt"), ("svg", "svg"), ("dot", "dot"), ("mermaid", "mmd"), ("json", "json")] {
        let run = graph(&["--format", format]);
        assert_eq!(run.stderr, "");
        compare(&format!("graph/bread.{ending}"), &run.stdout);
    }
}

#[test]
fn related_tasks_are_drawn_on_request() {
    let pages = [
        task("B1", "related: [B3]\n"),
        task("B2", "requires: [B1]\n"),
        task("B3", "related: [{task: B2, certainty: likely, note: n}]\n"),
    ];
    let site = TestSite::bread(pages);
    let plain = site.run(&["graph", "--format", "json"]).expect(0).stdout;
    assert!(!plain.contains("related"), "{plain}");
    for (format, ending) in [("text", "txt"), ("svg", "svg"), ("dot", "dot"), ("mermaid", "mmd"), ("json", "json")] {
        let run = site.run(&["graph", "--related", "--format", format]).expect(0);
        compare(&format!("graph/related.{ending}"), &run.stdout);
    }
    // Only between tasks that are shown.
    let focus = site.run(&["graph", "--related", "--focus", "B2", "--format", "json"]).expect(0).stdout;
    assert_eq!(focus.matches("\"related\"").count(), 0, "{focus}");
}

#[test]
fn a_pipe_gets_a_picture_and_a_file_what_its_ending_says() {
    assert!(graph(&[]).stdout.starts_with("<svg "));
    let site = site();
    for (file, start) in [
        ("a.svg", "<svg"),
        ("a.dot", "digraph"),
        ("a.gv", "digraph"),
        ("a.mmd", "flowchart"),
        ("a.json", "{"),
        ("a", "<svg"),
    ] {
        let run = site.run(&["graph", "-o", file]).expect(0);
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
        assert!(site.read(file).starts_with(start), "{file}");
    }
}

#[test]
fn a_task_in_focus_stands_on_all_that_it_rests_on() {
    let text = graph(&["--focus", "B2", "--format", "text"]).stdout;
    let expected = "All tasks that must be done before B2, directly or indirectly\n\nBake\n  Cook\n    B1 Knead the \"dough\" & \
                    wait; #1 <b>soft</b> \\N `x` _y_\n    B4 Task B4\n        or B3 Heat the oven with wood that has been dry \
                    for two years\n  > B2 Task B2\n        needs B1 Knead the \"dough\" & wait; #1 <b>soft</b> \\N `x` \
                    _y_\n        needs one of B4, B3\n  Guest\n    B3 Heat the oven with wood that has been dry for two years\n        or B4 \
                    Task B4\n";
    assert_eq!(text, expected);
    // With a depth, it stands among its neighbours.
    let near = graph(&["--focus", "B2", "--depth", "1", "--format", "text"]).stdout;
    assert!(near.contains("E1 Task E1") && !near.contains("E2"), "{near}");
    let near = graph(&["--focus", "E2", "--depth", "0", "--format", "text"]).stdout;
    assert_eq!(near.matches("Task").count(), 1, "{near}");
}

#[test]
fn groups_have_connectors() {
    let text = graph(&["--stage", "eat", "--party", "guest", "--format", "text"]).stdout;
    let expected = "Eat – Guest – Bread\n\nBake\n  Cook\n    B2 Task B2 (Outside the diagram)\n\n=== Gate: all earlier tasks \
                    must be done ===\n\nEat\n  Cook\n    E2 Task E2 (Outside the diagram)\n        together with E1 Task \
                    E1\n  Guest\n    E1 Task E1\n        together with E2 Task E2\n        needs B2 Task B2 (likely)\n";
    assert_eq!(text, expected);
    assert!(graph(&["--track", "table", "--format", "json"]).stdout.contains("\"role\": \"outside\""));
}

#[test]
fn links_begin_with_the_address_of_the_site() {
    let run = graph(&["--focus", "B1", "-u", "https://example.org/guides", "--format", "json"]);
    assert!(run.stdout.contains("\"url\": \"https://example.org/guides/bread/B1/\""), "{}", run.stdout);
    assert!(graph(&["--focus", "B1", "--format", "json"]).stdout.contains("\"url\": \"bread/B1/index.html\""));
}

#[test]
fn what_is_not_there_is_a_wrong_argument() {
    let site = site();
    let refuse = |arguments: &[&str], why: &str| {
        let run = site.run(&[&["graph"], arguments].concat()).expect(2).says(why);
        assert_eq!(run.stdout, "");
    };
    refuse(&["bred"], "there is no guide `bred`; did you mean `bread`?");
    refuse(&["--focus", "b1x"], "the guide has no task `b1x`; did you mean `B1`?");
    refuse(&["--stage", "bakes"], "the guide has no stage `bakes`; did you mean `bake`?");
    refuse(&["--party", "waiter"], "the guide has no party `waiter`");
    refuse(&["--depth", "1"], "--focus");
    refuse(&["--focus", "B1", "--stage", "bake"], "cannot be used with");
    site.write("content/cake/_index.md", GUIDE.1);
    refuse(&[], "the project has 2 guides; name one of them: bread, cake");
    site.run(&["graph", "bread"]).expect(0);
}

#[test]
fn faulty_content_has_no_graph() {
    let site = site();
    site.write("content/bread/B9.md", "---\ntitle: Lost\nparty: cook\nstage: bake\nrequires: [B77]\n---\n");
    let run = site.run(&["graph", "-o", "out.svg"]).expect(1).says("error[unknown-task]");
    assert_eq!(run.stdout, "");
    assert!(!site.path("out.svg").exists());
}

#[test]
fn warnings_are_for_check_to_say() {
    let site = site();
    site.write("content/bread/B9.md", "---\ntitle: TODO\nparty: cook\nstage: bake\n---\n");
    let run = site.run(&["graph"]).expect(0);
    assert_eq!(run.stderr, "");
}

/// One task with two choices.
fn choices() -> TestSite {
    let requires = "requires: [{any: [A1, B1]}, {task: X1, certainty: likely, note: n}, {any: [C1, D1], certainty: likely, note: n}]\n";
    let others = ["A1", "B1", "C1", "D1", "X1"].map(|id| task(id, ""));
    TestSite::bread(std::iter::once(task("T1", requires)).chain(others))
}

#[test]
fn two_choices_of_one_task_stay_two_in_every_format() {
    let site = choices();
    let graph = |format: &str| site.run(&["graph", "--format", format]).expect(0).stdout;
    let text = graph("text");
    let facts = "    T1 Task T1\n        needs one of A1, B1\n        needs X1 Task X1 (likely)\n        needs one of C1, D1 \
                 (likely)\n";
    assert!(text.contains(facts), "{text}");
    let dot = graph("dot");
    for (id, choice) in [("A1", 1), ("B1", 1), ("C1", 2), ("D1", 2)] {
        let likely = if choice == 2 { (", likely", ", style=dashed") } else { ("", "") };
        let line = format!(
            "\"{id}\" -> \"T1\" [label=\"One of them is enough, choice {choice}{}\"{}, samehead=\"choice-{choice}\"];",
            likely.0, likely.1
        );
        assert!(dot.contains(&line), "{line} in {dot}");
    }
    let mermaid = graph("mermaid");
    assert_eq!(mermaid.matches("-->|\"One of them is enough, choice 1\"|").count(), 2, "{mermaid}");
    assert_eq!(mermaid.matches("-.->|\"One of them is enough, choice 2, likely\"|").count(), 2, "{mermaid}");
    let json: serde_json::Value = serde_json::from_str(&graph("json")).unwrap();
    let built = site.build();
    for edges in [&json["edges"], &built.json("bread/guide.json")["edges"]] {
        let group = |from: &str| {
            let edge = edges.as_array().unwrap().iter().find(|edge| edge["from"] == from).expect("an edge");
            (edge["kind"].as_str().unwrap().to_owned(), edge["group"].as_u64())
        };
        assert_eq!(["A1", "B1"].map(group), [("any".into(), Some(1)), ("any".into(), Some(1))]);
        assert_eq!(["C1", "D1"].map(group), [("any".into(), Some(2)), ("any".into(), Some(2))]);
        assert_eq!(group("X1"), ("requires".into(), None));
    }
}

#[test]
fn a_title_of_several_lines_is_one_line_of_the_list() {
    let title = "title: >-\n  Pay the fee\n\n  needs A9 nothing\n\nparty: cook\nstage: bake\n";
    let site = TestSite::bread([
        ("content/bread/A1.md".to_owned(), format!("---\n{title}---\nx\n")),
        task("A2", "requires: [A1]\n"),
    ]);
    let text = site.run(&["graph", "--format", "text"]).expect(0).stdout;
    assert!(text.contains("    A1 Pay the fee needs A9 nothing\n"), "{text}");
    assert!(text.contains("        needs A1 Pay the fee needs A9 nothing\n"), "{text}");
}

#[test]
fn a_file_is_called_by_its_format() {
    let site = site();
    for (arguments, says) in [
        (
            &["-o", "x.png"][..],
            "`x.png` ends in .png, which belongs to no format; name it .svg, .dot, .mmd, .json or .txt",
        ),
        (&["-o", "x.svg.bak"], "`x.svg.bak` ends in .bak, which belongs to no format"),
        (&["-o", "x.dot", "--format", "svg"], "`x.dot` does not end in .svg, as a file of the format svg does"),
        (
            &["-o", "x.md", "--format", "mermaid"],
            "`x.md` does not end in .mmd or .mermaid, as a file of the format mermaid does",
        ),
    ] {
        site.run(&[&["graph"], arguments].concat()).expect(2).says(says);
    }
    assert!(!site.path("x.png").exists() && !site.path("x.dot").exists());
    site.run(&["graph", "-o", "x.GV", "--format", "dot"]).expect(0);
    site.run(&["graph", "-o", "x.txt"]).expect(0);
    assert!(site.read("x.txt").starts_with("All tasks of Bread"));
}
