//! Channels between columns: every line that changes height gets a vertical track of its own.
//!
//! Which of two tracks stands left decides how often their lines cross; [`sequence`](super::sequence) chooses.

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

/// Lines nearer than this are on one another, px.
pub(super) const NEAR: f64 = 4.0;
/// Tracks in one place stay apart by this much, px.
pub(super) const APART: f64 = 6.0;

/// A vertical run in a channel.
pub(super) struct Run {
    channel: usize,
    pub low: f64,
    pub high: f64,
    /// Ranges of `Maker::ends`: where lines come from the left, where they go to the right.
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
        let mut maker = Maker { runs: Vec::new(), ends: Vec::new() };
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
    ends: Vec<End>,
}

/// Where a run ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    pub y: f64,
    /// Lines that end there.
    pub lines: i64,
}

impl Maker {
    fn gather(&mut self, flow: &Flow, ports: &Ports, boxes: usize) {
        for hops in ports.hops.chunk_by(|a, b| (a.column, a.into, a.trunk) == (b.column, b.into, b.trunk)) {
            let Hop { column, into, trunk, .. } = hops[0];
            let y = ports.y[trunk];
            if hops.iter().all(|hop| (ports.y[hop.left] - ports.y[hop.right]).abs() < 0.5) {
                continue;
            }
            let lines = hops.iter().map(|hop| hop.lines).sum();
            if into {
                let left = hops.iter().map(|hop| End { y: ports.y[hop.left], lines: hop.lines });
                self.add(column + 1, left, std::iter::once(End { y, lines }), Owner::Into(trunk));
            } else {
                let right = hops.iter().map(|hop| End { y: ports.y[hop.right], lines: hop.lines });
                self.add(column + 1, std::iter::once(End { y, lines }), right, Owner::From(trunk));
            }
        }
        for (at, route) in flow.routes.iter().enumerate() {
            let path = flow.path(route);
            let column = |stop: usize| flow.items[path[stop]].column;
            let (first, last) = ports.ends[at];
            let none = std::iter::empty;
            let one = |y: f64| End { y, lines: 1 };
            match route.way {
                Way::Across => {}
                Way::Beside if ports.direct[at].is_some() => {}
                Way::Beside => {
                    let ends = [one(ports.y[first]), one(ports.y[last])];
                    self.add(column(0) + 1, ends.into_iter(), none(), Owner::RightOf(at));
                }
                Way::Back => {
                    let pass = |stop: usize| ports.y[Ports::of_pass(path[stop], boxes)];
                    let out = [one(ports.y[first]), one(pass(1))];
                    self.add(column(0) + 1, out.into_iter(), none(), Owner::RightOf(at));
                    let into = [one(pass(path.len() - 2)), one(ports.y[last])];
                    self.add(column(path.len() - 1), none(), into.into_iter(), Owner::LeftOf(at));
                }
            }
        }
    }

    fn add(&mut self, channel: usize, left: impl Iterator<Item = End>, right: impl Iterator<Item = End>, owner: Owner) {
        let start = self.ends.len();
        self.ends.extend(left);
        let middle = self.ends.len();
        self.ends.extend(right);
        let end = self.ends.len();
        let heights = self.ends[start..].iter().map(|end| end.y);
        let low = heights.clone().fold(f64::INFINITY, f64::min);
        let high = heights.fold(f64::NEG_INFINITY, f64::max);
        self.runs.push(Run { channel, low, high, left: (start, middle), right: (middle, end), owner });
    }

    /// Tracks of the runs of one channel.
    fn tracks(&self, runs: &[Run]) -> Vec<usize> {
        if runs.len() == 1 {
            return vec![0];
        }
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

    /// Where lines come from the left.
    pub(super) fn left_of(&self, run: &Run) -> &[End] {
        &self.ends[run.left.0..run.left.1]
    }

    /// Where lines go to the right.
    pub(super) fn right_of(&self, run: &Run) -> &[End] {
        &self.ends[run.right.0..run.right.1]
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

    fn maker(runs: &[(f64, f64)]) -> Maker {
        let mut maker = Maker { runs: Vec::new(), ends: Vec::new() };
        for (at, (from, to)) in runs.iter().enumerate() {
            let end = |y: f64| std::iter::once(End { y, lines: 1 });
            maker.add(1, end(*from), end(*to), Owner::From(at));
        }
        maker
    }

    #[test]
    fn lines_that_fall_do_not_cross_needlessly() {
        let maker = maker(&[(10.0, 60.0), (30.0, 90.0)]);
        assert_eq!(maker.tracks(&maker.runs), [1, 0]);
    }

    #[test]
    fn tracks_far_apart_share_a_place() {
        let maker = maker(&[(10.0, 60.0), (130.0, 90.0)]);
        assert_eq!(maker.tracks(&maker.runs), [0, 0]);
    }
}
