//! Slips of the pen that authors make in front matter, each a file of its own, and what they are told.

use std::fs;

use crate::support::{TestSite, compare, repository, task};

#[test]
fn mistakes_are_told_in_an_authors_words() {
    let folder = repository().join("tests/mistakes");
    let entries = fs::read_dir(&folder).expect("the mistakes");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".md"));
    names.sort();
    let mut told = String::new();
    for name in &names {
        let text = fs::read_to_string(folder.join(name)).expect("a mistake");
        // Another task names the one with the mistake, which is no fault of its own.
        let other = "---\ntitle: Other\nparty: cook\nstage: bake\nwith: [B1]\n---\nAfter [[B1]], once B7.\n";
        let site = TestSite::bread([("content/bread/B1.md", text.as_str()), ("content/bread/B2.md", other)]);
        let run = site.run(&["check", "--color", "never"]);
        assert!(!run.stderr.contains("content/bread/B2.md:"), "{name} is told of another file:\n{}", run.stderr);
        assert!(!run.stderr.contains("this is not YAML"), "{name} is told in the reader's words:\n{}", run.stderr);
        told.push_str(&format!("## {name}\n\n{}\n", run.stderr));
    }
    assert!(names.len() >= 25);
    compare("mistakes/expected.txt", &told);
}

/// What is told of a guide with these lines in place of those of the same key.
fn told_of_guide(line: &str) -> String {
    let mut lines = vec!["parties: [{key: cook}]", "stages: [{key: bake}]"];
    let key = line.split(':').next().unwrap_or_default();
    lines.retain(|known| !known.starts_with(key));
    lines.push(line);
    let guide = format!("---\ntitle: Bread\nguide:\n  {}\n---\n", lines.join("\n  "));
    TestSite::bread([("content/bread/_index.md", guide)]).run(&["check", "--color", "never"]).stderr
}

#[test]
fn values_of_the_wrong_form_are_told_with_the_line_to_write() {
    let cases = [
        (
            "parties:\n    leder: Leder\n    andre: {name: De andre}",
            "write `parties: [{key: leder, name: Leder}, {key: andre, name: De andre}]`",
        ),
        ("parties: {cook, guest}", "write `parties: [{key: cook}, {key: guest}]`"),
        ("parties: {key: cook, name: Cook}", "write `parties: [{key: cook, name: Cook}]`"),
        ("stages: [start, slut]", "write `stages: [{key: start}, {key: slut}]`"),
        ("stages:\n    - start\n    - {key: slut}", "write `{key: start}`"),
        ("tracks: leder", "write `tracks: [{key: leder}]`"),
        ("scopes: a, b", "write `scopes: [{key: a}, {key: b}]`"),
        ("terms:\n    API: \"An interface: one\"", "write `terms: [{term: API, meaning: \"An interface: one\"}]`"),
        ("terms: [API]", "write `terms: [{term: API, meaning: \u{2026}}]`"),
        ("retired: [B7, B8]", "write `retired: [{id: B7}, {id: B8}]`"),
        ("fields: {klik: KLIK}", "write `fields: [{key: klik, name: KLIK}]`"),
        ("stages: [{key: bake, gate: ja}]", "write `gate: true`"),
        ("stages: [{key: bake, gate: \"false\"}]", "write `gate: false`"),
        ("scopes: [{key: x, name: N\u{e6}rmeste: leder}]", "put the text in quotes: `name: \"N\u{e6}rmeste: leder\"`"),
        (
            "scopes: [{key: x, name: Den n\u{e6}rmeste: leder}]",
            "put the text in quotes: `name: \"Den n\u{e6}rmeste: leder\"`",
        ),
        ("parties: [{key: [cook]}]", "write `key: cook`"),
        ("id_prefixes: TF, FM", "write `id_prefixes: [TF, FM]`"),
        ("parties:\n    - cook: Cook\n    - guest: Guest", "write `{key: cook, name: Cook}`"),
        ("tracks: [rye: Rye bread]", "write `{key: rye, name: Rye bread}`"),
        ("terms: [API: An interface]", "write `{term: API, meaning: An interface}`"),
        ("retired: [{B7: Gone}]", "write `{id: B7, note: Gone}`"),
        ("fields: [{klik: url}]", "write `{key: klik, type: url}`"),
        ("fields: {klik: date}", "write `fields: [{key: klik, type: date}]`"),
        ("scopes: [{key: Kommune og region}]", "write `key: kommune-og-region, name: Kommune og region`"),
        ("versions: [{version: 1.0, date: 23-11-2026}]", "write `date: 2026-11-23`"),
        (
            "integration: {catalogue_url: digitaliseringskataloget.dk}",
            "write `catalogue_url: https://digitaliseringskataloget.dk`",
        ),
    ];
    for (line, help) in cases {
        let told = told_of_guide(line);
        assert!(told.contains(&format!("= help: {help}\n")), "{line}\n{told}");
    }
}

#[test]
fn sections_name_groups_that_the_guide_has() {
    for (section, says) in [
        ("{heading: Result, when: {party: cok}}", "the guide has no party `cok`"),
        ("{heading: Result, when: {party: [cook, cok]}}", "did you mean `cook`?"),
        ("{heading: Result, when: {stage: baek}}", "did you mean `bake`?"),
        ("{heading: Result, when: {scope: once}}", "the guide's `_index.md` lists no scope"),
        ("{heading: Result, when: {track: rye}}", "the guide has no track `rye`"),
        ("{heading: Result, when: {status: actve}}", "did you mean `active`?"),
        ("{heading: Result, when: {status: gone}}", "one of `active`, `draft`, `retired`"),
        ("{heading: Result, when: {stages: bake}}", "did you mean `stage`?"),
        ("{heading: Result, when: {party: \"cook, guest\"}}", "`party` names several in one text"),
        ("{heading: Result, if: {party: cook}}", "a section has no key `if`"),
        ("{when: {party: cook}}", "a section needs `heading`"),
        ("Result", "write `sections: [{heading: Result}]`"),
    ] {
        let told = told_of_guide(&format!("sections: [{section}]"));
        assert!(told.contains(says), "{section}\n{told}");
    }
    let many = vec!["{heading: Result}"; 101].join(", ");
    assert!(told_of_guide(&format!("sections: [{many}]")).contains("limit-exceeded"));
}

#[test]
fn several_names_for_one_are_told_with_the_line_to_write() {
    let cases = [
        ("party: [cook, guest]", "write `party: cook`"),
        ("stage: [bake]", "write `stage: bake`"),
        ("party: cook, guest", "write `party: cook`"),
        ("status: [draft]", "write `status: draft`"),
        ("requires: A, B", "write `requires: [A, B]`"),
        ("requires: A og B", "write `requires: [A, B]`"),
        ("requires: {A, B}", "write `requires: [A, B]`"),
        ("requires: {task: A, note: x}", "write `requires: [{task: A, note: x}]`"),
        ("requires: [\"A, B\"]", "write each as an item of its own: `A`, `B`"),
        ("with: A; B", "write `with: [A, B]`"),
        ("with: [[A]]", "write `with: [A]`"),
        ("alternatives:\n  A:\n  B:", "write `alternatives: [A, B]`"),
        ("requires: [{any: \"A, B\"}]", "write `any: [A, B]`"),
        ("title: {a: b}", "write `title: \"a: b\"`"),
        ("title: [Draft]", "write `title: \"[Draft]\"`"),
        ("description: [Short]", "write `description: Short`"),
        ("requires: {B2: likely}", "write `requires: [{task: B2, certainty: likely}]`"),
        ("requires: [B2: See it]", "write `{task: B2, note: See it}`"),
        ("alternatives: {any: [B2]}", "write `alternatives: [B2]`"),
        ("party: {cook}", "write `{key: cook}`"),
        ("roles: cook", "write `{performs: [cook]}`"),
        ("updated: 23. november 2026", "write `updated: 2026-11-23`"),
        ("documents: aftale.pdf", "write `documents: [{title: aftale, url: aftale.pdf}]`"),
        ("documents: [Aftale: aftale.pdf]", "write `{title: Aftale, url: aftale.pdf}`"),
        ("open_questions: {rute: Hvem?}", "write `open_questions: [{id: rute, text: \"Hvem?\"}]`"),
        ("title: Bake loaf #2", "put the value in quotes: title: \"Bake loaf #2\", or write `# ` if it is a comment"),
    ];
    for (line, help) in cases {
        let key = line.split(':').next().unwrap_or_default();
        let mut lines = vec!["title: One", "party: cook", "stage: bake"];
        lines.retain(|known| !known.starts_with(key));
        lines.push(line);
        let text = format!("---\n{}\n---\nText.\n", lines.join("\n"));
        let told =
            TestSite::bread([("content/bread/B1.md", text)]).run(&["check", "--color", "never"]).expect(1).stderr;
        assert!(told.contains(&format!("= help: {help}\n")), "{line}\n{told}");
    }
    // A question may have a comma.
    let text = "---\ntitle: x\nparty: cook\nstage: bake\nopen_questions: Who, and when?\n---\nText.\n";
    TestSite::bread([("content/bread/B1.md", text)]).run(&["check"]).expect(0);
}

#[test]
fn settings_are_told_with_the_value_that_was_meant() {
    for (line, help) in [
        ("base_url: example.org/guide", "write `base_url: https://example.org/guide`"),
        ("base_url: http:/example.org", "write `base_url: https://example.org`"),
        (
            "accessibility_statement_url: www.was.digst.dk/x",
            "write `accessibility_statement_url: https://www.was.digst.dk/x`",
        ),
        ("language: Dansk", "did you mean `da`?"),
        ("language: da_DK", "did you mean `da-DK`?"),
        ("language: dk", "did you mean `da`?"),
        ("output_dir: ./content/x", "name a folder of its own, such as `output_dir: public`"),
        ("output_dir: public/../..", "name a folder of its own, such as `output_dir: public`"),
    ] {
        let site = TestSite::bread([task("B1", "")]);
        site.write("vejviser.yaml", format!("title: K\n{line}\n"));
        for command in ["check", "build"] {
            let told = site.run(&[command, "--color", "never"]).stderr;
            assert!(told.contains(&format!("= help: {help}\n")), "{command} {line}\n{told}");
        }
    }
}

#[test]
fn a_settings_file_with_almost_the_right_name_is_told() {
    for name in ["vejviser.yml", ".vejviser.yaml"] {
        let site = TestSite::new([(name, "title: x\n"), ("content/a.md", "---\ntitle: x\n---\n")]);
        let run = site.run(&["check"]).expect(2);
        assert!(run.stderr.contains(&format!("{name}` to `vejviser.yaml`")), "{}", run.stderr);
    }
    let site = TestSite::bread([("templates/strings/da.yml", "search: Kig\n")]);
    site.run(&["check"]).says("= help: rename it to `templates/strings/da.yaml`");
}

#[test]
fn a_task_that_stands_twice_in_a_relation_is_told() {
    for key in ["requires", "with", "alternatives", "related"] {
        let twice = crate::support::task("B2", &format!("{key}: [B1, B1]\n"));
        let site = crate::support::TestSite::bread([crate::support::task("B1", ""), twice]);
        let told =
            format!("content/bread/B2.md:5:{}: error[invalid-value]: `B1` stands twice in `{key}`\n", key.len() + 8);
        site.run(&["check", "--format", "short"]).expect(1).says(&told);
    }
}
