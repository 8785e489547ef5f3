//! `avoided-spelling`: the glossary names one spelling, and readers search for that one.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::{Context, prose};
use crate::diagnostic::{AVOIDED_SPELLING, Diagnostic, Diagnostics};
use crate::model::{Origin, TaskRef};
use crate::source::Span;
use crate::text::{Chunk, Chunks, composed, decomposed};

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    let avoided = Avoided::of(
        guide.terms.iter().flat_map(|term| term.avoid.iter().map(|word| (word.as_str(), term.term.as_str()))),
    );
    if avoided.words.is_empty() {
        return;
    }
    let mut origins = vec![(Origin::Guide(context.at), guide.file)];
    origins.extend(
        guide
            .tasks
            .iter()
            .enumerate()
            .map(|(task, item)| (Origin::Task(TaskRef { guide: context.at, task }), item.file)),
    );
    origins.extend(guide.pages.iter().enumerate().map(|(page, item)| (Origin::GuidePage(context.at, page), item.file)));
    for (origin, file) in origins {
        let mut hits: BTreeSet<usize> = BTreeSet::new();
        for text in prose(context.site, origin) {
            avoided.find(&composed(&text.body.plain).to_lowercase(), &mut hits);
        }
        for Spelling { word, written, term } in hits.into_iter().take(MAX_HITS).map(|at| &avoided.words[at]) {
            let span = find(context.sources.text(file), word).unwrap_or(0..0);
            let fault = Diagnostic::new(
                AVOIDED_SPELLING,
                Span::new(file, span),
                format!("the glossary avoids the spelling `{written}`"),
            )
            .help(format!("write `{term}`"));
            faults.push(fault);
        }
    }
}

/// More spellings than this are not pointed out on one page: each is looked for in its whole source.
const MAX_HITS: usize = 100;

/// A spelling that a glossary avoids.
struct Spelling<'a> {
    /// Composed and in lower case.
    word: String,
    /// As the author wrote it.
    written: &'a str,
    /// The term to write.
    term: &'a str,
}

/// The spellings that a glossary avoids; found in one walk over a text, however many there are.
struct Avoided<'a> {
    words: Vec<Spelling<'a>>,
    /// Their numbers by the first run of letters and digits in them, and the bytes before that run.
    by_first: HashMap<String, Vec<(usize, usize)>>,
}

impl<'a> Avoided<'a> {
    fn of(spellings: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut avoided = Avoided { words: Vec::new(), by_first: HashMap::new() };
        for (written, term) in spellings {
            let word = composed(written).to_lowercase();
            let first = runs(&word).next();
            if let Some(first) = first {
                let entry = avoided.by_first.entry(word[first.clone()].to_owned()).or_default();
                entry.push((avoided.words.len(), first.start));
                avoided.words.push(Spelling { word, written, term });
            }
        }
        avoided
    }

    /// Adds the numbers of the words that stand in `text`, in lower case, with no letter or digit beside them, and in no
    /// address or file name.
    fn find(&self, text: &str, hits: &mut BTreeSet<usize>) {
        let mut chunks = Chunks::new(text);
        for run in runs(text) {
            for (number, lead) in self.by_first.get(&text[run.clone()]).into_iter().flatten() {
                let word = &self.words[*number].word;
                let at = run.start.checked_sub(*lead).map(|start| start..start + word.len());
                if at.is_some_and(|at| text.get(at.clone()) == Some(word) && is_whole(text, at)) {
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

/// Where `word` stands in the source behind its front matter's lists, as well as can be told without case.
fn find(text: &str, word: &str) -> Option<Range<usize>> {
    let body = text.match_indices("\n---").next().map_or(0, |(at, _)| at);
    let lengths = [word.len(), decomposed(word).len()];
    let search = |from: usize| {
        text[from..].char_indices().map(|(at, _)| from + at).find_map(|at| {
            let mut ranges = lengths.iter().map(|length| at..at + length);
            ranges.find(|range| text.get(range.clone()).is_some_and(|it| composed(it).to_lowercase() == word))
        })
    };
    search(body).or_else(|| search(0))
}
