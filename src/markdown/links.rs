//! Links whose address stands elsewhere: `[words][label]` with a line `[label]: address`.

use super::writer::{Definitions, Writer};
use crate::diagnostic::{Diagnostic, UNUSED_LINK_DEFINITION};

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
