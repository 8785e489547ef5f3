//! The left-edge method: tracks of a channel with very many lines, in a time that hardly grows faster than their number.
//!
//! Constrained as in channel routing (Hashimoto and Stevens 1971; Deutsch 1976): one track after another is filled from
//! above with the next run that has room, so there are no more tracks than lines pass at one height. What would lie on
//! one another the other way round waits for a later track.

use std::collections::BTreeSet;

use super::runs::{APART, NEAR, Run, Runs};

/// Tracks of very many runs.
pub(super) fn tracks(all: &Runs, runs: &[Run]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by(|a, b| runs[*a].low.total_cmp(&runs[*b].low));
    let mut rank = vec![0; runs.len()];
    order.iter().enumerate().for_each(|(at, run)| rank[*run] = at);
    let (next, mut before) = bounds(all, runs);
    let mut free: BTreeSet<usize> = (0..runs.len()).filter(|run| before[*run] == 0).map(|run| rank[run]).collect();
    let mut waiting: BTreeSet<usize> = (0..runs.len()).filter(|run| before[*run] > 0).map(|run| rank[run]).collect();
    let mut tracks = vec![0; runs.len()];
    let mut track = 0;
    while !free.is_empty() || !waiting.is_empty() {
        // A circle of bounds: the first one goes, whatever it lies on.
        if free.is_empty()
            && let Some(at) = waiting.pop_first()
        {
            free.insert(at);
        }
        let mut taken = Vec::new();
        let mut from = 0;
        while let Some(at) = free.range(from..).next().copied() {
            free.remove(&at);
            let run = order[at];
            tracks[run] = track;
            taken.push(run);
            from = order.partition_point(|other| runs[*other].low < runs[run].high + APART);
        }
        for after in taken.iter().flat_map(|run| &next[*run]) {
            before[*after] -= 1;
            if before[*after] == 0 && waiting.remove(&rank[*after]) {
                free.insert(rank[*after]);
            }
        }
        track += 1;
    }
    tracks
}

/// Which runs must stand right of each, and how many must stand left of it.
fn bounds(all: &Runs, runs: &[Run]) -> (Vec<Vec<usize>>, Vec<usize>) {
    let mut next = vec![Vec::new(); runs.len()];
    let mut before = vec![0; runs.len()];
    let mut into: Vec<(f64, usize)> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        into.extend(all.left_of(run).iter().map(|y| (*y, at)));
    }
    into.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (at, run) in runs.iter().enumerate() {
        for y in all.right_of(run) {
            let from = into.partition_point(|other| other.0 <= y - NEAR);
            let near = into[from..].iter().take_while(|other| other.0 < y + NEAR);
            for (_, other) in near.filter(|(_, other)| *other != at) {
                // The line that comes in ends left of where this one goes on.
                next[*other].push(at);
                before[at] += 1;
            }
        }
    }
    (next, before)
}
