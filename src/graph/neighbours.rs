//! The tasks around one task.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::visited::Visited;
use crate::model::{Guide, Status, TaskIx};
use crate::text::WordState;

/// Where something stands to a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Side {
    /// It must be done first.
    Before,
    /// It is carried out together with the task, or instead of it.
    Beside,
    /// It can only be done afterwards.
    After,
}

/// So many tasks on one side are looked at to choose among them, so that a task that all others rest on costs no more for
/// each of its neighbours.
const LOOKED_AT: usize = 200;

/// The task itself, what it is carried out with, and what lies up to `steps` requirements before and after it; at
/// most `limit` tasks, the nearest first, and of those as many on each side as there is room for. Where there is not room for all, those come
/// first that do not follow from another one, then those with most relations: over them most of the others are reached.
pub(crate) fn neighbours(guide: &Guide, task: TaskIx, steps: i8, limit: usize) -> Vec<TaskIx> {
    let mut search = Search { guide, limit, visited: Visited::default(), found: vec![task] };
    search.visited.insert(task);
    // Tasks found last, before the task and after it.
    let mut rings = [vec![task], vec![task]];
    for step in 1..=steps {
        let [before, after] = &rings;
        let mut sides = vec![search.next(before, Side::Before), search.next(after, Side::After)];
        if step == 1 {
            sides.push(search.next(&[task], Side::Beside));
        }
        let mut taken = search.take(sides).into_iter();
        rings = [taken.next().unwrap_or_default(), taken.next().unwrap_or_default()];
    }
    search.found
}

struct Search<'a> {
    guide: &'a Guide,
    limit: usize,
    visited: Visited,
    found: Vec<TaskIx>,
}

impl Search<'_> {
    /// New tasks on one side of these.
    fn next(&mut self, ring: &[TaskIx], side: Side) -> (Side, Vec<TaskIx>) {
        let mut tasks = Vec::new();
        for at in ring {
            let item = &self.guide.tasks[*at];
            let mut add = |other: TaskIx| {
                let room = tasks.len() < self.limit.saturating_add(LOOKED_AT);
                if room && self.guide.tasks[other].status != Status::Retired && self.visited.insert(other) {
                    tasks.push(other);
                }
            };
            match side {
                Side::Before => item.requires.iter().flat_map(|r| r.tasks.iter()).copied().for_each(&mut add),
                Side::After => item.required_by.iter().map(|relation| relation.task).for_each(&mut add),
                Side::Beside => item.with.iter().chain(&item.alternatives).copied().for_each(&mut add),
            }
        }
        (side, tasks)
    }

    /// Takes tasks from the sides in turn until there is no room; returns those taken, side by side.
    fn take(&mut self, mut sides: Vec<(Side, Vec<TaskIx>)>) -> Vec<Vec<TaskIx>> {
        if sides.iter().map(|side| side.1.len()).sum::<usize>() > self.limit - self.found.len().min(self.limit) {
            for (side, tasks) in &mut sides {
                self.rank(*side, tasks);
            }
        }
        let mut taken = vec![Vec::new(); sides.len()];
        let longest = sides.iter().map(|side| side.1.len()).max().unwrap_or(0);
        for turn in 0..longest {
            for ((_, side), taken) in sides.iter().zip(&mut taken) {
                let Some(task) = side.get(turn).copied() else { continue };
                if self.found.len() < self.limit {
                    taken.push(task);
                    self.found.push(task);
                }
            }
        }
        taken
    }

    /// Sort tasks on one side by what they carry.
    fn rank(&self, side: Side, tasks: &mut [TaskIx]) {
        let known: HashSet<TaskIx, WordState> = tasks.iter().copied().collect();
        tasks.sort_by_cached_key(|task| {
            let item = &self.guide.tasks[*task];
            let before = || item.requires.iter().flat_map(|requirement| requirement.tasks.iter().copied());
            let after = || item.required_by.iter().map(|relation| relation.task);
            let follows = match side {
                Side::Before => after().take(LOOKED_AT).any(|other| known.contains(&other)),
                Side::Beside => false,
                Side::After => before().any(|other| known.contains(&other)),
            };
            (follows, Reverse(before().count() + item.required_by.len()))
        });
    }
}
