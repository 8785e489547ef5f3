//! The examples of the manual's pages about checks get the diagnostic that they are for.
//!
//! Each block of a page's section `## Example` is put into a small project: into the files that the paragraph above it
//! names in backticks, else into one of its tasks. YAML takes the place of the keys of the same name, Markdown that of the
//! body; whatever is said to be "the whole" of a file, and files of other kinds, are written as they stand. A block of
//! `text` is a list of files that are there.

use crate::support::{TestSite, repository};

/// Pages whose example is more than a page can show.
const UNSHOWN: [(&str, &str); 2] =
    [("limit-exceeded", "what is too long for a file is too long for a page"), ("unreadable-file", "a page is UTF-8")];
/// Where a block goes that names no file.
const TASK: &str = "content/bread/B3.md";
const GUIDE: &str = "title: Bread\nguide:\n  parties: [{key: cook, name: Cook}, {key: guest, name: Guest}]\n  stages: [{key: bake, \
                     name: Bake}, {key: cool, name: Cool}, {key: eat, name: Eat, gate: true}]\n  scopes: [{key: once, name: \
                     Once}]\n  tracks: [{key: checks, name: Checks}]\n  id_prefixes: [B, FF]\n  terms: [{term: Dough, \
                     meaning: flour and water}]\n";

/// A block of code with the paragraph above it.
struct Block {
    kind: String,
    above: String,
    text: String,
}

/// The blocks of a page's example.
fn blocks(page: &str) -> Vec<Block> {
    let (_, example) = page.split_once("## Example\n").expect("an example");
    let (example, _) = example.split_once("## Cure\n").expect("a cure");
    let mut found = Vec::new();
    let mut parts = example.split("```");
    let mut above = parts.next().expect("a text begins").to_owned();
    while let (Some(block), Some(behind)) = (parts.next(), parts.next()) {
        let (kind, text) = block.split_once('\n').expect("a kind");
        let above = std::mem::replace(&mut above, behind.to_owned());
        found.push(Block { kind: kind.to_owned(), above, text: text.to_owned() });
    }
    found
}

/// The project that all examples are put into.
fn project(settings: &str) -> TestSite {
    let site = TestSite::new([("vejviser.yaml", settings), ("content/bread/dough.svg", "<svg/>")]);
    site.write("content/bread/_index.md", format!("---\n{GUIDE}---\n"));
    for id in ["B1", "B2", "B3", "E1"] {
        site.write(&format!("content/bread/{id}.md"), page(&format!("content/bread/{id}.md")));
    }
    site
}

/// What stands in a file that is only named.
fn page(path: &str) -> String {
    let name = path.rsplit('/').next().expect("a name").trim_end_matches(".md");
    let groups = if path.starts_with("content/bread/") { "party: cook\nstage: bake\n" } else { "" };
    format!("---\ntitle: Page {name}\n{groups}---\nText.\n")
}

/// The entries of a map, a key with its lines each.
fn entries(yaml: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    for line in yaml.lines() {
        let key = line.split(':').next().expect("a key");
        match found.last_mut() {
            Some((_, entry)) if line.starts_with([' ', '-']) => entry.push_str(&format!("{line}\n")),
            _ => found.push((key, format!("{line}\n"))),
        }
    }
    found
}

/// A map with the entries of another one in the place of its own; of a guide, key by key.
fn merged(base: &str, over: &str) -> String {
    let new = entries(over);
    let old = entries(base);
    let kept = old.iter().filter(|(key, _)| new.iter().all(|(other, _)| other != key));
    let mut out: String = kept.map(|(_, entry)| entry.as_str()).collect();
    for (key, entry) in &new {
        let inner =
            |entry: &str| entry.split_once('\n').expect("a line").1.replace("\n  ", "\n")[..].trim_start().to_owned();
        match old.iter().find(|(other, _)| *key == "guide" && other == key) {
            Some((_, before)) => {
                let both = merged(&inner(before), &inner(entry));
                out.push_str(&format!("guide:\n  {}\n", both.trim_end().replace('\n', "\n  ")));
            }
            None => out.push_str(entry),
        }
    }
    out
}

/// Puts a block into one file.
fn put(site: &TestSite, path: &str, block: &Block) {
    let whole = block.above.contains("whole") || block.text.starts_with("---\n");
    if whole || !matches!(block.kind.as_str(), "yaml" | "markdown") {
        return site.write(path, &block.text);
    }
    if !path.ends_with(".md") {
        return site.write(path, merged(&site.read(path), &block.text));
    }
    let before = if site.path(path).is_file() { site.read(path) } else { page(path) };
    let (front, body) = before[4..].split_once("---\n").expect("front matter");
    site.write(
        path,
        match block.kind.as_str() {
            "yaml" => format!("---\n{}---\n{body}", merged(front, &block.text)),
            _ => format!("---\n{front}---\n{}", block.text),
        },
    );
}

/// The project of an example.
fn example(code: &str) -> TestSite {
    let path = repository().join("docs/content/checks").join(format!("{code}.md"));
    let blocks = blocks(&std::fs::read_to_string(path).expect("a page"));
    assert!(!blocks.is_empty(), "{code}: no example");
    let alone = blocks.iter().any(|block| block.above.contains("The whole project"));
    // The texts and tasks of the project use little of it.
    let off: Vec<String> = ["unused-group", "unused-term", "unlinked-file"]
        .iter()
        .filter(|unused| **unused != code)
        .map(|unused| format!("{unused}: off"))
        .collect();
    let settings = format!("title: Kitchen\nchecks: {{{}}}\n", off.join(", "));
    let site = if alone { TestSite::new([("vejviser.yaml", &settings)]) } else { project(&settings) };
    for block in blocks {
        if block.kind == "text" {
            for path in block.text.lines().filter(|path| path.ends_with(".md")) {
                site.write(path, page(path));
            }
            continue;
        }
        let named: Vec<&str> = block.above.split('`').skip(1).step_by(2).filter(|name| name.contains('.')).collect();
        for path in if named.is_empty() { vec![TASK] } else { named } {
            put(&site, path, &block);
        }
    }
    site
}

#[test]
fn every_example_has_its_diagnostic_and_no_other() {
    let mut wrong = String::new();
    for code in vejviser::diagnostic::ALL.iter().map(|code| code.name) {
        if UNSHOWN.iter().any(|(unshown, _)| *unshown == code) {
            continue;
        }
        let run = example(code).run(&["check", "--format", "short"]);
        let told: Vec<&str> = run.stderr.lines().filter(|line| line.contains('[') && line.contains("]: ")).collect();
        if told.is_empty() || told.iter().any(|line| !line.contains(&format!("[{code}]: "))) {
            wrong.push_str(&format!("## {code}\n{}\n", run.stderr));
        }
    }
    assert!(wrong.is_empty(), "examples that say something else:\n{wrong}");
}
