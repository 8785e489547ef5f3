//! Tasks that a search has visited.

use std::collections::HashSet;

use crate::model::TaskIx;
use crate::text::WordState;

/// Up to so many are looked through one by one.
const FEW: usize = 64;

/// A set for searches that end after few tasks, as most do, and begin for every task of a guide: cheap to make, and cheap to
/// ask as long as it is small.
#[derive(Default)]
pub(super) struct Visited {
    /// A bit for each remainder of a visited task's number: where it is not set, the task is new.
    remainders: [u64; 4],
    few: Vec<TaskIx>,
    many: Option<HashSet<TaskIx, WordState>>,
}

impl Visited {
    /// Whether the task was not in the set.
    pub(super) fn insert(&mut self, task: TaskIx) -> bool {
        let (word, bit) = (task / 64 % 4, 1 << (task % 64));
        let maybe = self.remainders[word] & bit != 0;
        self.remainders[word] |= bit;
        if self.few.len() == FEW {
            let few = self.few.iter().copied();
            return self.many.get_or_insert_with(|| few.collect()).insert(task);
        }
        let new = !maybe || !self.few.contains(&task);
        if new {
            self.few.push(task);
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_new_once() {
        let mut visited = Visited::default();
        let tasks = || (0..300).map(|n| n * 977 % 1_000);
        assert!(tasks().all(|task| visited.insert(task)));
        assert!(tasks().all(|task| !visited.insert(task)));
        assert!(visited.insert(1_000_000));
    }
}
