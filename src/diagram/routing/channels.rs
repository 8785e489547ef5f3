//! Channels between columns: every line that changes height gets a vertical track of its own.
//!
//! Which of two tracks stands left decides how often their lines cross: [`track_order`] chooses. Where very many lines
//! pass, looking at all pairs costs too much, and [`left_edge`] fills the tracks.

use super::left_edge;
use super::ports::Ports;
use super::runs::{APART, Owner, Run, Runs};
use super::track_order;
use crate::diagram::ordering::ProperGraph;
use crate::diagram::size;

/// Up to this many runs of a channel are compared in pairs.
const PAIRED: usize = 400;

/// Tracks of all channels; channel `k` stands left of column `k`, the last one right of all columns.
pub(crate) struct Channels {
    /// Tracks needed in each channel.
    pub tracks: Vec<usize>,
    /// Track of each join; `None` if it runs straight.
    pub joins: Vec<Option<usize>>,
    /// Tracks of routes around on the right.
    pub around: Vec<Option<usize>>,
}

impl Channels {
    pub(crate) fn new(proper: &ProperGraph, ports: &Ports) -> Self {
        let mut all = gather(proper, ports);
        let mut channels = Channels {
            tracks: vec![0; proper.columns + 1],
            joins: vec![None; ports.joins.len()],
            around: vec![None; proper.routes.len()],
        };
        all.list.sort_by_key(|run| run.channel);
        for runs in all.list.chunk_by(|a, b| a.channel == b.channel) {
            let tracks = tracks(&all, runs);
            let most = tracks.iter().max().map_or(0, |most| most + 1);
            channels.tracks[runs[0].channel] = most;
            for (run, track) in runs.iter().zip(tracks) {
                match run.owner {
                    Owner::Join(join) => channels.joins[join] = Some(track),
                    Owner::RightOf(route) => channels.around[route] = Some(track),
                }
            }
        }
        channels
    }
}

fn gather(proper: &ProperGraph, ports: &Ports) -> Runs {
    let mut runs = Runs::default();
    let y = |terminal: &usize| ports.y[*terminal];
    for (at, join) in ports.joins.iter().enumerate() {
        let height = ports.y[join.left[0]];
        if join.left.iter().chain(&join.right).all(|terminal| (y(terminal) - height).abs() < 0.5) {
            continue;
        }
        runs.add(join.channel, join.left.iter().map(y), join.right.iter().map(y), Owner::Join(at));
    }
    for (at, route) in proper.routes.iter().enumerate() {
        if route.trunk.is_none() && ports.direct[at].is_none() {
            let (first, last) = ports.ends[at];
            let ends = [y(&first), y(&last)].into_iter();
            runs.add(proper.items[route.left].column + 1, ends, std::iter::empty(), Owner::RightOf(at));
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
            all.add(1, std::iter::once(*from), std::iter::once(*to), Owner::Join(at));
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
