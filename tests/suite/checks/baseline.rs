//! A baseline: what is known neither shows nor fails, what is new does.

use crate::support::{TestSite, task};

/// Two faults in one file, one of them twice, and a warning.
fn faulty() -> TestSite {
    let text = "---\ntitle: Knead\nparty: cook\nstage: bake\n---\nSee [[B7]], [[B7]] and [[B8]].\n\n<blink>x</blink>\n";
    TestSite::bread([("content/bread/B1.md", text)])
}

const WRITE: [&str; 4] = ["check", "--baseline", "known.json", "--write-baseline"];
const COMPARE: [&str; 4] = ["check", "--strict", "--baseline", "known.json"];

#[test]
fn what_is_known_does_not_fail() {
    let site = faulty();
    site.run(&["check"]).expect(1);
    let run = site.run(&WRITE).expect(0);
    assert_eq!(run.stderr, "`known.json` knows 4 diagnostics now\n");
    let written = site.read("known.json");
    let entry = "    {\n      \"file\": \"content/bread/B1.md\",\n      \"code\": \"unknown-task\",\n      \"message\": \"there is no task `B7`\",\n      \"count\": 2\n    }";
    assert!(written.contains(entry), "{written}");
    let run = site.run(&COMPARE).expect(0);
    assert_eq!(
        run.stderr,
        "not shown: 4 known diagnostics\nchecked 1 task in 1 guide, and 0 other pages: no new errors\n"
    );
    site.run(&WRITE).expect(0);
    assert_eq!(site.read("known.json"), written, "the same again");
}

#[test]
fn what_moves_stays_known_and_what_is_new_fails() {
    let site = faulty();
    site.run(&WRITE).expect(0);
    let text =
        "---\ntitle: Knead\nparty: cook\nstage: bake\n---\n\n\nMore.\n\nSee [[B7]], [[B7]], [[B7]] and [[B9]].\n";
    site.write("content/bread/B1.md", text);
    let run = site.run(&[&COMPARE[..], &["--format", "short"]].concat()).expect(1);
    assert_eq!(
        run.stderr,
        "content/bread/B1.md:10:21: error[unknown-task]: there is no task `B7` (write the id of a task of this guide)\n\
         content/bread/B1.md:10:32: error[unknown-task]: there is no task `B9` (write the id of a task of this guide)\n\
         2 errors\n\
         not shown: 2 known diagnostics; 2 of the baseline gone, take them out with --write-baseline\n"
    );
    // Documents for programs hold the new ones and nothing else.
    let run = site.run(&[&COMPARE[..], &["--format", "json"]].concat()).expect(1);
    let found: serde_json::Value = serde_json::from_str(&run.stderr).expect("JSON");
    assert_eq!(found["diagnostics"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_baseline_that_is_none_is_refused() {
    let site = TestSite::bread([task("B1", "")]);
    site.run(&COMPARE).expect(2).says("there is no baseline `known.json`; write it with --write-baseline");
    for text in ["", "[]", "{\"schema\": 2, \"diagnostics\": []}", "{\"schema\": 1}"] {
        site.write("known.json", text);
        site.run(&COMPARE).expect(2).says("`known.json` is not a baseline");
    }
    site.run(&["check", "--write-baseline"]).expect(2).says("--baseline <FILE>");
}

#[test]
fn a_baseline_takes_the_place_of_no_other_file() {
    let site = TestSite::bread([task("B1", "")]);
    site.write("empty.json", "");
    for file in ["vejviser.yaml", "content/bread/B1.md"] {
        let before = site.read(file);
        let said = format!("`{file}` is there already and is no baseline; name another file");
        site.run(&["check", "--baseline", file, "--write-baseline"]).expect(2).says(&said);
        assert_eq!(site.read(file), before);
    }
    for file in ["empty.json", "new.json", "new.json"] {
        site.run(&["check", "--baseline", file, "--write-baseline"]).expect(0);
    }
}

#[test]
fn settings_that_cannot_be_used_make_no_baseline() {
    let site = faulty();
    site.write("vejviser.yaml", "titel: K\n");
    site.run(&WRITE).expect(2).says("unknown-key");
    assert!(!site.path("known.json").exists());
}
