//! Files with something cut out, put in or doubled, at places that are the same on every run.

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestRunner;
use vejviser::report::Format::{Github, Human, Json, Sarif, Short};
use vejviser::{output::Memory, pipeline, source::Project};

use super::harmless;
use crate::support::{Built, files};

/// What damage puts into a file.
const SPLINTERS: [&str; 32] = [
    "\0",
    "\n",
    "\r",
    "\t",
    " ",
    "---\n",
    "\n---\n",
    ":",
    "\"",
    "'",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "|",
    "#",
    "*",
    "`",
    "```\n",
    "<",
    "<!--",
    "-->",
    "&",
    "\\",
    "\u{FEFF}",
    "\u{202e}",
    "[^time]",
    "[^x]: ",
    "> [!NOTE]\n",
    "\n: ",
];

#[derive(Clone, Debug)]
enum Damage {
    Cut,
    Double,
    Put(&'static str),
}

/// What happens to a file, and between which of its characters.
fn damages() -> impl Strategy<Value = Vec<(Damage, Index, usize)>> {
    let splinter = select(&SPLINTERS[..]).prop_map(Damage::Put);
    vec((prop_oneof![Just(Damage::Cut), Just(Damage::Double), splinter], any::<Index>(), 0..=40_usize), 1..=3)
}

fn damage(text: &mut String, how: &Damage, at: Index, length: usize) {
    let start = text.floor_char_boundary(at.index(text.len() + 1));
    let range = start..text.floor_char_boundary(start + length);
    match how {
        Damage::Cut => text.replace_range(range, ""),
        Damage::Put(splinter) => text.insert_str(start, splinter),
        Damage::Double => {
            let again = text[range].to_owned();
            text.insert_str(start, &again);
        }
    }
}

/// How often the kitchen is damaged.
const ROUNDS: u32 = 100;

#[test]
fn damaged_files_get_diagnostics_or_pages_in_order() {
    let whole = files(&crate::support::repository().join("tests/sites/kitchen"));
    let texts: Vec<(String, String)> = whole
        .into_iter()
        .filter(|(path, _)| !path.starts_with("expected"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("the kitchen is UTF-8")))
        .collect();
    let built = Cell::new(0);
    let damaged = (0..texts.len(), damages()).prop_map(|(at, damages)| {
        let mut damaged = texts.clone();
        for (how, place, length) in damages {
            damage(&mut damaged[at].1, &how, place, length);
        }
        damaged
    });
    let passed = TestRunner::new(ProptestConfig::with_cases(ROUNDS)).run(&damaged, |texts| {
        let project = Project::from_texts(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let analysis = pipeline::analyse(&project, &pipeline::Options::default(), &());
        for format in [Human, Short, Json, Sarif, Github] {
            let _ = vejviser::report::report(&analysis.diagnostics, &project.sources, format, true, "");
        }
        if !analysis.diagnostics.fails(false) {
            let site = Memory::default();
            pipeline::publish(&project, &analysis, &site, &()).expect("memory takes every file");
            harmless(&Built { files: site.files() });
            built.set(built.get() + 1);
        }
        Ok(())
    });
    passed.unwrap_or_else(|fault| panic!("{fault}"));
    assert!(built.get() > ROUNDS / 10, "only {} of {ROUNDS} damaged sites were built", built.get());
}
