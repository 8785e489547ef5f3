//! The index as files. They are scripts that hand a value to the search, and not JSON, since a browser lets a page
//! that was opened from disk load scripts but not read files.

use super::index::{Entry, Postings, index};

/// Where the files stand. No page leads to them: the search asks for those that its index names.
const FOLDER: &str = "assets/search";

/// Whether a site path is that of such a file.
pub(crate) fn holds(path: &str) -> bool {
    path.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'))
}
/// Bytes of postings a piece: fetched in one go even on a poor line.
const PIECE: usize = 48 * 1024;
/// Entries a piece.
const ENTRIES: usize = 400;

/// A file of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// Site path.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The index of all entries: `index.js` with the words and lists, `words-N.js` with the postings of a range of words,
/// `entries-N.js` with what hits show. `groups` are the names of parties, stages and guides, which entries name by
/// their place.
pub(crate) fn files(entries: &[Entry<'_>], groups: &[Vec<&str>; 3]) -> Vec<File> {
    let words = index(entries);
    let mut files = Vec::new();
    // The number of the first word of each piece.
    let mut starts = Vec::new();
    let mut piece = String::new();
    for (at, (_, postings)) in words.iter().enumerate() {
        if piece.is_empty() {
            starts.push(at);
        } else {
            piece.push(' ');
        }
        push(postings, &mut piece);
        if piece.len() >= PIECE || at + 1 == words.len() {
            files.push(file(&format!("words-{}", starts.len()), "words", starts.len(), &json(&piece)));
            piece.clear();
        }
    }
    for (at, part) in entries.chunks(ENTRIES).enumerate() {
        let rows: Vec<String> = part.iter().map(row).collect();
        let text = format!("[{}]", rows.join(",\n"));
        files.push(file(&format!("entries-{}", at + 1), "entries", at + 1, &text));
    }
    let list = words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
    let names: Vec<String> = groups.iter().map(|names| array(names)).collect();
    let head = format!(
        "{{\"entries\":{},\"perPiece\":{ENTRIES},\"starts\":{starts:?},\"groups\":[{}],\"words\":{}}}",
        entries.len(),
        names.join(","),
        json(&list)
    );
    files.push(file("index", "index", 0, &head));
    files
}

fn file(name: &str, kind: &str, number: usize, value: &str) -> File {
    File { path: format!("{FOLDER}/{name}.js"), text: format!("vejviser.search.take(\"{kind}\",{number},{value});\n") }
}

/// Postings as text, parted by points: the distance to the entry before in base 36, then the weight as one digit in
/// base 32 (RFC 4648, "base32hex": `0`–`9`, `a`–`v`).
fn push(postings: &Postings, out: &mut String) {
    let mut last = 0;
    for (at, (entry, weight)) in postings.iter().enumerate() {
        if at > 0 {
            out.push('.');
        }
        base36(entry - last, out);
        out.push(char::from_digit(u32::from(*weight), 32).unwrap_or('v'));
        last = *entry;
    }
}

fn base36(mut value: u32, out: &mut String) {
    let start = out.len();
    loop {
        out.insert(start, char::from_digit(value % 36, 36).unwrap_or('0'));
        value /= 36;
        if value == 0 {
            return;
        }
    }
}

fn row(entry: &Entry<'_>) -> String {
    let [code, title, path] = entry.shown.each_ref().map(|text| json(text));
    let [party, stage, guide] = entry.groups;
    format!("[{code},{title},{path},{party},{stage},{guide}]")
}

fn array(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| json(name)).collect();
    format!("[{}]", names.join(","))
}

fn json(text: &str) -> String {
    // A text can always be one.
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::super::Field;
    use super::*;

    #[test]
    fn a_small_index_is_three_files() {
        let shown = ["TF1", "Opret \"aftale\"", "g/TF1/"].map(Cow::from);
        let texts = vec![(Field::Code, "TF1"), (Field::Title, "Opret \"aftale\"")];
        let entries = [Entry { shown, groups: [1, 2, 0], texts }];
        let found = files(&entries, &[vec!["A"], vec!["B", "C"], vec![]]);
        let texts: Vec<(&str, &str)> = found.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        assert_eq!(
            texts,
            [
                ("assets/search/words-1.js", "vejviser.search.take(\"words\",1,\"08 08 0g\");\n"),
                (
                    "assets/search/entries-1.js",
                    "vejviser.search.take(\"entries\",1,[[\"TF1\",\"Opret \\\"aftale\\\"\",\"g/TF1/\",1,2,0]]);\n"
                ),
                (
                    "assets/search/index.js",
                    "vejviser.search.take(\"index\",0,{\"entries\":1,\"perPiece\":400,\"starts\":[0],\
                     \"groups\":[[\"A\"],[\"B\",\"C\"],[]],\"words\":\"aftale opret tf1\"});\n"
                ),
            ]
        );
    }

    #[test]
    fn a_large_index_is_many_pieces_each_of_a_size_to_be_fetched_in_one_go() {
        let codes: Vec<String> = (0..10_000).map(|n| format!("TF{n}")).collect();
        let titles: Vec<String> = (0..10_000).map(|n| format!("aftale trin{} vej{}", n % 700, n % 90)).collect();
        let entries = codes.iter().zip(&titles).map(|(code, title)| Entry {
            shown: [code, title, code].map(|text| Cow::from(text.as_str())),
            groups: [1, 1, 0],
            texts: vec![(Field::Code, code), (Field::Title, title)],
        });
        let found = files(&entries.collect::<Vec<_>>(), &[vec!["A"], vec!["B"], vec![]]);
        assert!(
            found.iter().all(|file| holds(&file.path)) && !holds("assets/searching.js") && !holds("search/index.html")
        );
        let of = |kind: &str| found.iter().filter(|file| file.path.starts_with(&format!("{FOLDER}/{kind}-"))).count();
        assert_eq!((of("entries"), found.iter().filter(|file| file.path.ends_with("/index.js")).count()), (25, 1));
        assert!(of("words") >= 4, "{} pieces of words", of("words"));
        // A word that every task has fills a piece of its own.
        let largest = found.iter().map(|file| file.text.len()).max().unwrap_or_default();
        assert!(largest > PIECE && largest <= 2 * PIECE + 100, "{largest} bytes");
    }

    #[test]
    fn distances_are_counted_in_base_36() {
        let mut out = String::new();
        push(&vec![(0, 1), (36, 31), (37, 8)], &mut out);
        assert_eq!(out, "01.10v.18");
    }
}
