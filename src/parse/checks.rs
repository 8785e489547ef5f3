//! The key `checks` of a page: what its authors have looked at and let pass, with their reason.

use super::shapes::ALLOWANCE;
use crate::diagnostic::{Allowance, Diagnostic, INVALID_VALUE};
use crate::yaml::{Fields, Value};

/// Reads `checks`. Without a reason nothing is allowed: the next author must know whether it still holds.
pub(super) fn allowances(fields: &mut Fields<'_, '_>) -> Vec<Allowance> {
    let mut found = Vec::new();
    for (code, span, value) in fields.codes("checks", "code: {level: off, reason: …}") {
        let shape = format!("write `{}: {{level: off, reason: \"why it is right here\"}}`", code.name);
        if code.fixed {
            let message = format!("`{}` can't be allowed", code.name);
            let help = "without what it finds, the site can't be trusted";
            fields.faults().push(Diagnostic::new(INVALID_VALUE, span, message).help(help));
        } else if !matches!(value.value, Value::Map(_)) {
            let message = format!("the allowance of `{}` gives no reason", code.name);
            fields.faults().push(Diagnostic::new(INVALID_VALUE, value.span, message).help(shape));
        } else {
            let mut inner = Fields::new(value, &ALLOWANCE, fields.faults());
            let level = inner.required_text("level").is_some();
            let off = inner.choice("level", &[("off", ())]).is_some();
            let reason = inner.required_text("reason").is_some();
            inner.finish();
            if level && off && reason {
                found.push(Allowance { code: code.name, span, draft: false });
            }
        }
    }
    found
}
