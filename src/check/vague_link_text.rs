//! `vague-link-text`: links are read out, listed and skimmed without the sentence around them (WCAG 2.2, criterion
//! 2.4.4). The words that say nothing stand in the language's file of words.

use super::PageContext;
use crate::diagnostic::{Diagnostic, Diagnostics, VAGUE_LINK_TEXT};
use crate::markdown::{Reference, ReferenceKind};

pub(super) fn check(context: &PageContext<'_>, faults: &mut Diagnostics) {
    for text in &context.texts {
        for link in text.body.references.iter().filter(|reference| has_own_words(reference)) {
            let words = text.body.words(link).trim();
            let bare = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            let message = if words.is_empty() && link.kind == ReferenceKind::Link {
                format!("the link to `{}` has no text", link.target)
            } else if !bare.is_empty()
                && context.words.get("vague_link_texts").split(';').any(|vague| vague.trim() == bare)
            {
                format!("the link text `{words}` does not say where it leads")
            } else {
                continue;
            };
            let help = "write what the reader finds there, such as the name of the page or task";
            faults.push(Diagnostic::new(VAGUE_LINK_TEXT, link.span, message).help(help));
        }
    }
}

fn has_own_words(reference: &Reference) -> bool {
    matches!(reference.kind, ReferenceKind::Link | ReferenceKind::Wiki)
}
