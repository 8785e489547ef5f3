//! Connected components of a stage, which slide as one: nodes joined by links inside the stage, with their ranks.

use super::graph::Graph;
use super::ranks::ranks;
use crate::diagram::groups::Groups;
use crate::diagram::size;

/// A connected component of one stage.
pub(super) struct Component {
    pub stage: usize,
    /// Nodes with their rank from 0, in order of the plan.
    pub nodes: Vec<(usize, usize)>,
    /// Ranks in all.
    pub span: usize,
    /// One box without any links.
    pub loose: bool,
    /// The cells that it fills, sorted by lane and rank.
    pub cells: Vec<Footprint>,
    /// Links from earlier stages by rank, summed: count and sum of ranks.
    left: (f64, f64),
    /// The same to later stages.
    right: (f64, f64),
}

/// The share of a component in one lane and rank.
pub(super) struct Footprint {
    pub lane: usize,
    pub rank: usize,
    /// Height with gaps, px.
    pub height: f64,
    /// Counterparts in other lanes.
    pub pairs: f64,
}

impl Component {
    /// Columns that its links to other stages are longer than need be when it slides by `slide` in `width` columns.
    pub(super) fn pull(&self, slide: usize, width: usize) -> f64 {
        let slide = slide as f64;
        let end = width.saturating_sub(1) as f64;
        self.left.0 * slide + self.left.1 + self.right.0 * (end - slide) - self.right.1
    }
}

/// All components: long ones first, then those with links to other stages, each in order of the plan. A link more makes one
/// component of two and leaves the others in their order, and so, mostly, in their columns.
pub(super) fn components(graph: &Graph) -> Vec<Component> {
    let rank = ranks(graph);
    let mut group = Groups::new(graph.nodes.len());
    for link in &graph.links {
        if graph.nodes[link.from].stage == graph.nodes[link.to].stage {
            group.join(link.from, link.to);
        }
    }
    let mut slot = vec![usize::MAX; graph.nodes.len()];
    let mut components: Vec<Component> = Vec::new();
    for (node, rank) in rank.into_iter().enumerate() {
        let root = group.find(node);
        if slot[root] == usize::MAX {
            slot[root] = components.len();
            let stage = graph.nodes[node].stage;
            components.push(Component {
                stage,
                nodes: Vec::new(),
                span: 0,
                loose: false,
                cells: Vec::new(),
                left: (0.0, 0.0),
                right: (0.0, 0.0),
            });
        }
        components[slot[root]].nodes.push((node, rank));
    }
    for component in &mut components {
        let first = component.nodes.iter().map(|node| node.1).min().unwrap_or(0);
        component.nodes.iter_mut().for_each(|node| node.1 -= first);
        component.span = component.nodes.iter().map(|node| node.1 + 1).max().unwrap_or(1);
    }
    for component in &mut components {
        component.loose = component.nodes.len() == 1;
    }
    for link in &graph.links {
        components[slot[group.find(link.from)]].loose = false;
        components[slot[group.find(link.to)]].loose = false;
    }
    fill(graph, &mut components, |node| slot[group.root(node)]);
    components.sort_by_key(|component| {
        let outside = component.left.0 + component.right.0 > 0.0;
        (std::cmp::Reverse((component.span > 2, outside)), component.nodes.first().copied())
    });
    components
}

fn fill(graph: &Graph, components: &mut [Component], component_of: impl Fn(usize) -> usize) {
    let mut pairs = vec![0.0; graph.nodes.len()];
    let mut rank = vec![0; graph.nodes.len()];
    for component in components.iter() {
        component.nodes.iter().for_each(|(node, at)| rank[*node] = *at);
    }
    for link in &graph.links {
        let (from, to) = (&graph.nodes[link.from], &graph.nodes[link.to]);
        if from.stage != to.stage {
            let (early, late) = if from.stage < to.stage { (link.from, link.to) } else { (link.to, link.from) };
            let right = &mut components[component_of(early)].right;
            *right = (right.0 + 1.0, right.1 + rank[early] as f64);
            let left = &mut components[component_of(late)].left;
            *left = (left.0 + 1.0, left.1 + rank[late] as f64);
        } else if !link.kind.directed() && from.lane != to.lane {
            pairs[link.from] += 1.0;
            pairs[link.to] += 1.0;
        }
    }
    for component in components {
        for (node, rank) in &component.nodes {
            let (lane, height) = (graph.nodes[*node].lane, graph.nodes[*node].bulk + size::ROW_GAP);
            match component.cells.iter_mut().find(|cell| (cell.lane, cell.rank) == (lane, *rank)) {
                Some(cell) => {
                    cell.height += height;
                    cell.pairs += pairs[*node];
                }
                None => component.cells.push(Footprint { lane, rank: *rank, height, pairs: pairs[*node] }),
            }
        }
        component.cells.sort_by_key(|cell| (cell.lane, cell.rank));
    }
}
