//! Dummy nodes: every net becomes hops between neighbouring columns.
//!
//! A net crosses each column between its first source and its last target on a *dummy*, an item without height that takes
//! its place among the boxes (Sugiyama, Tagawa and Toda 1981): one for all of its lines.

use crate::diagram::layering::{Columns, Graph, Net};
use crate::diagram::neighbours::Neighbours;

/// Items of all columns and the way of each link over them.
pub(crate) struct ProperGraph {
    /// Boxes first, in the order of the graph's nodes, then dummies.
    pub items: Vec<Item>,
    pub trunks: Vec<Trunk>,
    /// One per link of the graph: box on the left, box on the right, and the trunk between them.
    pub routes: Vec<Route>,
    /// Hops between neighbouring columns, each once for each net: item left and item right.
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
    /// The block of its lane in its stage.
    pub block: usize,
    /// Height, px; 0 for a dummy.
    pub height: f64,
}

/// A net with its way over the columns.
#[derive(Debug, Clone)]
pub(crate) struct Trunk {
    /// Boxes on the left and on the right, sorted.
    pub net: Net,
    /// Column of the first source.
    pub first: usize,
    /// Column of the last target.
    pub last: usize,
    /// Item of its first dummy, in the column after `first`; those of the next columns follow, up to the one before `last`.
    dummies: usize,
}

impl Trunk {
    /// Its dummy in a column between the first source and the last target.
    pub(crate) fn dummy(&self, column: usize) -> Option<usize> {
        (self.first < column && column < self.last).then(|| self.dummies + column - self.first - 1)
    }

    /// Its items in a column: boxes of one side, and the dummy.
    pub(crate) fn items<'a>(
        &'a self,
        boxes: &'a [usize],
        column: usize,
        items: &'a [Item],
    ) -> impl Iterator<Item = usize> + Clone + 'a {
        boxes.iter().copied().filter(move |one| items[*one].column == column).chain(self.dummy(column))
    }
}

/// How a link runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Route {
    /// The box on the left, or the first of two in one column.
    pub left: usize,
    pub right: usize,
    /// The trunk that leads across; none inside one column, where a link runs straight down if nothing is between, else
    /// around on the right.
    pub trunk: Option<usize>,
}

impl ProperGraph {
    pub(crate) fn new(graph: &Graph, columns: &Columns) -> Self {
        let count = columns.starts.last().copied().unwrap_or(0);
        let item = |(node, column): (&crate::diagram::layering::GraphNode, &usize)| Item {
            column: *column,
            lane: node.lane,
            block: graph.block(node.stage, node.lane),
            height: node.height,
        };
        let items: Vec<Item> = graph.nodes.iter().zip(&columns.of).map(item).collect();
        let mut proper = ProperGraph {
            items,
            trunks: Vec::new(),
            routes: Vec::with_capacity(graph.links.len()),
            hops: Vec::new(),
            left: Neighbours::default(),
            right: Neighbours::default(),
            beside: Vec::new(),
            columns: count,
        };
        let turns = Turns::new(graph, columns, count);
        graph.nets.iter().for_each(|net| proper.trunk(net.clone(), &turns));
        for (at, link) in graph.links.iter().enumerate() {
            let (one, other) = link.ends();
            let column = |node: usize| columns.of[node];
            let (left, right) = if column(one) <= column(other) { (one, other) } else { (other, one) };
            let trunk = match graph.net_of[at] {
                _ if column(one) == column(other) => {
                    if graph.nodes[one].lane == graph.nodes[other].lane {
                        proper.beside.push((one, other));
                    }
                    None
                }
                usize::MAX => {
                    proper.trunk(Net { sources: vec![left], targets: vec![right] }, &turns);
                    Some(proper.trunks.len() - 1)
                }
                net => Some(net),
            };
            proper.routes.push(Route { left, right, trunk });
        }
        proper.left = Neighbours::new(proper.items.len(), proper.hops.iter().map(|hop| (hop.1, hop.0)));
        proper.right = Neighbours::new(proper.items.len(), proper.hops.iter().copied());
        proper
    }

    /// Lay a net over the columns.
    fn trunk(&mut self, net: Net, turns: &Turns<'_>) {
        let column = |node: &&usize| self.items[**node].column;
        let start = net.sources.iter().min_by_key(column).copied().unwrap_or(0);
        let end = net.targets.iter().rev().max_by_key(column).copied().unwrap_or(0);
        let (a, b) = (self.items[start], self.items[end]);
        let turn = turns.between(a, b);
        let trunk = Trunk { net, first: a.column, last: b.column, dummies: self.items.len() };
        for column in a.column + 1..b.column {
            let (lane, block) = turns.free(column, if column < turn { a.lane } else { b.lane });
            self.items.push(Item { column, lane, block, height: 0.0 });
        }
        for column in a.column + 1..=b.column {
            for left in trunk.items(&trunk.net.sources, column - 1, &self.items) {
                let rights = trunk.items(&trunk.net.targets, column, &self.items);
                self.hops.extend(rights.map(|right| (left, right)));
            }
        }
        self.trunks.push(trunk);
    }

    /// Whether two boxes are counterparts in one lane and column.
    pub(crate) fn are_beside(&self, a: usize, b: usize) -> bool {
        !self.beside.is_empty() && self.beside.binary_search(&(a.min(b), a.max(b))).is_ok()
    }
}

/// Where lines change lanes.
struct Turns<'a> {
    graph: &'a Graph<'a>,
    /// Stage of each column.
    stages: Vec<usize>,
    /// Blocks that hold boxes.
    used: Vec<bool>,
    /// Whether a cell holds boxes; by lane, then column.
    full: Vec<bool>,
    /// Lines inside the lanes above each lane; by channel, then lane.
    traffic: Vec<usize>,
    count: usize,
}

impl<'a> Turns<'a> {
    fn new(graph: &'a Graph<'a>, columns: &Columns, count: usize) -> Self {
        let mut full = vec![false; graph.lanes.len() * count];
        let mut used = vec![false; graph.blocks()];
        for (node, column) in graph.nodes.iter().zip(&columns.of) {
            full[node.lane * count + column] = true;
            used[graph.block(node.stage, node.lane)] = true;
        }
        let wide = columns.starts.windows(2).enumerate();
        let stages = wide.flat_map(|(stage, of)| std::iter::repeat_n(stage, of[1] - of[0])).collect();
        Turns { graph, stages, used, full, traffic: traffic(graph, columns, count), count }
    }

    /// The lane and block in which a line passes a column: in the wanted lane, or where its stage has none of that, in the
    /// nearest one.
    fn free(&self, column: usize, wanted: usize) -> (usize, usize) {
        let block = |lane: usize| self.graph.block(self.stages[column], lane);
        let used = (0..self.graph.lanes.len()).filter(|lane| self.used[block(*lane)]);
        let lane = used.min_by_key(|lane| lane.abs_diff(wanted)).unwrap_or(wanted);
        (lane, block(lane))
    }

    /// First column on which a line from `a` to `b` runs in the lane of `b`: where it passes fewest boxes and crosses
    /// fewest lines of the lanes between.
    fn between(&self, a: Item, b: Item) -> usize {
        if a.lane == b.lane {
            return b.column;
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
    fn a_net_has_one_dummy_in_each_column_that_it_passes() {
        let mut drawing = sample::chain(5);
        drawing.edges.push(Edge::requires(0, 3));
        drawing.edges.push(Edge::requires(0, 4));
        let proper = proper(&drawing);
        assert_eq!(proper.items.len(), 5 + 3);
        let passing: Vec<usize> = proper.trunks.iter().map(|trunk| trunk.last - trunk.first - 1).collect();
        assert_eq!(passing.iter().sum::<usize>(), 3);
    }

    #[test]
    fn a_line_that_closes_a_circle_leads_right_too() {
        let mut drawing = sample::chain(3);
        drawing.edges.push(Edge::requires(2, 0));
        let proper = proper(&drawing);
        let column = |item: usize| proper.items[item].column;
        assert!(proper.routes.iter().all(|route| column(route.left) < column(route.right)));
    }
}
