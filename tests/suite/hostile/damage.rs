//! Files with something cut out, put in or doubled, at places that are the same on every run.

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

/// Numbers that are the same on every run (Knuth's multiplier).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    /// A place in `text` between two characters.
    fn place(&mut self, text: &str) -> usize {
        let mut at = self.roll(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

#[test]
fn damaged_files_get_diagnostics_or_pages_in_order() {
    use vejviser::report::Format::{Github, Human, Json, Sarif, Short};
    use vejviser::{output::Memory, pipeline, source::Project};
    let whole = files(&crate::support::repository().join("tests/sites/kitchen"));
    let texts: Vec<(String, String)> = whole
        .into_iter()
        .filter(|(path, _)| !path.starts_with("expected"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("the kitchen is UTF-8")))
        .collect();
    let (mut dice, mut built) = (Dice(1590), 0);
    for round in 0..ROUNDS {
        let mut damaged = texts.clone();
        let at = dice.roll(damaged.len());
        let (path, text) = &mut damaged[at];
        for _ in 0..=dice.roll(3) {
            let (a, b) = (dice.place(text), dice.place(text));
            let range = a.min(b)..a.max(b).min(text.ceil_char_boundary(a.min(b) + 40));
            match dice.roll(3) {
                0 => text.replace_range(range, ""),
                1 => text.insert_str(a, SPLINTERS[dice.roll(SPLINTERS.len())]),
                _ => {
                    let again = text[range].to_owned();
                    text.insert_str(a, &again);
                }
            }
        }
        let said = format!("round {round}: {path}:\n{text}");
        let project = Project::from_texts(damaged.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let run = std::panic::catch_unwind(|| {
            let analysis = pipeline::analyse(&project, &pipeline::Options::default(), &());
            for format in [Human, Short, Json, Sarif, Github] {
                let _ = vejviser::report::report(&analysis.diagnostics, &project.sources, format, true, "");
            }
            if analysis.diagnostics.fails(false) {
                return None;
            }
            let site = Memory::default();
            pipeline::publish(&project, &analysis, &site, &()).expect("memory takes every file");
            let files = site.files();
            harmless(&Built { files });
            Some(())
        });
        built += usize::from(run.unwrap_or_else(|_| panic!("{said}")).is_some());
    }
    assert!(built > ROUNDS / 10, "only {built} of {ROUNDS} damaged sites were built");
}

/// How often the kitchen is damaged.
const ROUNDS: usize = 100;
