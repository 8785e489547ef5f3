//! Digests: computed again from what is published, and stable until a task says something else.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use xxhash_rust::xxh3::xxh3_64;

use crate::support::{Built, TestSite};

const GUIDE: &str = "---\ntitle: Bread\nguide:\n  parties: [{key: cook, name: Cook}, {key: guest, name: Guest}]\n  stages: \
                     [{key: bake, name: Bake}, {key: eat, name: Eat}]\n  scopes: [{key: once, name: Once}]\n  tracks: \
                     [{key: rye, name: Rye}]\n  fields: [{key: oven, name: Oven}, {key: tins, type: list}]\n---\n";

/// A task with something of everything.
const TASK: &str = "---
title: Bag brødet
party: cook
stage: bake
scope: once
track: rye
requires:
  - B1
  - {any: [B4, B3], certainty: likely, note: Nobody says which.}
with: [B5]
alternatives: [B6]
delivers: A loaf.
description: One sentence.
source: The old book.
updated: 2026-01-01
open_questions:
  - {id: salt, text: \"How much *salt* for B1?\", to: guest, asked: 2026-01-02, answer: A spoon.}
fields: {oven: hot, tins: [a, b]}
---

## How

Take B1, and *then*
[the flour](https://example.org/flour).
See [[B3|the dough]] and `code`.

1. First
   - Inner

   Behind
2. Second

| A | B |
|---|---|
| x | y & z |

> [!WARNING]
> Hot.

```sh
bake  --now
```

![A loaf](loaf.png) with a note[^n].

[^n]: The note.
<!-- for authors -->
";

/// The guide with this text of B2.
fn site(task: &str) -> TestSite {
    let other = |id: &str, more: &str| {
        (
            format!("content/bread/{id}.md"),
            format!("---\ntitle: Work of {}\nparty: guest\nstage: bake\n{more}---\nBody.\n", id.to_lowercase()),
        )
    };
    let mut files = vec![
        ("vejviser.yaml".to_owned(), "title: Kitchen\n".to_owned()),
        ("content/bread/_index.md".to_owned(), GUIDE.to_owned()),
        ("content/bread/B2.md".to_owned(), task.to_owned()),
        ("content/bread/loaf.png".to_owned(), String::new()),
        other("B1", "aliases: [A9, A1, /old/]\n"),
    ];
    files.extend(["B3", "B4", "B5", "B6"].map(|id| other(id, "")));
    TestSite::new(files)
}

fn found<'j>(guide: &'j Value, id: &str) -> &'j Value {
    let tasks = guide["tasks"].as_array().expect("tasks");
    tasks.iter().find(|task| task["id"] == id).unwrap_or_else(|| panic!("no task {id}"))
}

/// The digests of B2, by name.
fn digests(built: &Built) -> BTreeMap<String, String> {
    let guide = built.json("bread/guide.json");
    let map = found(&guide, "B2")["digests"].as_object().expect("digests").clone();
    map.into_iter().map(|(name, digest)| (name, digest.as_str().expect("text").to_owned())).collect()
}

/// The bytes of the forms that the manual describes. `·` stands for byte 0 there, and `¦` for byte 1.
fn hex(form: &str) -> String {
    let bytes: Vec<u8> = form.replace('·', "\0").replace('¦', "\u{1}").into_bytes();
    format!("{:016x}", xxh3_64(&bytes))
}

#[test]
fn another_program_computes_the_same() {
    let built = site(TASK).build();
    let lines = [
        "## How",
        "Take A9, and then the flour <https://example.org/flour>. See the dough <B3> and code.",
        "- First",
        "  - Inner",
        "Behind",
        "- Second",
        "| A | B |",
        "| x | y & z |",
        "[!WARNING]",
        "Hot.",
        "bake  --now",
        "![A loaf](loaf.png) with a note[1].",
        "- The note.",
    ];
    let text = lines.map(|line| format!("{line}·")).concat() + "¦";
    let relations = "A9·¦certain·B3·B4·¦likely·¦B5·¦B6·¦";
    let meaning = format!("Bag brødet·cook·bake·once·{relations}A loaf.·{text}active·");
    let expected = [
        ("title", "Bag brødet·"),
        ("place", "cook·bake·once·"),
        ("relations", relations),
        ("delivers", "A loaf.·"),
        ("text", &text),
        ("questions", "salt·How much salt for A9?·¦guest··2026-01-02··A spoon.·¦¦"),
        ("facts", "One sentence.·oven·hot·¦tins·a·b·¦¦The old book.·¦rye·Nobody says which.·¦¦¦¦¦¦¦"),
        ("time", "····"),
        ("status", "active·"),
        ("meaning", &meaning),
    ];
    let expected: BTreeMap<String, String> =
        expected.into_iter().map(|(name, form)| (name.to_owned(), hex(form))).collect();
    assert_eq!(digests(&built), expected);

    // The same lines are published, with ids.
    let texts = built.json("bread/texts.json");
    let ids: Vec<String> = lines.iter().map(|line| line.replace("A9", "B1")).collect();
    assert_eq!((&texts["schema"], &texts["texts"]["B2"]), (&Value::from(1), &Value::from(ids)));
    let guide = built.json("bread/guide.json");
    assert_eq!(
        (&guide["level"], &found(&guide, "B1")["former_ids"]),
        (&Value::from(2), &serde_json::json!(["A9", "A1"]))
    );
}

/// From python-xxhash, so that no code of ours judges itself.
#[test]
fn the_hash_is_that_of_other_programs() {
    for (form, expected) in FIXED {
        assert_eq!(hex(form), expected, "{form}");
    }
}

const FIXED: [(&str, &str); 3] = [
    ("····", "48b2c92616fc193d"),
    ("A9·¦certain·B3·B4·¦likely·¦B5·¦B6·¦", "7f4f2da79e9266ea"),
    (LONG, "c5a72c2fed0a1b32"),
];

/// Long texts are hashed in another way.
const LONG: &str = "En linje, som er længere end to hundrede og fyrre bytes, så at den lange form af hash tages i brug: En linje, som er længere end to hundrede og fyrre bytes, så at den lange form af hash tages i brug: En linje, som er længere end to hundrede og fyrre bytes, så at den lange form af hash tages i brug: En linje, som er længere end to hundrede og fyrre bytes, så at den lange form af hash tages i brug: ·¦";

/// Each edit, and the digests that it changes.
#[test]
fn each_kind_of_edit_changes_exactly_its_digests() {
    let before = digests(&site(TASK).build());
    for (from, to, expected) in [
        ("title: Bag brødet", "title: Bag et brød", "meaning title"),
        ("party: cook", "party: guest", "meaning place"),
        ("stage: bake", "stage: eat", "meaning place"),
        ("scope: once\n", "", "meaning place"),
        ("  - B1\n", "", "meaning relations"),
        ("certainty: likely", "certainty: certain", "meaning relations"),
        ("with: [B5]", "with: [B4]", "meaning relations"),
        ("alternatives: [B6]", "alternatives: []", "meaning relations"),
        ("delivers: A loaf.", "delivers: Two loaves.", "delivers meaning"),
        ("## How", "### How", "meaning text"),
        ("*then*", "now", "meaning text"),
        ("example.org/flour", "example.org/rye", "meaning text"),
        ("--now", "--later", "meaning text"),
        ("[!WARNING]", "[!NOTE]", "meaning text"),
        ("How much *salt*", "How much sugar", "questions"),
        ("answer: A spoon.", "answer: A pinch.", "questions"),
        ("description: One sentence.", "description: Another.", "facts"),
        ("source: The old book.", "source: The new book.", "facts"),
        ("track: rye\n", "", "facts"),
        ("Nobody says which.", "Somebody says which.", "facts"),
        ("oven: hot", "oven: cold", "facts"),
        ("updated: 2026-01-01\n", "updated: 2026-01-01\nroles: {consulted: [guest]}\n", "facts"),
        ("updated: 2026-01-01\n", "updated: 2026-01-01\nrelated: [B4]\n", "facts"),
        ("updated: 2026-01-01\n", "updated: 2026-01-01\ndocuments: [{title: A form}]\n", "facts"),
        ("updated: 2026-01-01\n", "updated: 2026-01-01\nstatus: retired\n", "meaning status"),
    ] {
        assert!(TASK.contains(from), "{from}");
        let after = digests(&site(&TASK.replacen(from, to, 1)).build());
        let changed: BTreeSet<&str> =
            before.iter().filter(|(name, digest)| after[*name] != **digest).map(|(name, _)| name.as_str()).collect();
        assert_eq!(changed.into_iter().collect::<Vec<_>>().join(" "), expected, "{from} -> {to}");
    }
}

#[test]
fn another_way_to_write_the_same_changes_none() {
    let site_of = |text: &str| site(text).build().json("bread/guide.json");
    let before = site_of(TASK);
    for (from, to) in [
        ("\n", "\r\n"),
        ("å", "a\u{30a}"),
        ("flour).\nSee", "flour). See"),
        ("*then*", "__then__"),
        ("<!-- for authors -->", "<!-- gone -->"),
        ("updated: 2026-01-01", "updated: 2026-02-02"),
        ("any: [B4, B3]", "any: [B3, B4]"),
        ("1. First", "7. First"),
        ("| x | y & z |", "|x|   y &amp; z|"),
    ] {
        assert!(to != from && (TASK.contains(from) || from == "å"), "{from}");
        let text = TASK.replace("Bag brødet", "Båg brødet");
        let (one, other) = (site_of(&text), site_of(&text.replace(from, to)));
        assert_eq!(found(&one, "B2")["digests"], found(&other, "B2")["digests"], "{from:?} -> {to:?}");
        assert_eq!(one["guide"]["digest"], other["guide"]["digest"], "{from:?} -> {to:?}");
        assert_ne!(one["guide"]["digest"], before["guide"]["digest"]);
    }
}

#[test]
fn another_id_changes_none() {
    let site = site(TASK);
    let before = site.build().json("bread/guide.json");
    for (old, new) in [("B3", "C3"), ("B1", "C1"), ("B2", "C2")] {
        site.run(&["rename", old, new]).expect(0);
    }
    let after = site.build().json("bread/guide.json");
    assert_eq!(found(&after, "C2")["former_ids"], serde_json::json!(["B2"]));
    assert_eq!(found(&before, "B2")["digests"], found(&after, "C2")["digests"]);
    assert_eq!(before["guide"]["digest"], after["guide"]["digest"]);
}

#[test]
fn texts_are_left_out_where_the_settings_say_so() {
    let site = site(TASK);
    assert!(site.build().files.contains_key("bread/texts.json"));
    site.write("vejviser.yaml", "title: Kitchen\npublish_texts: false\n");
    assert!(!site.build().files.contains_key("bread/texts.json"));
}

#[test]
fn versions_are_read_and_published() {
    let list = "versions:\n  - {version: \"1.2\", date: 2026-12-01, note: \"See B1.\"}\n  - {version: 1.10, date: \
                2026-06-01, withdrawn: true}\n";
    let site = site(TASK);
    let guide = |list: &str| GUIDE.replace("guide:\n", &format!("guide:\n  {}", list.trim_end().replace('\n', "\n  ")));
    site.write("content/bread/_index.md", guide(list).replace("  parties", "\n  parties"));
    let json = site.build().json("bread/guide.json");
    let expected = serde_json::json!([
        {"version": "1.2", "date": "2026-12-01", "withdrawn": false},
        {"version": "1.10", "date": "2026-06-01", "withdrawn": true},
    ]);
    assert_eq!(json["guide"]["versions"], expected);
    for (version, says) in [
        ("version: a/b, date: 2026-01-01", "`a/b` can't be the name of a version"),
        ("version: con, date: 2026-01-01", "`con` can't be the name of a version"),
        ("version: 1.0", "a version needs `date`"),
        ("date: 2026-01-01", "a version needs `version`"),
        ("version: 1.0, date: 2026-02-30", "`date` must be a day such as 2026-11-23"),
        ("version: 1.0, date: 2026-01-01, notes: x", "unknown-key"),
    ] {
        site.write(
            "content/bread/_index.md",
            GUIDE.replace("guide:\n", &format!("guide:\n  versions: [{{{version}}}]\n")),
        );
        site.run(&["check"]).expect(1).says(says);
    }
    let twice = "versions: [{version: 1.0, date: 2026-01-01}, {version: 1.0, date: 2026-01-01}]\n";
    site.write("content/bread/_index.md", GUIDE.replace("guide:\n", &format!("guide:\n  {twice}")));
    site.run(&["check"]).expect(1).says("the version `1.0` stands twice in the list");
    let many: Vec<String> = (0..201).map(|n| format!("{{version: {n}, date: 2026-01-01}}")).collect();
    site.write(
        "content/bread/_index.md",
        GUIDE.replace("guide:\n", &format!("guide:\n  versions: [{}]\n", many.join(", "))),
    );
    site.run(&["check"]).expect(1).says("limit-exceeded");
}
