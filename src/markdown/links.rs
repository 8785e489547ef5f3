//! Links whose address stands elsewhere: `[words][label]` with a line `[label]: address`.

use std::collections::HashSet;
use std::ops::Range;

use super::writer::Writer;
use crate::diagnostic::{Diagnostic, UNDEFINED_LINK_REFERENCE, UNUSED_LINK_DEFINITION};
use crate::source::Span;
use crate::text::WordState;

/// The lines `[label]: address` of a text.
#[derive(Default)]
pub(super) struct Definitions {
    /// Label and place.
    all: Vec<(String, Range<usize>)>,
    /// The labels that links have, without case.
    used: HashSet<String, WordState>,
}

impl Definitions {
    pub(super) fn new(mut all: Vec<(String, Range<usize>)>) -> Self {
        all.sort_unstable_by_key(|(_, range)| range.start);
        Definitions { all, used: HashSet::default() }
    }

    /// A link or an image uses one.
    pub(super) fn used(&mut self, label: &str) {
        if !self.all.is_empty() {
            self.used.insert(label.to_lowercase());
        }
    }
}

impl Writer<'_, '_> {
    pub(super) fn unused_definitions(&mut self) {
        let Definitions { all, used } = std::mem::take(&mut self.definitions);
        for (label, range) in all {
            if used.contains(&label.to_lowercase()) {
                continue;
            }
            let message = format!("no link uses the definition `[{label}]`");
            let fault = Diagnostic::new(UNUSED_LINK_DEFINITION, self.span(range), message);
            self.faults.push(fault.help(format!("write `[words][{label}]` where it belongs, or take the line out")));
        }
    }
}

/// The fault of a link by a label that no line defines.
pub(super) fn undefined_link(label: &str, span: Span) -> Diagnostic {
    Diagnostic::new(UNDEFINED_LINK_REFERENCE, span, format!("no line defines the link `{label}`"))
        .help(format!("write a line `[{label}]: address`, or the address in parentheses: `[words](address)`"))
}
