//! Hops and passes of all links, one after another; see [`flow`](super::flow).

use super::columns::Columns;
use super::drawing::Kind;
use super::flow::{Flow, Item, Route, Way};
use super::graph::{Graph, Link, Style};
use super::neighbours::Neighbours;
use std::collections::HashMap;

/// So many links of one kind to one box arrive as one trunk.
pub(super) const TRUNK: usize = 6;

/// Lays the links one by one.
pub(super) struct Builder {
    pub flow: Flow,
    /// Whether a cell holds boxes; by lane, then column.
    full: Vec<bool>,
    /// Lines inside the lanes above each lane; by channel, then lane.
    traffic: Vec<usize>,
    /// Passes of the nets of one box: net, column, lane, item.
    passes: Vec<(usize, usize, usize, usize)>,
    /// Item before each pass, after it in a net that leads into one box.
    parent: Vec<usize>,
    /// Box whose nets are at hand.
    source: usize,
    nets: Vec<(Style, usize)>,
    /// Of each box and style of link, how many arrive.
    arriving: HashMap<(usize, Style), usize>,
    /// The net they arrive by.
    trunks: HashMap<(usize, Style), usize>,
    trunk_passes: HashMap<(usize, usize, usize), usize>,
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
        let flow = Flow {
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
            flow,
            full,
            traffic: traffic(graph, columns, count),
            passes: Vec::new(),
            parent,
            source: usize::MAX,
            nets: Vec::new(),
            arriving: HashMap::with_capacity(graph.links.len()),
            trunks: HashMap::new(),
            trunk_passes: HashMap::new(),
            boxes: graph.nodes.len(),
            count,
            turns: columns.turns.clone(),
        }
    }

    pub(super) fn find_trunks(&mut self, graph: &Graph) {
        for link in &graph.links {
            let forth = self.flow.items[link.from].column < self.flow.items[link.to].column;
            if forth && link.kind.directed() {
                *self.arriving.entry((link.to, link.style())).or_insert(0) += 1;
            }
        }
    }

    /// The net of links into one box that a link to the right belongs to.
    fn trunk(&mut self, link: &Link) -> Option<usize> {
        let least = if link.kind == Kind::Any { 2 } else { TRUNK };
        let fresh = self.flow.routes.len();
        let end = (link.to, link.style());
        let many = self.arriving.get(&end).is_some_and(|count| *count >= least);
        many.then(|| *self.trunks.entry(end).or_insert(fresh))
    }

    pub(super) fn link(&mut self, link: &Link) {
        let (from, to) = (self.flow.items[link.from].column, self.flow.items[link.to].column);
        let start = self.flow.stops.len();
        let trunk = if from < to { self.trunk(link) } else { None };
        let net = trunk.unwrap_or_else(|| self.net(link, from < to));
        let way = if trunk.is_some() {
            self.into(link.from, link.to, net);
            Way::Across
        } else if from < to {
            self.across(link.from, link.to, net);
            Way::Across
        } else if link.kind.directed() {
            self.back(link.from, link.to, net);
            Way::Back
        } else if from > to {
            self.across(link.to, link.from, net);
            Way::Across
        } else {
            self.flow.stops.extend([link.from, link.to]);
            if self.flow.items[link.from].lane == self.flow.items[link.to].lane {
                self.flow.beside.push((link.from, link.to));
            }
            Way::Beside
        };
        let end = self.flow.stops.len();
        self.flow.routes.push(Route { way, start, end, net, into: trunk.is_some() });
    }

    /// Links that lead right from one box, of one kind, choice and certainty, are one net; others are nets of their own.
    fn net(&mut self, link: &Link, right: bool) -> usize {
        if self.source != link.from {
            self.nets.clear();
            self.passes.clear();
            self.source = link.from;
        }
        let fresh = self.flow.routes.len();
        if !right || !link.kind.directed() {
            return fresh;
        }
        let style = link.style();
        if let Some((_, net)) = self.nets.iter().find(|(known, _)| *known == style) {
            return *net;
        }
        self.nets.push((style, fresh));
        fresh
    }

    fn across(&mut self, left: usize, right: usize, net: usize) {
        let (a, b) = (self.flow.items[left], self.flow.items[right]);
        let change = self.change(a, b);
        let start = self.flow.stops.len();
        self.flow.stops.push(right);
        let mut after = right;
        let mut known = false;
        for column in (a.column + 1..b.column).rev() {
            let lane = if column < change { a.lane } else { b.lane };
            let (pass, old) = self.pass(net, column, lane);
            self.hop(pass, after);
            self.flow.stops.push(pass);
            after = pass;
            if old {
                known = true;
                break;
            }
        }
        while known && self.parent[after] != usize::MAX && self.parent[after] != left {
            after = self.parent[after];
            self.flow.stops.push(after);
        }
        if !known {
            self.hop(left, after);
        }
        self.flow.stops.push(left);
        self.flow.stops[start..].reverse();
    }

    /// As [`Self::across`], but onto the passes that others to the same box have made.
    fn into(&mut self, left: usize, right: usize, net: usize) {
        let (a, b) = (self.flow.items[left], self.flow.items[right]);
        let change = self.change(a, b);
        self.flow.stops.push(left);
        let mut before = left;
        for column in a.column + 1..b.column {
            let lane = if column < change { a.lane } else { b.lane };
            let known = self.trunk_passes.get(&(net, column, lane)).copied();
            let pass = known.unwrap_or_else(|| self.new_pass(column, lane));
            self.flow.hops.push((before, pass));
            if before >= self.boxes {
                self.parent[before] = pass;
            }
            self.flow.stops.push(pass);
            before = pass;
            if known.is_some() {
                break;
            }
            self.trunk_passes.insert((net, column, lane), pass);
        }
        if before >= self.boxes && self.parent[before] != usize::MAX {
            while before != right {
                before = self.parent[before];
                self.flow.stops.push(before);
            }
            return;
        }
        if before >= self.boxes {
            self.parent[before] = right;
        }
        self.flow.hops.push((before, right));
        self.flow.stops.push(right);
    }

    fn hop(&mut self, left: usize, right: usize) {
        self.flow.hops.push((left, right));
        if right >= self.boxes {
            self.parent[right] = left;
        }
    }

    fn back(&mut self, from: usize, to: usize, net: usize) {
        let (a, b) = (self.flow.items[from], self.flow.items[to]);
        self.flow.stops.push(from);
        let mut before = usize::MAX;
        for column in (b.column..=a.column).rev() {
            let lane = if column == a.column { a.lane } else { b.lane };
            let pass = self.pass(net, column, lane).0;
            if before != usize::MAX {
                self.flow.hops.push((pass, before));
            }
            self.flow.stops.push(pass);
            before = pass;
        }
        self.flow.stops.push(to);
    }

    /// First column on which a link from `a` to `b` runs in the lane of `b`: where it passes fewest boxes and crosses
    /// fewest lines of the lanes between.
    fn change(&self, a: Item, b: Item) -> usize {
        if a.lane == b.lane {
            return b.column;
        }
        if let Some(turn) = self.turns.get(self.flow.routes.len()).filter(|turn| **turn != usize::MAX) {
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

    fn pass(&mut self, net: usize, column: usize, lane: usize) -> (usize, bool) {
        let known = self.passes.iter().find(|pass| (pass.0, pass.1, pass.2) == (net, column, lane));
        if let Some(pass) = known {
            return (pass.3, true);
        }
        let item = self.new_pass(column, lane);
        self.passes.push((net, column, lane, item));
        (item, false)
    }

    fn new_pass(&mut self, column: usize, lane: usize) -> usize {
        self.flow.items.push(Item { column, lane, height: 0.0 });
        self.parent.push(usize::MAX);
        self.flow.items.len() - 1
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
