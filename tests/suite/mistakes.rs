//! Slips of the pen that authors make in front matter, each a file of its own, and what they are told.

use std::fs;

use crate::support::{TestSite, compare, repository};

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
