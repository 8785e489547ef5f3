//! Diagnostics for programs: each format in full, in `tests/formats/`, from one project with every kind of fault.

use serde_json::Value;
use vejviser::diagnostic::ALL;

use super::json_schema::Schema;
use crate::checks::cases::cases;
use crate::support::{TestSite, compare, repository, task};

/// Faults with one place, with several, with none, in a file with a byte order mark, in one with letters beyond
/// ASCII, and in a name with signs that mean something to the formats.
fn faulty() -> TestSite {
    let site = TestSite::bread([
        task("B1", "requires: [B3, {task: B9}]\n"),
        task("B2", "requires: [B1]\n"),
        task("B3", "requires: [B2]\n"),
        task("B4", "party: cok\ntitle: 100 %, {0} [a](b): æøå\n"),
    ]);
    site.write(
        "content/bread/B5.md",
        "\u{FEFF}--- \ntitle: [\u{1F35E} TODO](javascript:x)\nparty: cook\nstage: bake\n---\n",
    );
    site.write("content/bread/one, two: 100% æ.md", "no front matter");
    site.write("content/bread/B6.md", b"\xFF");
    site.write(
        "content/bread/B7.md",
        task("B7", "").1.replace("Body", "[a](javascript:b){0}\n\n🍞 [[B\u{202e}8]] <b>"),
    );
    site.write("vejviser.yaml", "title: Kitchen\ndescripton: x\nchecks: {raw-html: note}\n");
    site
}

fn schema() -> Schema {
    let file = repository().join("tests/formats/sarif-schema-2.1.0.json");
    Schema::read(&std::fs::read_to_string(file).expect("the schema of SARIF 2.1.0"))
}

#[track_caller]
fn sarif(site: &TestSite, arguments: &[&str], code: i32) -> Value {
    let run = site.run(&[arguments, &["--format", "sarif"]].concat()).expect(code);
    assert_eq!(run.stdout, "");
    let found: Value = serde_json::from_str(&run.stderr).unwrap_or_else(|error| panic!("{error}: {}", run.stderr));
    let faults = schema().faults(&found);
    assert!(faults.is_empty(), "not SARIF 2.1.0: {faults:#?}");
    found
}

#[test]
fn every_format_tells_the_same_faults() {
    let site = faulty();
    for (format, ending) in [("short", "txt"), ("json", "json"), ("github", "github.txt")] {
        let run = site.run(&["check", "--format", format]).expect(2);
        compare(&format!("formats/faulty.{ending}"), &run.stderr);
    }
    let mut found = sarif(&site, &["check"], 2);
    // Every new code is a rule more and moves the others; they are compared with the registry instead.
    let rules = found["runs"][0]["tool"]["driver"]["rules"].take();
    let known: Vec<&str> = ALL.iter().map(|code| code.name).collect();
    let named: Vec<&str> = rules.as_array().expect("rules").iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(named, known);
    for result in found["runs"][0]["results"].as_array_mut().expect("results") {
        let index = result["ruleIndex"].take().as_u64().expect("a number") as usize;
        assert_eq!(result["ruleId"], known[index]);
    }
    let text = serde_json::to_string_pretty(&found).expect("JSON") + "\n";
    compare("formats/faulty.sarif", &text.replace(env!("CARGO_PKG_VERSION"), "[VERSION]"));
}

#[test]
fn sarif_is_valid_for_every_case() {
    let schema = schema();
    for case in cases() {
        for kind in ["bad", "good"] {
            let run = crate::checks::cases::site(&case, kind).run(&["check", "--format", "sarif"]);
            let found: Value = serde_json::from_str(&run.stderr).unwrap_or_else(|error| panic!("{error}: {run:?}"));
            let faults = schema.faults(&found);
            assert!(faults.is_empty(), "{case}: {faults:#?}");
            let results = found["runs"][0]["results"].as_array().expect("results");
            assert_eq!(results.is_empty(), kind == "good", "{case}");
        }
    }
}

#[test]
fn places_in_sarif_count_characters_and_no_mark() {
    let site = TestSite::bread([task("B1", "")]);
    let text = "\u{FEFF}---\ntitle: 🍞\nparty: cook\nstage: bake\n---\n🍞 æ [[B9]]\n";
    site.write("content/bread/B2.md", text);
    let found = sarif(&site, &["check"], 1);
    let region = &found["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&6.into(), &5.into(), &11.into())
    );
    let (offset, length) = (region["charOffset"].as_u64(), region["charLength"].as_u64());
    let marked: String = text[3..].chars().skip(offset.unwrap() as usize).take(length.unwrap() as usize).collect();
    assert_eq!(marked, "[[B9]]");
    // A fault on the line of the mark begins where the author's text begins.
    site.write("content/bread/B2.md", "\u{FEFF}no front matter");
    let found = sarif(&site, &["check"], 1);
    let region = &found["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startColumn"], &region["charOffset"]), (&1.into(), &0.into()));
}

#[test]
fn fingerprints_stay_when_lines_move() {
    fn fingerprints(found: &Value) -> Vec<&str> {
        let results = found["runs"][0]["results"].as_array().expect("results").iter();
        results.filter_map(|result| result["partialFingerprints"]["vejviserFault/v1"].as_str()).collect()
    }
    let site = TestSite::bread([
        task("B1", ""),
        ("content/bread/B2.md".to_owned(), task("B2", "").1 + "[[B9]] [[B8]] [[B9]]\n"),
    ]);
    let first = sarif(&site, &["check"], 1);
    site.write("content/bread/B2.md", task("B2", "").1 + "A line more.\n\n[[B9]]\n\n[[B8]] and [[B9]]\n");
    let second = sarif(&site, &["check"], 1);
    assert_eq!(fingerprints(&first).len(), 3);
    assert_eq!(fingerprints(&first), ["6c03e276e3d8e5e1", "926d66ad1c2830be", "af600f8a04af76f8"]);
    assert_eq!(fingerprints(&first), fingerprints(&second));
    let unique: std::collections::BTreeSet<&str> = fingerprints(&first).into_iter().collect();
    assert_eq!(unique.len(), 3, "the same fault twice has two fingerprints");
}

#[test]
fn files_are_named_from_the_checkout() {
    let site = TestSite::bread([task("B1", "requires: [B9]\n")]);
    let from_above = |variables: &[(&str, &str)], format: &str| {
        let mut command = site.command();
        command.current_dir(site.temp()).args(["check", "-r", "project", "--format", format]);
        site.finish(command.envs(variables.iter().copied())).expect(1).stderr
    };
    let line = "::error file=project/content/bread/B1.md,line=5,";
    assert!(from_above(&[], "github").starts_with(line));
    assert!(from_above(&[], "sarif").contains("\"uri\": \"project/content/bread/B1.md\""));
    // In a workflow, from the checkout, whatever folder the step runs in.
    let top = site.temp().to_string_lossy().into_owned();
    let mut command = site.command();
    let run = site.finish(command.args(["check", "--format", "github"]).env("GITHUB_WORKSPACE", &top));
    assert!(run.stderr.starts_with(line), "{}", run.stderr);
    // A project elsewhere is named from its own folder.
    let elsewhere = site.path("content").to_string_lossy().into_owned();
    assert!(from_above(&[("GITHUB_WORKSPACE", &elsewhere)], "github").starts_with("::error file=content/bread/B1.md,"));
}

#[test]
fn settings_elsewhere_are_named_whole() {
    let site = TestSite::bread([task("B1", "")]);
    let file = site.temp().join("other settings.yaml");
    std::fs::write(&file, "titel: x\n").expect("settings");
    let path = file.to_string_lossy().into_owned();
    let found = sarif(&site, &["check", "-c", &path], 2);
    let place = &found["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "file://[TEMP]/other%20settings.yaml");
}

#[test]
fn a_clean_run_is_an_empty_document() {
    let site = TestSite::bread([task("B1", "")]);
    for command in ["check", "build"] {
        let found = sarif(&site, &[command, "-v"], 0);
        assert_eq!(found["runs"][0]["results"], serde_json::json!([]));
        assert_eq!(site.run(&[command, "--format", "github"]).expect(0).stderr, "");
    }
}

#[test]
fn content_begins_no_command_of_its_own() {
    let site = TestSite::bread([task("B1", "")]);
    site.write(
        "content/bread/B2.md",
        task("B2", "").1.replace("Task B2", "\"x\\n::error::y\"").replace("cook", "\"a\\n::stop-commands::z\""),
    );
    let run = site.run(&["check", "--format", "github"]).expect(1);
    assert!(
        run.stderr.lines().all(|line| !line.starts_with("::stop") && !line.starts_with("::error::")),
        "{}",
        run.stderr
    );
}
