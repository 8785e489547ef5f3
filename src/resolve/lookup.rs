//! Ids looked up, and the nearest one where nobody has an id.

use std::sync::OnceLock;

use super::ids::{Ids, Known};
use crate::diagnostic::{DRAFT_REFERENCE, Diagnostic, Diagnostics, RETIRED_REFERENCE, UNKNOWN_TASK};
use crate::model::TaskIx;
use crate::source::Span;
use crate::text::Vocabulary;
use crate::yaml::Spanned;

/// The indices that look ids up.
pub(super) struct Lookup<'a> {
    pub(super) ids: &'a Ids,
    /// Every id of the guide, in order.
    pub(super) names: &'a [String],
    /// The same, ready for suggestions once one was asked for.
    ready: OnceLock<Vocabulary<'a>>,
}

/// Behind so many faults of relations nobody reads suggestions, each of which costs a comparison with every name.
const MAX_SUGGESTED: usize = 300;

impl<'a> Lookup<'a> {
    pub(super) fn new(ids: &'a Ids, names: &'a [String]) -> Self {
        Lookup { ids, names, ready: OnceLock::new() }
    }

    /// The task that `id` names, or a fault. `at` is the task whose front matter names it, if it is one.
    pub(super) fn find(&self, at: Option<TaskIx>, id: &Spanned<String>, faults: &mut Diagnostics) -> Option<TaskIx> {
        match self.ids.get(&id.value) {
            Some(Known::Task(task)) => Some(task),
            Some(Known::Broken) => None,
            Some(Known::Draft) => {
                let message = format!("the task `{}` is a draft and is not published", id.value);
                faults.push(
                    Diagnostic::new(DRAFT_REFERENCE, id.span, message).help("publish it, or build with --drafts"),
                );
                None
            }
            Some(Known::Retired(see)) => {
                // A task can't be told to name itself instead.
                let help = see.filter(|see| Some(*see) != at).and_then(|see| self.names.get(see)).map_or_else(
                    || "take the reference out".to_owned(),
                    |name| format!("the guide says: see `{name}`"),
                );
                let message = format!("the id `{}` is retired", id.value);
                faults.push(Diagnostic::new(RETIRED_REFERENCE, id.span, message).help(help));
                None
            }
            None => {
                faults.push(self.unknown(&id.value, id.span, faults.len() < MAX_SUGGESTED));
                None
            }
        }
    }

    /// The fault of an id that nobody has, with the nearest that somebody has.
    pub(super) fn unknown(&self, id: &str, span: Span, suggest: bool) -> Diagnostic {
        let ready = || self.ready.get_or_init(|| self.names.iter().map(String::as_str).collect());
        let nearest = || ready().closest(id);
        let fault = Diagnostic::new(UNKNOWN_TASK, span, format!("there is no task `{id}`"));
        let within = self.within(id);
        if within.len() > 1 {
            let one_of = id.contains('|') || id.split_whitespace().any(|word| matches!(word, "or" | "eller"));
            return fault.help(if one_of {
                format!("write `{{any: [{}]}}` if one of them is enough", within.join(", "))
            } else {
                format!("write each id as an item of a list: `[{}]`", within.join(", "))
            });
        }
        let near = within.first().copied().or_else(|| self.ids.folded(id));
        fault
            .help("write the id of a task of this guide")
            .did_you_mean(near.or_else(|| suggest.then(nearest).flatten()))
    }

    /// The ids in a text that is none: `A1 A2`, `[[A1]]`, `A1.md`, `A1 - its title`.
    pub(super) fn within<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')));
        let words = words.flat_map(|word| [word, word.strip_suffix(".md").unwrap_or_default()]);
        words.filter(|word| *word != text && matches!(self.ids.get(word), Some(Known::Task(_)))).collect()
    }
}
