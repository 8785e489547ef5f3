//! `vejviser snapshot` and `vejviser diff`.

use serde_json::{Value, json};

use crate::support::{Run, TestSite};

const INDEX: &str = "---\ntitle: Bread\nupdated: 2026-06-01\nguide:\n  code: BR\n  version: \"1.0\"\n  parties: [{key: cook, name: \
                     Cook}, {key: guest, name: Guest}]\n  stages: [{key: bake, name: Bake}, {key: eat, name: Eat}]\n  scopes: \
                     [{key: once, name: Once}]\n  tracks: [{key: rye, name: Rye}]\n  fields: [{key: oven}]\n---\n";

/// The task that the tests edit.
const B2: &str = "---\ntitle: Bake\nparty: cook\nstage: bake\nscope: once\ntrack: rye\nrequires:\n  - B1\n  - {any: [B4, B5], \
                  certainty: likely, note: Nobody knows.}\nwith: [B6]\nalternatives: [B7]\ndelivers: A loaf.\ndescription: One \
                  sentence.\nsource: A book.\nupdated: 2026-01-01\nopen_questions: [{id: salt, text: How much salt?}]\nfields: \
                  {oven: hot}\n---\n\nTake the flour and the water.\n\nBake it.\n";

fn other(id: &str, more: &str) -> (String, String) {
    let text = format!("---\ntitle: Work of {}\nparty: guest\nstage: bake\n{more}---\nBody.\n", id.to_lowercase());
    (format!("content/bread/{id}.md"), text)
}

fn site() -> TestSite {
    let mut files = vec![
        ("vejviser.yaml".to_owned(), "title: Kitchen\nchecks: {unused-group: off, orphan-task: off}\n".to_owned()),
        ("content/bread/_index.md".to_owned(), INDEX.to_owned()),
        ("content/bread/B2.md".to_owned(), B2.to_owned()),
        other("B8", "requires: [B2]\n"),
    ];
    files.extend(["B1", "B3", "B4", "B5", "B6", "B7"].map(|id| other(id, "")));
    TestSite::new(files)
}

fn edit(site: &TestSite, path: &str, from: &str, to: &str) {
    let text = site.read(path);
    assert!(text.contains(from), "{path} has no {from:?}");
    site.write(path, text.replacen(from, to, 1));
}

const TASK: &str = "content/bread/B2.md";

fn json_of(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stdout))
}

/// The differences since the snapshot 1.0.
fn diff(site: &TestSite) -> Value {
    json_of(&site.run(&["diff", "1.0", "--format", "json"]).expect(0))
}

fn entry<'j>(diff: &'j Value, id: &str) -> &'j Value {
    let tasks = diff["tasks"].as_array().expect("tasks");
    tasks.iter().find(|task| task["id"] == id).unwrap_or_else(|| panic!("no entry {id} in {diff:#}"))
}

#[test]
fn a_snapshot_is_written_once() {
    let site = site();
    let run = site.run(&["snapshot"]).expect(0).says("wrote history/bread/1.0.json").says("content/bread/_index.md");
    assert_eq!(run.stdout, "- {version: \"1.0\", date: 2026-06-01, note: \"…\"}\n");
    let text = site.read("history/bread/1.0.json");
    let snapshot: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&snapshot["level"], &snapshot["guide"]["url"]), (&json!(2), &json!("/bread/")));
    assert_eq!(snapshot["texts"]["B2"], json!(["Take the flour and the water.", "Bake it."]));
    // Once more changes nothing; another content is refused, and a listed version prints no line.
    edit(&site, "content/bread/_index.md", "guide:\n", "guide:\n  versions: [{version: \"1.0\", date: 2026-06-01}]\n");
    let run = site.run(&["snapshot"]).expect(0).says("says the same");
    assert_eq!(run.stdout, "");
    edit(&site, TASK, "Take the", "Take some");
    site.run(&["snapshot"]).expect(2).says("`history/bread/1.0.json` is there already and says something else");
    assert_eq!(site.read("history/bread/1.0.json"), text);
    let run = site.run(&["snapshot", "bread", "--version", "1.1", "--date", "2026-07-01"]).expect(0);
    assert_eq!(run.stdout, "- {version: \"1.1\", date: 2026-07-01, note: \"…\"}\n");
    let second: Value = serde_json::from_str(&site.read("history/bread/1.1.json")).expect("JSON");
    assert_eq!(second["guide"]["version"], "1.1");
}

#[test]
fn a_snapshot_that_cannot_be_made_says_why() {
    let site = site();
    site.run(&["snapshot", "--version", "a/b"]).expect(2).says("`a/b` can't be the name of a version");
    site.run(&["snapshot", "--version", ".."]).expect(2).says("can't be the name of a version");
    site.run(&["snapshot", "--date", "2026-02-30"]).expect(2).says("`2026-02-30` is no day");
    site.run(&["snapshot", "brea"]).expect(2).says("did you mean `bread`?");
    edit(&site, "content/bread/_index.md", "updated: 2026-06-01\n", "");
    site.run(&["snapshot"]).expect(2).says("name one with --date");
    edit(&site, "content/bread/_index.md", "  version: \"1.0\"\n", "");
    site.run(&["snapshot"]).expect(2).says("name one with --version");
    edit(&site, TASK, "party: cook", "party: cok");
    site.run(&["snapshot", "--version", "1.0", "--date", "2026-06-01"]).expect(1).says("nothing was written");
    assert!(!site.path("history").exists());
}

#[test]
fn nothing_differs_from_itself() {
    let site = site();
    site.run(&["snapshot"]).expect(0);
    site.build();
    site.commit("v1");
    for old in ["1.0", "history/bread/1.0.json", "public", "public/bread/guide.json", "public/bread", ".", "v1", "HEAD"]
    {
        let run = site.run(&["diff", old, "--format", "json", "--fail-on", "any"]).expect(0);
        let found = json_of(&run);
        assert_eq!(
            (&found["tasks"], &found["guide_changes"], &found["unknown"]),
            (&json!([]), &json!([]), &json!([])),
            "{old}"
        );
        let run = site.run(&["diff", old]).expect(0);
        assert!(run.stdout.contains("nothing changed"), "{}", run.stdout);
    }
}

/// Each kind of edit, its kind and weight.
#[test]
fn each_kind_is_told() {
    for (from, to, kinds, weight) in [
        ("party: cook", "party: guest", json!(["place"]), "work"),
        ("stage: bake", "stage: eat", json!(["place"]), "work"),
        ("scope: once\n", "", json!(["place"]), "work"),
        ("  - B1\n", "  - B3\n", json!(["requires"]), "work"),
        ("certainty: likely", "certainty: certain", json!(["requires"]), "work"),
        ("[B4, B5]", "[B4, B5, B3]", json!(["requires"]), "work"),
        ("with: [B6]", "with: [B3]", json!(["with"]), "work"),
        ("alternatives: [B7]", "alternatives: [B3]", json!(["alternatives"]), "work"),
        ("delivers: A loaf.", "delivers: Two loaves.", json!(["delivers"]), "work"),
        ("title: Bake", "title: Bake well", json!(["title"]), "words"),
        ("the water", "some water", json!(["text"]), "words"),
        ("How much salt?", "How much sugar?", json!(["questions"]), "words"),
        ("text: How much salt?", "text: How much salt?, answer: A spoon.", json!(["questions"]), "words"),
        ("description: One", "description: Another", json!(["facts"]), "words"),
        ("oven: hot", "oven: cold", json!(["facts"]), "words"),
        ("source: A book.", "source: Two books.", json!(["source"]), "quiet"),
        ("track: rye\n", "", json!(["track"]), "quiet"),
        ("note: Nobody", "note: Somebody", json!(["note"]), "quiet"),
        ("2026-01-01", "2026-01-02", json!(["updated"]), "quiet"),
        ("updated: 2026-01-01\n", "updated: 2026-01-01\nstatus: retired\n", json!(["retired"]), "work"),
    ] {
        let site = site();
        site.run(&["snapshot"]).expect(0);
        edit(&site, TASK, from, to);
        if to.contains("retired") {
            edit(&site, "content/bread/B8.md", "requires: [B2]\n", "");
        }
        let found = diff(&site);
        let entry = entry(&found, "B2");
        assert_eq!((&entry["kinds"], &entry["weight"]), (&kinds, &json!(weight)), "{from} -> {to}: {found:#}");
        let (work, any) = (i32::from(weight == "work"), 1);
        site.run(&["diff", "1.0", "--fail-on", "work"]).expect(work);
        site.run(&["diff", "1.0", "--fail-on", "any"]).expect(any);
    }
}

/// Another folder changes no address; an older description does not say where the file lay.
#[test]
fn a_file_that_moved_is_told_to_programs_alone() {
    let site = site();
    site.run(&["snapshot"]).expect(0);
    std::fs::create_dir_all(site.path("content/bread/oven")).expect("a folder");
    std::fs::rename(site.path(TASK), site.path("content/bread/oven/B2.md")).expect("it moves");
    let found = diff(&site);
    let entry = entry(&found, "B2");
    assert_eq!((&entry["kinds"], &entry["weight"]), (&json!(["file"]), &json!("quiet")), "{found:#}");
    assert_eq!(entry["parts"]["quiet"]["file"], json!({"old": "bread/B2.md", "new": "bread/oven/B2.md"}));
    let run = site.run(&["diff", "1.0"]).expect(0);
    assert!(!run.stdout.contains("B2"), "{}", run.stdout);
    let snapshot = "history/bread/1.0.json";
    edit(&site, snapshot, "\"file\": \"bread/B2.md\",", "");
    assert_eq!(diff(&site)["tasks"], json!([]));
    // A name that follows the id is told with the id.
    site.run(&["rename", "B2", "B20"]).expect(0);
    let found = diff(&site);
    assert_eq!(found["tasks"][0]["kinds"], json!(["renamed"]), "{found:#}");
}

#[test]
fn tasks_that_came_and_went_are_told() {
    let site = site();
    edit(&site, "content/bread/B7.md", "stage: bake\n", "stage: bake\nstatus: retired\n");
    edit(&site, TASK, "alternatives: [B7]\n", "");
    site.run(&["snapshot"]).expect(0);
    let (path, text) = other("B9", "requires: [B3]\n");
    site.write(&path, text);
    site.remove("content/bread/B4.md");
    site.remove("content/bread/B5.md");
    edit(&site, TASK, "  - {any: [B4, B5], certainty: likely, note: Nobody knows.}\n", "");
    edit(&site, "content/bread/_index.md", "guide:\n", "guide:\n  retired: [{id: B5}]\n");
    edit(&site, "content/bread/B7.md", "status: retired\n", "");
    site.run(&["rename", "B6", "C6"]).expect(0);
    let found = diff(&site);
    let kinds = |id: &str| entry(&found, id)["kinds"].clone();
    assert_eq!(kinds("B9"), json!(["added"]));
    assert_eq!(kinds("B4"), json!(["removed"]));
    assert_eq!(kinds("B5"), json!(["retired"]));
    assert_eq!(kinds("B7"), json!(["restored"]));
    // The renaming of B6 alone makes no difference in B2, which names it.
    assert_eq!((kinds("C6"), &entry(&found, "C6")["was"]), (json!(["renamed"]), &json!("B6")));
    assert_eq!(kinds("B2"), json!(["requires"]));
    assert_eq!(entry(&found, "B9")["parts"]["requires"]["added"][0]["tasks"], json!(["B3"]));
    let counts = json!({"new": 2, "changed": 1, "moved": 0, "texts": 0, "retired": 2, "renamed": 1, "affected": 2});
    assert_eq!(found["counts"], counts);
    assert_eq!(entry(&found, "B2")["affects"], json!(["C6", "B8"]));
}

/// All at once, in each format, as it is written.
fn changed() -> TestSite {
    let site = site();
    site.run(&["snapshot"]).expect(0);
    site.commit("v1");
    edit(&site, "content/bread/_index.md", "version: \"1.0\"", "version: \"1.1\"");
    edit(&site, "content/bread/_index.md", "name: Guest}", "name: The guests}, {key: miller, name: Miller}");
    edit(&site, "content/bread/_index.md", "{key: eat, name: Eat}", "{key: eat, name: Eat, gate: true}");
    for (from, to) in [
        ("party: cook", "party: miller"),
        ("  - B1\n", "  - {task: B3, certainty: likely, note: So it seems.}\n"),
        ("the flour and the water", "the *flour* and some water"),
        ("text: How much salt?", "text: How much salt?, answer: A spoon."),
    ] {
        edit(&site, TASK, from, to);
    }
    edit(&site, "content/bread/B3.md", "title: Work of b3", "title: \"The *work* of <b3> @here\"");
    edit(&site, "content/bread/B5.md", "stage: bake", "stage: eat");
    site.remove("content/bread/B6.md");
    edit(&site, TASK, "with: [B6]\n", "");
    let (path, text) = other("B9", "");
    site.write(&path, text);
    site.run(&["rename", "B1", "C1"]).expect(0);
    site
}

#[test]
fn all_together_for_people() {
    let site = changed();
    let expected = "\
BR Bread  1.0 → 1.1     1 new, 1 changed, 1 moved, 1 text, 1 retired, 1 renamed, 1 affected
The guide
  party guest: Guest → The guests
  party miller: new
  stage eat: has a gate now
New
  B9   Work of b9   guest
Changed
  B2   Bake   miller   party: cook → miller; requires: +B3? −C1; with: −B6; text: 1 line; questions: 1 answered
      - Take the flour and the water.
      + Take the flour and some water.
Moved
  B5   Work of b5   guest   stage: bake → eat
Texts
  B3   The *work* of <b3> @here   guest   title: Work of b3 → The *work* of <b3> @here
Retired
  B6   Work of b6   guest   gone without a trace
Renamed
  C1   Work of b1   guest   was B1
Unchanged, but perhaps affected
  B8   Work of b8   guest   rests on B2
";
    for old in ["1.0", "v1", "history/bread/1.0.json"] {
        assert_eq!(site.run(&["diff", old]).expect(0).stdout, expected, "{old}");
    }
    let run = site.run(&["diff", "1.0", "--text", "words"]).expect(0);
    assert!(
        run.stdout.contains("      - Take the flour and [-the-] water.\n      + Take the flour and {+some+} water.\n"),
        "{}",
        run.stdout
    );
    let run = site.run(&["diff", "1.0", "--text", "none"]).expect(0);
    assert!(run.stdout.contains("text: 1 line") && !run.stdout.contains("      - "), "{}", run.stdout);
    // A party sees its own, and what may concern it.
    let run = site.run(&["diff", "1.0", "--party", "miller"]).expect(0);
    assert!(run.stdout.contains("  B2   ") && !run.stdout.contains("  B5   "), "{}", run.stdout);
    let run = site.run(&["diff", "1.0", "--party", "guest"]).expect(0);
    assert!(run.stdout.contains("rests on B2") && !run.stdout.contains("  B2   "), "{}", run.stdout);
}

#[test]
fn all_together_as_markdown() {
    let site = changed();
    let run = site.run(&["diff", "1.0", "--format", "markdown", "-o", "notes.md"]).expect(0);
    assert_eq!(run.stdout, "");
    let expected = "\
## BR Bread 1.0 → 1.1

1 new, 1 changed, 1 moved, 1 text, 1 retired, 1 renamed, 1 affected

### The guide

- party guest: Guest → The guests
- party miller: new
- stage eat: has a gate now

### New

- **B9** Work of b9 (guest)

### Changed

- **B2** Bake (miller): party: cook → miller; requires: +B3? −C1; with: −B6; text: 1 line; questions: 1 answered
  ```diff
  - Take the flour and the water.
  + Take the flour and some water.
  ```

### Moved

- **B5** Work of b5 (guest): stage: bake → eat

### Texts

- **B3** The \\*work\\* of &lt;b3\\> &#64;here (guest): title: Work of b3 → The \\*work\\* of &lt;b3\\> &#64;here

### Retired

- **B6** Work of b6 (guest): gone without a trace

### Renamed

- **C1** Work of b1 (guest): was B1

### Unchanged, but perhaps affected

- **B8** Work of b8 (guest): rests on B2
";
    assert_eq!(site.read("notes.md"), expected);
    let run = site.run(&["diff", "1.0", "--format", "markdown", "--text", "words"]).expect(0);
    assert!(
        run.stdout.contains("  - Take the flour and ~~the~~ water.<br>Take the flour and **some** water.\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn words_are_in_the_language_of_the_guide() {
    let site = changed();
    edit(&site, "content/bread/_index.md", "title: Bread\n", "title: Bread\nlanguage: da\n");
    let run = site.run(&["diff", "1.0"]).expect(0);
    for word in ["Nye\n", "Ændrede\n", "part: cook → miller", "kræver: +B3?", "tekst: 1 linje", "Omdøbte\n", "hed B1"]
    {
        assert!(run.stdout.contains(word), "{word}: {}", run.stdout);
    }
}

#[test]
fn content_snapshot_and_commit_say_the_same() {
    let site = changed();
    site.commit("v2");
    site.run(&["snapshot"]).expect(0);
    site.build();
    let of = |old: &str, new: &str| {
        let mut found = json_of(&site.run(&["diff", old, new, "--format", "json"]).expect(0));
        for side in ["old", "new"] {
            found[side]["label"] = Value::Null;
        }
        found
    };
    let expected = of("1.0", ".");
    for (old, new) in [("v1", "v2"), ("1.0", "1.1"), ("1.0", "public"), ("v1", "1.1"), ("history/bread/1.0.json", "v2")]
    {
        assert_eq!(of(old, new), expected, "{old} {new}");
    }
    let mut plain = json_of(&site.run(&["diff", "1.0", "--format", "json"]).expect(0));
    for side in ["old", "new"] {
        plain[side]["label"] = Value::Null;
    }
    assert_eq!(plain, expected);
}

#[test]
fn a_file_of_an_earlier_release_is_not_called_unchanged() {
    let site = site();
    site.build();
    let mut old: Value = serde_json::from_str(&site.read("public/bread/guide.json")).expect("JSON");
    old.as_object_mut().expect("an object").remove("level");
    for task in old["tasks"].as_array_mut().expect("tasks") {
        let task = task.as_object_mut().expect("an object");
        for key in ["digests", "former_ids", "duration", "lead_time", "deadline", "not_before", "plan", "source"] {
            task.remove(key);
        }
    }
    site.write("old.json", old.to_string());
    edit(&site, TASK, "the water", "some water");
    edit(&site, TASK, "title: Bake", "title: Bake well");
    let found = json_of(&site.run(&["diff", "old.json", "--format", "json"]).expect(0));
    assert_eq!(found["unknown"], json!(["text", "source", "time"]));
    assert_eq!(entry(&found, "B2")["kinds"], json!(["title"]));
    let run = site.run(&["diff", "old.json"]).expect(0);
    assert!(run.stdout.contains("One side says nothing of text, source, time"), "{}", run.stdout);
    // With digests and without texts, it is known that the text changed.
    site.build();
    std::fs::copy(site.path("public/bread/guide.json"), site.path("alone.json")).expect("a copy");
    edit(&site, TASK, "some water", "no water");
    let found = json_of(&site.run(&["diff", "alone.json", "--format", "json"]).expect(0));
    assert_eq!(entry(&found, "B2")["parts"]["text"], json!({"hunks": null}));
}

#[test]
fn what_cannot_be_compared_is_told() {
    let site = site();
    site.run(&["diff", "v1"]).expect(2).says("there is no folder, file or version `v1`").says("no git repository");
    site.commit("v1");
    site.run(&["diff", "v9"]).expect(2).says("revision `v9`; `git tag` lists");
    site.run(&["diff", "-v"]).expect(2);
    site.run(&["diff", "--", "--output=x"]).expect(2).says("there is no folder");
    site.write("broken.json", "{\"schema\": 1, \"guide\":");
    site.run(&["diff", "broken.json"]).expect(2).says("`broken.json` is no guide.json").says("take it again");
    site.write("newer.json", "{\"schema\": 2, \"everything\": []}");
    site.run(&["diff", "newer.json"]).expect(2).says("its schema is 2, and 1 is known");
    site.run(&["snapshot"]).expect(0);
    let snapshot = site.read("history/bread/1.0.json");
    site.write("history/bread/0.9.json", &snapshot[..snapshot.len() / 2]);
    site.run(&["diff", "0.9"]).expect(2).says("0.9.json` is no guide.json and no snapshot that can be read");
    site.write("history/bread/0.8.json", snapshot.replace("\"key\": \"bread\"", "\"key\": \"cake\""));
    site.run(&["diff", "0.8"]).expect(2).says("is a snapshot of the guide `cake`, not of `bread`");
    site.run(&["diff", "1.0", "--party", "cok"]).expect(2).says("did you mean `cook`?");
    site.run(&["diff", "1.0", "--guide", "brea"]).expect(2).says("did you mean `bread`?");
    site.run(&["diff", "1.0", "-o", "content/bread/B1.md"]).expect(2).says("is a file of the project");
    // Errors of the content are those of `check`, and say whose they are.
    edit(&site, TASK, "party: cook", "party: cok");
    site.run(&["diff", "1.0", "-o", "out.txt"]).expect(1).says("unknown-party").says("`.` has errors");
    assert!(!site.path("out.txt").exists());
    site.git(&["commit", "-qam", "wrong"]);
    site.git(&["tag", "wrong"]);
    edit(&site, TASK, "party: cok", "party: cook");
    site.run(&["diff", "wrong"]).expect(1).says("`wrong` has errors");
    site.run(&["diff", "v1"]).expect(0);
}

#[test]
fn names_are_taken_for_revisions_where_asked() {
    let site = site();
    site.commit("v1");
    site.write("v1", "no JSON");
    site.run(&["diff", "v1"]).expect(2).says("is no guide.json");
    site.run(&["diff", "v1", "--rev"]).expect(0);
    site.run(&["diff", "v1", "HEAD", "--rev"]).expect(0);
}

#[test]
fn git_is_only_read() {
    let site = changed();
    let files = || crate::support::files(&site.root());
    let before = files();
    site.run(&["diff", "v1"]).expect(0);
    assert_eq!(before, files());
    // Without git, and in a shallow clone that lacks the revision.
    let mut command = site.command();
    command.env("PATH", site.temp()).args(["diff", "v1"]);
    site.finish(&mut command).expect(2).says("can't run git").says("install it");
    site.git(&["add", "-A"]);
    site.git(&["commit", "-qm", "second"]);
    let clone = site.temp().join("clone");
    let url = format!("file://{}", site.root().display());
    site.git(&["clone", "-q", "--depth", "1", "--no-tags", &url, &clone.to_string_lossy()]);
    let mut command = site.command();
    command.current_dir(&clone).args(["diff", "v1"]);
    site.finish(&mut command).expect(2).says("the clone is shallow").says("git fetch --unshallow");
}

#[test]
fn the_theme_of_a_revision_is_none_of_its_content() {
    let site = site();
    site.write("templates/strings/en.yaml", "no_word_of_today: x\n");
    site.run(&["check"]).expect(1);
    site.commit("v1");
    site.remove("templates/strings/en.yaml");
    site.run(&["diff", "v1", "--fail-on", "any"]).expect(0);
}

#[test]
fn a_project_in_a_folder_of_a_repository() {
    let site = site();
    let inner = site.path("docs/guides");
    std::fs::create_dir_all(&inner).expect("a folder");
    for name in ["content", "vejviser.yaml"] {
        std::fs::rename(site.path(name), inner.join(name)).expect("moved");
    }
    site.commit("v1");
    let file = inner.join("content/bread/B2.md");
    let text = std::fs::read_to_string(&file).expect("a task").replace("the water", "some water");
    std::fs::write(&file, text).expect("written");
    let run = site.run(&["diff", "v1", "-r", "docs/guides", "--format", "json"]).expect(0);
    assert_eq!(entry(&json_of(&run), "B2")["kinds"], json!(["text"]));
}

#[test]
fn guides_are_matched_by_their_keys() {
    let site = site();
    site.write("content/cake/_index.md", INDEX.replace("title: Bread", "title: Cake"));
    site.write("content/cake/C1.md", "---\ntitle: A cake\nparty: cook\nstage: bake\n---\nBody.\n");
    site.run(&["snapshot"]).expect(2).says("name one of them");
    site.run(&["snapshot", "bread"]).expect(0);
    site.run(&["snapshot", "cake"]).expect(0);
    site.build();
    site.run(&["diff", "1.0"]).expect(2).says("several guides have a version `1.0`");
    site.run(&["diff", "1.0", "--guide", "cake"]).expect(0);
    site.run(&["diff", "history/cake/1.0.json"]).expect(0);
    site.run(&["diff", "public"]).expect(2).says("name it with --guide");
    let run = site.run(&["diff", "public", "--guide", "bread"]).expect(0);
    assert!(run.stdout.starts_with("BR Bread"), "{}", run.stdout);
}
