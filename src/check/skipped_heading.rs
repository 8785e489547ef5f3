//! `skipped-heading`: who reads by ear goes from heading to heading; a level that is left out sounds like a missing
//! part (WCAG 2.2, technique G141).

use super::PageContext;
use crate::diagnostic::{Diagnostic, Diagnostics, SKIPPED_HEADING};

pub(super) fn check(context: &PageContext<'_>, faults: &mut Diagnostics) {
    for text in &context.texts {
        let mut last = 1;
        for heading in &text.body.headings {
            if heading.level > last + 1 {
                let above = if last == 1 { "the page's title".to_owned() } else { format!("level {last}") };
                let message =
                    format!("the heading `{}` is of level {}, right below {above}", heading.text, heading.level);
                let marks = "#".repeat(usize::from(last) + 1);
                let help = format!("write `{marks} {}`", heading.text);
                faults.push(Diagnostic::new(SKIPPED_HEADING, heading.span, message).help(help));
            }
            last = heading.level;
        }
    }
}
