//! Ports and dummies move towards the other ends of their lines, and off the heights of lines that are not theirs.

use super::ports::Ports;
use crate::diagram::coordinates::{Places, Pool, Wish};
use crate::diagram::neighbours::Neighbours;
use crate::diagram::ordering::{Order, ProperGraph};
use crate::diagram::size;

/// Nearest that lines of different boxes come when one ends where the other starts, px: as wanted, and at the least.
const CLEAR: [f64; 2] = [5.0, 2.0];

/// By how much gaps beside a passing line may shrink to keep it off others, px.
const SQUEEZE: f64 = 4.0;

/// Move terminals towards their other ends.
pub(crate) fn align(ports: &mut Ports, proper: &ProperGraph, order: &Order, places: &Places) {
    let boxes = ports.sides.len();
    Alignment { ports, proper, order, places, boxes, wishes: Vec::new(), pool: Pool::default() }.run();
}

struct Alignment<'a> {
    ports: &'a mut Ports,
    proper: &'a ProperGraph,
    order: &'a Order,
    places: &'a Places,
    boxes: usize,
    wishes: Vec<Wish>,
    pool: Pool,
}

impl Alignment<'_> {
    fn run(&mut self) {
        let count = self.ports.y.len();
        let before = Neighbours::new(count, self.ports.pairs().map(|(left, right)| (right, left)));
        let after = Neighbours::new(count, self.ports.pairs());
        for item in 0..self.boxes {
            self.align_side(item, self.ports.sides[item][1], &after);
        }
        let mut taken = Vec::new();
        for column in 0..self.proper.columns {
            for (at, item) in self.order.columns.of(column).iter().copied().enumerate() {
                if item >= self.boxes {
                    self.align_dummy(column, at, &before);
                } else {
                    self.align_side(item, self.ports.sides[item][0], &before);
                }
            }
            self.keep_clear(column, &before, &mut taken);
        }
    }

    fn align_side(&mut self, item: usize, (first, end): (usize, usize), others: &Neighbours) {
        if first == end {
            return;
        }
        let (low, high) = self.side_bounds(item);
        let apart = self.ports.gap(high - low, end - first);
        self.wishes.clear();
        for terminal in first..end {
            let list = others.of(terminal);
            let wish = match self.median(list) {
                Some(place) => Wish { place, weight: 1.0, apart },
                None => Wish { place: self.ports.y[terminal], weight: 0.1, apart },
            };
            self.wishes.push(wish);
        }
        self.pool.settle(&mut self.wishes, low, high);
        for (terminal, wish) in (first..end).zip(&self.wishes) {
            self.ports.y[terminal] = wish.place.round();
        }
    }

    fn side_bounds(&self, item: usize) -> (f64, f64) {
        let half = self.proper.items[item].height / 2.0;
        let inset = size::PORT_INSET.min(half);
        let middle = self.places.middle[item];
        ((middle - half + inset).ceil(), (middle + half - inset).floor())
    }

    /// The middle one of the heights of terminals, the upper one of two.
    fn median(&self, terminals: &[usize]) -> Option<f64> {
        let y = |terminal: usize| self.ports.y[terminal];
        match terminals {
            [] => None,
            [one] => Some(y(*one)),
            [one, other] => Some(std::cmp::min_by(y(*one), y(*other), f64::total_cmp)),
            many => {
                let mut list: Vec<f64> = many.iter().map(|terminal| y(*terminal)).collect();
                list.sort_unstable_by(f64::total_cmp);
                list.get((list.len() - 1) / 2).copied()
            }
        }
    }

    /// A dummy moves to the height of the line before it as far as its neighbours in the column allow.
    fn align_dummy(&mut self, column: usize, at: usize, others: &Neighbours) {
        let item = self.order.columns.of(column)[at];
        let terminal = Ports::of_dummy(item, self.boxes);
        let Some(place) = self.median(others.of(terminal)) else { return };
        let (low, high) = self.dummy_bounds(column, at, 0.0);
        if low <= high {
            self.ports.y[terminal] = place.clamp(low, high).round();
        }
    }

    /// Heights at which a dummy is clear of its neighbours in the column, with gaps less by `squeeze` px.
    fn dummy_bounds(&self, column: usize, at: usize, squeeze: f64) -> (f64, f64) {
        let items = self.order.columns.of(column);
        let item = items[at];
        let (low, high) = self.places.rooms[item];
        let (mut low, mut high) = (low - squeeze, high + squeeze);
        let edge = |other: usize, sign: f64| {
            if other < self.boxes {
                self.places.middle[other] + sign * (self.proper.items[other].height / 2.0 + size::DUMMY_GAP - squeeze)
            } else {
                self.ports.y[Ports::of_dummy(other, self.boxes)] + sign * (size::LINE_GAP - squeeze)
            }
        };
        if at > 0 {
            low = low.max(edge(items[at - 1], 1.0));
        }
        if let Some(below) = items.get(at + 1) {
            high = high.min(edge(*below, -1.0));
        }
        (low.ceil(), high.floor())
    }

    /// Move lines that enter this column off the height at which an unrelated line leaves the one before; in the
    /// channel between they would lie on one another.
    fn keep_clear(&mut self, column: usize, before: &Neighbours, taken: &mut Vec<f64>) {
        let Some(left) = column.checked_sub(1) else { return };
        taken.clear();
        for item in self.order.columns.of(left) {
            if *item < self.boxes {
                let (first, end) = self.ports.sides[*item][1];
                taken.extend(&self.ports.y[first..end]);
            } else {
                taken.push(self.ports.y[Ports::of_dummy(*item, self.boxes)]);
            }
        }
        taken.sort_by(f64::total_cmp);
        for (at, item) in self.order.columns.of(column).iter().copied().enumerate() {
            if item >= self.boxes {
                let bounds = self.dummy_bounds(column, at, SQUEEZE);
                self.clear_one(Ports::of_dummy(item, self.boxes), bounds, before, taken);
                continue;
            }
            let (first, end) = self.ports.sides[item][0];
            let (low, high) = self.side_bounds(item);
            for terminal in first..end {
                let low = if terminal > first { low.max(self.ports.y[terminal - 1] + size::PORT_LEAST) } else { low };
                let high =
                    if terminal + 1 < end { high.min(self.ports.y[terminal + 1] - size::PORT_LEAST) } else { high };
                self.clear_one(terminal, (low, high), before, taken);
            }
        }
    }

    fn clear_one(&mut self, terminal: usize, (low, high): (f64, f64), before: &Neighbours, taken: &[f64]) {
        let y = self.ports.y[terminal];
        let own = before.of(terminal);
        if own.iter().any(|other| (self.ports.y[*other] - y).abs() < 0.5) {
            return;
        }
        let free = |y: f64, clear: f64| {
            let from = taken.partition_point(|other| *other < y - clear);
            taken.get(from).is_none_or(|other| *other >= y + clear)
        };
        for clear in CLEAR {
            if free(y, clear) {
                return;
            }
            for step in 1..=32 {
                for place in [y - f64::from(step), y + f64::from(step)] {
                    if place >= low && place <= high && free(place, clear) {
                        self.ports.y[terminal] = place;
                        return;
                    }
                }
            }
        }
    }
}
