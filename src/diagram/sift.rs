//! Sifting: every item of a run tries every place in it, and takes the one where fewest links cross (Matuszewski,
//! Schönfeld and Molitor 1999), with the columns on both sides looked at.

use super::order::Sorter;
use super::sides::Side;
use super::watch::Look;

/// Rounds over all columns.
const ROUNDS: usize = 12;

impl Sorter<'_> {
    /// Sift all columns until nothing is gained.
    pub(super) fn sift(&mut self) {
        for round in 0..ROUNDS {
            let mut gained = false;
            for step in 0..self.flow.columns {
                let column = if round % 2 == 0 { step } else { self.flow.columns - 1 - step };
                if self.watch.is_new(Look::Sift, column) {
                    gained |= self.sift_column(column);
                }
            }
            if !gained {
                break;
            }
        }
    }

    fn sift_column(&mut self, column: usize) -> bool {
        let mut items = std::mem::take(&mut self.columns[column]);
        let block = |at: usize| (self.flow.items[at].lane, self.sides[at]);
        let mut gained = false;
        let mut start = 0;
        while start < items.len() {
            let kind = block(items[start]);
            let length = items[start..].iter().take_while(|item| block(**item) == kind).count();
            if kind.1 == Side::Middle && length > 1 {
                let run = &mut items[start..start + length];
                let all = run.to_vec();
                for item in all {
                    gained |= self.sift_item(run, item);
                }
            }
            start += length;
        }
        self.columns[column] = items;
        if gained {
            self.changed(column);
        } else {
            self.watch.see(Look::Sift, column);
        }
        gained
    }

    fn sift_item(&self, run: &mut [usize], item: usize) -> bool {
        let Some(at) = run.iter().position(|other| *other == item) else { return false };
        let (mut best, mut target) = (0, at);
        let mut sum = 0;
        for (place, other) in run[..at].iter().enumerate().rev() {
            sum += self.gain(*other, item);
            if sum > best {
                (best, target) = (sum, place);
            }
        }
        sum = 0;
        for (place, other) in run.iter().enumerate().skip(at + 1) {
            sum += self.gain(item, *other);
            if sum > best {
                (best, target) = (sum, place);
            }
        }
        if target < at {
            run[target..=at].rotate_right(1);
        } else {
            run[at..=target].rotate_left(1);
        }
        best > 0
    }
}
