//! Sifting: every item of a run tries every place in it, and takes the one where fewest links cross (Matuszewski,
//! Schönfeld and Molitor 1999), with the columns on both sides looked at. The tracks of a channel are sifted the same
//! way.

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
        let mut columns = std::mem::take(&mut self.columns);
        let block = |at: usize| (self.flow.items[at].lane, self.sides[at]);
        let mut gained = false;
        for run in columns.of_mut(column).chunk_by_mut(|a, b| block(*a) == block(*b)) {
            if self.sides[run[0]] == Side::Middle && run.len() > 1 {
                gained |= self.sift_run(run);
            }
        }
        self.columns = columns;
        if gained {
            self.changed(column);
        } else {
            self.watch.see(Look::Sift, column);
        }
        gained
    }

    fn sift_run(&self, run: &mut [usize]) -> bool {
        let count = run.len();
        let mut prefer = vec![0; count * count];
        let mut tangled = false;
        for (below, b) in run.iter().enumerate() {
            for (above, a) in run[..below].iter().enumerate() {
                let gain = self.gain(*a, *b);
                (prefer[below * count + above], prefer[above * count + below]) = (gain, -gain);
                tangled |= gain > 0;
            }
        }
        // Where no two are better the other way round, nothing is gained by moving one past several.
        if !tangled {
            return false;
        }
        let mut sequence: Vec<usize> = (0..count).collect();
        let mut gained = false;
        for one in 0..count {
            gained |=
                sequence.iter().position(|other| *other == one).is_some_and(|at| sift(&mut sequence, &prefer, at));
        }
        let items: Vec<usize> = sequence.iter().map(|at| run[*at]).collect();
        run.copy_from_slice(&items);
        gained
    }
}

/// Move the item at a place of a sequence to where fewest lines cross; `prefer` says for each two what is saved when the
/// first stands before the other.
pub(super) fn sift(sequence: &mut [usize], prefer: &[i32], at: usize) -> bool {
    let count = sequence.len();
    let one = sequence[at];
    let (mut best, mut target) = (0, at);
    let mut sum = 0_i64;
    for place in (0..at).rev() {
        sum += i64::from(prefer[one * count + sequence[place]]);
        if sum > best {
            (best, target) = (sum, place);
        }
    }
    sum = 0;
    for place in at + 1..count {
        sum += i64::from(prefer[sequence[place] * count + one]);
        if sum > best {
            (best, target) = (sum, place);
        }
    }
    if target < at {
        sequence[target..=at].rotate_right(1);
    } else {
        sequence[at..=target].rotate_left(1);
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
        let mut sequence = [2, 1, 0];
        while (0..3).filter(|at| sift(&mut sequence, &prefer, *at)).count() > 0 {}
        assert_eq!(sequence, [0, 1, 2]);
    }
}
