//! The released versions of a guide, and what changed from each to the next.

use super::compare::changes;
use super::described::Described;
use super::entry::{Changes, TaskDifference, Weight};

/// The history of a guide, from its snapshots.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    /// In the order of the guide's versions: newest first.
    pub(crate) releases: Vec<Release>,
    /// Changes since the newest snapshot.
    pub(crate) unreleased: Option<Changes>,
}

/// A released version.
#[derive(Clone, Debug)]
pub(crate) struct Release {
    pub(crate) version: String,
    /// Its snapshot is there.
    pub(crate) is_known: bool,
    /// Changes since the next older snapshot; none without one.
    pub(crate) changes: Option<Changes>,
}

impl History {
    /// Of versions with their snapshots, newest first, and the guide as it is.
    pub(crate) fn new(versions: Vec<(String, Option<Described>)>, now: &Described) -> Self {
        let next_known = |from: usize| {
            let mut older = versions[from.min(versions.len())..].iter();
            older.find_map(|(version, described)| Some((version.as_str(), described.as_ref()?)))
        };
        let since = |from: usize, new: (&str, &Described)| {
            let found = changes(next_known(from)?, new);
            found
                .weight()
                .is_some_and(|weight| weight > Weight::Quiet || !found.guide_changes.is_empty())
                .then_some(found)
        };
        let unreleased = since(0, (".", now));
        let release = |(at, (version, described)): (usize, &(String, Option<Described>))| Release {
            version: version.clone(),
            is_known: described.is_some(),
            changes: described.as_ref().and_then(|described| since(at + 1, (version, described))),
        };
        History { releases: versions.iter().enumerate().map(release).collect(), unreleased }
    }

    /// The changes that are new to readers, with the place of their version; unreleased ones have none.
    pub(crate) fn current(&self) -> Option<(&Changes, Option<usize>)> {
        let released = || Some((self.releases.first()?.changes.as_ref()?, Some(0)));
        self.unreleased.as_ref().map(|changes| (changes, None)).or_else(released)
    }

    /// The entries that pages mark: what is new or changed in a task.
    pub(crate) fn marked(&self) -> impl Iterator<Item = &TaskDifference> {
        let current = self.current().into_iter().flat_map(|(changes, _)| &changes.tasks);
        current.filter(|entry| entry.weight > Weight::Quiet)
    }
}
