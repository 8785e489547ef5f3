//! Channels between columns: every line that changes height gets a vertical track of its own.
//!
//! Which of two tracks stands left decides how often their lines cross; a sequence with few crossings is found as
//! for the feedback arc set problem (Eades, Lin and Smyth 1993), as in orthogonal layered routing by Sander 1996.
//! Lines that would lie on one another weigh as many crossings.

use super::crowd::CROWD;
use super::flow::{Flow, Way};
use super::ports::{Hop, Ports};
use super::size;

/// Tracks of all channels; channel `k` stands left of column `k`, the last one right of all columns.
pub(super) struct Channels {
    /// Tracks needed in each channel.
    pub tracks: Vec<usize>,
    /// Track of the trunk that a terminal shares, leading right from it; `None` if it runs straight.
    pub across: Vec<Option<usize>>,
    /// The same for trunks that lead into a terminal from the left.
    pub into: Vec<Option<usize>>,
    /// Tracks of routes that turn round: on the right, on the left.
    pub around: Vec<(Option<usize>, Option<usize>)>,
}

/// Two lines on one another count as so many crossings.
const MERGED: i64 = 1_000;
/// Lines nearer than this are on one another, px.
pub(super) const NEAR: f64 = 4.0;
/// Tracks in one place stay apart by this much, px.
pub(super) const APART: f64 = 6.0;

/// A vertical run in a channel.
pub(super) struct Run {
    channel: usize,
    pub low: f64,
    pub high: f64,
    /// Ranges of `Maker::ys`: where lines come from the left, where they go to the right.
    left: (usize, usize),
    right: (usize, usize),
    owner: Owner,
}

#[derive(Clone, Copy)]
enum Owner {
    From(usize),
    Into(usize),
    RightOf(usize),
    LeftOf(usize),
}

impl Channels {
    pub(super) fn new(flow: &Flow, ports: &Ports, boxes: usize) -> Self {
        let mut maker = Maker { runs: Vec::new(), ys: Vec::new() };
        maker.gather(flow, ports, boxes);
        let mut channels = Channels {
            tracks: vec![0; flow.columns + 1],
            across: vec![None; ports.y.len()],
            into: vec![None; ports.y.len()],
            around: vec![(None, None); flow.routes.len()],
        };
        maker.runs.sort_by_key(|run| run.channel);
        for runs in maker.runs.chunk_by(|a, b| a.channel == b.channel) {
            let tracks = maker.tracks(runs);
            let most = tracks.iter().max().map_or(0, |most| most + 1);
            channels.tracks[runs[0].channel] = most;
            for (run, track) in runs.iter().zip(tracks) {
                match run.owner {
                    Owner::From(terminal) => channels.across[terminal] = Some(track),
                    Owner::Into(terminal) => channels.into[terminal] = Some(track),
                    Owner::RightOf(route) => channels.around[route].0 = Some(track),
                    Owner::LeftOf(route) => channels.around[route].1 = Some(track),
                }
            }
        }
        channels
    }
}

pub(super) struct Maker {
    runs: Vec<Run>,
    ys: Vec<f64>,
}

impl Maker {
    fn gather(&mut self, flow: &Flow, ports: &Ports, boxes: usize) {
        for hops in ports.hops.chunk_by(|a, b| (a.column, a.into, a.trunk) == (b.column, b.into, b.trunk)) {
            let Hop { column, into, trunk, .. } = hops[0];
            let y = ports.y[trunk];
            if hops.iter().all(|hop| (ports.y[hop.left] - ports.y[hop.right]).abs() < 0.5) {
                continue;
            }
            if into {
                let left = hops.iter().map(|hop| ports.y[hop.left]);
                self.add(column + 1, left, std::iter::once(y), Owner::Into(trunk));
            } else {
                let right = hops.iter().map(|hop| ports.y[hop.right]);
                self.add(column + 1, std::iter::once(y), right, Owner::From(trunk));
            }
        }
        for (at, route) in flow.routes.iter().enumerate() {
            let path = flow.path(route);
            let column = |stop: usize| flow.items[path[stop]].column;
            let (first, last) = ports.ends[at];
            let none = std::iter::empty;
            match route.way {
                Way::Across => {}
                Way::Beside if ports.direct[at].is_some() => {}
                Way::Beside => {
                    let ends = [ports.y[first], ports.y[last]];
                    self.add(column(0) + 1, ends.into_iter(), none(), Owner::RightOf(at));
                }
                Way::Back => {
                    let pass = |stop: usize| ports.y[Ports::of_pass(path[stop], boxes)];
                    let out = [ports.y[first], pass(1)];
                    self.add(column(0) + 1, out.into_iter(), none(), Owner::RightOf(at));
                    let into = [pass(path.len() - 2), ports.y[last]];
                    self.add(column(path.len() - 1), none(), into.into_iter(), Owner::LeftOf(at));
                }
            }
        }
    }

    fn add(&mut self, channel: usize, left: impl Iterator<Item = f64>, right: impl Iterator<Item = f64>, owner: Owner) {
        let start = self.ys.len();
        self.ys.extend(left);
        let middle = self.ys.len();
        self.ys.extend(right);
        let end = self.ys.len();
        let all = &self.ys[start..];
        let low = all.iter().copied().fold(f64::INFINITY, f64::min);
        let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        self.runs.push(Run { channel, low, high, left: (start, middle), right: (middle, end), owner });
    }

    /// Tracks of the runs of one channel.
    fn tracks(&self, runs: &[Run]) -> Vec<usize> {
        if runs.len() > CROWD {
            return self.tracks_of_crowd(runs);
        }
        let sequence = self.sequence(runs);
        let mut tracks = vec![0; runs.len()];
        for (at, one) in sequence.iter().enumerate() {
            for other in &sequence[..at] {
                let (a, b) = (&runs[*one], &runs[*other]);
                if a.low - APART < b.high && b.low - APART < a.high {
                    tracks[*one] = tracks[*one].max(tracks[*other] + 1);
                }
            }
        }
        tracks
    }

    /// Runs from left to right with few crossings: always next the one that gains most by standing before the rest,
    /// of those that nothing must stand before.
    fn sequence(&self, runs: &[Run]) -> Vec<usize> {
        let count = runs.len();
        let mut gain = vec![0_i64; count];
        let mut blocked = vec![0_i64; count];
        let mut prefer = vec![0_i32; count * count];
        for a in 0..count {
            for b in a + 1..count {
                if runs[a].low - NEAR > runs[b].high || runs[b].low - NEAR > runs[a].high {
                    continue;
                }
                let by = self.cost(&runs[b], &runs[a]) - self.cost(&runs[a], &runs[b]);
                gain[a] += by;
                gain[b] -= by;
                blocked[if by < 0 { a } else { b }] += i64::from(by.abs() >= MERGED / 2);
                let by = by.clamp(-1_000_000, 1_000_000) as i32;
                prefer[a * count + b] = by;
                prefer[b * count + a] = -by;
            }
        }
        let mut left: Vec<usize> = (0..count).collect();
        let mut sequence = Vec::with_capacity(count);
        while !left.is_empty() {
            let key = |run: usize| (std::cmp::Reverse(blocked[run]), gain[run], std::cmp::Reverse(run));
            let best = (0..left.len()).max_by_key(|at| key(left[*at]));
            let one = left.remove(best.unwrap_or(0));
            for other in &left {
                let by = i64::from(prefer[one * count + *other]);
                gain[*other] += by;
                blocked[*other] -= i64::from(by >= MERGED / 2);
            }
            sequence.push(one);
        }
        sequence
    }

    /// Where lines come from the left.
    pub(super) fn left_of(&self, run: &Run) -> &[f64] {
        &self.ys[run.left.0..run.left.1]
    }

    /// Where lines go to the right.
    pub(super) fn right_of(&self, run: &Run) -> &[f64] {
        &self.ys[run.right.0..run.right.1]
    }

    /// Crossings of two runs when `a` stands left of `b`.
    fn cost(&self, a: &Run, b: &Run) -> i64 {
        let (out, into) = (self.right_of(a), self.left_of(b));
        let mut cost = 0;
        for y in out {
            cost += i64::from(b.low < *y && *y < b.high);
            cost += into.iter().map(|other| if (y - other).abs() < NEAR { MERGED } else { 0 }).sum::<i64>();
        }
        for y in into {
            cost += i64::from(a.low < *y && *y < a.high);
        }
        cost
    }
}

/// Distance of neighbouring tracks where there are so many, px.
pub(super) fn step(tracks: usize) -> f64 {
    size::TRACK[usize::from(tracks > size::TRACKS)]
}

/// From the first to the last of so many tracks, px.
pub(super) fn used(tracks: usize) -> f64 {
    tracks.saturating_sub(1) as f64 * step(tracks)
}

/// Width of a channel with so many tracks, px.
pub(super) fn width(tracks: usize) -> f64 {
    let needed = size::CHANNEL_LEAD + size::CHANNEL_TAIL + used(tracks);
    if tracks == 0 { size::CHANNEL } else { needed.max(size::CHANNEL) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_fall_do_not_cross_needlessly() {
        let mut maker = Maker { runs: Vec::new(), ys: Vec::new() };
        maker.add(1, [10.0].into_iter(), [60.0].into_iter(), Owner::From(0));
        maker.add(1, [30.0].into_iter(), [90.0].into_iter(), Owner::From(1));
        assert_eq!(maker.tracks(&maker.runs), [1, 0]);
    }

    #[test]
    fn tracks_far_apart_share_a_place() {
        let mut maker = Maker { runs: Vec::new(), ys: Vec::new() };
        maker.add(1, [10.0].into_iter(), [60.0].into_iter(), Owner::From(0));
        maker.add(1, [130.0].into_iter(), [90.0].into_iter(), Owner::From(1));
        assert_eq!(maker.tracks(&maker.runs), [0, 0]);
    }
}
