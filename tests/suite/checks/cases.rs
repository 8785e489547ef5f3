//! Every diagnostic as its reader meets it. `tests/cases/<code>/bad` is a small site that has it and `expected.txt`
//! all that `check` says of that site; `tests/cases/<code>/good` is much the same site without the fault.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{TestSite, compare, repository};

/// The codes that have a case.
pub fn cases() -> Vec<String> {
    let entries = fs::read_dir(repository().join("tests/cases")).expect("the cases");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("a case").file_name().to_string_lossy().into_owned()).collect();
    assert!(!names.is_empty(), "no cases");
    names.sort();
    names
}

/// The site `bad` or `good` of a code.
pub fn site(code: &str, kind: &str) -> TestSite {
    TestSite::copy_of(&repository().join("tests/cases").join(code).join(kind))
}

/// Faults that only finished pages show, and that have no place in a file.
pub const FINISHED: [&str; 7] = [
    "broken-output-link",
    "duplicate-output-id",
    "foreign-resource",
    "inline-code",
    "nameless-control",
    "output-heading-order",
    "output-image-alt",
];

#[test]
fn every_code_has_its_case() {
    let known: BTreeSet<&str> = vejviser::diagnostic::ALL.iter().map(|code| code.name).collect();
    let cases = cases();
    let found: BTreeSet<&str> = cases.iter().map(String::as_str).collect();
    assert_eq!(found, known);
}

#[test]
fn bad_sites_get_their_diagnostics() {
    let mut wrong = Vec::new();
    for code in cases() {
        let run = site(&code, "bad").run(&["check", "--color", "never"]);
        assert_eq!(run.stdout, "", "{code}");
        assert!(run.stderr.contains(&format!("[{code}]")), "{code} is not found in its bad site:\n{}", run.stderr);
        let found = format!("{}exit code {}\n", run.stderr, run.code);
        let compared = std::panic::catch_unwind(|| compare(&format!("cases/{code}/expected.txt"), &found));
        if compared.is_err() {
            wrong.push(code);
        }
    }
    assert!(wrong.is_empty(), "other text than expected (see above): {}", wrong.join(", "));
}

#[test]
fn good_sites_get_none() {
    for code in cases() {
        let site = site(&code, "good");
        let run = site.run(&["check", "--strict", "-q"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{code}");
        site.run(&["build", "-q"]).expect(0);
    }
}

#[test]
fn messages_are_worded_alike() {
    for code in cases() {
        let run = site(&code, "bad").run(&["check", "--format", "json"]);
        let found: serde_json::Value = serde_json::from_str(&run.stderr).expect("JSON");
        for one in found["diagnostics"].as_array().expect("a list") {
            let message = one["message"].as_str().expect("a message");
            assert!(!message.contains('\n') && !message.trim().is_empty(), "{code}: {message}");
            assert!(!message.ends_with(['.', '!']), "{code}: a full stop: {message}");
            let first = message.split(' ').next().expect("a word");
            let capital = first.starts_with(char::is_uppercase) && first.contains(char::is_lowercase);
            // Of a template's fault the template engine tells.
            assert!(!capital || code == "template-error", "{code}: a capital: {message}");
            if let Some(help) = one["help"].as_str() {
                assert!(!help.ends_with('.') && !help.starts_with(char::is_uppercase), "{code}: {help}");
            }
            let placed = one["file"].is_string();
            assert!(
                placed
                    || FINISHED.contains(&code.as_str())
                    || ["unreadable-file", "no-content"].contains(&code.as_str()),
                "{code}: no place: {message}"
            );
        }
    }
}
