//! What a task rests on by way of other tasks. Only requirements that are certain and leave no choice count: of the
//! others nothing follows.

use crate::model::{Certainty, Guide, Requirement, TaskIx};

/// How many requirements are followed in one guide. A real guide needs a few thousand steps; where a graph is dense
/// enough to need more, what lies beyond is not looked for.
const MAX_STEPS: usize = 2_000_000;

/// A walk over one guide's requirements, towards what comes first.
pub(crate) struct Reach<'g> {
    guide: &'g Guide,
    /// The longest chain of requirements below each task; `None` for tasks of a circle and what rests on them.
    level: Vec<Option<usize>>,
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
        Reach { guide, level: levels(guide), seen: vec![0; guide.tasks.len()], search: 0, steps: 0 }
    }

    /// The requirements of `task` that its other requirements rest on already.
    pub(crate) fn implied(&mut self, task: TaskIx) -> Vec<Implied> {
        let requires = &self.guide.tasks[task].requires;
        let single =
            |requirement: &Requirement| if requirement.any { None } else { requirement.tasks.first().copied() };
        let targets: Vec<(usize, TaskIx)> = requires
            .iter()
            .enumerate()
            .filter_map(|(number, requirement)| Some((number, single(requirement)?)))
            .collect();
        if targets.len() < 2 || self.level[task].is_none() {
            return Vec::new();
        }
        let least = targets.iter().filter_map(|(_, first)| self.level[*first]).min().unwrap_or(0);
        let mut found: Vec<Implied> = Vec::new();
        self.search += 1;
        for via in requires.iter().filter_map(plain) {
            self.walk(via, least, |met| {
                let hit = targets.iter().find(|(_, first)| *first == met && met != via);
                if let Some((requirement, _)) = hit.filter(|(number, _)| found.iter().all(|f| f.requirement != *number))
                {
                    found.push(Implied { requirement: *requirement, via });
                }
                true
            });
        }
        found.sort_unstable_by_key(|implied| implied.requirement);
        found
    }

    /// Whether `task` waits for `other`, at once or by way of others.
    pub(crate) fn rests_on(&mut self, task: TaskIx, other: TaskIx) -> bool {
        let (Some(high), Some(low)) = (self.level[task], self.level[other]) else { return false };
        let mut found = false;
        if high > low {
            self.search += 1;
            self.walk(task, low, |met| {
                found |= met == other;
                !found
            });
        }
        found
    }

    /// Visits what `start` rests on down to the level `least`, each task once in a search, until `visit` says no.
    fn walk(&mut self, start: TaskIx, least: usize, mut visit: impl FnMut(TaskIx) -> bool) {
        let mut left = vec![start];
        while let Some(task) = left.pop() {
            for first in self.guide.tasks[task].requires.iter().filter_map(plain) {
                self.steps += 1;
                if self.steps > MAX_STEPS {
                    return;
                }
                if self.seen[first] == self.search || self.level[first].is_none_or(|level| level < least) {
                    continue;
                }
                self.seen[first] = self.search;
                if !visit(first) {
                    return;
                }
                left.push(first);
            }
        }
    }
}

/// The task of a requirement that is certain and leaves no choice.
fn plain(requirement: &Requirement) -> Option<TaskIx> {
    let counts = !requirement.any && requirement.certainty == Certainty::Certain;
    requirement.tasks.first().copied().filter(|_| counts)
}

/// Longest chains, by peeling off the tasks whose requirements are all peeled off.
fn levels(guide: &Guide) -> Vec<Option<usize>> {
    let mut after: Vec<Vec<TaskIx>> = vec![Vec::new(); guide.tasks.len()];
    let mut waiting = vec![0usize; guide.tasks.len()];
    for (task, item) in guide.tasks.iter().enumerate() {
        for first in item.requires.iter().filter_map(plain) {
            after[first].push(task);
            waiting[task] += 1;
        }
    }
    let mut level = vec![0; guide.tasks.len()];
    let mut free: Vec<TaskIx> = (0..waiting.len()).filter(|task| waiting[*task] == 0).collect();
    while let Some(task) = free.pop() {
        for next in &after[task] {
            level[*next] = level[*next].max(level[task] + 1);
            waiting[*next] -= 1;
            if waiting[*next] == 0 {
                free.push(*next);
            }
        }
    }
    level.into_iter().zip(waiting).map(|(level, waiting)| (waiting == 0).then_some(level)).collect()
}
