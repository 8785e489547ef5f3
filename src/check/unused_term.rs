//! `unused-term`: a word that readers meet nowhere needs no explanation, and one that texts write in another form gets none,
//! since only the forms that the glossary lists are marked. Guides that are being begun are left alone, and those of which
//! something could not be read.

use std::collections::BTreeSet;

use super::phrases::Phrases;
use super::{Context, origins};
use crate::diagnostic::{Diagnostic, Diagnostics, UNUSED_TERM};
use crate::model::{FieldValue, Group, Guide, Origin, Page, Task, Term};

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    if guide.terms.is_empty() || guide.in_doubt || guide.live().next().is_none() {
        return;
    }
    for (term, used) in guide.terms.iter().zip(used(context)) {
        if !used {
            let forms = if term.variants.is_empty() { "" } else { ", nor one of its variants" };
            let message = format!("no text of the guide has the term `{}`{forms}", term.term);
            let help = "list the form that texts write under `variants`, or take the term out";
            faults.push(Diagnostic::new(UNUSED_TERM, term.span, message).help(help));
        }
    }
}

/// For each term, whether a text of the guide has one of its forms, other than its own meaning.
fn used(context: &Context<'_>) -> Vec<bool> {
    let terms = &context.guide.terms;
    let forms: Vec<(usize, &str)> =
        terms.iter().enumerate().flat_map(|(at, term)| forms(term).map(move |form| (at, form))).collect();
    let phrases = Phrases::of(forms.iter().map(|(_, form)| *form));
    let mut used = vec![false; terms.len()];
    // A text, and the term whose meaning it is.
    let mut read = |text: &str, own: Option<usize>| {
        let mut hits = BTreeSet::new();
        phrases.find(text, &mut hits);
        for term in hits.into_iter().map(|hit| forms[hit].0).filter(|term| Some(*term) != own) {
            used[term] = true;
        }
    };
    for origin in origins(context) {
        let texts = context.site.texts(origin);
        let meanings = if matches!(origin, Origin::Guide(_)) { terms.len() } else { 0 };
        for text in &texts[..texts.len() - meanings] {
            read(&text.body.plain, None);
        }
    }
    for (at, term) in terms.iter().enumerate() {
        read(&term.meaning.body.plain, Some(at));
    }
    for text in lines(context.guide) {
        read(text, None);
    }
    used
}

/// The word and its variants, and the spellings to avoid, which have a check of their own. What stands in parentheses
/// behind a word tells it from others of its name.
fn forms(term: &Term) -> impl Iterator<Item = &str> {
    let word = term.term.split(" (").next().unwrap_or_default();
    std::iter::once(word).chain(term.variants.iter().chain(&term.avoid).map(String::as_str))
}

/// The texts of a line that pages show.
fn lines(guide: &Guide) -> Vec<&str> {
    let mut lines: Vec<&str> = vec![&guide.title];
    let stages = guide.stages.iter().map(|stage| &stage.group);
    for Group { name, description, .. } in guide.parties.iter().chain(stages).chain(&guide.scopes).chain(&guide.tracks)
    {
        lines.push(name);
        lines.extend(description.as_deref());
    }
    for Task { title, delivers, description, requires, bases, papers, fields, .. } in &guide.tasks {
        lines.push(title);
        lines.extend([delivers, description].into_iter().flatten().map(String::as_str));
        let bases = bases.iter().map(|(.., basis)| basis).chain(requires.iter().map(|requirement| &requirement.basis));
        lines.extend(bases.filter_map(|basis| basis.said().note.as_deref()));
        lines.extend(papers.iter().filter_map(|paper| paper.note.as_deref()));
        for (_, value) in fields {
            match value {
                FieldValue::Text(text) => lines.push(text),
                FieldValue::List(items) => lines.extend(items.iter().map(String::as_str)),
                FieldValue::Url(_) => {}
            }
        }
    }
    for Page { title, description, .. } in &guide.pages {
        lines.push(title);
        lines.extend(description.as_deref());
    }
    lines.extend(guide.description.as_deref());
    lines
}
