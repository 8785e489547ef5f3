//! Order of the items inside each column: by lane, then so that few links cross.
//!
//! Barycentre sweeps (Sugiyama, Tagawa and Toda 1981), the best order kept by counting inversions (Barth, Mutzel and
//! Jünger 2004). Counterparts stand at the border of their lanes; boxes without links out of the way of the others.

use super::flow::Flow;
use super::graph::Graph;
use super::inversions::inversions;
use super::neighbours::Neighbours;
use super::sides::{Side, first_keys};
use super::watch::{Look, Watch};

/// Items of each column, from above.
pub(super) struct Order {
    pub columns: Neighbours,
}

/// Sweeps over all columns, forth and back in turn.
const SWEEPS: usize = 24;
/// Sweeps without gain after which a start is given up.
const PATIENCE: usize = 5;
/// Starts: one begins with a sweep forth, one with a sweep back.
const STARTS: usize = 2;
/// Up to this many items are sifted: each round costs the square of every cell.
const SIFTED: usize = 1_500;
/// Rounds over a column in which neighbours are switched.
const SWITCHES: usize = 4;

/// Choose the order.
pub(super) fn order(graph: &Graph, flow: &Flow, sides: &[Side]) -> Order {
    let mut sorter = Sorter::new(graph, flow, sides);
    let crossings = sorter.crossings();
    if crossings == 0 {
        return Order { columns: sorter.columns };
    }
    let first = sorter.columns.clone();
    let mut best = (crossings, first.clone());
    for start in 0..STARTS {
        if best.0 == 0 {
            break;
        }
        sorter.begin(&first);
        let mut own = (u64::MAX, Neighbours::default());
        let mut idle = 0;
        let mut seen = [Neighbours::default(), Neighbours::default()];
        for sweep in start..start + SWEEPS {
            sorter.sweep(sweep % 2 == 0);
            sorter.switch();
            // Once a sweep ends where the last one of its kind did, all that follow do.
            if seen[sweep % 2] == sorter.columns {
                break;
            }
            seen[sweep % 2].clone_from(&sorter.columns);
            let crossings = sorter.crossings();
            idle += 1;
            if crossings < own.0 {
                own = (crossings, sorter.columns.clone());
                idle = 0;
            }
            if idle > PATIENCE || own.0 == 0 {
                break;
            }
        }
        if own.0 > 0 && flow.items.len() <= SIFTED {
            sorter.begin(&own.1);
            sorter.sift();
            own = (sorter.crossings(), sorter.columns.clone());
        }
        if own.0 < best.0 {
            best = own;
        }
    }
    Order { columns: best.1 }
}

pub(super) struct Sorter<'a> {
    pub flow: &'a Flow,
    pub sides: &'a [Side],
    pub columns: Neighbours,
    /// Place of each item in its column.
    place: Vec<i32>,
    keys: Vec<f64>,
    ends: Vec<(u32, u32)>,
    /// Crossings from each column to the next as they were last counted.
    counts: Vec<u64>,
    pub watch: Watch,
}

impl<'a> Sorter<'a> {
    fn new(graph: &Graph, flow: &'a Flow, sides: &'a [Side]) -> Self {
        let keys = first_keys(graph, flow, sides);
        let items = flow.items.iter().enumerate().map(|(at, item)| (item.column, at));
        let mut columns = Neighbours::new(flow.columns, items);
        for column in 0..flow.columns {
            columns.of_mut(column).sort_unstable_by(|a, b| {
                let key = |at: usize| (flow.items[at].lane, sides[at]);
                key(*a).cmp(&key(*b)).then(keys[*a].total_cmp(&keys[*b])).then(a.cmp(b))
            });
        }
        let mut sorter = Sorter {
            flow,
            sides,
            columns,
            place: vec![0; flow.items.len()],
            keys,
            ends: Vec::new(),
            counts: vec![0; flow.columns],
            watch: Watch::new(flow.columns),
        };
        (0..flow.columns).for_each(|column| sorter.number(column));
        sorter
    }

    fn begin(&mut self, columns: &Neighbours) {
        for column in 0..self.flow.columns {
            if self.columns.of(column) != columns.of(column) {
                self.columns.of_mut(column).copy_from_slice(columns.of(column));
                self.changed(column);
            }
        }
    }

    /// Switch neighbours in a column while fewer links cross for it (Eades and Kelly 1986).
    fn switch(&mut self) {
        for column in 0..self.flow.columns {
            if !self.watch.is_new(Look::Switch, column) {
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
                    let free = self.sides[a] == Side::Middle && self.sides[b] == Side::Middle;
                    if free && self.flow.items[a].lane == self.flow.items[b].lane && self.gain(a, b) > 0 {
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
                self.watch.change(column);
            }
            if !switched {
                self.watch.see(Look::Switch, column);
            }
        }
    }

    /// Crossings saved when `b` comes before `a`.
    pub(super) fn gain(&self, a: usize, b: usize) -> i32 {
        let mut gain = 0;
        for near in [&self.flow.left, &self.flow.right] {
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
        self.watch.change(column);
    }

    fn sweep(&mut self, forth: bool) {
        let count = self.flow.columns;
        for step in 1..count {
            let column = if forth { step } else { count - 1 - step };
            let look = if forth { Look::Forth } else { Look::Back };
            if !self.watch.is_new(look, column) {
                continue;
            }
            let near = if forth { &self.flow.left } else { &self.flow.right };
            for item in self.columns.of(column) {
                let list = near.of(*item);
                let sum: f64 = list.iter().map(|other| f64::from(self.place[*other])).sum();
                self.keys[*item] = if list.is_empty() { f64::NAN } else { sum / list.len() as f64 };
            }
            for (a, b) in &self.flow.beside {
                let (key, other) = (self.keys[*a], self.keys[*b]);
                if self.flow.items[*a].column == column && !(key.is_nan() && other.is_nan()) {
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
            let block = |at: usize| (self.flow.items[at].lane, self.sides[at]);
            let mut changed = false;
            for run in self.columns.of_mut(column).chunk_by_mut(|a, b| block(*a) == block(*b)) {
                if self.sides[run[0]] == Side::Middle {
                    changed |= sort_fixed(run, &self.keys);
                }
            }
            if changed {
                self.changed(column);
            }
            self.watch.see(look, column);
        }
    }

    fn crossings(&mut self) -> u64 {
        let mut sum = 0;
        for column in 0..self.flow.columns.saturating_sub(1) {
            if self.watch.is_new(Look::Count, column) {
                self.ends.clear();
                for (item, from) in self.columns.of(column).iter().zip(0..) {
                    self.ends.extend(self.flow.right.of(*item).iter().map(|to| (from, self.place[*to].unsigned_abs())));
                }
                self.counts[column] = inversions(&mut self.ends, self.columns.of(column + 1).len());
                self.watch.see(Look::Count, column);
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
