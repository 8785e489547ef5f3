//! Barycentre sweeps: each item moves to the mean of its neighbours in the column before, or after (Sugiyama, Tagawa and
//! Toda 1981), then neighbours in a column are switched.

use super::crossing_count::crossing_count;
use super::dirty_columns::{DirtyColumns, Step};
use super::dummies::ProperGraph;
use super::initial_order::{LanePlace, first_keys};
use crate::diagram::layering::Graph;
use crate::diagram::neighbours::Neighbours;

/// Rounds over a column in which neighbours are switched.
const SWITCHES: usize = 4;

/// Items of all columns while they are put in order.
pub(super) struct Sorter<'a> {
    pub proper: &'a ProperGraph,
    pub lane_places: &'a [LanePlace],
    pub columns: Neighbours,
    /// Place of each item in its column.
    place: Vec<i32>,
    keys: Vec<f64>,
    ends: Vec<(u32, u32)>,
    /// Crossings from each column to the next as they were last counted.
    counts: Vec<u64>,
    pub dirty: DirtyColumns,
}

impl<'a> Sorter<'a> {
    pub(super) fn new(graph: &Graph, proper: &'a ProperGraph, lane_places: &'a [LanePlace]) -> Self {
        let keys = first_keys(graph, proper, lane_places);
        let items = proper.items.iter().enumerate().map(|(at, item)| (item.column, at));
        let mut columns = Neighbours::new(proper.columns, items);
        for column in 0..proper.columns {
            columns.of_mut(column).sort_unstable_by(|a, b| {
                let key = |at: usize| (proper.items[at].lane, lane_places[at]);
                key(*a).cmp(&key(*b)).then(keys[*a].total_cmp(&keys[*b])).then(a.cmp(b))
            });
        }
        let mut sorter = Sorter {
            proper,
            lane_places,
            columns,
            place: vec![0; proper.items.len()],
            keys,
            ends: Vec::new(),
            counts: vec![0; proper.columns],
            dirty: DirtyColumns::new(proper.columns),
        };
        (0..proper.columns).for_each(|column| sorter.number(column));
        sorter
    }

    pub(super) fn begin(&mut self, columns: &Neighbours) {
        for column in 0..self.proper.columns {
            if self.columns.of(column) != columns.of(column) {
                self.columns.of_mut(column).copy_from_slice(columns.of(column));
                self.changed(column);
            }
        }
    }

    /// Switch neighbours in a column while fewer links cross for it (Eades and Kelly 1986).
    pub(super) fn switch(&mut self) {
        for column in 0..self.proper.columns {
            if !self.dirty.is_dirty(Step::Switch, column) {
                continue;
            }
            let mut columns = std::mem::take(&mut self.columns);
            let items = columns.of_mut(column);
            let mut changed = false;
            let mut switched = true;
            for _ in 0..SWITCHES {
                switched = false;
                for at in 1..items.len() {
                    let (a, b) = (items[at - 1], items[at]);
                    let free = self.lane_places[a] == LanePlace::Middle && self.lane_places[b] == LanePlace::Middle;
                    if free && self.proper.items[a].lane == self.proper.items[b].lane && self.gain(a, b) > 0 {
                        items.swap(at - 1, at);
                        self.place.swap(a, b);
                        switched = true;
                    }
                }
                changed |= switched;
                if !switched {
                    break;
                }
            }
            self.columns = columns;
            if changed {
                self.dirty.mark(column);
            }
            if !switched {
                self.dirty.clean(Step::Switch, column);
            }
        }
    }

    /// Crossings saved when `b` comes before `a`.
    pub(super) fn gain(&self, a: usize, b: usize) -> i32 {
        let mut gain = 0;
        for near in [&self.proper.left, &self.proper.right] {
            let others = near.of(b);
            for one in near.of(a) {
                let one = self.place[*one];
                for other in others {
                    gain += (one - self.place[*other]).signum();
                }
            }
        }
        gain
    }

    fn number(&mut self, column: usize) {
        for (at, item) in self.columns.of(column).iter().zip(0..) {
            self.place[*at] = item;
        }
    }

    /// A column has another order than before.
    pub(super) fn changed(&mut self, column: usize) {
        self.number(column);
        self.dirty.mark(column);
    }

    pub(super) fn sweep(&mut self, forth: bool) {
        let count = self.proper.columns;
        for step in 1..count {
            let column = if forth { step } else { count - 1 - step };
            let sweep = if forth { Step::Forth } else { Step::Back };
            if !self.dirty.is_dirty(sweep, column) {
                continue;
            }
            let near = if forth { &self.proper.left } else { &self.proper.right };
            for item in self.columns.of(column) {
                let list = near.of(*item);
                let sum: f64 = list.iter().map(|other| f64::from(self.place[*other])).sum();
                self.keys[*item] = if list.is_empty() { f64::NAN } else { sum / list.len() as f64 };
            }
            for (a, b) in &self.proper.beside {
                let (key, other) = (self.keys[*a], self.keys[*b]);
                if self.proper.items[*a].column == column && !(key.is_nan() && other.is_nan()) {
                    let both = if key.is_nan() {
                        other
                    } else if other.is_nan() {
                        key
                    } else {
                        f64::midpoint(key, other)
                    };
                    (self.keys[*a], self.keys[*b]) = (both, both);
                }
            }
            let block = |at: usize| (self.proper.items[at].lane, self.lane_places[at]);
            let mut changed = false;
            for run in self.columns.of_mut(column).chunk_by_mut(|a, b| block(*a) == block(*b)) {
                if self.lane_places[run[0]] == LanePlace::Middle {
                    changed |= sort_fixed(run, &self.keys);
                }
            }
            if changed {
                self.changed(column);
            }
            self.dirty.clean(sweep, column);
        }
    }

    pub(super) fn crossings(&mut self) -> u64 {
        let mut sum = 0;
        for column in 0..self.proper.columns.saturating_sub(1) {
            if self.dirty.is_dirty(Step::Count, column) {
                self.ends.clear();
                for (item, from) in self.columns.of(column).iter().zip(0..) {
                    self.ends
                        .extend(self.proper.right.of(*item).iter().map(|to| (from, self.place[*to].unsigned_abs())));
                }
                self.counts[column] = crossing_count(&mut self.ends, self.columns.of(column + 1).len());
                self.dirty.clean(Step::Count, column);
            }
            sum += self.counts[column];
        }
        sum
    }
}

/// Sort a run by key; items without one keep their place. Whether that changed the run.
fn sort_fixed(run: &mut [usize], keys: &[f64]) -> bool {
    // Most are in order already.
    let mut before = f64::NEG_INFINITY;
    let mut placed = run.iter().map(|item| keys[*item]).filter(|key| !key.is_nan());
    if placed.all(|key| std::mem::replace(&mut before, key) <= key) {
        return false;
    }
    let mut moving: Vec<usize> = run.iter().copied().filter(|item| !keys[*item].is_nan()).collect();
    moving.sort_by(|a, b| keys[*a].total_cmp(&keys[*b]));
    let mut sorted = moving.into_iter();
    for slot in run.iter_mut().filter(|item| !keys[**item].is_nan()) {
        if let Some(item) = sorted.next() {
            *slot = item;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_without_neighbours_stay() {
        let mut run = [0, 1, 2];
        sort_fixed(&mut run, &[5.0, f64::NAN, 1.0]);
        assert_eq!(run, [2, 1, 0]);
    }
}
