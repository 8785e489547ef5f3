//! `avoided-spelling`: the glossary names one spelling, and readers search for that one.

use std::collections::BTreeSet;
use std::ops::Range;

use super::phrases::Phrases;
use super::{Context, origins, prose};
use crate::diagnostic::{AVOIDED_SPELLING, Diagnostic, Diagnostics};
use crate::source::Span;
use crate::text::{composed, decomposed};

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    // Each spelling, and the term to write.
    let spellings: Vec<(&str, &str)> =
        guide.terms.iter().flat_map(|term| term.avoid.iter().map(|word| (word.as_str(), term.term.as_str()))).collect();
    let avoided = Phrases::of(spellings.iter().map(|(written, _)| *written));
    if avoided.is_empty() {
        return;
    }
    for origin in origins(context) {
        let Some(file) = context.site.file(origin) else { continue };
        let mut hits: BTreeSet<usize> = BTreeSet::new();
        for text in prose(context.site, origin) {
            avoided.find(&text.body.plain, &mut hits);
        }
        for hit in hits.into_iter().take(MAX_HITS) {
            let (written, term) = spellings[hit];
            let span = find(context.sources.text(file), avoided.phrase(hit)).unwrap_or(0..0);
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
