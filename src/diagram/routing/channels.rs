//! Channels between columns: every line that changes height gets a vertical track of its own.
//!
//! Which of two tracks stands left decides how often their lines cross: [`track_order`] chooses. Where very many lines
//! pass, looking at all pairs costs too much, and [`left_edge`] fills the tracks.

use super::left_edge;
use super::ports::{Hop, Ports};
use super::runs::{APART, End, Owner, Run, Runs};
use super::track_order;
use crate::diagram::ordering::{ProperGraph, Way};
use crate::diagram::size;

/// Up to this many runs of a channel are compared in pairs.
const PAIRED: usize = 400;

/// Tracks of all channels; channel `k` stands left of column `k`, the last one right of all columns.
pub(crate) struct Channels {
    /// Tracks needed in each channel.
    pub tracks: Vec<usize>,
    /// Track of the trunk that a terminal shares, leading right from it; `None` if it runs straight.
    pub across: Vec<Option<usize>>,
    /// The same for trunks that lead into a terminal from the left.
    pub into: Vec<Option<usize>>,
    /// Tracks of routes that turn round: on the right, on the left.
    pub around: Vec<(Option<usize>, Option<usize>)>,
}

impl Channels {
    pub(crate) fn new(proper: &ProperGraph, ports: &Ports, boxes: usize) -> Self {
        let mut all = gather(proper, ports, boxes);
        let mut channels = Channels {
            tracks: vec![0; proper.columns + 1],
            across: vec![None; ports.y.len()],
            into: vec![None; ports.y.len()],
            around: vec![(None, None); proper.routes.len()],
        };
        all.list.sort_by_key(|run| run.channel);
        for runs in all.list.chunk_by(|a, b| a.channel == b.channel) {
            let tracks = tracks(&all, runs);
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

fn gather(proper: &ProperGraph, ports: &Ports, boxes: usize) -> Runs {
    let mut runs = Runs::default();
    for hops in ports.hops.chunk_by(|a, b| (a.column, a.into, a.trunk) == (b.column, b.into, b.trunk)) {
        let Hop { column, into, trunk, .. } = hops[0];
        let y = ports.y[trunk];
        if hops.iter().all(|hop| (ports.y[hop.left] - ports.y[hop.right]).abs() < 0.5) {
            continue;
        }
        let lines = hops.iter().map(|hop| hop.lines).sum();
        if into {
            let left = hops.iter().map(|hop| End { y: ports.y[hop.left], lines: hop.lines });
            runs.add(column + 1, left, std::iter::once(End { y, lines }), Owner::Into(trunk));
        } else {
            let right = hops.iter().map(|hop| End { y: ports.y[hop.right], lines: hop.lines });
            runs.add(column + 1, std::iter::once(End { y, lines }), right, Owner::From(trunk));
        }
    }
    for (at, route) in proper.routes.iter().enumerate() {
        let path = proper.path(route);
        let column = |stop: usize| proper.items[path[stop]].column;
        let (first, last) = ports.ends[at];
        let none = std::iter::empty;
        let one = |y: f64| End { y, lines: 1 };
        match route.way {
            Way::Across => {}
            Way::Beside if ports.direct[at].is_some() => {}
            Way::Beside => {
                let ends = [one(ports.y[first]), one(ports.y[last])];
                runs.add(column(0) + 1, ends.into_iter(), none(), Owner::RightOf(at));
            }
            Way::Back => {
                let dummy = |stop: usize| ports.y[Ports::of_dummy(path[stop], boxes)];
                let out = [one(ports.y[first]), one(dummy(1))];
                runs.add(column(0) + 1, out.into_iter(), none(), Owner::RightOf(at));
                let into = [one(dummy(path.len() - 2)), one(ports.y[last])];
                runs.add(column(path.len() - 1), none(), into.into_iter(), Owner::LeftOf(at));
            }
        }
    }
    runs
}

/// Tracks of the runs of one channel.
fn tracks(all: &Runs, runs: &[Run]) -> Vec<usize> {
    if runs.len() == 1 {
        return vec![0];
    }
    if runs.len() > PAIRED {
        return left_edge::tracks(all, runs);
    }
    let order = track_order::track_order(all, runs);
    let mut tracks = vec![0; runs.len()];
    for (at, one) in order.iter().enumerate() {
        for other in &order[..at] {
            let (a, b) = (&runs[*one], &runs[*other]);
            if a.low - APART < b.high && b.low - APART < a.high {
                tracks[*one] = tracks[*one].max(tracks[*other] + 1);
            }
        }
    }
    tracks
}

/// Distance of neighbouring tracks where there are so many, px.
pub(super) fn step(tracks: usize) -> f64 {
    size::TRACK[usize::from(tracks > size::TRACKS)]
}

/// From the first to the last of so many tracks, px.
pub(crate) fn tracks_width(tracks: usize) -> f64 {
    tracks.saturating_sub(1) as f64 * step(tracks)
}

/// Width of a channel with so many tracks, px.
pub(crate) fn channel_width(tracks: usize) -> f64 {
    let needed = size::CHANNEL_LEAD + size::CHANNEL_TAIL + tracks_width(tracks);
    if tracks == 0 { size::CHANNEL } else { needed.max(size::CHANNEL) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tracks_of(runs: &[(f64, f64)]) -> Vec<usize> {
        let mut all = Runs::default();
        for (at, (from, to)) in runs.iter().enumerate() {
            let end = |y: f64| std::iter::once(End { y, lines: 1 });
            all.add(1, end(*from), end(*to), Owner::From(at));
        }
        tracks(&all, &all.list)
    }

    #[test]
    fn lines_that_fall_do_not_cross_needlessly() {
        assert_eq!(tracks_of(&[(10.0, 60.0), (30.0, 90.0)]), [1, 0]);
    }

    #[test]
    fn tracks_far_apart_share_a_place() {
        assert_eq!(tracks_of(&[(10.0, 60.0), (130.0, 90.0)]), [0, 0]);
    }
}
