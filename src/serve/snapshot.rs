//! A project as it was seen on disk, and how it differs from how it was seen before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::state::Copied;
use crate::output::Snapshot;
use crate::source::{self, Project};

/// Larger files are read when they are asked for.
const MAX_HELD: u64 = 16 * 1024 * 1024;

/// Size and time of change of a file that is copied.
type Stamp = Option<(u64, Option<SystemTime>)>;

/// A project as it was read, with the stamps of the files that it copies.
pub(super) struct ProjectSnapshot {
    pub(super) project: Project,
    stamps: BTreeMap<String, Stamp>,
}

/// Reads the project.
///
/// # Errors
/// The settings file can't be read.
pub(super) fn snapshot(root: &Path, settings: &Path) -> io::Result<ProjectSnapshot> {
    let project = source::load(root, settings)?;
    let copied = project.assets.iter().chain(&project.statics);
    let stamps = copied.map(|path| (path.clone(), stamp(&root.join(path)))).collect();
    Ok(ProjectSnapshot { project, stamps })
}

fn stamp(file: &Path) -> Stamp {
    fs::metadata(file).ok().map(|data| (data.len(), data.modified().ok()))
}

impl ProjectSnapshot {
    /// The files that are new, gone or other than in `former`, by their paths in the project.
    pub(super) fn changes(&self, former: &ProjectSnapshot) -> Vec<String> {
        let mut changed = changed_texts(&self.project, &former.project);
        changed.extend(differing(&self.stamps, &former.stamps));
        let fault = |seen: &ProjectSnapshot| -> BTreeMap<String, String> {
            seen.project.faults.iter().map(|fault| (fault.path.clone(), format!("{:?}", fault.kind))).collect()
        };
        changed.extend(differing(&fault(self), &fault(former)));
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    /// Whether a file has no text any more that had some in `former`.
    pub(super) fn emptied(&self, former: &ProjectSnapshot) -> bool {
        let empty: BTreeSet<&str> =
            self.project.sources.files().filter(|f| f.text.is_empty()).map(|f| &*f.path).collect();
        let before = || former.project.sources.files();
        !empty.is_empty() && before().any(|file| !file.text.is_empty() && empty.contains(&*file.path))
    }

    /// The bytes of the files that a site has from the project; those that did not change are taken from `former`.
    pub(super) fn copies(
        &self,
        root: &Path,
        site: &Snapshot,
        former: Option<(&ProjectSnapshot, &BTreeMap<String, Copied>)>,
    ) -> BTreeMap<String, Copied> {
        let held = |path: &str, source: &str| {
            let known = former.and_then(|(seen, copies)| Some((seen.stamps.get(source)?, copies.get(path)?)));
            match known {
                Some((stamp, copied)) if Some(stamp) == self.stamps.get(source) => Some(copied.clone()),
                _ => read(root, source),
            }
        };
        let copies = site.copies().iter();
        copies.filter_map(|(path, source)| Some((path.clone(), held(path, source)?))).collect()
    }
}

fn changed_texts(now: &Project, before: &Project) -> Vec<String> {
    let pairs = || now.sources.files().zip(before.sources.files());
    // Mostly no file came or went, and they stand in the same order.
    if now.sources.len() == before.sources.len() && pairs().all(|(a, b)| a.path == b.path) {
        return pairs().filter(|(a, b)| a.text != b.text).map(|(file, _)| file.path.clone()).collect();
    }
    differing(&texts(now), &texts(before)).collect()
}

fn texts(project: &Project) -> BTreeMap<&str, &str> {
    project.sources.files().map(|file| (file.path.as_str(), file.text.as_str())).collect()
}

/// The keys of what only one has, or both differently.
fn differing<'m, K: Ord + ToString, V: PartialEq>(
    now: &'m BTreeMap<K, V>,
    before: &'m BTreeMap<K, V>,
) -> impl Iterator<Item = String> {
    let new = now.iter().filter(|(key, value)| before.get(*key) != Some(*value)).map(|(key, _)| key.to_string());
    new.chain(before.keys().filter(|key| !now.contains_key(*key)).map(ToString::to_string))
}

fn read(root: &Path, source: &str) -> Option<Copied> {
    let file = root.join(source);
    if fs::metadata(&file).ok()?.len() > MAX_HELD {
        return Some(Copied::OnDisk(root.to_owned(), file));
    }
    fs::read(inside(root, &file)?).ok().map(|bytes| Copied::Held(Arc::from(bytes)))
}

/// The real place of a file of the project; nothing where a link leads out of it by now.
fn inside(root: &Path, file: &Path) -> Option<PathBuf> {
    let real = fs::canonicalize(file).ok()?;
    let inside = real.starts_with(fs::canonicalize(root).ok()?) && real.is_file();
    inside.then_some(real)
}

/// A large file, read when it is asked for.
pub(super) fn read_now(root: &Path, file: &Path) -> Option<Vec<u8>> {
    fs::read(inside(root, file)?).ok()
}
