//! Parts of a stage that slide as one: nodes joined by links inside the stage, with their ranks.

use super::graph::Graph;
use super::groups::Groups;
use super::ranks::ranks;
use super::size;

/// A connected part of one stage.
pub(super) struct Part {
    pub stage: usize,
    /// Nodes with their rank from 0, in order of the plan.
    pub nodes: Vec<(usize, usize)>,
    /// Ranks in all.
    pub span: usize,
    /// One box without any links.
    pub loose: bool,
    /// What it fills, sorted by lane and rank.
    pub cells: Vec<Cell>,
    /// Links from earlier stages by rank, summed: count and sum of ranks.
    left: (f64, f64),
    /// The same to later stages.
    right: (f64, f64),
}

/// What a part fills of one lane and rank.
pub(super) struct Cell {
    pub lane: usize,
    pub rank: usize,
    /// Height with gaps, px.
    pub height: f64,
    /// Counterparts in other lanes.
    pub pairs: f64,
}

impl Part {
    /// Columns that its links to other stages are longer than need be when it slides by `slide` in `width` columns.
    pub(super) fn pull(&self, slide: usize, width: usize) -> f64 {
        let slide = slide as f64;
        let end = width.saturating_sub(1) as f64;
        self.left.0 * slide + self.left.1 + self.right.0 * (end - slide) - self.right.1
    }
}

/// All parts: long ones first, then those with links to other stages, each in order of the plan. A link more makes one
/// part of two and leaves the others in their order, and so, mostly, in their columns.
pub(super) fn parts(graph: &Graph) -> Vec<Part> {
    let rank = ranks(graph);
    let mut group = Groups::new(graph.nodes.len());
    for link in &graph.links {
        if graph.nodes[link.from].stage == graph.nodes[link.to].stage {
            group.join(link.from, link.to);
        }
    }
    let mut slot = vec![usize::MAX; graph.nodes.len()];
    let mut parts: Vec<Part> = Vec::new();
    for (node, rank) in rank.into_iter().enumerate() {
        let root = group.find(node);
        if slot[root] == usize::MAX {
            slot[root] = parts.len();
            let stage = graph.nodes[node].stage;
            parts.push(Part {
                stage,
                nodes: Vec::new(),
                span: 0,
                loose: false,
                cells: Vec::new(),
                left: (0.0, 0.0),
                right: (0.0, 0.0),
            });
        }
        parts[slot[root]].nodes.push((node, rank));
    }
    for part in &mut parts {
        let first = part.nodes.iter().map(|node| node.1).min().unwrap_or(0);
        part.nodes.iter_mut().for_each(|node| node.1 -= first);
        part.span = part.nodes.iter().map(|node| node.1 + 1).max().unwrap_or(1);
    }
    for part in &mut parts {
        part.loose = part.nodes.len() == 1;
    }
    for link in &graph.links {
        parts[slot[group.find(link.from)]].loose = false;
        parts[slot[group.find(link.to)]].loose = false;
    }
    fill(graph, &mut parts, |node| slot[group.root(node)]);
    parts.sort_by_key(|part| {
        let outside = part.left.0 + part.right.0 > 0.0;
        (std::cmp::Reverse((part.span > 2, outside)), part.nodes.first().copied())
    });
    parts
}

fn fill(graph: &Graph, parts: &mut [Part], part_of: impl Fn(usize) -> usize) {
    let mut pairs = vec![0.0; graph.nodes.len()];
    let mut rank = vec![0; graph.nodes.len()];
    for part in parts.iter() {
        part.nodes.iter().for_each(|(node, at)| rank[*node] = *at);
    }
    for link in &graph.links {
        let (from, to) = (&graph.nodes[link.from], &graph.nodes[link.to]);
        if from.stage != to.stage {
            let (early, late) = if from.stage < to.stage { (link.from, link.to) } else { (link.to, link.from) };
            let right = &mut parts[part_of(early)].right;
            *right = (right.0 + 1.0, right.1 + rank[early] as f64);
            let left = &mut parts[part_of(late)].left;
            *left = (left.0 + 1.0, left.1 + rank[late] as f64);
        } else if !link.kind.directed() && from.lane != to.lane {
            pairs[link.from] += 1.0;
            pairs[link.to] += 1.0;
        }
    }
    for part in parts {
        for (node, rank) in &part.nodes {
            let (lane, height) = (graph.nodes[*node].lane, graph.nodes[*node].height + size::ROW_GAP);
            match part.cells.iter_mut().find(|cell| (cell.lane, cell.rank) == (lane, *rank)) {
                Some(cell) => {
                    cell.height += height;
                    cell.pairs += pairs[*node];
                }
                None => part.cells.push(Cell { lane, rank: *rank, height, pairs: pairs[*node] }),
            }
        }
        part.cells.sort_by_key(|cell| (cell.lane, cell.rank));
    }
}
