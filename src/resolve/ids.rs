//! Ids of tasks: whether they can be addresses, and who has which.

use std::collections::HashMap;

use crate::diagnostic::{DUPLICATE_ID, Diagnostic, Diagnostics, UNUSABLE_ID};
use crate::source::Span;
use crate::text::{WordState, composed, is_device, visible_line};

/// Names below a guide's address that are the program's own.
const RESERVED: [&str; 13] = [
    "stages",
    "parties",
    "tracks",
    "scopes",
    "plan",
    "tasks",
    "handovers",
    "questions",
    "terms",
    "print",
    "gates",
    // Files there; those that end in .html or .json are refused anyway.
    "overview.svg",
    "tasks.csv",
];
/// The longest id, in bytes: it is the name of a folder, for which file systems allow 255.
const MAX_BYTES: usize = 100;

/// Endings of the site's own files.
const OF_FILES: [&str; 2] = [".html", ".json"];

/// Names and endings that are the program's own below a guide's address alone.
const OF_GUIDES: ([&str; 2], [&str; 3]) = (["changes", "versions"], [".xml", ".ics", ".csv"]);

/// Reports an id that can't be the last part of an address.
pub(super) fn check_id(id: &str, span: Span, faults: &mut Diagnostics) -> bool {
    told(unusable(id), id, span, faults)
}

/// The same of a part of any other address.
pub(super) fn check_part(part: &str, span: Span, faults: &mut Diagnostics) -> bool {
    told(unusable_part(part), part, span, faults)
}

fn told(why: Option<String>, id: &str, span: Span, faults: &mut Diagnostics) -> bool {
    if let Some(why) = &why {
        let shown: String = id.chars().take(60).collect();
        let fault = Diagnostic::new(UNUSABLE_ID, span, format!("the id `{shown}` can't be an address: {why}"));
        faults.push(fault.help(instead(id)));
    }
    why.is_none()
}

/// The help for an unusable id: about its signs, or about the whole id if these are not to blame.
pub(crate) fn instead(id: &str) -> &'static str {
    if id.is_empty() || id.chars().any(|c| !is_fit(c)) {
        "use letters, digits, `-`, `_` and `.`, such as `TF109` or `TF126-A`"
    } else {
        "take another one, such as `TF109` or `TF126-A`"
    }
}

fn is_fit(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// Why an id can't be the last part of an address in a guide, if it can't.
pub(crate) fn unusable(id: &str) -> Option<String> {
    let lower = id.to_lowercase();
    let (names, endings) = OF_GUIDES;
    let is_own = names.contains(&lower.as_str()) || endings.iter().any(|ending| lower.ends_with(ending));
    unusable_part(id).or_else(|| is_own.then(|| "the name is the site's own".to_owned()))
}

/// The same of a part of any other address.
fn unusable_part(id: &str) -> Option<String> {
    let lower = id.to_lowercase();
    if id.is_empty() {
        return Some("it is empty".to_owned());
    }
    if id.len() > MAX_BYTES {
        return Some(format!("it is longer than {MAX_BYTES} bytes"));
    }
    if let Some(c) = id.chars().find(|c| !is_fit(*c)) {
        return Some(match c {
            ' ' => "it has a blank".to_owned(),
            '\n' | '\r' => "it has a line break".to_owned(),
            c if visible_line(&c.to_string()).chars().ne([c]) => {
                format!("it has the character U+{:04X}, which is not to be seen", u32::from(c))
            }
            c => format!("it has the character {c:?}"),
        });
    }
    if id.starts_with('.') || id.ends_with('.') {
        return Some("it begins or ends with a full stop".to_owned());
    }
    if id.starts_with('_') {
        return Some("it begins with `_`".to_owned());
    }
    if RESERVED.contains(&lower.as_str()) || OF_FILES.iter().any(|ending| lower.ends_with(ending)) {
        return Some("the name is the site's own".to_owned());
    }
    if is_device(id) {
        return Some("Windows takes the name for a device".to_owned());
    }
    None
}

/// Who has which id in one guide.
#[derive(Debug, Default)]
pub(super) struct Ids {
    known: HashMap<String, Known, WordState>,
    /// As written, by lower case and Unicode's composed form, since file systems and readers don't tell `TF1` from
    /// `tf1`, nor the two ways to store an `å`.
    folded: HashMap<String, (String, Span), WordState>,
}

/// The owner of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// A task, by its index.
    Task(usize),
    /// A task that is not published yet.
    Draft,
    /// A file that could not be read, which has been said.
    Broken,
    /// An id that is no longer used, with the task to see instead.
    Retired(Option<usize>),
}

impl Ids {
    /// Takes an id; `false` and a fault where another page of the guide has it.
    pub(super) fn claim(&mut self, id: &str, span: Span, faults: &mut Diagnostics) -> bool {
        let folded = composed(id).to_lowercase();
        if let Some((other, first)) = self.folded.get(&folded) {
            let message = if other == id {
                format!("the id `{id}` is taken")
            } else if composed(other) == composed(id) {
                format!("the id `{id}` differs from another only in the way that Unicode stores its letters")
            } else {
                format!("the id `{id}` differs from `{other}` only in the case of its letters")
            };
            let fault = Diagnostic::new(DUPLICATE_ID, span, message).and(*first, "first here");
            faults.push(fault.help("give one of the two another id; an id is an address for ever"));
            return false;
        }
        self.folded.insert(folded, (id.to_owned(), span));
        true
    }

    /// Says what a claimed id stands for.
    pub(super) fn set(&mut self, id: &str, known: Known) {
        self.known.insert(composed(id).into_owned(), known);
    }

    pub(super) fn get(&self, id: &str) -> Option<Known> {
        self.known.get(&*composed(id)).copied()
    }

    /// The id that would be meant, were it not for the case of its letters.
    pub(super) fn folded(&self, id: &str) -> Option<&str> {
        self.folded.get(&composed(id).to_lowercase()).map(|(known, _)| known.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_parts_of_addresses() {
        for good in ["TF109", "TF126-A", "FFH211b", "opgave-å", "1.2", "COMET", "CONTROL", "com"] {
            assert_eq!(unusable(good), None, "{good}");
        }
        for bad in ["", "..", ".x", "a/b", "a\\b", "a b", "CON", "nul.txt", "COM1", "plan", "Print", "x\0", "_index"] {
            assert!(unusable(bad).is_some(), "{bad}");
        }
        assert!(unusable(&"x".repeat(300)).is_some());
    }
}
