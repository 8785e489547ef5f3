//! Lists of neighbours, packed: one vector for all of them.

/// Lists of neighbours in one vector.
#[derive(Default, Clone, PartialEq)]
pub(super) struct Neighbours {
    start: Vec<usize>,
    list: Vec<usize>,
}

impl Neighbours {
    pub(super) fn new(count: usize, pairs: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut start = vec![0; count + 1];
        for (of, _) in pairs.clone() {
            start[of + 1] += 1;
        }
        for at in 0..count {
            start[at + 1] += start[at];
        }
        let mut list = vec![0; start[count]];
        // Each start is counted up to the next one, then all move back by one list.
        for (of, other) in pairs {
            list[start[of]] = other;
            start[of] += 1;
        }
        start.rotate_right(1);
        start[0] = 0;
        Neighbours { start, list }
    }

    pub(super) fn of(&self, item: usize) -> &[usize] {
        &self.list[self.start[item]..self.start[item + 1]]
    }

    pub(super) fn of_mut(&mut self, item: usize) -> &mut [usize] {
        &mut self.list[self.start[item]..self.start[item + 1]]
    }
}
