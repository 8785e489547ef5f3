//! The tasks around one task.

use std::collections::HashSet;

use crate::model::{Guide, Status, TaskIx};

/// A task near another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Neighbour {
    pub(crate) task: TaskIx,
    /// Steps along requirements: negative before, positive after, 0 for the task itself and what is carried out
    /// with it or instead of it.
    pub(crate) step: i8,
}

/// The task itself, what it is carried out with, and what lies up to `steps` requirements before and after it; at
/// most `limit` tasks, the nearest first. The second value is how many more there are within that reach.
pub(crate) fn neighbours(guide: &Guide, task: TaskIx, steps: i8, limit: usize) -> (Vec<Neighbour>, usize) {
    let mut found = vec![Neighbour { task, step: 0 }];
    let mut seen: HashSet<TaskIx> = HashSet::from([task]);
    let mut left_out = 0;
    let mut add = |next: TaskIx, step: i8, found: &mut Vec<Neighbour>| {
        if guide.tasks[next].status == Status::Retired || !seen.insert(next) {
            return;
        }
        if found.len() < limit {
            found.push(Neighbour { task: next, step });
        } else {
            left_out += 1;
        }
    };
    let item = &guide.tasks[task];
    for other in item.with.iter().chain(&item.alternatives) {
        add(*other, 0, &mut found);
    }
    for distance in 1..=steps {
        for direction in [-1, 1] {
            let from: Vec<TaskIx> = found
                .iter()
                .filter(|near| near.step == direction * (distance - 1) && (distance > 1 || near.task == task))
                .map(|near| near.task)
                .collect();
            for near in from {
                if direction < 0 {
                    for first in guide.tasks[near].requires.iter().flat_map(|requirement| &requirement.tasks) {
                        add(*first, -distance, &mut found);
                    }
                } else {
                    for relation in &guide.tasks[near].required_by {
                        add(relation.task, distance, &mut found);
                    }
                }
            }
        }
    }
    (found, left_out)
}
