//! How good the messages are, counted over every diagnostic of every case: does it name the file, the line and the value
//! at fault, and, where a known word is one slip away, that word? The count stands in `tests/quality.txt`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::cases::{FINISHED, cases, site};
use crate::support::{TestSite, compare, files};

/// The least share, in per cent, of diagnostics that name all there is to name.
const LEAST: usize = 95;

#[test]
fn messages_name_what_is_wrong() {
    let (mut all, mut good, mut near) = (0, 0, 0);
    let mut lacking = String::new();
    for code in cases().into_iter().filter(|code| !FINISHED.contains(&code.as_str())) {
        let site = site(&code, "bad");
        let run = site.run(&["check", "--format", "json"]);
        let found: Value = serde_json::from_str(&run.stderr).expect("JSON");
        let words = known_words(&site);
        for diagnostic in found["diagnostics"].as_array().expect("a list") {
            let lacks = lacks(diagnostic, &site, &words);
            all += 1;
            near += usize::from(text(diagnostic, "help").starts_with("did you mean"));
            good += usize::from(lacks.is_empty());
            if !lacks.is_empty() {
                let (message, lacks) = (text(diagnostic, "message"), lacks.join(", "));
                lacking.push_str(&format!("{}: {message}: lacks {lacks}\n", text(diagnostic, "code")));
            }
        }
    }
    let share = good * 100 / all;
    let report = format!(
        "{good} of {all} diagnostics of the cases name file, line, the value at fault and the near miss, where there is one\n\
         {near} of them suggest a word\n\nThe others:\n\n{lacking}"
    );
    assert!(share >= LEAST, "{share} %\n{report}");
    compare("quality.txt", &report);
}

fn text<'d>(diagnostic: &'d Value, key: &str) -> &'d str {
    diagnostic[key].as_str().unwrap_or_default()
}

/// What a diagnostic should name and does not.
fn lacks(diagnostic: &Value, site: &TestSite, words: &BTreeSet<String>) -> Vec<&'static str> {
    let (file, message, help) = (text(diagnostic, "file"), text(diagnostic, "message"), text(diagnostic, "help"));
    let source = std::fs::read_to_string(site.path(file)).unwrap_or_default();
    let values: Vec<&str> = message.split(['`', '"']).skip(1).step_by(2).collect();
    let marked = marked(diagnostic, &source);
    // An address is made of a file's name.
    let stands = |value: &&str| {
        let value = value.trim_matches('/');
        source.contains(value) || file.contains(value)
    };
    // What is not there can be named, and does not stand in the file.
    let absent =
        ["missing-field", "missing-section", "skipped-number", "vanished-id"].contains(&text(diagnostic, "code"));
    let nothing = text(diagnostic, "code") == "missing-front-matter";
    let mut lacks = Vec::new();
    if file.is_empty() {
        lacks.push("the file");
    }
    if !diagnostic["line"].is_u64() {
        lacks.push("the line");
    }
    let named = values.iter().any(stands) || (!marked.trim().is_empty() && message.contains(marked.trim()));
    if !(named || nothing || absent && !values.is_empty()) {
        lacks.push("the value");
    }
    let unknown = ["unknown-", "broken-"].iter().any(|start| text(diagnostic, "code").starts_with(start));
    let slip = values.first().filter(|_| unknown).and_then(|value| words.iter().find(|word| is_slip(value, word)));
    if slip.is_some_and(|word| !help.contains(word.as_str())) {
        lacks.push("the near miss");
    }
    lacks
}

/// The text at the first place.
fn marked(diagnostic: &Value, source: &str) -> String {
    let at = |key: &str| diagnostic["labels"][0][key].as_u64().unwrap_or_default() as usize;
    source.get(at("start")..at("end")).unwrap_or_default().to_owned()
}

/// What an author of the site could have meant: the names of files, and the keys and words of guides.
fn known_words(site: &TestSite) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for (path, bytes) in files(&site.root()) {
        let name = path.rsplit('/').next().expect("a name");
        words.extend([name.to_owned(), name.split('.').next().expect("a stem").to_owned()]);
        if name == "_index.md" {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let keys =
                text.split("key: ").skip(1).map(|rest| rest.split([',', '}', '\n']).next().expect("a key").to_owned());
            words.extend(keys);
        }
    }
    words
}

/// Whether one slip of the pen leads from `word` to `known`: a letter more, less, other, or changed with its neighbour.
/// Another number is another code, not a slip.
fn is_slip(word: &str, known: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().collect(), known.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    let digits = a.iter().chain(b).any(char::is_ascii_digit);
    let swapped = a.len() == 2 && a.iter().rev().eq(b);
    word.chars().count() > 2 && word != known && !digits && (a.len() <= 1 && b.len() <= 1 || swapped)
}
