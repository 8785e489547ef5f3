//! Tasks that belong together.

use std::collections::BTreeMap;

use crate::model::{Guide, TaskIx};

/// Divides `tasks` into groups that relations among them hold together. Groups come in the order of their first
/// tasks, and the tasks of each in the order given.
pub(crate) fn components(guide: &Guide, tasks: &[TaskIx]) -> Vec<Vec<TaskIx>> {
    let places: BTreeMap<TaskIx, usize> = tasks.iter().enumerate().map(|(place, task)| (*task, place)).collect();
    let mut parent: Vec<usize> = (0..tasks.len()).collect();
    for (place, task) in tasks.iter().enumerate() {
        let item = &guide.tasks[*task];
        let before = item.requires.iter().flat_map(|requirement| &requirement.tasks);
        for other in before.chain(&item.with).chain(&item.alternatives) {
            if let Some(other) = places.get(other) {
                let (a, b) = (root(&mut parent, place), root(&mut parent, *other));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut groups: Vec<Vec<TaskIx>> = vec![Vec::new(); tasks.len()];
    for (place, task) in tasks.iter().enumerate() {
        let first = root(&mut parent, place);
        groups[first].push(*task);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The first member of a set, with path halving; the smallest is the root.
fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}
