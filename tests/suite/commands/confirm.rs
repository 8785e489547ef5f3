//! `vejviser confirm`, and the relations that it notes.

use crate::support::{TestSite, task};

/// B2 as editors of every kind write relations.
const FORMS: [&str; 9] = [
    "requires: [B1]\n",
    "requires: B1\n",
    "requires:\n  - B1  # why\n",
    "requires: [{task: B1, certainty: likely, note: \"so, it seems\"}]\n",
    "requires:\n- task: \"B1\" # why\n  note: >\n    folded\n    words\n",
    "requires:\n    - note: first\n      task: B1\n",
    "with: [{task: B1}]\n",
    "with:\n  - B1\nalternatives: []\n",
    "requires: [{seen: \"1-00000000\", task: B1}]\n",
];

fn site(relations: &str) -> TestSite {
    TestSite::bread([task("B1", ""), task("B2", relations)])
}

fn edit(site: &TestSite, path: &str, from: &str, to: &str) {
    let text = site.read(path);
    assert!(text.contains(from), "{path} has no {from:?}");
    site.write(path, text.replacen(from, to, 1));
}

#[test]
fn a_change_makes_a_relation_suspect_until_it_is_confirmed() {
    let site = site("requires: [B1, B3]\n");
    let (path, text) = task("B3", "");
    site.write(&path, text);
    let quiet = |site: &TestSite| assert!(!site.run(&["check"]).expect(0).stderr.contains("suspect-relation"));
    edit(&site, "content/bread/B1.md", "Task B1", "Knead");
    quiet(&site);
    let run = site.run(&["confirm", "B2", "B1"]).expect(0).says("noted 1 relation in 1 file");
    assert!(run.stdout.contains("- requires: [B1, B3]") && run.stdout.contains("+ requires: [{task: B1, seen: 1-"));
    quiet(&site);
    assert_eq!(site.build().json("bread/guide.json")["tasks"][2]["requires"][1]["seen"], serde_json::Value::Null);
    // The title counts, the source does not, nor another id.
    edit(&site, "content/bread/B1.md", "stage: bake\n", "stage: bake\nsource: A book.\n");
    quiet(&site);
    site.run(&["rename", "B1", "C1"]).expect(0);
    quiet(&site);
    edit(&site, "content/bread/C1.md", "title: Knead", "title: Knead well");
    let run = site.run(&["check", "--format", "short"]).expect(0);
    assert!(
        run.stderr.contains(
            "content/bread/B2.md:5:19: warning[suspect-relation]: `C1` changed after the relation of `B2` to it"
        ),
        "{}",
        run.stderr
    );
    site.run(&["confirm", "--all", "--dry-run"]).expect(0).says("would note 1 relation in 1 file; nothing was changed");
    site.run(&["check"]).expect(0).says("run `vejviser confirm B2 C1`");
    site.run(&["confirm", "--all"]).expect(0);
    quiet(&site);
    assert!(site.read("content/bread/B2.md").contains(", B3]"), "a relation without a note gets none");
    site.run(&["confirm", "B2"]).expect(0);
    assert!(!site.read("content/bread/B2.md").contains(", B3]"));
}

#[test]
fn what_changed_is_told_where_a_snapshot_has_what_was_looked_at() {
    let site = site("requires: [B1]\n");
    site.run(&["confirm", "--all"]).expect(0);
    site.run(&["confirm", "B2"]).expect(0);
    site.run(&["snapshot", "--version", "1.0", "--date", "2026-01-01"]).expect(0);
    edit(&site, "content/bread/B1.md", "Task B1", "Knead");
    edit(&site, "content/bread/B1.md", "Body of b1.", "Body of b1, and more.");
    let whole = "`B1` changed after the relation of `B2` to it was looked at: title, text\n";
    site.run(&["check"]).expect(0).says(whole);
    // A relation that was looked at later rests on no snapshot.
    site.run(&["confirm", "B2"]).expect(0);
    edit(&site, "content/bread/B1.md", "Knead", "Knead well");
    site.run(&["check"]).expect(0).says("`B1` changed after the relation of `B2` to it was looked at\n");
}

#[test]
fn every_form_of_a_relation_is_edited_and_no_other_byte() {
    for form in FORMS {
        for line_end in ["\n", "\r\n"] {
            let site = site(form);
            let text = site.read("content/bread/B2.md").replace('\n', line_end);
            site.write("content/bread/B2.md", &text);
            site.run(&["confirm", "B2", "--dry-run"]).expect(0);
            assert_eq!(site.read("content/bread/B2.md"), text);
            site.run(&["confirm", "B2"]).expect(0).says("noted 1 relation");
            let after = site.read("content/bread/B2.md");
            // Byte by byte, what was there is still there, in order.
            let mut rest = after.chars();
            let kept = text.replace("\"1-00000000\"", "").chars().all(|c| rest.any(|found| found == c));
            assert!(kept, "{form:?}: {after}");
            let seen = site.run(&["check"]).expect(0);
            assert!(!seen.stderr.contains("seen") && !seen.stderr.contains("suspect"), "{form:?}: {}", seen.stderr);
            edit(&site, "content/bread/B1.md", "title: Task B1", "title: Another");
            site.run(&["check"]).expect(0).says("suspect-relation");
            site.run(&["confirm", "--all"]).expect(0).says("noted 1 relation in 1 file");
            assert!(!site.run(&["check"]).expect(0).stderr.contains("suspect"), "{form:?}");
            site.run(&["confirm", "--all"]).expect(0).says("noted 0 relations in 0 files");
        }
    }
}

#[test]
fn what_cannot_be_noted_is_told() {
    let site = site("requires: [{any: [B1, B3]}]\n");
    let (path, text) = task("B3", "");
    site.write(&path, text);
    site.run(&["confirm", "B2"]).expect(2).says("states no requirement of a single task");
    site.run(&["confirm", "B2", "B1"]).expect(2).says("states no requirement of `B1` alone");
    site.run(&["confirm", "B22"]).expect(2).says("did you mean `B2`?");
    site.run(&["confirm"]).expect(2);
    site.run(&["confirm", "B2", "--all"]).expect(2);
    edit(&site, "content/bread/B2.md", "any: [B1, B3]", "any: [B1, B3], seen: 1-00000000");
    site.run(&["confirm", "B2"]).expect(1).says("`seen` goes with `task`").says("nothing was changed");
}
