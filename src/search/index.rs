//! Entries to an inverted index: which word stands in which entry, and how much it says there.

use std::borrow::Cow;
use std::collections::HashMap;

use super::words;
use crate::parallel;
use crate::text::WordState;

/// Entries that are read by one processor at a time.
const CHUNK: usize = 256;
/// Above this many entries, a word that stands in more than half of the bodies and in no title tells nothing apart.
const MANY: usize = 200;

/// Something that can be found: a task, a page, a term.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'a> {
    /// What a hit shows: code (may be empty), title, and path from the site's root.
    pub(crate) shown: [Cow<'a, str>; 3],
    /// Its party, stage and guide by their place in the lists that [`super::files`] is given, from 1; 0 for none.
    pub(crate) groups: [usize; 3],
    /// All of its text, divided by how much a word says there.
    pub(crate) texts: Vec<(Field, &'a str)>,
}

/// Where a word stands, by how much it says about the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// A code, also a former one.
    Code,
    Title,
    /// A summary, or what is handed over.
    Lead,
    Body,
}

impl Field {
    /// Bits of a weight: a word may stand in several fields. The body counts how often, up to three times.
    fn bits(self) -> u8 {
        match self {
            Field::Code => 16,
            Field::Title => 8,
            Field::Lead => 4,
            Field::Body => 1,
        }
    }
}

/// The entries that hold a word, in their order, each with its weight: bits of [`Field::bits`].
pub(super) type Postings = Vec<(u32, u8)>;

/// Words as they are met, with their postings.
type Words = HashMap<String, Postings, WordState>;

/// All words in byte order with their postings.
pub(super) fn index(entries: &[Entry<'_>]) -> Vec<(String, Postings)> {
    let chunks: Vec<(usize, &[Entry<'_>])> = entries.chunks(CHUNK).enumerate().collect();
    let parts = parallel::map(&chunks, |(number, entries)| part(number * CHUNK, entries));
    let mut all: Words = Words::default();
    for part in parts {
        // Sorted below; chunks come in order, so the postings stay in order too.
        #[allow(clippy::iter_over_hash_type)]
        for (word, postings) in part {
            all.entry(word).or_default().extend(postings);
        }
    }
    let mut all: Vec<(String, Postings)> = all.into_iter().collect();
    all.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let common = |postings: &Postings| {
        entries.len() > MANY && postings.len() * 2 > entries.len() && postings.iter().all(|(_, weight)| *weight < 4)
    };
    all.retain(|(_, postings)| !common(postings));
    all
}

fn part(first: usize, entries: &[Entry<'_>]) -> Words {
    let mut found: Words = Words::default();
    for (at, entry) in entries.iter().enumerate() {
        let number = (first + at) as u32;
        for (field, text) in &entry.texts {
            words::each(text, |word| {
                // Single letters are noise, but a code may have one, and a title too.
                if word.len() < 2 && *field != Field::Code {
                    return;
                }
                match found.get_mut(word) {
                    Some(postings) => add(postings, number, *field),
                    None => {
                        found.insert(word.to_owned(), vec![(number, field.bits())]);
                    }
                }
            });
        }
    }
    found
}

fn add(postings: &mut Postings, number: u32, field: Field) {
    match postings.last_mut() {
        Some((last, weight)) if *last == number => {
            let count = *weight & 3;
            *weight = if field == Field::Body && count > 0 {
                (*weight & !3) | (count + 1).min(3)
            } else {
                *weight | field.bits()
            };
        }
        _ => postings.push((number, field.bits())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry<'a>(texts: &[(Field, &'a str)]) -> Entry<'a> {
        Entry { shown: ["", "", ""].map(Cow::from), groups: [0; 3], texts: texts.to_vec() }
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let entries = [
            entry(&[
                (Field::Code, "TF1"),
                (Field::Title, "Opret aftale"),
                (Field::Body, "aftale aftale aftale aftale"),
            ]),
            entry(&[(Field::Body, "Se TF1 om aftale")]),
        ];
        let found = index(&entries);
        let of = |word: &str| found.iter().find(|(own, _)| own == word).map(|(_, postings)| postings.clone());
        assert_eq!(of("aftale"), Some(vec![(0, 8 + 3), (1, 1)]));
        assert_eq!(of("tf1"), Some(vec![(0, 16), (1, 1)]));
        assert!(found.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn words_of_every_body_are_left_out_of_large_sites() {
        let text: Vec<String> = (0..=MANY).map(|at| format!("og ord{at}")).collect();
        let entries: Vec<Entry<'_>> = text.iter().map(|text| entry(&[(Field::Body, text.as_str())])).collect();
        let found = index(&entries);
        assert!(found.iter().all(|(word, _)| word != "og"));
        assert_eq!(found.len(), MANY + 1);
    }
}
