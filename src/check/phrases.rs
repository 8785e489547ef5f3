//! Words and phrases, found in one walk over a text, however many there are.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::text::{Chunk, Chunks, composed};

/// Phrases by their numbers.
pub(super) struct Phrases {
    /// Composed and in lower case.
    phrases: Vec<String>,
    /// Their numbers by the first run of letters and digits in them, and the bytes before that run.
    by_first: HashMap<String, Vec<(usize, usize)>>,
}

impl Phrases {
    /// Phrases as their authors wrote them; one without letters and digits is found nowhere.
    pub(super) fn of<'a>(written: impl Iterator<Item = &'a str>) -> Self {
        let mut by_first: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        let mut phrases = Vec::new();
        for (number, written) in written.enumerate() {
            let phrase = composed(written).to_lowercase();
            if let Some(first) = runs(&phrase).next() {
                by_first.entry(phrase[first.clone()].to_owned()).or_default().push((number, first.start));
            }
            phrases.push(phrase);
        }
        Phrases { phrases, by_first }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// A phrase, composed and in lower case.
    pub(super) fn phrase(&self, number: usize) -> &str {
        &self.phrases[number]
    }

    /// Adds the numbers of the phrases that stand in `text` in any case, with no letter or digit beside them, and in no
    /// address or file name.
    pub(super) fn find(&self, text: &str, hits: &mut BTreeSet<usize>) {
        let text = &*composed(text).to_lowercase();
        let mut chunks = Chunks::new(text);
        for run in runs(text) {
            for (number, lead) in self.by_first.get(&text[run.clone()]).into_iter().flatten() {
                let phrase = &self.phrases[*number];
                let at = run.start.checked_sub(*lead).map(|start| start..start + phrase.len());
                if at.is_some_and(|at| text.get(at.clone()) == Some(phrase) && is_whole(text, at)) {
                    let (chunk, _) = chunks.at(run.start);
                    if chunk != Chunk::Address {
                        hits.insert(*number);
                    }
                }
            }
        }
    }
}

fn is_whole(text: &str, at: Range<usize>) -> bool {
    let goes_on = |rest: &str| rest.starts_with(char::is_alphanumeric);
    let (before, behind) = (&text[..at.start], &text[at.end..]);
    let named = before.strip_suffix('.').is_some_and(|host| host.ends_with(char::is_alphanumeric));
    let ends = behind.strip_prefix('.').is_some_and(goes_on);
    !before.ends_with(char::is_alphanumeric) && !goes_on(behind) && !named && !ends
}

/// The unbroken runs of letters and digits in a text.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
        at = end;
        Some(start..end)
    })
}
