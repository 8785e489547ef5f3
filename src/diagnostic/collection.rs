//! Diagnostics of a run, gathered in any order and read in one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Allowance, Diagnostic, Severity, UNUSED_ALLOWANCE};
use crate::source::{FileId, Sources};

/// Nobody reads more of one kind in one file, and a file may be made to have a hundred thousand.
const MAX_ALIKE: usize = 1_000;
/// The same for all files together.
const MAX_ALIKE_IN_ALL: usize = 5_000;

/// All diagnostics of a run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Keeps those that `keep` says yes to, in order.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// Adds many.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(more);
    }

    /// Takes out what pages allow, and reports allowances that take out nothing: unless the page has errors, which may
    /// keep checks from running. With `drafts`, drafts are checked like other pages.
    pub(crate) fn allow(&mut self, allowances: &[Allowance], drafts: bool) {
        let mut left: BTreeMap<(FileId, &str), (&Allowance, bool)> =
            allowances.iter().map(|allowance| ((allowance.span.file, allowance.code), (allowance, false))).collect();
        let file = |d: &Diagnostic| d.labels.first().map(|label| label.span.file);
        self.list.retain(|d| {
            let allowance = file(d).and_then(|file| left.get_mut(&(file, d.code.name)));
            allowance.is_none_or(|(_, used)| {
                *used = true;
                false
            })
        });
        let unused = left.into_values().filter(|(allowance, used)| !used && (drafts || !allowance.draft));
        let broken: BTreeSet<FileId> =
            self.list.iter().filter(|d| d.severity == Severity::Error).filter_map(file).collect();
        for (allowance, _) in unused {
            if !broken.contains(&allowance.span.file) {
                let message = format!("`{}` is allowed here, and there is none", allowance.code);
                self.list.push(Diagnostic::new(UNUSED_ALLOWANCE, allowance.span, message).help("take the line out"));
            }
        }
    }

    /// In order of file, place and code, the same fault at the same place once; with the weights that the site's
    /// settings give (`None` silences a code).
    #[must_use]
    pub fn finish(mut self, sources: &Sources, weights: &BTreeMap<&'static str, Option<Severity>>) -> Self {
        for diagnostic in &mut self.list {
            if let Some(Some(severity)) = weights.get(diagnostic.code.name) {
                diagnostic.severity = *severity;
            }
        }
        self.list.retain(|d| weights.get(d.code.name) != Some(&None));
        self.list.iter_mut().for_each(Diagnostic::shorten);
        let place = |d: &Diagnostic| match (d.labels.first(), &d.file) {
            (Some(label), _) => Some((sources.path(label.span.file).to_owned(), label.span.start, label.span.end)),
            (None, Some(file)) => Some((file.clone(), 0, 0)),
            (None, None) => None,
        };
        self.list.sort_by_cached_key(|d| (place(d), d.code.name, d.message.clone()));
        self.list.dedup();
        let file = |d: &Diagnostic| d.labels.first().map(|label| label.span.file);
        self.shorten(MAX_ALIKE, "in this file", file);
        self.shorten(MAX_ALIKE_IN_ALL, "in these files", |_| None);
        self
    }

    /// Leaves of very many alike the first ones, and says how many there are.
    fn shorten(&mut self, max: usize, place: &str, file: impl Fn(&Diagnostic) -> Option<FileId>) {
        let key = |d: &Diagnostic| (file(d), d.code.name);
        let mut counts: HashMap<(Option<FileId>, &str), (usize, usize)> = HashMap::new();
        for diagnostic in &self.list {
            counts.entry(key(diagnostic)).or_default().0 += 1;
        }
        self.list.retain_mut(|diagnostic| {
            let Some((count, shown)) = counts.get_mut(&key(diagnostic)) else { return true };
            *shown += 1;
            if *count > max && *shown == max {
                diagnostic.message = format!("{} more of this kind {place} are not listed", *count - max + 1);
                diagnostic.help = Some("mend the others first".to_owned());
                diagnostic.labels.truncate(1);
            }
            *shown <= max
        });
    }

    /// The diagnostics, in order once [`Diagnostics::finish`] was called.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// How many have this weight.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether the run fails: an error, or with `strict` also a warning.
    pub fn fails(&self, strict: bool) -> bool {
        let least = if strict { Severity::Warning } else { Severity::Error };
        self.list.iter().any(|d| d.severity >= least)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
