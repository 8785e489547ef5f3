//! The drawing put in order: nodes sorted, edges merged, lanes and stages without nodes left out, cycles broken.

use std::sync::Arc;

use crate::diagram::drawing::{Certainty, Drawing, EdgeKind, Node};
use crate::diagram::foot;
use crate::diagram::neighbours::Neighbours;
use crate::diagram::text::Label;

/// A drawing whose order of input no longer matters.
pub(crate) struct Graph<'a> {
    pub drawing: &'a Drawing,
    /// Sorted by place in the plan, then id.
    pub nodes: Vec<GraphNode>,
    /// Sorted by ends; `from` and `to` are indices into `nodes`.
    pub links: Vec<Link>,
    /// Indices of the lanes in use; `usize::MAX` for nodes without one.
    pub lanes: Vec<usize>,
    /// Indices of the stages in use; `usize::MAX` for nodes without one.
    pub stages: Vec<usize>,
}

pub(crate) struct GraphNode {
    /// Index into the drawing's nodes.
    pub source: usize,
    /// Index into [`Graph::lanes`].
    pub lane: usize,
    /// Index into [`Graph::stages`].
    pub stage: usize,
    pub label: Arc<Label>,
    /// Height of the box, px, a whole number.
    pub height: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Link {
    pub from: usize,
    pub to: usize,
    pub kind: EdgeKind,
    /// The number of its choice; 0 for other kinds than [`EdgeKind::Any`].
    pub group: usize,
    pub certainty: Certainty,
    /// Index into the drawing's edges.
    pub source: usize,
    /// Leads back against the columns: to an earlier stage, or closes a cycle.
    pub back: bool,
}

/// The common traits of the links of one trunk, beside their box.
pub(crate) type Style = (EdgeKind, usize, Certainty);

impl Link {
    pub(crate) fn style(&self) -> Style {
        (self.kind, self.group, self.certainty)
    }
}

impl<'a> Graph<'a> {
    pub(crate) fn new(drawing: &'a Drawing) -> Self {
        let order = sorted_nodes(drawing);
        let known = |index: usize, count: usize| if index < count { index } else { usize::MAX };
        let lane_of = |node: usize| known(drawing.nodes[node].lane, drawing.lanes.len());
        let stage_of = |node: usize| known(drawing.nodes[node].stage, drawing.stages.len());
        let lanes = in_use(order.iter().map(|node| lane_of(*node)));
        let stages = in_use(order.iter().map(|node| stage_of(*node)));
        let place = |list: &[usize], value: usize| list.binary_search(&value).unwrap_or(0);
        let nodes: Vec<GraphNode> = order
            .iter()
            .map(|node| sized(drawing, *node, place(&lanes, lane_of(*node)), place(&stages, stage_of(*node))))
            .collect();
        let links = merged_links(drawing, &order);
        let mut graph = Graph { drawing, nodes, links, lanes, stages };
        graph.mark_back();
        graph
    }

    /// Flag directed links that lead to an earlier stage or close a cycle inside a stage, so that the others
    /// can be ranked. Depth first from the first node of the plan, so the same links are chosen every time.
    fn mark_back(&mut self) {
        for link in self.links.iter_mut().filter(|link| link.kind.directed()) {
            link.back = self.nodes[link.from].stage > self.nodes[link.to].stage;
        }
        let is_inside = |link: &Link| link.kind.directed() && self.nodes[link.from].stage == self.nodes[link.to].stage;
        let inside = self.links.iter().enumerate().filter(|(_, link)| is_inside(link));
        let inside = Neighbours::new(self.nodes.len(), inside.map(|(at, link)| (link.from, at)));
        let mut state = vec![State::New; self.nodes.len()];
        let mut path: Vec<(usize, usize)> = Vec::new();
        for root in 0..self.nodes.len() {
            if state[root] != State::New {
                continue;
            }
            state[root] = State::Open;
            path.push((root, 0));
            while let Some(top) = path.last_mut() {
                let Some(link) = inside.of(top.0).get(top.1).copied() else {
                    state[top.0] = State::Done;
                    path.pop();
                    continue;
                };
                top.1 += 1;
                let to = self.links[link].to;
                match state[to] {
                    State::Open => self.links[link].back = true,
                    State::Done => {}
                    State::New => {
                        state[to] = State::Open;
                        path.push((to, 0));
                    }
                }
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

fn sorted_nodes<'a>(drawing: &'a Drawing) -> Vec<usize> {
    let mut order: Vec<usize> = (0..drawing.nodes.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&drawing.nodes[*a], &drawing.nodes[*b]);
        let key = |n: &Node| (n.order, n.lane, n.stage, n.role);
        let words = |n: &'a Node| [&*n.title, &n.href, &n.name];
        a.order.cmp(&b.order).then_with(|| a.id.cmp(&b.id)).then_with(|| key(a).cmp(&key(b))).then_with(|| {
            if a.id.is_empty() || a.id == b.id { words(a).cmp(&words(b)) } else { std::cmp::Ordering::Equal }
        })
    });
    order
}

fn in_use(values: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut list: Vec<usize> = Vec::new();
    for value in values {
        if let Err(at) = list.binary_search(&value) {
            list.insert(at, value);
        }
    }
    list
}

fn merged_links(drawing: &Drawing, order: &[usize]) -> Vec<Link> {
    let mut rank = vec![0; order.len()];
    for (place, node) in order.iter().enumerate() {
        rank[*node] = place;
    }
    let mut links: Vec<Link> = Vec::with_capacity(drawing.edges.len());
    for (source, edge) in drawing.edges.iter().enumerate().filter(|(_, edge)| !edge.follows) {
        let (Some(from), Some(to)) = (rank.get(edge.from), rank.get(edge.to)) else { continue };
        if from == to {
            continue;
        }
        let (from, to) = if edge.kind.directed() { (*from, *to) } else { (*from.min(to), *from.max(to)) };
        let group = if edge.kind == EdgeKind::Any { edge.group } else { 0 };
        links.push(Link { from, to, kind: edge.kind, group, certainty: edge.certainty, source, back: false });
    }
    let label = |link: &Link| drawing.edges[link.source].label.as_str();
    links.sort_by(|a, b| {
        let key = |l: &Link| (l.from, l.to, l.kind, l.group, l.certainty);
        key(a).cmp(&key(b)).then_with(|| label(b).cmp(label(a)))
    });
    links.dedup_by_key(|link| (link.from, link.to, link.kind, link.group));
    links
}

fn sized(drawing: &Drawing, source: usize, lane: usize, stage: usize) -> GraphNode {
    let node = &drawing.nodes[source];
    let language = &drawing.words.language;
    let label = match &node.label {
        Some(label) => label.clone(),
        None => Label::new(&node.id, &node.title, language).into(),
    };
    let height = foot::height(node, &label);
    GraphNode { source, lane, stage, label, height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::drawing::Edge;
    use crate::diagram::sample;

    #[test]
    fn cycles_lose_one_link_and_doubles_are_merged() {
        let mut drawing = sample::chain(3);
        drawing.edges.push(Edge::requires(2, 0));
        drawing.edges.push(Edge::requires(0, 1));
        drawing.edges.push(Edge::requires(1, 1));
        drawing.edges.push(Edge::requires(1, 99));
        let graph = Graph::new(&drawing);
        assert_eq!(graph.links.len(), 3);
        assert_eq!(graph.links.iter().filter(|link| link.back).count(), 1);
    }

    #[test]
    fn unused_lanes_and_stages_are_left_out() {
        let mut drawing = sample::chain(2);
        drawing.lanes.insert(0, sample::lane(9));
        drawing.nodes[1].lane = 77;
        for node in &mut drawing.nodes {
            node.lane += 1;
        }
        let graph = Graph::new(&drawing);
        assert_eq!(graph.lanes, [1, usize::MAX]);
    }
}
