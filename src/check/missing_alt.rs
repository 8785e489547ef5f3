//! `missing-alt`: who can't see a picture gets its alternative text or nothing (WCAG 2.2, criterion 1.1.1).

use super::PageContext;
use crate::diagnostic::{Diagnostic, Diagnostics, MISSING_ALT};
use crate::markdown::ReferenceKind;

pub(super) fn check(context: &PageContext<'_>, faults: &mut Diagnostics) {
    for text in &context.texts {
        for image in text.body.references.iter().filter(|reference| reference.kind == ReferenceKind::Image) {
            if text.body.words(image).trim().is_empty() {
                let message = format!("the image `{}` has no alternative text", image.target);
                let help =
                    format!("say in the brackets what is to be seen: `![A form with three fields]({})`", image.target);
                faults.push(Diagnostic::new(MISSING_ALT, image.span, message).help(help));
            }
        }
    }
}
