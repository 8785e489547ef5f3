//! Merges a fault that a template repeats on many pages into one for the guide.

use std::collections::{BTreeMap, BTreeSet};

use super::{Diagnostic, SKIPPED_HEADING};
use crate::source::{FileId, Sources};

/// From so many files on, a template must be the cause.
const MANY: usize = 5;

/// Leaves the first of those that say the same in many files of a guide. `list` is in order.
pub(super) fn tell_once(list: &mut Vec<Diagnostic>, sources: &Sources) {
    let mut alike: BTreeMap<(String, String), BTreeSet<FileId>> = BTreeMap::new();
    let key = |diagnostic: &Diagnostic| {
        let file = diagnostic.labels.first().filter(|_| diagnostic.code == SKIPPED_HEADING)?.span.file;
        let mut path = sources.path(file).split('/');
        let guide = path.nth(1)?.to_owned();
        path.next()?;
        Some(((guide, diagnostic.message.clone()), file))
    };
    for (key, file) in list.iter().filter_map(key) {
        alike.entry(key).or_default().insert(file);
    }
    alike.retain(|_, files| files.len() >= MANY);
    if alike.is_empty() {
        return;
    }
    let mut told = BTreeSet::new();
    list.retain_mut(|diagnostic| {
        let Some(((key, _), files)) = key(diagnostic).and_then(|key| Some((key.clone(), alike.get(&key.0)?))) else {
            return true;
        };
        diagnostic.message = format!("{}, and so in {} more files", diagnostic.message, files.len() - 1);
        told.insert(key)
    });
}
