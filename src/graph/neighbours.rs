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

/// The tasks around one task.
#[derive(Debug)]
pub(crate) struct Near {
    /// The task itself, then the nearest first.
    pub(crate) tasks: Vec<TaskIx>,
    /// Tasks within reach that found no room, at most one entry for each side.
    pub(crate) left_out: Vec<LeftOut>,
}

/// Tasks that have found no room.
#[derive(Debug)]
pub(crate) struct LeftOut {
    pub(crate) side: Side,
    pub(crate) count: usize,
    /// Whether the count is exact; else there are more.
    pub(crate) counted: bool,
    /// Indices into [`Near::tasks`]: those that they are next to, each once.
    pub(crate) through: Vec<usize>,
}

/// Beyond this many the tasks left out are no longer counted, so that a task that all others rest on costs no more
/// for each of its neighbours.
const MAX_COUNT: usize = 999;

/// The task itself, what it is carried out with, and what lies up to `steps` requirements before and after it; at
/// most `limit` tasks, the nearest first, and of those as many on each side as there is room for.
pub(crate) fn neighbours(guide: &Guide, task: TaskIx, steps: i8, limit: usize) -> Near {
    let mut search = Search { guide, limit, visited: Visited::default(), found: vec![task], left_out: Vec::new() };
    search.visited.insert(task);
    // Places of the tasks found last, before the task and after it.
    let mut rings = [vec![0], vec![0]];
    for step in 1..=steps {
        let [before, after] = &rings;
        let mut sides = vec![search.next(before, Side::Before), search.next(after, Side::After)];
        if step == 1 {
            sides.push(search.next(&[0], Side::Beside));
        }
        let taken = search.take(&sides);
        let [before, after, ..] = taken.as_slice() else { break };
        rings = [before.clone(), after.clone()];
    }
    let Search { found: tasks, mut left_out, .. } = search;
    left_out.sort_unstable_by_key(|left| left.side);
    Near { tasks, left_out }
}

struct Search<'a> {
    guide: &'a Guide,
    limit: usize,
    visited: Visited,
    found: Vec<TaskIx>,
    left_out: Vec<LeftOut>,
}

/// Tasks next to a ring, each with the place of the one that it is next to.
struct Candidates {
    side: Side,
    tasks: Vec<(TaskIx, usize)>,
}

impl Search<'_> {
    /// The tasks on one side of these found tasks.
    fn next(&mut self, ring: &[usize], side: Side) -> Candidates {
        let mut tasks = Vec::new();
        for at in ring {
            let item = &self.guide.tasks[self.found[*at]];
            let mut add = |other: TaskIx| {
                if tasks.len() <= self.limit.saturating_add(MAX_COUNT)
                    && self.guide.tasks[other].status != Status::Retired
                    && self.visited.insert(other)
                {
                    tasks.push((other, *at));
                }
            };
            match side {
                Side::Before => item.requires.iter().flat_map(|r| r.tasks.iter()).copied().for_each(&mut add),
                Side::After => item.required_by.iter().map(|relation| relation.task).for_each(&mut add),
                Side::Beside => item.with.iter().chain(&item.alternatives).copied().for_each(&mut add),
            }
        }
        Candidates { side, tasks }
    }

    /// Takes tasks from the sides in turn until there is no room; returns the places of those taken, side by side.
    fn take(&mut self, sides: &[Candidates]) -> Vec<Vec<usize>> {
        let mut taken = vec![Vec::new(); sides.len()];
        let longest = sides.iter().map(|side| side.tasks.len()).max().unwrap_or(0);
        for turn in 0..longest {
            for (side, taken) in sides.iter().zip(&mut taken) {
                let Some((task, through)) = side.tasks.get(turn).copied() else { continue };
                if self.found.len() < self.limit {
                    taken.push(self.found.len());
                    self.found.push(task);
                } else {
                    self.leave(side.side, through);
                }
            }
        }
        taken
    }

    fn leave(&mut self, side: Side, through: usize) {
        let at = self.left_out.iter().position(|left| left.side == side).unwrap_or_else(|| {
            self.left_out.push(LeftOut { side, count: 0, counted: true, through: Vec::new() });
            self.left_out.len() - 1
        });
        let left = &mut self.left_out[at];
        if left.count < MAX_COUNT {
            left.count += 1;
        } else {
            left.counted = false;
        }
        if !left.through.contains(&through) {
            left.through.push(through);
        }
    }
}
