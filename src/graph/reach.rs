//! The tasks that a task rests on by way of others. Only requirements that are certain and leave no choice count: of the
//! others nothing follows.

use super::reachability_index::{Grail, plain_target};
use crate::model::{Guide, Requirement, TaskIx};

/// How many requirements are followed in one guide. A real guide needs a few thousand steps; where a graph is dense
/// enough to need more, what lies beyond is not looked for.
const MAX_STEPS: usize = 2_000_000;

/// A walk over one guide's requirements, towards what comes first.
pub(crate) struct Reach<'g> {
    guide: &'g Guide,
    index: Grail,
    /// The number of the last search that met each task.
    seen: Vec<usize>,
    search: usize,
    steps: usize,
}

/// A requirement that need not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Implied {
    /// Its place in the task's list.
    pub(crate) requirement: usize,
    /// The required task that rests on it.
    pub(crate) via: TaskIx,
}

impl<'g> Reach<'g> {
    pub(crate) fn new(guide: &'g Guide) -> Self {
        Reach { guide, index: Grail::new(guide), seen: vec![0; guide.tasks.len()], search: 0, steps: 0 }
    }

    /// The requirements of `task` that its other requirements rest on already.
    pub(crate) fn implied(&mut self, task: TaskIx) -> Vec<Implied> {
        let requires = &self.guide.tasks[task].requires;
        let single =
            |requirement: &Requirement| if requirement.any { None } else { requirement.tasks.first().copied() };
        let mut sought: Vec<(usize, TaskIx)> = requires
            .iter()
            .enumerate()
            .filter_map(|(number, requirement)| Some((number, single(requirement)?)))
            .collect();
        if sought.len() < 2 || !self.index.settled(task) {
            return Vec::new();
        }
        let mut found: Vec<Implied> = Vec::new();
        self.search += 1;
        for via in requires.iter().filter_map(plain_target) {
            let before = found.len();
            self.walk(via, &sought, |requirement| {
                found.push(Implied { requirement, via });
                true
            });
            sought.retain(|(number, _)| found[before..].iter().all(|found| found.requirement != *number));
        }
        found.sort_unstable_by_key(|implied| implied.requirement);
        found
    }

    /// Whether `task` waits for `other`, at once or by way of others.
    pub(crate) fn rests_on(&mut self, task: TaskIx, other: TaskIx) -> bool {
        let mut found = false;
        self.search += 1;
        self.walk(task, &[(0, other)], |_| {
            found = true;
            false
        });
        found
    }

    /// Visits what `start` rests on, each task once in a search, and tells of those that are sought by their number, until
    /// `met` says no. Tasks that none of them can lie below are passed over.
    fn walk(&mut self, start: TaskIx, sought: &[(usize, TaskIx)], mut met: impl FnMut(usize) -> bool) {
        let Reach { guide, index, seen, search, steps } = self;
        let leads = |from: TaskIx| sought.iter().any(|(_, to)| index.may_rest(from, *to));
        if !leads(start) {
            return;
        }
        let mut left = vec![start];
        while let Some(task) = left.pop() {
            for first in guide.tasks[task].requires.iter().filter_map(plain_target) {
                *steps += 1;
                if *steps > MAX_STEPS {
                    return;
                }
                if seen[first] == *search || !index.settled(first) {
                    continue;
                }
                seen[first] = *search;
                let hit = sought.iter().find(|(_, sought)| *sought == first);
                if hit.is_some_and(|(number, _)| !met(*number)) {
                    return;
                }
                if leads(first) {
                    left.push(first);
                }
            }
        }
    }
}
