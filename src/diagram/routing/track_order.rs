//! The order of the tracks of a channel from left to right, so that few lines cross.
//!
//! The order is found as for the feedback arc set problem (Eades, Lin and Smyth 1993), as in orthogonal layered routing
//! by Sander 1996, then sifted: each run goes where it is best among the others. Lines
//! that would lie on one another count as many crossings.

use super::runs::{NEAR, Run, Runs};
use crate::diagram::ordering::sift;

/// Two lines on one another count as so many crossings.
const MERGED: i64 = 10_000;
/// Rounds in which every run looks for a better place.
const ROUNDS: usize = 6;

/// Runs from left to right with few crossings: always next the one that gains most by standing before the rest,
/// of those that nothing must stand before.
pub(super) fn track_order(all: &Runs, runs: &[Run]) -> Vec<usize> {
    let count = runs.len();
    let mut gain = vec![0_i64; count];
    let mut blocked = vec![0_i64; count];
    let mut prefer = vec![0_i32; count * count];
    for a in 0..count {
        for b in a + 1..count {
            if runs[a].low - NEAR > runs[b].high || runs[b].low - NEAR > runs[a].high {
                continue;
            }
            let by = cost(all, &runs[b], &runs[a]) - cost(all, &runs[a], &runs[b]);
            gain[a] += by;
            gain[b] -= by;
            blocked[if by < 0 { a } else { b }] += i64::from(by.abs() >= MERGED / 2);
            let by = by.clamp(-1_000_000, 1_000_000) as i32;
            prefer[a * count + b] = by;
            prefer[b * count + a] = -by;
        }
    }
    let mut left: Vec<usize> = (0..count).collect();
    let mut order = Vec::with_capacity(count);
    while !left.is_empty() {
        let key = |run: usize| (std::cmp::Reverse(blocked[run]), gain[run], std::cmp::Reverse(run));
        let best = (0..left.len()).max_by_key(|at| key(left[*at]));
        let one = left.remove(best.unwrap_or(0));
        for other in &left {
            let by = i64::from(prefer[one * count + *other]);
            gain[*other] += by;
            blocked[*other] -= i64::from(by >= MERGED / 2);
        }
        order.push(one);
    }
    for _ in 0..ROUNDS {
        let gained = (0..count).filter(|at| sift(&mut order, &prefer, *at)).count();
        if gained == 0 {
            break;
        }
    }
    order
}

/// Crossings of two runs when `a` stands left of `b`.
fn cost(all: &Runs, a: &Run, b: &Run) -> i64 {
    let (out, into) = (all.right_of(a), all.left_of(b));
    let inside = |run: &Run, y: f64| i64::from(run.low < y && y < run.high);
    let merged = |y: f64| into.iter().map(|other| if (y - other).abs() < NEAR { MERGED } else { 0 }).sum::<i64>();
    out.iter().map(|y| inside(b, *y) + merged(*y)).sum::<i64>() + into.iter().map(|y| inside(a, *y)).sum::<i64>()
}
