//! `avoided-spelling`: the glossary names one spelling, and readers search for that one.

use super::{Context, prose};
use crate::diagnostic::{AVOIDED_SPELLING, Diagnostic};
use crate::model::{Origin, TaskRef};
use crate::source::Span;

pub(super) fn check(context: &Context<'_>, faults: &mut Vec<Diagnostic>) {
    let guide = context.guide;
    let avoided: Vec<(String, &str)> = guide
        .terms
        .iter()
        .flat_map(|term| term.avoid.iter().map(|word| (word.to_lowercase(), term.term.as_str())))
        .filter(|(word, _)| !word.is_empty())
        .collect();
    if avoided.is_empty() {
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
        let mut hits: Vec<(&str, &str)> = Vec::new();
        for text in prose(context.site, origin) {
            let plain = text.body.plain.to_lowercase();
            for (word, term) in &avoided {
                if !hits.iter().any(|(known, _)| known == word) && contains_word(&plain, word) {
                    hits.push((word, term));
                }
            }
        }
        for (word, term) in hits {
            let span = find(context.sources.text(file), word).unwrap_or(0..0);
            let fault = Diagnostic::new(
                AVOIDED_SPELLING,
                Span::new(file, span),
                format!("the glossary avoids the spelling `{word}`"),
            )
            .help(format!("write `{term}`"));
            faults.push(fault);
        }
    }
}

/// Whether `word` stands in `text`, both in lower case, with no letter or digit beside it.
fn contains_word(text: &str, word: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text[from..].find(word).map(|at| from + at) {
        let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = text[at + word.len()..].chars().next().is_some_and(char::is_alphanumeric);
        if !before && !after {
            return true;
        }
        from = at + word.len();
    }
    false
}

/// Where `word` stands in the source behind its front matter's lists, as well as can be told without case.
fn find(text: &str, word: &str) -> Option<std::ops::Range<usize>> {
    let body = text.match_indices("\n---").next().map_or(0, |(at, _)| at);
    let search = |from: usize| {
        text[from..].char_indices().map(|(at, _)| from + at).find_map(|at| {
            let end = at + word.len();
            let candidate = text.get(at..end)?;
            (candidate.to_lowercase() == word).then_some(at..end)
        })
    };
    search(body).or_else(|| search(0))
}
