//! Words as they are met, each with where it stands.

use std::collections::HashMap;

use super::postings::{Field, Postings};
use crate::text::WordState;

/// Bytes of the words that are known by a number.
const SHORT: usize = size_of::<u128>();

/// Nearly all words are so short that their bytes are one number, which is found and compared in a step.
#[derive(Default)]
pub(super) struct Vocabulary {
    short: HashMap<u128, Postings, WordState>,
    long: HashMap<String, Postings, WordState>,
}

impl Vocabulary {
    /// Notes that `word` stands in a field of an entry. Entries come in their order.
    pub(super) fn add(&mut self, word: &str, entry: u32, field: Field) {
        let postings = match number(word.as_bytes()) {
            Some(number) => self.short.entry(number).or_default(),
            None => match self.long.get_mut(word) {
                Some(postings) => postings,
                None => self.long.entry(word.to_owned()).or_default(),
            },
        };
        match postings.last_mut() {
            Some((last, weight)) if *last == entry => *weight = field.more(*weight),
            _ => postings.push((entry, field.more(0))),
        }
    }

    /// Takes what another has, whose entries all come behind those here.
    #[expect(clippy::iter_over_hash_type, reason = "sorted in the end")]
    pub(super) fn append(&mut self, other: Vocabulary) {
        for (word, postings) in other.short {
            self.short.entry(word).or_default().extend(postings);
        }
        for (word, postings) in other.long {
            self.long.entry(word).or_default().extend(postings);
        }
    }

    /// All words in byte order.
    pub(super) fn sorted(self) -> Vec<(String, Postings)> {
        let short = self.short.into_iter().map(|(number, postings)| (word(number), postings));
        let mut all: Vec<(String, Postings)> = short.chain(self.long).collect();
        all.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        all
    }
}

/// The bytes of a short word, the first one lowest. No word holds a NUL, so two words never have the same number.
fn number(word: &[u8]) -> Option<u128> {
    let length = word.len();
    let (low, high) = match (word.first_chunk(), word.last_chunk()) {
        _ if length > SHORT => return None,
        // The last eight bytes, without those that are among the first.
        (Some(first), Some(last)) => {
            (u64::from_le_bytes(*first), u64::from_le_bytes(*last).unbounded_shr(8 * (SHORT - length) as u32))
        }
        _ => (word.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)), 0),
    };
    Some(u128::from(high) << 64 | u128::from(low))
}

fn word(number: u128) -> String {
    let bytes = number.to_le_bytes();
    let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    String::from_utf8_lossy(&bytes[..length]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_are_numbers_and_words_again() {
        let text = "blåbærsyltetøjsglas";
        for end in (1..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let number = number(&text.as_bytes()[..end]);
            assert_eq!(number.is_some(), end <= 16, "{end}");
            assert!(number.is_none_or(|number| word(number) == text[..end]), "{end}");
        }
    }

    #[test]
    fn words_of_any_length_are_sorted_together() {
        let mut all = Vocabulary::default();
        let words = ["zebra", "serviceaftaleansvarlig", "a", "fakturahåndteringssystem", "æble", "serviceaftale"];
        for (at, word) in words.iter().enumerate() {
            all.add(word, at as u32, Field::Body);
        }
        let mut later = Vocabulary::default();
        later.add("zebra", 9, Field::Title);
        later.add("fakturahåndteringssystem", 9, Field::Title);
        all.append(later);
        let found: Vec<(String, Postings)> = all.sorted();
        let mut sorted = words;
        sorted.sort_unstable();
        assert_eq!(found.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>(), sorted);
        assert!(found.contains(&("zebra".into(), vec![(0, 1), (9, 8)])));
        assert!(found.contains(&("fakturahåndteringssystem".into(), vec![(3, 1), (9, 8)])));
    }
}
