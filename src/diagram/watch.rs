//! Which columns changed since they were last looked at, so that no step of the order is done again for nothing.

/// What is done to columns, or counted of them.
#[derive(Clone, Copy)]
pub(super) enum Look {
    /// A sweep forth reads the column before.
    Forth,
    /// A sweep back reads the column after.
    Back,
    Switch,
    Sift,
    /// Crossings up to the next column.
    Count,
}

/// Of each column the step at which it last changed, and those at which each kind of look last left it as it was.
pub(super) struct Watch {
    step: u32,
    changed: Vec<u32>,
    seen: Vec<[u32; 5]>,
}

impl Watch {
    /// All columns are new.
    pub(super) fn new(columns: usize) -> Self {
        Watch { step: 1, changed: vec![1; columns], seen: vec![[0; 5]; columns] }
    }

    pub(super) fn change(&mut self, column: usize) {
        self.step += 1;
        self.changed[column] = self.step;
    }

    /// Looked at, and in the state that another look would leave.
    pub(super) fn see(&mut self, look: Look, column: usize) {
        self.seen[column][look as usize] = self.step;
    }

    /// Whether the column, or one that is read with it, changed since such a look.
    pub(super) fn is_new(&self, look: Look, column: usize) -> bool {
        let seen = self.seen[column][look as usize];
        let (first, last) = match look {
            Look::Forth => (column.saturating_sub(1), column),
            Look::Back | Look::Count => (column, column + 1),
            Look::Switch | Look::Sift => (column.saturating_sub(1), column + 1),
        };
        self.changed[first..self.changed.len().min(last + 1)].iter().any(|changed| *changed > seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_new_when_one_beside_it_changed() {
        let mut watch = Watch::new(3);
        assert!(watch.is_new(Look::Forth, 1));
        for look in [Look::Forth, Look::Back, Look::Switch] {
            watch.see(look, 1);
        }
        watch.change(2);
        assert!(!watch.is_new(Look::Forth, 1) && watch.is_new(Look::Back, 1) && watch.is_new(Look::Switch, 1));
    }
}
