//! The rules of the house: which room may import which, which package is named where, and what the core never does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support::{files, repository};

/// Packages and the one place that names each. `serde` and `serde_json` are words that all rooms share.
const DOORS: [(&str, &[&str]); 30] = [
    ("annotate_snippets", &["report/human.rs"]),
    ("axum", &["serve/http.rs"]),
    ("calamine", &["import/xlsx.rs"]),
    // The thin program asks clap to parse what was typed.
    ("clap", &["cli/arguments.rs", "cli/authors.rs", "cli/compared.rs", "main.rs"]),
    ("clap_complete", &["cli/arguments.rs"]),
    ("csv", &["import/csv.rs"]),
    ("encoding_rs", &["import/encoding.rs"]),
    ("foldhash", &["text/word_state.rs"]),
    ("hypher", &["diagram/text/hyphenation.rs"]),
    ("include_dir", &["render/theme/mod.rs"]),
    ("layout", &["diagram/coordinates/rows.rs"]),
    ("memchr", &["text/bytescan.rs", "render/inspect/scan.rs", "render/inspect/tag.rs"]),
    ("mimalloc", &["main.rs"]),
    ("notify", &["serve/watch.rs"]),
    ("open", &["serve/rebuild.rs"]),
    ("percent_encoding", &["text/address.rs"]),
    ("pulldown_cmark", &["markdown/parse.rs", "markdown/prepare.rs"]),
    ("rayon", &["parallel.rs"]),
    ("rustix", &["output/directory.rs", "output/swap.rs"]),
    ("serde_saphyr", &["yaml/reader.rs"]),
    ("similar", &["changes/text.rs"]),
    ("tera", &["render/theme/mod.rs", "render/theme/faults.rs"]),
    ("terminal_size", &["cli/screen.rs"]),
    ("tokio", &["serve/http.rs", "serve/state.rs"]),
    ("tokio_stream", &["serve/http.rs"]),
    ("unicode_normalization", &["text/normalization.rs"]),
    ("unicode_width", &["table.rs"]),
    ("walkdir", &["source/load.rs"]),
    ("xxhash_rust", &["text/fingerprint.rs"]),
    ("zip", &["import/xlsx.rs"]),
];

/// What only the edges do, and which files those are.
const EDGES: [(&str, &[&str]); 7] = [
    ("std::fs", &["source/load.rs", "output/", "serve/", "cli/"]),
    // Time stamps of files tell whether somebody changed them; progress and elapsed time are shown.
    // The preview waits until an editor is done with a file, and knows copied files by their times too.
    ("std::time", &["output/manifest.rs", "serve/", "cli/"]),
    // Where the user's home is, which no output may replace.
    ("std::env", &["output/place.rs", "cli/"]),
    ("std::net", &["serve/", "cli/arguments.rs"]),
    // Git is asked for revisions.
    ("std::process", &["main.rs", "cli/git.rs"]),
    ("io::stderr", &["cli/"]),
    ("io::stdout", &["cli/"]),
];

/// A file is one idea, and one idea is not longer.
const MAX_LINES: usize = 600;

/// A source file: its path below `src/` and its text without comments and tests.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) lines: Vec<(usize, String)>,
    length: usize,
}

impl Source {
    fn room(&self) -> &str {
        let first = self.path.split('/').next().expect("a first part");
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

pub(crate) fn sources() -> Vec<Source> {
    let all = files(&repository().join("src"));
    let rust = all.into_iter().filter(|(path, _)| Path::new(path).extension().is_some_and(|ending| ending == "rs"));
    let read = rust.map(|(path, bytes)| {
        let text = String::from_utf8(bytes).expect("source is UTF-8");
        let code = text.split("#[cfg(test)]\nmod tests {").next().expect("a first part");
        let line = |(at, line): (usize, &str)| (at + 1, line.split("//").next().unwrap_or_default().to_owned());
        Source { path, lines: code.lines().enumerate().map(line).collect(), length: text.lines().count() }
    });
    let sources: Vec<Source> = read.collect();
    assert!(sources.len() > 100, "{} files of source", sources.len());
    sources
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Whether `line` names the package `name` at the start of a path: `use tera::…`, `tera::Error`, `&::tera::…`.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = line[..at].trim_end_matches("::");
        let own = line[..at].ends_with("::") && before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        !own && !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}

/// The rooms of the table in ARCHITECTURE.md with their ranks. A row is `| 4 | `config/` | … |`.
fn ranks() -> BTreeMap<String, u8> {
    let text = std::fs::read_to_string(repository().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let row = |line: &str| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let rank = cells.next()?.parse().ok()?;
        let room = cells.next()?.trim_matches('`').trim_end_matches('/').trim_end_matches(".rs");
        Some((room.to_owned(), rank))
    };
    text.lines().filter_map(row).collect()
}

#[test]
fn rooms_import_only_from_below() {
    let ranks = ranks();
    let rank = |room: &str| *ranks.get(room).unwrap_or_else(|| panic!("ARCHITECTURE.md gives `{room}` no rank"));
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for source in sources() {
        let room = source.room().to_owned();
        if room == "lib" {
            continue;
        }
        seen.insert(room.clone());
        for (number, line) in &source.lines {
            for part in line.split("crate::").skip(1) {
                let other = word(part);
                assert!(!part.starts_with('{'), "{}:{number}: one room a line, please", source.path);
                if other != room && rank(&other) >= rank(&room) {
                    wrong.push(format!("{}:{number}: {room} imports {other}", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let known: BTreeSet<String> = ranks.into_keys().collect();
    assert_eq!(seen, known, "the table of ARCHITECTURE.md and the folders differ");
}

#[test]
fn every_package_has_one_door() {
    let mut wrong = Vec::new();
    for source in sources() {
        // A room may have a file of the same name.
        let own = |package: &str| source.lines.iter().any(|(_, line)| line.ends_with(&format!("mod {package};")));
        for (number, line) in &source.lines {
            for (package, doors) in DOORS {
                if names(line, package) && !own(package) && !doors.contains(&source.path.as_str()) {
                    wrong.push(format!("{}:{number} names {package}", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (package, doors) in DOORS {
        for door in doors {
            let used = sources()
                .iter()
                .any(|source| source.path == *door && source.lines.iter().any(|(_, line)| names(line, package)));
            assert!(used, "{door} does not name {package}");
        }
    }
}

#[test]
fn every_package_is_in_the_table() {
    let text = std::fs::read_to_string(repository().join("Cargo.toml")).expect("Cargo.toml");
    let mut inside = false;
    let mut packages = BTreeSet::new();
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]") && !line.contains("dev-");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| inside && !line.starts_with('#')) {
            packages.insert(name.trim().replace('-', "_").replace("layout_rs", "layout"));
        }
    }
    let shared = ["serde", "serde_json"];
    let known: BTreeSet<String> = DOORS.iter().map(|(name, _)| *name).chain(shared).map(str::to_owned).collect();
    assert_eq!(packages, known);
}

#[test]
fn the_core_knows_no_disk_clock_or_terminal() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (number, line) in &source.lines {
            for (word, edges) in EDGES {
                let allowed = edges.iter().any(|edge| source.path.starts_with(edge));
                if line.contains(word) && !allowed {
                    wrong.push(format!("{}:{number}: {word}", source.path));
                }
            }
            for word in ["println!", "eprintln!", "print!(", "dbg!"] {
                if line.contains(word) {
                    wrong.push(format!("{}:{number}: {word}", source.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_is_unwrapped() {
    // Rooms' own test files, which `mod.rs` takes in under `#[cfg(test)]`.
    let tests = ["diagram/check.rs", "diagram/sample.rs"];
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !tests.contains(&source.path.as_str())) {
        for (number, line) in &source.lines {
            let expects = line.split(".expect(").skip(1).any(|rest| rest.starts_with('"') || rest.starts_with('&'));
            if line.contains(".unwrap()") || expects || line.contains("todo!") || line.contains("unimplemented!") {
                wrong.push(format!("{}:{number}:{line}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_are_short() {
    let long: Vec<String> =
        sources().into_iter().filter(|source| source.length > MAX_LINES).map(|source| source.path).collect();
    assert!(long.is_empty(), "longer than {MAX_LINES} lines: {long:?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    for (path, bytes) in files(&repository().join("src")) {
        let text = String::from_utf8(bytes).expect("source is UTF-8");
        assert!(!path.ends_with(".rs") || text.starts_with("//! "), "{path} begins without a word");
    }
}
