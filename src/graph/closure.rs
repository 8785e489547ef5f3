//! Everything that a task rests on.

use super::visited::Visited;
use crate::model::{Guide, Status, TaskIx};

/// The task itself and, behind it, everything that must be done before it, the nearest first; `None` where that is more
/// than `limit` tasks. Of alternatives, all count; gates don't, since they let everything before them count.
pub(crate) fn closure(guide: &Guide, task: TaskIx, limit: usize) -> Option<Vec<TaskIx>> {
    let mut found = vec![task];
    let mut visited = Visited::default();
    visited.insert(task);
    let mut at = 0;
    while let Some(next) = found.get(at).copied() {
        at += 1;
        for first in guide.tasks[next].requires.iter().flat_map(|requirement| &requirement.tasks) {
            if guide.tasks[*first].status != Status::Retired && visited.insert(*first) {
                if found.len() > limit {
                    return None;
                }
                found.push(*first);
            }
        }
    }
    Some(found)
}
