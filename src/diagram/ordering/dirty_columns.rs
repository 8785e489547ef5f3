//! Columns that changed since a step of the order last read them, so that no step runs again for nothing.

/// A step that reads columns.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// A sweep forth reads the column before.
    Forth,
    /// A sweep back reads the column after.
    Back,
    Switch,
    Sift,
    /// Crossings up to the next column.
    Count,
}

/// Of each column the time at which it last changed, and those at which each step last left it as it was.
pub(super) struct DirtyColumns {
    time: u32,
    changed: Vec<u32>,
    seen: Vec<[u32; 5]>,
}

impl DirtyColumns {
    /// All columns are new.
    pub(super) fn new(columns: usize) -> Self {
        DirtyColumns { time: 1, changed: vec![1; columns], seen: vec![[0; 5]; columns] }
    }

    pub(super) fn mark(&mut self, column: usize) {
        self.time += 1;
        self.changed[column] = self.time;
    }

    /// The step left the column in the state that it would leave again.
    pub(super) fn clean(&mut self, step: Step, column: usize) {
        self.seen[column][step as usize] = self.time;
    }

    /// Whether the column, or one that is read with it, changed since that step.
    pub(super) fn is_dirty(&self, step: Step, column: usize) -> bool {
        let seen = self.seen[column][step as usize];
        let (first, last) = match step {
            Step::Forth => (column.saturating_sub(1), column),
            Step::Back | Step::Count => (column, column + 1),
            Step::Switch | Step::Sift => (column.saturating_sub(1), column + 1),
        };
        self.changed[first..self.changed.len().min(last + 1)].iter().any(|changed| *changed > seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_dirty_when_one_beside_it_changed() {
        let mut dirty = DirtyColumns::new(3);
        assert!(dirty.is_dirty(Step::Forth, 1));
        for step in [Step::Forth, Step::Back, Step::Switch] {
            dirty.clean(step, 1);
        }
        dirty.mark(2);
        assert!(!dirty.is_dirty(Step::Forth, 1) && dirty.is_dirty(Step::Back, 1) && dirty.is_dirty(Step::Switch, 1));
    }
}
