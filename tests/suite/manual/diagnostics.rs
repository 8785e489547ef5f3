//! The manual says what the program does.

use std::collections::BTreeSet;

use vejviser::diagnostic::{ALL, manual};

use crate::support::{TestSite, repository};

fn read(path: &str) -> String {
    std::fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_code_is_in_the_index_with_its_weight() {
    let index = read("docs/content/checks/_index.md");
    let found: BTreeSet<&str> = index.lines().filter(|line| line.starts_with("| [")).collect();
    let row = |code: &vejviser::diagnostic::Code| {
        let lowered = if code.fixed { "no" } else { "yes" };
        let (name, weight) = (code.name, code.severity.name());
        format!("| [`{name}`]({name}.md) | {weight} | {} | {lowered} |", code.summary)
    };
    let rows: Vec<String> = ALL.iter().map(row).collect();
    assert_eq!(found, rows.iter().map(String::as_str).collect());
}

#[test]
fn every_code_has_its_page() {
    for code in ALL {
        let page = read(&format!("docs/content/checks/{}.md", code.name));
        let (head, page) = page.split_once("---\n\n").expect("front matter");
        assert_eq!(head, format!("---\ntitle: {}\n", code.name));
        assert_eq!(manual(code.name), Some(page));
        let always = if code.fixed { ", always" } else { "" };
        let weight = code.severity.name();
        let (first, rest) = weight.split_at(1);
        let head = format!("{}{rest}{always}: {}.\n", first.to_uppercase(), code.summary);
        assert!(page.starts_with(&head), "{}: begin with\n{head}", code.name);
        // Those of examples are none.
        let headings = page.split("```").step_by(2).flat_map(str::lines).filter(|line| line.starts_with("## "));
        let headings: Vec<&str> = headings.collect();
        assert_eq!(headings, ["## What", "## Why", "## Example", "## Cure"], "{}", code.name);
    }
    let pages = std::fs::read_dir(repository().join("docs/content/checks")).expect("the pages").count();
    assert_eq!(pages, ALL.len() + 1, "a page without a code, or none for one");
}

#[test]
fn the_program_explains_its_codes() {
    let site = TestSite::new::<&str, &str>([]);
    let run = site.run(&["explain", "unknown-task"]).expect(0);
    let page = read("docs/content/checks/unknown-task.md");
    let page = page.split_once("---\n\n").expect("front matter").1;
    assert_eq!((run.stdout, run.stderr), (format!("# unknown-task\n\n{page}"), String::new()));
    let all = site.run(&["explain"]).expect(0).stdout;
    assert_eq!(all.lines().count(), ALL.len());
    assert!(all.lines().any(|line| line.split_whitespace().take(2).eq(["raw-html", "warning"])), "{all}");
    site.run(&["explain", "unknown-taks"])
        .expect(2)
        .says("there is no check `unknown-taks`; did you mean `unknown-task`?");
    site.run(&["explain", "x"]).expect(2).says("`vejviser explain` lists them all");
}
