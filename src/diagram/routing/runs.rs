//! The vertical runs of lines in the channels between columns, before each has its track.

/// Lines nearer than this are on one another, px.
pub(super) const NEAR: f64 = 4.0;
/// Tracks in one place stay apart by this much, px.
pub(super) const APART: f64 = 6.0;

/// A vertical run in a channel.
pub(super) struct Run {
    pub channel: usize,
    pub low: f64,
    pub high: f64,
    /// Ranges of `Runs::ends`: where lines come from the left, where they go to the right.
    left: (usize, usize),
    right: (usize, usize),
    pub owner: Owner,
}

/// The lines that a run is for.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    /// A join of a trunk.
    Join(usize),
    /// A route around on the right of a column.
    RightOf(usize),
}

/// The vertical runs of all channels.
#[derive(Default)]
pub(super) struct Runs {
    pub list: Vec<Run>,
    ends: Vec<f64>,
}

impl Runs {
    /// Add a run for lines that come from the left at some heights and go to the right at others.
    pub(super) fn add(
        &mut self,
        channel: usize,
        left: impl Iterator<Item = f64>,
        right: impl Iterator<Item = f64>,
        owner: Owner,
    ) {
        let start = self.ends.len();
        self.ends.extend(left);
        let middle = self.ends.len();
        self.ends.extend(right);
        let end = self.ends.len();
        let low = self.ends[start..].iter().copied().fold(f64::INFINITY, f64::min);
        let high = self.ends[start..].iter().copied().fold(f64::NEG_INFINITY, f64::max);
        self.list.push(Run { channel, low, high, left: (start, middle), right: (middle, end), owner });
    }

    /// Heights at which lines come from the left.
    pub(super) fn left_of(&self, run: &Run) -> &[f64] {
        &self.ends[run.left.0..run.left.1]
    }

    /// Heights at which lines go to the right.
    pub(super) fn right_of(&self, run: &Run) -> &[f64] {
        &self.ends[run.right.0..run.right.1]
    }
}
