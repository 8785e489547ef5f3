//! Dummy nodes: every link becomes hops between neighbouring columns.
//!
//! A link over several columns crosses each of those between on a *dummy*, an item without height that takes its place
//! among the boxes (Sugiyama, Tagawa and Toda 1981). Links of one kind from one box share dummies, so they leave as one
//! trunk; so do many links of one kind to one box, and alternatives, which arrive as one.

use std::collections::HashMap;

use crate::diagram::drawing::EdgeKind;
use crate::diagram::layering::{Columns, Graph, Link, Style, TRUNK};
use crate::diagram::neighbours::Neighbours;
use crate::text::WordState;

/// Items of all columns and the way of each link over them.
pub(crate) struct ProperGraph {
    /// Boxes first, in the order of the graph's nodes, then dummies.
    pub items: Vec<Item>,
    /// One per link of the graph.
    pub routes: Vec<Route>,
    /// Items that the routes visit, end to end.
    pub stops: Vec<usize>,
    /// Hops between neighbouring columns, each once: item left and item right.
    pub hops: Vec<(usize, usize)>,
    /// Neighbours of each item in the column before, and in the one after.
    pub left: Neighbours,
    pub right: Neighbours,
    /// Counterparts in one lane and column, the first of the plan first; sorted.
    pub beside: Vec<(usize, usize)>,
    /// Number of columns.
    pub columns: usize,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub column: usize,
    pub lane: usize,
    /// Height, px; 0 for a dummy.
    pub height: f64,
}

/// How a link runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// From the right side of the left box to the left side of the right box.
    Across,
    /// Inside one column: straight down if nothing is between, else around on the right.
    Beside,
    /// Out on the right, back over the columns, in from the left.
    Back,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Route {
    pub way: Way,
    /// First and past-the-last index into [`ProperGraph::stops`]; the first and last stop are boxes.
    pub start: usize,
    pub end: usize,
    /// Links of one bundle share ports and dummies.
    pub bundle: usize,
    /// The bundle is one of links to the same box, not from it.
    pub into: bool,
}

impl ProperGraph {
    pub(crate) fn new(graph: &Graph, columns: &Columns) -> Self {
        let count = columns.starts.last().copied().unwrap_or(0);
        let mut builder = Builder::new(graph, columns, count);
        builder.find_trunks(graph);
        for link in &graph.links {
            builder.link(link);
        }
        let mut proper = builder.proper;
        proper.left = Neighbours::new(proper.items.len(), proper.hops.iter().map(|hop| (hop.1, hop.0)));
        proper.right = Neighbours::new(proper.items.len(), proper.hops.iter().copied());
        proper
    }

    /// Whether two boxes are counterparts in one lane and column.
    pub(crate) fn are_beside(&self, a: usize, b: usize) -> bool {
        !self.beside.is_empty() && self.beside.binary_search(&(a.min(b), a.max(b))).is_ok()
    }

    /// The stops of a route.
    pub(crate) fn path(&self, route: &Route) -> &[usize] {
        &self.stops[route.start..route.end]
    }
}

/// Lays the links one by one.
pub(super) struct Builder {
    pub proper: ProperGraph,
    /// Whether a cell holds boxes; by lane, then column.
    full: Vec<bool>,
    /// Lines inside the lanes above each lane; by channel, then lane.
    traffic: Vec<usize>,
    /// Dummies of the bundles of one box: bundle, column, lane, item.
    dummies: Vec<(usize, usize, usize, usize)>,
    /// Item before each dummy, after it in a bundle that leads into one box.
    parent: Vec<usize>,
    /// Box whose bundles are at hand.
    source: usize,
    bundles: Vec<(Style, usize)>,
    /// Of each box and style of link, how many arrive.
    arriving: HashMap<(usize, Style), usize, WordState>,
    /// The bundle they arrive by.
    trunks: HashMap<(usize, Style), usize, WordState>,
    trunk_dummies: HashMap<(usize, usize, usize), usize, WordState>,
    boxes: usize,
    count: usize,
    /// Of each link the first column in the lane of its right end, where that was chosen with the columns.
    turns: Vec<usize>,
}

impl Builder {
    pub(super) fn new(graph: &Graph, columns: &Columns, count: usize) -> Self {
        let mut full = vec![false; graph.lanes.len() * count];
        let mut items = Vec::with_capacity(graph.nodes.len() + graph.links.len());
        for (node, column) in graph.nodes.iter().zip(&columns.of) {
            full[node.lane * count + column] = true;
            items.push(Item { column: *column, lane: node.lane, height: node.height });
        }
        let links = graph.links.len();
        let proper = ProperGraph {
            items,
            routes: Vec::with_capacity(links),
            stops: Vec::with_capacity(3 * links),
            hops: Vec::with_capacity(2 * links),
            left: Neighbours::default(),
            right: Neighbours::default(),
            beside: Vec::new(),
            columns: count,
        };
        let parent = vec![usize::MAX; graph.nodes.len()];
        Builder {
            proper,
            full,
            traffic: traffic(graph, columns, count),
            dummies: Vec::new(),
            parent,
            source: usize::MAX,
            bundles: Vec::new(),
            arriving: HashMap::with_capacity_and_hasher(graph.links.len(), WordState::default()),
            trunks: HashMap::default(),
            trunk_dummies: HashMap::default(),
            boxes: graph.nodes.len(),
            count,
            turns: columns.turns.clone(),
        }
    }

    pub(super) fn find_trunks(&mut self, graph: &Graph) {
        for link in &graph.links {
            let forth = self.proper.items[link.from].column < self.proper.items[link.to].column;
            if forth && link.kind.directed() {
                *self.arriving.entry((link.to, link.style())).or_insert(0) += 1;
            }
        }
    }

    /// The bundle of links into one box that a link to the right belongs to.
    fn trunk(&mut self, link: &Link) -> Option<usize> {
        let least = if link.kind == EdgeKind::Any { 2 } else { TRUNK };
        let fresh = self.proper.routes.len();
        let end = (link.to, link.style());
        let many = self.arriving.get(&end).is_some_and(|count| *count >= least);
        many.then(|| *self.trunks.entry(end).or_insert(fresh))
    }

    pub(super) fn link(&mut self, link: &Link) {
        let (from, to) = (self.proper.items[link.from].column, self.proper.items[link.to].column);
        let start = self.proper.stops.len();
        let trunk = if from < to { self.trunk(link) } else { None };
        let bundle = trunk.unwrap_or_else(|| self.bundle(link, from < to));
        let way = if trunk.is_some() {
            self.into(link.from, link.to, bundle);
            Way::Across
        } else if from < to {
            self.across(link.from, link.to, bundle);
            Way::Across
        } else if link.kind.directed() {
            self.back(link.from, link.to, bundle);
            Way::Back
        } else if from > to {
            self.across(link.to, link.from, bundle);
            Way::Across
        } else {
            self.proper.stops.extend([link.from, link.to]);
            if self.proper.items[link.from].lane == self.proper.items[link.to].lane {
                self.proper.beside.push((link.from, link.to));
            }
            Way::Beside
        };
        let end = self.proper.stops.len();
        self.proper.routes.push(Route { way, start, end, bundle, into: trunk.is_some() });
    }

    /// Links that lead right from one box, of one kind, choice and certainty, are one bundle; others are bundles of their own.
    fn bundle(&mut self, link: &Link, right: bool) -> usize {
        if self.source != link.from {
            self.bundles.clear();
            self.dummies.clear();
            self.source = link.from;
        }
        let fresh = self.proper.routes.len();
        if !right || !link.kind.directed() {
            return fresh;
        }
        let style = link.style();
        if let Some((_, bundle)) = self.bundles.iter().find(|(known, _)| *known == style) {
            return *bundle;
        }
        self.bundles.push((style, fresh));
        fresh
    }

    fn across(&mut self, left: usize, right: usize, bundle: usize) {
        let (a, b) = (self.proper.items[left], self.proper.items[right]);
        let change = self.change(a, b);
        let start = self.proper.stops.len();
        self.proper.stops.push(right);
        let mut after = right;
        let mut known = false;
        for column in (a.column + 1..b.column).rev() {
            let lane = if column < change { a.lane } else { b.lane };
            let (dummy, old) = self.dummy(bundle, column, lane);
            self.hop(dummy, after);
            self.proper.stops.push(dummy);
            after = dummy;
            if old {
                known = true;
                break;
            }
        }
        while known && self.parent[after] != usize::MAX && self.parent[after] != left {
            after = self.parent[after];
            self.proper.stops.push(after);
        }
        if !known {
            self.hop(left, after);
        }
        self.proper.stops.push(left);
        self.proper.stops[start..].reverse();
    }

    /// As [`Self::across`], but onto the dummies that others to the same box have made.
    fn into(&mut self, left: usize, right: usize, bundle: usize) {
        let (a, b) = (self.proper.items[left], self.proper.items[right]);
        let change = self.change(a, b);
        self.proper.stops.push(left);
        let mut before = left;
        for column in a.column + 1..b.column {
            let lane = if column < change { a.lane } else { b.lane };
            let known = self.trunk_dummies.get(&(bundle, column, lane)).copied();
            let dummy = known.unwrap_or_else(|| self.new_dummy(column, lane));
            self.proper.hops.push((before, dummy));
            if before >= self.boxes {
                self.parent[before] = dummy;
            }
            self.proper.stops.push(dummy);
            before = dummy;
            if known.is_some() {
                break;
            }
            self.trunk_dummies.insert((bundle, column, lane), dummy);
        }
        if before >= self.boxes && self.parent[before] != usize::MAX {
            while before != right {
                before = self.parent[before];
                self.proper.stops.push(before);
            }
            return;
        }
        if before >= self.boxes {
            self.parent[before] = right;
        }
        self.proper.hops.push((before, right));
        self.proper.stops.push(right);
    }

    fn hop(&mut self, left: usize, right: usize) {
        self.proper.hops.push((left, right));
        if right >= self.boxes {
            self.parent[right] = left;
        }
    }

    fn back(&mut self, from: usize, to: usize, bundle: usize) {
        let (a, b) = (self.proper.items[from], self.proper.items[to]);
        self.proper.stops.push(from);
        let mut before = usize::MAX;
        for column in (b.column..=a.column).rev() {
            let lane = if column == a.column { a.lane } else { b.lane };
            let dummy = self.dummy(bundle, column, lane).0;
            if before != usize::MAX {
                self.proper.hops.push((dummy, before));
            }
            self.proper.stops.push(dummy);
            before = dummy;
        }
        self.proper.stops.push(to);
    }

    /// First column on which a link from `a` to `b` runs in the lane of `b`: where it passes fewest boxes and crosses
    /// fewest lines of the lanes between.
    fn change(&self, a: Item, b: Item) -> usize {
        if a.lane == b.lane {
            return b.column;
        }
        if let Some(turn) = self.turns.get(self.proper.routes.len()).filter(|turn| **turn != usize::MAX) {
            return (*turn).clamp(a.column + 1, b.column);
        }
        let full = |lane: usize, column: usize| usize::from(self.full[lane * self.count + column]);
        let (upper, lower) = (a.lane.min(b.lane), a.lane.max(b.lane));
        let lanes = self.traffic.len() / (self.count + 1);
        let crossed = |channel: usize| {
            let row = &self.traffic[channel * lanes..(channel + 1) * lanes];
            row[lower] - row[upper + 1]
        };
        let mut passed: usize = (a.column + 1..b.column).map(|column| full(b.lane, column)).sum();
        let mut best = (passed + crossed(a.column + 1), a.column + 1);
        for column in a.column + 1..b.column {
            passed = passed + full(a.lane, column) - full(b.lane, column);
            let cost = passed + crossed(column + 1);
            if cost < best.0 {
                best = (cost, column + 1);
            }
        }
        best.1
    }

    fn dummy(&mut self, bundle: usize, column: usize, lane: usize) -> (usize, bool) {
        let known = self.dummies.iter().find(|dummy| (dummy.0, dummy.1, dummy.2) == (bundle, column, lane));
        if let Some(dummy) = known {
            return (dummy.3, true);
        }
        let item = self.new_dummy(column, lane);
        self.dummies.push((bundle, column, lane, item));
        (item, false)
    }

    fn new_dummy(&mut self, column: usize, lane: usize) -> usize {
        self.proper.items.push(Item { column, lane, height: 0.0 });
        self.parent.push(usize::MAX);
        self.proper.items.len() - 1
    }
}

/// Lines that stay in their lane, summed over the lanes above each; by channel, then lane.
fn traffic(graph: &Graph, columns: &Columns, count: usize) -> Vec<usize> {
    let lanes = graph.lanes.len() + 1;
    let mut traffic = vec![0; (count + 1) * lanes];
    for link in &graph.links {
        let lane = graph.nodes[link.from].lane;
        if lane == graph.nodes[link.to].lane {
            let (one, other) = (columns.of[link.from], columns.of[link.to]);
            for channel in one.min(other) + 1..=one.max(other) {
                traffic[channel * lanes + lane + 1] += 1;
            }
        }
    }
    for row in traffic.chunks_mut(lanes) {
        for lane in 1..row.len() {
            row[lane] += row[lane - 1];
        }
    }
    traffic
}

#[cfg(test)]
mod tests {
    use crate::diagram::drawing::{Drawing, Edge};
    use crate::diagram::layering;
    use crate::diagram::sample;

    use super::*;

    fn proper(drawing: &Drawing) -> ProperGraph {
        let graph = Graph::new(drawing);
        let columns = layering::assign(&graph);
        ProperGraph::new(&graph, &columns)
    }

    #[test]
    fn long_links_of_one_box_share_their_dummies() {
        let mut drawing = sample::chain(5);
        drawing.edges.push(Edge::requires(0, 3));
        drawing.edges.push(Edge::requires(0, 4));
        let proper = proper(&drawing);
        assert_eq!(proper.items.len(), 5 + 3);
        let long: Vec<usize> = proper.routes.iter().map(|route| route.end - route.start).collect();
        assert!(long.contains(&4) && long.contains(&5));
    }

    #[test]
    fn a_cycle_runs_back_over_the_columns() {
        let mut drawing = sample::chain(3);
        drawing.edges.push(Edge::requires(2, 0));
        let proper = proper(&drawing);
        assert_eq!(proper.routes.iter().filter(|route| route.way == Way::Back).count(), 1);
    }
}
