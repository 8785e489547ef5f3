//! The index as files. They are scripts that hand a value to the search, and not JSON, since a browser lets a page
//! that was opened from disk load scripts but not read files.

use super::index::{SearchEntry, index};
use super::postings::{Field, Postings};
use crate::text::any_pair;

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

/// Bytes of the texts that hits quote, a piece: each that a hit shows is fetched.
const TEXTS: usize = 16 * 1024;

/// The groups of a guide by which readers narrow hits.
#[derive(Clone, Debug)]
pub(crate) struct Choices<'a> {
    /// The guide's folder, and its title.
    pub(crate) guide: [&'a str; 2],
    /// Names, which entries name by their place.
    pub(crate) parties: Vec<&'a str>,
    pub(crate) stages: Vec<&'a str>,
}

/// Gives away the index of all entries, site path and text of each file: `words-N.js` with the postings of a range of words,
/// `texts-N.js` with what hits quote, `entries-N.js` with what they show, and `index.js` with the words and lists.
pub(crate) fn files<E>(
    entries: &[SearchEntry<'_>],
    guides: &[Choices<'_>],
    mut give: impl FnMut(&str, &str) -> Result<(), E>,
) -> Result<(), E> {
    let (words, lengths) = index(entries);
    let mut file = |kind: &str, number: usize, value: &str| {
        let name = if number == 0 { kind.to_owned() } else { format!("{kind}-{number}") };
        let text = ["vejviser.search.take(\"", kind, "\",", &number.to_string(), ",", value, ");\n"].concat();
        give(&format!("{FOLDER}/{name}.js"), &text)
    };
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
            file("words", starts.len(), &json(&piece))?;
            piece.clear();
        }
    }
    let pieces = texts(entries, &mut file)?;
    for (at, part) in entries.chunks(ENTRIES).enumerate() {
        let rows: Vec<String> = part.iter().zip(&pieces[at * ENTRIES..]).map(row).collect();
        file("entries", at + 1, &format!("[{}]", rows.join(",\n")))?;
    }
    let list = words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
    let guides: Vec<String> = guides.iter().map(choices).collect();
    let lengths: String = lengths.iter().filter_map(|words| char::from_digit((*words).min(35) as u32, 36)).collect();
    let head = format!(
        "{{\"entries\":{},\"perPiece\":{ENTRIES},\"starts\":{starts:?},\"lengths\":\"{lengths}\",\"guides\":[{}],\"words\":{}}}",
        entries.len(),
        guides.join(","),
        json(&list)
    );
    file("index", 0, &head)
}

/// Gives away the texts, each piece as a list behind the number of its first entry, and says which piece holds each entry's.
fn texts<E>(
    entries: &[SearchEntry<'_>],
    file: &mut impl FnMut(&str, usize, &str) -> Result<(), E>,
) -> Result<Vec<usize>, E> {
    let mut pieces = Vec::with_capacity(entries.len());
    let (mut number, mut piece) = (1, String::new());
    for (at, entry) in entries.iter().enumerate() {
        if piece.is_empty() {
            piece = format!("[{at}");
        }
        let prose = entry.texts.iter().filter(|(field, _)| matches!(field, Field::Lead | Field::Body));
        let lines = prose.flat_map(|(_, text)| text.trim_end().split('\n'));
        piece.push_str(",\n");
        push_lines(lines, &mut piece);
        pieces.push(number);
        if piece.len() >= TEXTS || at + 1 == entries.len() {
            piece.push(']');
            file("texts", number, &piece)?;
            piece.clear();
            number += 1;
        }
    }
    Ok(pieces)
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

fn row((entry, piece): (&SearchEntry<'_>, &usize)) -> String {
    let [code, title, path] = entry.shown.each_ref().map(|text| json(text));
    let [party, stage, guide] = entry.groups;
    format!("[{code},{title},{path},{party},{stage},{guide},{piece}]")
}

fn choices(Choices { guide: [folder, title], parties, stages }: &Choices<'_>) -> String {
    let [folder, title] = [folder, title].map(|text| json(text));
    format!("[{folder},{title},{},{}]", array(parties), array(stages))
}

fn array(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| json(name)).collect();
    format!("[{}]", names.join(","))
}

/// Lines as one text in JSON. Most stand there as they are, which is found out faster than they are written byte by byte.
#[expect(clippy::needless_bitwise_bool, reason = "without branches, one instruction compares many bytes")]
fn push_lines<'t>(lines: impl Iterator<Item = &'t str>, out: &mut String) {
    let special = |byte: u8| (byte < b' ') | (byte == b'"') | (byte == b'\\');
    out.push('"');
    for (at, line) in lines.enumerate() {
        out.push_str(if at > 0 { "\\n" } else { "" });
        if any_pair(line, |first, second| special(first) | special(second)) {
            let line = json(line);
            out.push_str(&line[1..line.len() - 1]);
        } else {
            out.push_str(line);
        }
    }
    out.push('"');
}

fn json(text: &str) -> String {
    // A text can always be one.
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::convert::Infallible;

    use super::*;

    fn all(entries: &[SearchEntry<'_>], guides: &[Choices<'_>]) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let given: Result<(), Infallible> = files(entries, guides, |path, text| {
            found.push((path.to_owned(), text.to_owned()));
            Ok(())
        });
        assert!(given.is_ok());
        found
    }

    #[test]
    fn a_small_index_is_four_files() {
        let shown = ["TF1", "Opret \"aftale\"", "g/TF1/"].map(Cow::from);
        let texts = vec![
            (Field::Code, "TF1"),
            (Field::Title, "Opret \"aftale\""),
            (Field::Lead, "Kort."),
            (Field::Body, "nu\n"),
        ];
        let entries = [SearchEntry { shown, groups: [1, 2, 1], texts }];
        let guides = [Choices { guide: ["g", "Guide"], parties: vec!["A"], stages: vec!["B", "C"] }];
        let found = all(&entries, &guides);
        let texts: Vec<(&str, &str)> = found.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        assert_eq!(
            texts,
            [
                ("assets/search/words-1.js", "vejviser.search.take(\"words\",1,\"08 04 01 0a 0g\");\n"),
                ("assets/search/texts-1.js", "vejviser.search.take(\"texts\",1,[0,\n\"Kort.\\nnu\"]);\n"),
                (
                    "assets/search/entries-1.js",
                    "vejviser.search.take(\"entries\",1,[[\"TF1\",\"Opret \\\"aftale\\\"\",\"g/TF1/\",1,2,1,1]]);\n"
                ),
                (
                    "assets/search/index.js",
                    "vejviser.search.take(\"index\",0,{\"entries\":1,\"perPiece\":400,\"starts\":[0],\"lengths\":\"2\",\
                     \"guides\":[[\"g\",\"Guide\",[\"A\"],[\"B\",\"C\"]]],\"words\":\"aftale kort nu opret tf1\"});\n"
                ),
            ]
        );
    }

    #[test]
    fn lines_are_one_text_as_json_has_it() {
        for length in 0..70 {
            for sign in ["", "\"", "\\", "\t", "\u{0}", "å"] {
                let filler = "x".repeat(length);
                let lines = [format!("{sign}{filler}"), String::new(), format!("{filler}{sign}")];
                let mut out = String::new();
                push_lines(lines.iter().map(String::as_str), &mut out);
                assert_eq!(out, json(&lines.join("\n")));
            }
        }
    }

    #[test]
    fn a_large_index_is_many_pieces_each_of_a_size_to_be_fetched_in_one_go() {
        let codes: Vec<String> = (0..10_000).map(|n| format!("TF{n}")).collect();
        let titles: Vec<String> = (0..10_000).map(|n| format!("aftale trin{} vej{}", n % 700, n % 90)).collect();
        let entries = codes.iter().zip(&titles).map(|(code, title)| SearchEntry {
            shown: [code, title, code].map(|text| Cow::from(text.as_str())),
            groups: [1, 1, 0],
            texts: vec![(Field::Code, code), (Field::Title, title)],
        });
        let found = all(&entries.collect::<Vec<_>>(), &[]);
        assert!(
            found.iter().all(|(path, _)| holds(path)) && !holds("assets/searching.js") && !holds("search/index.html")
        );
        let of = |kind: &str| found.iter().filter(|(path, _)| path.starts_with(&format!("{FOLDER}/{kind}-"))).count();
        assert_eq!((of("entries"), found.iter().filter(|(path, _)| path.ends_with("/index.js")).count()), (25, 1));
        assert!(of("words") >= 4, "{} pieces of words", of("words"));
        // A word that every task has fills a piece of its own.
        let largest = found.iter().map(|(_, text)| text.len()).max().unwrap_or_default();
        assert!(largest > PIECE && largest <= 2 * PIECE + 100, "{largest} bytes");
    }

    #[test]
    fn distances_are_counted_in_base_36() {
        let mut out = String::new();
        push(&vec![(0, 1), (36, 31), (37, 8)], &mut out);
        assert_eq!(out, "01.10v.18");
    }
}
