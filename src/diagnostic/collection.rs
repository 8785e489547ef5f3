//! Diagnostics of a run, gathered in any order and read in one.

use std::collections::{BTreeMap, BTreeSet};

use super::repeated::tell_once;
use super::{Allowance, Diagnostic, ORPHAN_TASK, Severity, UNUSED_ALLOWANCE, UNUSED_FIELD, UNUSED_GROUP, UNUSED_TERM};
use crate::source::{FileId, Sources};

/// Nobody reads more of one kind in one file, and a file may be made to have a hundred thousand.
const MAX_ALIKE: usize = 1_000;
/// The same for all files together.
const MAX_ALIKE_IN_ALL: usize = 5_000;

/// Codes that depend on the other files of the guide.
const OF_THE_WHOLE: [&str; 4] = [UNUSED_GROUP.name, UNUSED_FIELD.name, UNUSED_TERM.name, ORPHAN_TASK.name];

/// One kind of fault in one file.
type FileAndCode = (Option<FileId>, &'static str);

/// Diagnostics of a file, a stage or a run. However many are found, few are kept: of each kind in a file the first
/// always, further ones up to `MAX_ALIKE` and up to `MAX_ALIKE_IN_ALL` of a code, and of the rest their number. Both
/// go by the order in which they are added, so results are added in the order of the files.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    kept: BTreeMap<FileAndCode, usize>,
    kept_in_all: BTreeMap<&'static str, usize>,
    /// How many were found and are not in the list.
    dropped: BTreeMap<FileAndCode, usize>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let kind = kind(&diagnostic);
        let kept = self.kept.entry(kind).or_default();
        let in_all = self.kept_in_all.entry(kind.1).or_default();
        if *kept == 0 || *kept < MAX_ALIKE && *in_all < MAX_ALIKE_IN_ALL {
            *kept += 1;
            *in_all += 1;
            self.list.push(diagnostic);
        } else {
            *self.dropped.entry(kind).or_default() += 1;
        }
    }

    /// Adds all of another collection.
    pub fn append(&mut self, more: Diagnostics) {
        if self.list.is_empty() {
            *self = more;
            return;
        }
        self.extend(more.list);
        for (kind, count) in more.dropped {
            *self.dropped.entry(kind).or_default() += count;
        }
    }

    /// Whether there is something that settings may not lower.
    pub(crate) fn has_fixed(&self) -> bool {
        self.list.iter().any(|d| d.code.fixed)
    }

    /// Keeps those that `keep` says yes to, in order.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// Takes out what pages allow, and reports allowances that take out nothing: unless the page has errors, which may
    /// keep checks from running. With `drafts`, drafts are checked like other pages.
    pub(crate) fn allow(&mut self, allowances: &[Allowance], drafts: bool) {
        let mut left: BTreeMap<(FileId, &str), (&Allowance, bool)> =
            allowances.iter().map(|allowance| ((allowance.span.file, allowance.code), (allowance, false))).collect();
        let mut is_left = |(file, code): FileAndCode| {
            let allowance = file.and_then(|file| left.get_mut(&(file, code)));
            allowance.is_none_or(|(_, used)| {
                *used = true;
                false
            })
        };
        self.list.retain(|d| is_left(kind(d)));
        self.dropped.retain(|kind, _| is_left(*kind));
        let unused = left.into_values().filter(|(allowance, used)| !used && (drafts || !allowance.draft));
        let broken: BTreeSet<FileId> =
            self.list.iter().filter(|d| d.severity == Severity::Error).filter_map(|d| kind(d).0).collect();
        for (allowance, _) in unused {
            let elsewhere = OF_THE_WHOLE.contains(&allowance.code) && !broken.is_empty();
            if !elsewhere && !broken.contains(&allowance.span.file) {
                let message = format!("`{}` is allowed here, and there is none", allowance.code);
                self.push(Diagnostic::new(UNUSED_ALLOWANCE, allowance.span, message).help("take the line out"));
            }
        }
    }

    /// In order of file, place and code, a folder's `_index.md` before its other files, the same fault at the same place once; with the weights that the site's
    /// settings give (`None` silences a code).
    #[must_use]
    pub fn finish(mut self, sources: &Sources, weights: &BTreeMap<&'static str, Option<Severity>>) -> Self {
        for diagnostic in &mut self.list {
            if let Some(Some(severity)) = weights.get(diagnostic.code.name) {
                diagnostic.severity = *severity;
            }
        }
        self.list.retain(|d| weights.get(d.code.name) != Some(&None));
        self.dropped.retain(|(_, code), _| weights.get(code) != Some(&None));
        self.list.iter_mut().for_each(Diagnostic::shorten);
        // A fault of the guide may cause those of its tasks.
        let rank = |path: &str| path.strip_suffix("_index.md").unwrap_or(path).to_owned();
        let place = |d: &Diagnostic| match (d.labels.first(), &d.file) {
            (Some(label), _) => Some((rank(sources.path(label.span.file)), label.span.start, label.span.end)),
            (None, Some(file)) => Some((rank(file), 0, 0)),
            (None, None) => None,
        };
        self.list.sort_by_cached_key(|d| (place(d), d.code.name, d.message.clone()));
        self.list.dedup();
        tell_once(&mut self.list, sources);
        self.shorten(MAX_ALIKE, "in this file", |kind| kind);
        self.shorten(MAX_ALIKE_IN_ALL, "in these files", |(_, code)| (None, code));
        self
    }

    /// Leaves of very many alike the first ones, and says how many there are.
    fn shorten(&mut self, max: usize, place: &str, alike: impl Fn(FileAndCode) -> FileAndCode) {
        let mut totals: BTreeMap<FileAndCode, usize> = BTreeMap::new();
        let listed = self.list.iter().map(|d| (kind(d), 1));
        for (kind, count) in listed.chain(self.dropped.iter().map(|(kind, count)| (*kind, *count))) {
            *totals.entry(alike(kind)).or_default() += count;
        }
        let mut shown: BTreeMap<FileAndCode, usize> = BTreeMap::new();
        let dropped = &mut self.dropped;
        self.list.retain_mut(|diagnostic| {
            let kind = kind(diagnostic);
            let total = totals.get(&alike(kind)).copied().unwrap_or_default();
            let shown = shown.entry(alike(kind)).or_default();
            *shown += 1;
            if total > max && *shown == max {
                diagnostic.message = format!("{} more of this kind {place} are not listed", total - max + 1);
                diagnostic.help = Some("mend the others first".to_owned());
                diagnostic.labels.truncate(1);
            }
            if *shown > max {
                *dropped.entry(kind).or_default() += 1;
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

    /// How many are listed.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(found: T) -> Self {
        let mut diagnostics = Diagnostics::default();
        diagnostics.extend(found);
        diagnostics
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, more: T) {
        more.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}

fn kind(diagnostic: &Diagnostic) -> FileAndCode {
    (diagnostic.labels.first().map(|label| label.span.file), diagnostic.code.name)
}
