//! The cost of a choice of columns: how often lines must cross for it, how long they get, how high the lanes.
//!
//! Where a line changes lanes it crosses all that runs in the lanes between, whatever the order in the columns. So
//! for each channel the lines are counted by the lanes they lead from and to, which tells how many pairs must cross and
//! how many may. Everything is added and taken away bundle by bundle, so that a move costs what it touches.

use std::cmp::Ordering;
use std::ops::Range;

use super::edge_bundles::{self, EdgeBundle};
use super::graph::Graph;
use crate::diagram::size;

/// Costs are thousandths of a crossing: of two lines that must cross, that may since they have one lane in common, and
/// that run between the same two lanes.
const FORCED: i64 = 1_000;
const LIKELY: i64 = 400;
const RARELY: i64 = 300;
/// A second pair at the same border in one column: its line goes round, across all others.
const PAIRS: i64 = 5_000;
/// A dummy: a line that crosses a column.
const DUMMY: i64 = 50;
/// Weight of the lengths and heights at the start, in percent of the crossings at the start.
const LENGTH: i64 = 120;
const HEIGHT: i64 = 60;

/// The state of a picture while its columns are chosen.
pub(super) struct CrossingEstimate<'a> {
    graph: &'a Graph<'a>,
    lanes: usize,
    columns: usize,
    /// Column of each node.
    pub of: Vec<usize>,
    /// Of each link the first column on which it runs in the lane of its right end.
    pub turns: Vec<usize>,
    pub bundles: Vec<EdgeBundle>,
    /// Crossings of one more line, by channel, its lane on the left, its lane on the right.
    met: Vec<i64>,
    /// Cost of two lines by their lanes: those of the one, then those of the other. Symmetric.
    meeting: Vec<i64>,
    /// Heights by lane, then column, px; pairs at the lower border of each.
    cells: Vec<i64>,
    pairs: Vec<i64>,
    /// Highest cell of each lane.
    tops: Vec<i64>,
    pub cost: i64,
    /// How often a line was held against all others, and against how many.
    pub work: usize,
    /// Costs of a hop and of a px of height.
    hop: i64,
    high: i64,
}

impl<'a> CrossingEstimate<'a> {
    pub(super) fn new(graph: &'a Graph<'a>, of: Vec<usize>, columns: usize) -> Self {
        let lanes = graph.lanes.len();
        let mut estimate = CrossingEstimate {
            graph,
            lanes,
            columns,
            bundles: edge_bundles::edge_bundles(graph, &of),
            of,
            turns: vec![usize::MAX; graph.links.len()],
            met: vec![0; (columns + 1) * lanes * lanes],
            meeting: meeting(lanes),
            cells: vec![0; lanes * columns],
            pairs: vec![0; lanes * columns],
            tops: vec![0; lanes],
            cost: 0,
            work: 0,
            hop: 0,
            high: 0,
        };
        for node in 0..graph.nodes.len() {
            let cell = estimate.cell(node);
            estimate.cells[cell] += estimate.height(node);
        }
        (0..estimate.bundles.len()).for_each(|bundle| estimate.add(bundle));
        estimate.measure();
        let hops = estimate.bundles.iter().flat_map(|bundle| &bundle.hops).fold(0_i64, |count, _| count + 1);
        let tops: i64 = estimate.tops.iter().sum();
        estimate.hop = estimate.cost * LENGTH / 100 / hops.max(1);
        estimate.high = estimate.cost * HEIGHT / 100 / tops.max(1);
        estimate.cost += hops * estimate.hop + tops * estimate.high;
        estimate
    }

    fn height(&self, node: usize) -> i64 {
        (self.graph.nodes[node].height + size::ROW_GAP) as i64
    }

    fn cell(&self, node: usize) -> usize {
        self.graph.nodes[node].lane * self.columns + self.of[node]
    }

    /// Take nodes to other columns; `bundles` are all that have to do with them.
    pub(super) fn place(&mut self, nodes: &[(usize, usize)], bundles: &[usize]) {
        for bundle in bundles {
            self.remove(*bundle);
        }
        for (node, column) in nodes {
            let (cell, height) = (self.cell(*node), self.height(*node));
            self.cells[cell] -= height;
            self.of[*node] = *column;
            let cell = self.cell(*node);
            self.cells[cell] += height;
        }
        for bundle in bundles {
            self.add(*bundle);
        }
        self.measure();
    }

    fn measure(&mut self) {
        for (row, top) in self.cells.chunks(self.columns).zip(&mut self.tops) {
            let now = row.iter().copied().max().unwrap_or(0);
            self.cost += (now - *top) * self.high;
            *top = now;
        }
    }

    /// Crossings of a line from one lane to another in a channel.
    fn meets(&self, channel: usize, (from, to): (usize, usize)) -> i64 {
        self.met[(channel * self.lanes + from) * self.lanes + to]
    }

    /// Where in `met` a line counts, and where in `meeting` it stands by how much. Lines are asked about far more often
    /// than they come and go.
    fn places(&self, channel: usize, (from, to): (usize, usize)) -> (Range<usize>, Range<usize>) {
        let all = self.lanes * self.lanes;
        let own = (from * self.lanes + to) * all;
        (channel * all..(channel + 1) * all, own..own + all)
    }

    fn add_hop(&mut self, bundle: usize, channel: usize, lanes: (usize, usize)) {
        self.cost += self.meets(channel, lanes) + self.hop;
        let (met, meeting) = self.places(channel, lanes);
        self.met[met].iter_mut().zip(&self.meeting[meeting]).for_each(|(met, cost)| *met += cost);
        self.bundles[bundle].hops.push((channel, lanes.0, lanes.1));
        self.work += 2;
    }

    fn remove(&mut self, bundle: usize) {
        while let Some((channel, from, to)) = self.bundles[bundle].hops.pop() {
            let (met, meeting) = self.places(channel, (from, to));
            self.met[met].iter_mut().zip(&self.meeting[meeting]).for_each(|(met, cost)| *met -= cost);
            self.cost -= self.meets(channel, (from, to)) + self.hop;
        }
        while let Some(cell) = self.bundles[bundle].dummies.pop() {
            self.cells[cell] -= size::DUMMY_GAP as i64;
            self.cost -= DUMMY;
        }
        while let Some(border) = self.bundles[bundle].pairs.pop() {
            self.pairs[border] -= 1;
            self.cost -= self.pairs[border] * PAIRS;
        }
    }

    fn add(&mut self, bundle: usize) {
        for at in 0..self.bundles[bundle].links.len() {
            let link = self.bundles[bundle].links[at];
            let (from, to) = (self.graph.links[link].from, self.graph.links[link].to);
            match self.of[from].cmp(&self.of[to]) {
                Ordering::Less => self.add_link(bundle, link, (from, to)),
                Ordering::Greater => self.add_link(bundle, link, (to, from)),
                Ordering::Equal => self.add_pair(bundle, (from, to)),
            }
        }
    }

    fn add_pair(&mut self, bundle: usize, (a, b): (usize, usize)) {
        let (column, a, b) = (self.of[a], self.graph.nodes[a].lane, self.graph.nodes[b].lane);
        let upper = a.min(b);
        if a.abs_diff(b) == 1 {
            let border = upper * self.columns + column;
            self.cost += self.pairs[border] * PAIRS;
            self.pairs[border] += 1;
            self.bundles[bundle].pairs.push(border);
        } else if a != b {
            self.add_hop(bundle, column + 1, (a, b));
        }
    }

    /// From one box to the other along the dummies that it will get.
    fn add_link(&mut self, bundle: usize, link: usize, (left, right): (usize, usize)) {
        let (first, last) = (self.of[left], self.of[right]);
        let (upper, lower) = (self.graph.nodes[left].lane, self.graph.nodes[right].lane);
        let turn = self.turn((first, last), (upper, lower));
        self.turns[link] = turn;
        self.work += last - first;
        let lane = |column: usize| if column < turn { upper } else { lower };
        let into = self.bundles[bundle].into;
        let mut at = if into { upper } else { lower };
        for step in 1..last - first {
            let column = if into { first + step } else { last - step };
            let here = lane(column);
            if into {
                self.add_hop(bundle, column, (at, here));
            } else {
                self.add_hop(bundle, column + 1, (here, at));
            }
            at = here;
            let cell = here * self.columns + column;
            if self.bundles[bundle].dummies.contains(&cell) {
                return;
            }
            self.bundles[bundle].dummies.push(cell);
            self.cells[cell] += size::DUMMY_GAP as i64;
            self.cost += DUMMY;
        }
        if into {
            self.add_hop(bundle, last, (at, lower));
        } else {
            self.add_hop(bundle, first + 1, (upper, at));
        }
    }

    /// First column in the lane of the right end: where a line meets fewest others.
    fn turn(&self, (first, last): (usize, usize), (from, to): (usize, usize)) -> usize {
        if from == to || last - first == 1 {
            return last;
        }
        let mut after: i64 = (first + 2..=last).map(|channel| self.meets(channel, (to, to))).sum();
        let mut before = 0;
        let mut best = (i64::MAX, last);
        for turn in first + 1..=last {
            let cost = before + self.meets(turn, (from, to)) + after;
            if cost < best.0 {
                best = (cost, turn);
            }
            if turn < last {
                before += self.meets(turn, (from, from));
                after -= self.meets(turn + 1, (to, to));
            }
        }
        best.1
    }
}

fn meeting(lanes: usize) -> Vec<i64> {
    let pairs: Vec<(usize, usize)> = (0..lanes).flat_map(|from| (0..lanes).map(move |to| (from, to))).collect();
    let cost = |(a, b): ((usize, usize), (usize, usize))| match (a.0.cmp(&b.0), a.1.cmp(&b.1)) {
        (Ordering::Equal, Ordering::Equal) => RARELY,
        (Ordering::Equal, _) | (_, Ordering::Equal) => LIKELY,
        (left, right) if left != right => FORCED,
        _ => 0,
    };
    pairs.iter().flat_map(|a| pairs.iter().map(move |b| cost((*a, *b)))).collect()
}
