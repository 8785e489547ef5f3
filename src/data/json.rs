//! JSON as files hold it.

use serde::Serialize;

/// A document for other programs, with a line break at its end.
pub(super) fn json(document: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}
