//! Entries to an inverted index: which word stands in which entry, and how much it says there.

use std::borrow::Cow;

use super::postings::{Field, Postings};
use super::vocabulary::Vocabulary;
use super::words;
use crate::parallel;

/// Entries that are read by one processor at a time.
const CHUNK: usize = 256;
/// Above this many entries, a word that stands in more than half of the bodies and in no title tells nothing apart.
const MANY: usize = 200;

/// Something that can be found: a task, a page, a term.
#[derive(Clone, Debug)]
pub(crate) struct SearchEntry<'a> {
    /// The parts of a hit: code (may be empty), title, and path from the site's root.
    pub(crate) shown: [Cow<'a, str>; 3],
    /// Its party and stage by their place in the lists of its guide, and the guide by its place in the list that
    /// [`super::files`] is given, all from 1; 0 for none.
    pub(crate) groups: [usize; 3],
    /// All of its text, divided by how much a word says there.
    pub(crate) texts: Vec<(Field, &'a str)>,
}

/// All words in byte order with their postings, and how many words the title of each entry has.
pub(super) fn index(entries: &[SearchEntry<'_>]) -> (Vec<(String, Postings)>, Vec<usize>) {
    let chunks: Vec<(usize, &[SearchEntry<'_>])> = entries.chunks(CHUNK).enumerate().collect();
    let mut all = Vocabulary::default();
    let mut lengths = Vec::with_capacity(entries.len());
    // Chunks come in order, so the postings do too.
    for (part, of_part) in parallel::map(&chunks, |(number, entries)| part(number * CHUNK, entries)) {
        all.append(part);
        lengths.extend(of_part);
    }
    let mut all = all.sorted();
    let common = |postings: &Postings| {
        entries.len() > MANY && postings.len() * 2 > entries.len() && postings.iter().all(|(_, weight)| *weight < 8)
    };
    all.retain(|(_, postings)| !common(postings));
    (all, lengths)
}

fn part(first: usize, entries: &[SearchEntry<'_>]) -> (Vocabulary, Vec<usize>) {
    let mut found = Vocabulary::default();
    let mut lengths = vec![0; entries.len()];
    let mut reader = words::Reader::default();
    for (at, entry) in entries.iter().enumerate() {
        let number = (first + at) as u32;
        for (field, text) in &entry.texts {
            let is_name = matches!(field, Field::Code | Field::Title);
            let mut place = if *field == Field::Title { Field::TitleStart } else { *field };
            let words = reader.each(text, !is_name, |word| {
                // Single letters are noise, but a code may have one, and a title too.
                if word.len() > 1 || is_name {
                    found.add(word, number, place);
                }
                place = *field;
            });
            if *field == Field::Title && lengths[at] == 0 {
                lengths[at] = words;
            }
        }
    }
    (found, lengths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry<'a>(texts: &[(Field, &'a str)]) -> SearchEntry<'a> {
        SearchEntry { shown: ["", "", ""].map(Cow::from), groups: [0; 3], texts: texts.to_vec() }
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
        let (found, lengths) = index(&entries);
        let of = |word: &str| found.iter().find(|(own, _)| own == word).map(|(_, postings)| postings.clone());
        assert_eq!(of("aftale"), Some(vec![(0, 8 + 1), (1, 1)]));
        assert_eq!(of("opret"), Some(vec![(0, 8 + 2)]));
        assert_eq!(of("tf1"), Some(vec![(0, 16), (1, 1)]));
        assert!(found.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(lengths, [2, 0]);
    }

    #[test]
    fn words_of_every_body_are_left_out_of_large_sites() {
        let text: Vec<String> = (0..=MANY).map(|at| format!("og ord{at}")).collect();
        let entries: Vec<SearchEntry<'_>> = text.iter().map(|text| entry(&[(Field::Body, text.as_str())])).collect();
        let (found, _) = index(&entries);
        assert!(found.iter().all(|(word, _)| word != "og"));
        assert_eq!(found.len(), MANY + 1);
    }
}
