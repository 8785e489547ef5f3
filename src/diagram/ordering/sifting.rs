//! Sifting: every item of a run tries every place in it, and takes the one where fewest links cross (Matuszewski,
//! Schönfeld and Molitor 1999), with the columns on both sides looked at. The tracks of a channel are sifted the same
//! way.

use super::barycenter::Sorter;
use super::dirty_columns::Step;
use super::initial_order::LanePlace;

/// Rounds over all columns.
const ROUNDS: usize = 12;

impl Sorter<'_> {
    /// Sift all columns until nothing is gained.
    pub(crate) fn sift(&mut self) {
        for round in 0..ROUNDS {
            let mut gained = false;
            for step in 0..self.proper.columns {
                let column = if round % 2 == 0 { step } else { self.proper.columns - 1 - step };
                if self.dirty.is_dirty(Step::Sift, column) {
                    gained |= self.sift_column(column);
                }
            }
            if !gained {
                break;
            }
        }
    }

    fn sift_column(&mut self, column: usize) -> bool {
        let mut columns = std::mem::take(&mut self.columns);
        let block = |at: usize| (self.proper.items[at].lane, self.lane_places[at]);
        let mut gained = false;
        for run in columns.of_mut(column).chunk_by_mut(|a, b| block(*a) == block(*b)) {
            if self.lane_places[run[0]] == LanePlace::Middle && run.len() > 1 {
                gained |= self.sift_run(run);
            }
        }
        self.columns = columns;
        if gained {
            self.changed(column);
        } else {
            self.dirty.clean(Step::Sift, column);
        }
        gained
    }

    fn sift_run(&self, run: &mut [usize]) -> bool {
        let count = run.len();
        let mut prefer = vec![0; count * count];
        let mut crossed = false;
        for (below, b) in run.iter().enumerate() {
            for (above, a) in run[..below].iter().enumerate() {
                let gain = self.gain(*a, *b);
                (prefer[below * count + above], prefer[above * count + below]) = (gain, -gain);
                crossed |= gain > 0;
            }
        }
        // Where no two are better the other way round, nothing is gained by moving one past several.
        if !crossed {
            return false;
        }
        let mut order: Vec<usize> = (0..count).collect();
        let mut gained = false;
        for one in 0..count {
            gained |= order.iter().position(|other| *other == one).is_some_and(|at| sift(&mut order, &prefer, at));
        }
        let items: Vec<usize> = order.iter().map(|at| run[*at]).collect();
        run.copy_from_slice(&items);
        gained
    }
}

/// Move the item at a place of an order to where fewest lines cross; `prefer` says for each two what is saved when the
/// first stands before the other.
pub(crate) fn sift(order: &mut [usize], prefer: &[i32], at: usize) -> bool {
    let count = order.len();
    let one = order[at];
    let (mut best, mut target) = (0, at);
    let mut sum = 0_i64;
    for place in (0..at).rev() {
        sum += i64::from(prefer[one * count + order[place]]);
        if sum > best {
            (best, target) = (sum, place);
        }
    }
    sum = 0;
    for place in at + 1..count {
        sum += i64::from(prefer[order[place] * count + one]);
        if sum > best {
            (best, target) = (sum, place);
        }
    }
    if target < at {
        order[target..=at].rotate_right(1);
    } else {
        order[at..=target].rotate_left(1);
    }
    best > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sifting_finds_the_place_of_each() {
        // 0 before 1 before 2, by one crossing each.
        let prefer = [0, 1, 1, -1, 0, 1, -1, -1, 0];
        let mut order = [2, 1, 0];
        while (0..3).filter(|at| sift(&mut order, &prefer, *at)).count() > 0 {}
        assert_eq!(order, [0, 1, 2]);
    }
}
