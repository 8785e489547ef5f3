//! The tasks around one task.

use super::visited::Visited;
use crate::model::{Guide, Status, TaskIx};

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

/// The task itself, what it is carried out with, and what lies up to `steps` requirements before and after it; at
/// most `limit` tasks, the nearest first, and of those as many on each side as there is room for.
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
        let mut taken = search.take(&sides).into_iter();
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
    /// New tasks on one side of these, as many as there may be room for.
    fn next(&mut self, ring: &[TaskIx], side: Side) -> Vec<TaskIx> {
        let mut tasks = Vec::new();
        for at in ring {
            let item = &self.guide.tasks[*at];
            let mut add = |other: TaskIx| {
                let room = tasks.len() < self.limit;
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
        tasks
    }

    /// Takes tasks from the sides in turn until there is no room; returns those taken, side by side.
    fn take(&mut self, sides: &[Vec<TaskIx>]) -> Vec<Vec<TaskIx>> {
        let mut taken = vec![Vec::new(); sides.len()];
        let longest = sides.iter().map(Vec::len).max().unwrap_or(0);
        for turn in 0..longest {
            for (side, taken) in sides.iter().zip(&mut taken) {
                let Some(task) = side.get(turn).copied() else { continue };
                if self.found.len() < self.limit {
                    taken.push(task);
                    self.found.push(task);
                }
            }
        }
        taken
    }
}
