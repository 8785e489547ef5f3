//! `unexplained-abbreviation`: who meets a new abbreviation looks into the glossary. Guides without one are left alone.

use std::collections::{BTreeMap, HashSet};

use super::placeholder_text::WORDS;
use super::{Context, origins, prose};
use crate::diagnostic::{Diagnostic, Diagnostics, UNEXPLAINED_ABBREVIATION};
use crate::markdown::ReferenceKind;
use crate::model::{Guide, Target};
use crate::source::Span;
use crate::text::{codes, without_ending};

/// Longer words in capitals are loud, not short.
const MAX_CHARS: usize = 6;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    if guide.terms.is_empty() {
        return;
    }
    let known = explained(guide);
    // The first place of each, and on how many pages it stands.
    let mut found: BTreeMap<&str, (Span, usize)> = BTreeMap::new();
    for origin in origins(context) {
        let mut here: HashSet<&str> = HashSet::new();
        for text in prose(context.site, origin) {
            for (reference, target) in text.body.references.iter().zip(&text.targets) {
                let word = without_ending(&reference.target);
                let counts = reference.kind == ReferenceKind::Code && *target == Target::None && is_abbreviation(word);
                if counts && !known.contains(&word.to_lowercase()) && here.insert(word) {
                    found.entry(word).or_insert((reference.span, 0)).1 += 1;
                }
            }
        }
    }
    for (word, (span, pages)) in found {
        let message = format!("`{word}` is not in the guide's glossary");
        let label = if pages > 1 { format!("here first; on {pages} pages") } else { String::new() };
        let help = format!("explain it under `terms` in the guide's `_index.md`: `- {{term: {word}, meaning: \"…\"}}`");
        faults.push(Diagnostic::new(UNEXPLAINED_ABBREVIATION, span, message).label(label).help(help));
    }
}

/// Two to six letters, all capitals, and no word for "later", which has its own check.
fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=MAX_CHARS).contains(&letters) && word.chars().all(char::is_uppercase) && !WORDS.contains(&word)
}

/// The words that the glossary explains or uses as names, in lower case, with the guide's own code.
fn explained(guide: &Guide) -> HashSet<String> {
    let names = guide.terms.iter().flat_map(|term| std::iter::once(&term.term).chain(&term.variants));
    let prefixes = guide.tasks.iter().map(|task| task.id.trim_end_matches(|c: char| !c.is_alphabetic()));
    let mut known: HashSet<String> = HashSet::new();
    for name in names.chain(&guide.code) {
        known.insert(name.to_lowercase());
        known.extend(codes(name).map(|at| without_ending(&name[at]).to_lowercase()));
    }
    known.extend(prefixes.map(str::to_lowercase));
    known
}
