//! An index that answers most questions whether one task rests on another with no, without a walk: numbers of two walks
//! over the whole guide (Yıldırım, Chaoji and Zaki, "GRAIL: scalable reachability index for large graphs", VLDB 2010).

use std::ops::RangeInclusive;

use crate::model::{Guide, Requirement, TaskIx};

/// The index of one guide.
pub(super) struct Grail {
    /// Of two walks that take requirements in opposite order: when each task was left, and when the first of those that it
    /// rests on was. Such a range holds those of all that the task rests on. None for tasks of a circle, and for what rests on
    /// them.
    ranges: [Vec<Option<RangeInclusive<usize>>>; 2],
}

impl Grail {
    pub(super) fn new(guide: &Guide) -> Self {
        let settled = settled(guide);
        Grail { ranges: [false, true].map(|back| ranges(guide, &settled, back)) }
    }

    /// Whether the task neither is in a circle nor rests on one.
    pub(super) fn settled(&self, task: TaskIx) -> bool {
        self.ranges[0][task].is_some()
    }

    /// Whether `task` may rest on `other`; where not, it surely does not.
    pub(super) fn may_rest(&self, task: TaskIx, other: TaskIx) -> bool {
        task != other
            && self.ranges.iter().all(|ranges| match (&ranges[task], &ranges[other]) {
                (Some(range), Some(inner)) => range.contains(inner.start()) && range.contains(inner.end()),
                _ => false,
            })
    }
}

/// The task of a requirement that is certain and leaves no choice.
pub(crate) fn plain_target(requirement: &Requirement) -> Option<TaskIx> {
    let counts = !requirement.any && !requirement.basis.is_likely();
    requirement.tasks.first().copied().filter(|_| counts)
}

/// Which tasks rest on no circle, by peeling off those whose requirements are all peeled off.
fn settled(guide: &Guide) -> Vec<bool> {
    let mut after: Vec<Vec<TaskIx>> = vec![Vec::new(); guide.tasks.len()];
    let mut waiting = vec![0usize; guide.tasks.len()];
    for (task, item) in guide.tasks.iter().enumerate() {
        for first in item.requires.iter().filter_map(plain_target) {
            after[first].push(task);
            waiting[task] += 1;
        }
    }
    let mut free: Vec<TaskIx> = (0..waiting.len()).filter(|task| waiting[*task] == 0).collect();
    while let Some(task) = free.pop() {
        for next in &after[task] {
            waiting[*next] -= 1;
            if waiting[*next] == 0 {
                free.push(*next);
            }
        }
    }
    waiting.into_iter().map(|waiting| waiting == 0).collect()
}

/// One walk over all settled tasks, each after what it requires; `back` takes requirements, and tasks to begin with, from the
/// last one on.
fn ranges(guide: &Guide, settled: &[bool], back: bool) -> Vec<Option<RangeInclusive<usize>>> {
    let count = guide.tasks.len();
    let turned = |at: usize, of: usize| if back { of - 1 - at } else { at };
    let mut ranges: Vec<Option<RangeInclusive<usize>>> = vec![None; count];
    let mut left = 0;
    // Tasks that are being visited, each with how many of its requirements were, and the lowest number met below it.
    let mut open: Vec<(TaskIx, usize, usize)> = Vec::new();
    for begin in (0..count).map(|at| turned(at, count)) {
        if settled[begin] && ranges[begin].is_none() {
            open.push((begin, 0, usize::MAX));
        }
        while let Some((task, visited, lowest)) = open.last_mut() {
            let requires = &guide.tasks[*task].requires;
            if *visited < requires.len() {
                let next = plain_target(&requires[turned(*visited, requires.len())]);
                *visited += 1;
                let Some(next) = next else { continue };
                match &ranges[next] {
                    Some(range) => *lowest = (*lowest).min(*range.start()),
                    None => open.push((next, 0, usize::MAX)),
                }
            } else {
                let range = (*lowest).min(left)..=left;
                left += 1;
                let start = *range.start();
                ranges[*task] = Some(range);
                open.pop();
                if let Some((.., lowest)) = open.last_mut() {
                    *lowest = (*lowest).min(start);
                }
            }
        }
    }
    ranges
}
