//! The drawing put in order: nodes sorted, edges merged into nets, lanes and stages without nodes left out, cycles broken.

use std::sync::Arc;

use super::nets::{self, Net, Thread};
use crate::diagram::drawing::{Certainty, Drawing, EdgeKind, Node, Stage};
use crate::diagram::foot;
use crate::diagram::form::Form;
use crate::diagram::neighbours::Neighbours;
use crate::diagram::size;
use crate::diagram::text::Label;

/// A drawing whose order of input no longer matters.
pub(crate) struct Graph<'a> {
    pub drawing: &'a Drawing,
    /// The form that the boxes have their sizes for. Nothing else here depends on it.
    pub form: Form,
    /// So many columns are wanted, where boxes could stand in fewer.
    pub wanted: usize,
    /// Sorted by place in the plan, then id.
    pub nodes: Vec<GraphNode>,
    /// Sorted by ends; `from` and `to` are indices into `nodes`.
    pub links: Vec<Link>,
    /// Whether each lane has a band of its own.
    pub bands: bool,
    /// Indices of the lanes in use; `usize::MAX` for nodes without one, and for all nodes where there are no bands.
    pub lanes: Vec<usize>,
    /// Stretches in use: indices of the stages in use that share their columns; `usize::MAX` for nodes without one.
    pub stages: Vec<Vec<usize>>,
    /// Lines that share their way.
    pub nets: Vec<Net>,
    /// The net of each link; `usize::MAX` for a symmetric one.
    pub net_of: Vec<usize>,
}

pub(crate) struct GraphNode {
    /// Index into the drawing's nodes.
    pub source: usize,
    /// Index into [`Graph::lanes`].
    pub lane: usize,
    /// Index into [`Graph::stages`].
    pub stage: usize,
    pub label: Arc<Label>,
    /// Size of the box in its column, px, a whole number: its height, or its width where columns are rows.
    pub height: f64,
    /// Its size the other way.
    pub depth: f64,
    /// Its share of a column, px: its height in the widest form, so that the columns are the same in all of them.
    pub bulk: f64,
    /// It waits for the gate of its stage and for nothing else, as several of its band do: these stand in rows.
    pub waits: bool,
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
    /// A number stands on it, which must be nobody else's.
    pub counted: bool,
    /// Leads back against the columns: over a gate, or closes a cycle. It is drawn from its end on the left to its start on
    /// the right.
    pub back: bool,
}

impl Link {
    /// The box on the left and the one on the right.
    pub(crate) fn ends(&self) -> (usize, usize) {
        if self.back { (self.to, self.from) } else { (self.from, self.to) }
    }

    /// Lines of one choice run together, those of different certainty or with a number never do.
    fn thread(&self) -> Option<Thread<impl Ord + use<>>> {
        let choice = (self.kind == EdgeKind::Any).then_some((self.to, self.group));
        let alone = self.counted.then_some((self.from, self.to));
        let look = (choice, self.certainty, self.back, alone);
        let thread = Thread { look, together: choice.is_some(), ends: self.ends() };
        self.kind.directed().then_some(thread)
    }
}

/// Bands are drawn in pictures of so many boxes, and at least so many for each of at most so many bands; smaller ones would be
/// mostly frame.
const BANDS: (usize, usize, usize) = (24, 6, 5);

impl<'a> Graph<'a> {
    /// The graph of a drawing in the widest form.
    pub(crate) fn new(drawing: &'a Drawing) -> Self {
        let order = sorted_nodes(drawing);
        let known = |index: usize, count: usize| if index < count { index } else { usize::MAX };
        let lane_of = |node: usize| known(drawing.nodes[node].lane, drawing.lanes.len());
        let stage_of = |node: usize| known(drawing.nodes[node].stage, drawing.stages.len());
        let mut lanes = in_use(order.iter().map(|node| lane_of(*node)));
        let (least, each, most) = BANDS;
        let bands = order.len() >= least && lanes.len() <= most && order.len() >= each * lanes.len();
        let stretches = stretches(drawing);
        let stretch_of = |stage: &usize| stretches.get(*stage).copied().unwrap_or(usize::MAX);
        let used = in_use(order.iter().map(|node| stage_of(*node)));
        let stages: Vec<Vec<usize>> =
            used.chunk_by(|a, b| stretch_of(a) == stretch_of(b)).map(<[usize]>::to_vec).collect();
        let stretch = |stage: usize| stages.partition_point(|stages| stretch_of(&stages[0]) < stretch_of(&stage));
        if !bands {
            lanes = vec![usize::MAX];
        }
        let lane = |node: usize| if bands { lanes.binary_search(&lane_of(node)).unwrap_or(0) } else { 0 };
        let node = |node: &usize| wide_box(drawing, *node, lane(*node), stretch(stage_of(*node)));
        let nodes: Vec<GraphNode> = order.iter().map(node).collect();
        let links = merged_links(drawing, &order);
        let (nets, net_of, form) = (Vec::new(), Vec::new(), Form::WIDE);
        let wanted = form.columns();
        let mut graph = Graph { drawing, form, wanted, nodes, links, bands, lanes, stages, nets, net_of };
        graph.mark_back();
        let threads: Vec<_> = graph.links.iter().map(Link::thread).collect();
        (graph.nets, graph.net_of) = nets::nets(&threads);
        graph.make_room();
        graph
    }

    /// Gives boxes the sizes that they have in a form.
    pub(crate) fn take_form(&mut self, form: Form) {
        self.form = form;
        for node in &mut self.nodes {
            let source = &self.drawing.nodes[node.source];
            let language = &self.drawing.words.language;
            node.label = Arc::new(Label::within(&source.id, &source.title, language, form.width));
            let height = foot::height(source, &node.label, form);
            (node.height, node.depth) = if form.down { (form.width, height) } else { (height, form.width) };
        }
        self.make_room();
    }

    /// Make boxes so high that each net has a port of its own at their sides.
    fn make_room(&mut self) {
        let mut ports = vec![[0_usize; 2]; self.nodes.len()];
        for net in &self.nets {
            net.sources.iter().for_each(|source| ports[*source][1] += 1);
            net.targets.iter().for_each(|target| ports[*target][0] += 1);
        }
        for link in self.links.iter().filter(|link| !link.kind.directed()) {
            for port in [link.from, link.to].into_iter().flat_map(|node| [(node, 0), (node, 1)]) {
                ports[port.0][port.1] += 1;
            }
        }
        let least = if self.is_counted() { size::COUNT_GAP } else { size::PORT_LEAST };
        for (node, sides) in self.nodes.iter_mut().zip(ports) {
            let gaps = sides[0].max(sides[1]).saturating_sub(1) as f64;
            node.height = node.height.max((gaps * least + 2.0 * size::PORT_INSET).ceil());
        }
    }

    /// Wanted distance of two ports on one side of a box, px.
    pub(crate) fn port_gap(&self) -> f64 {
        if self.is_counted() { size::COUNT_GAP } else { size::PORT_GAP }
    }

    /// Whether numbers stand on lines.
    fn is_counted(&self) -> bool {
        self.links.iter().any(|link| link.counted)
    }

    /// The block of boxes of one lane in one stage, which stand below those of other lanes in the same stage. Without bands all
    /// boxes are one block.
    pub(crate) fn block(&self, stage: usize, lane: usize) -> usize {
        if self.bands { stage * self.lanes.len() + lane } else { lane }
    }

    /// So many blocks there may be, some of them without boxes; as many follow one another for each stage as there are lanes.
    pub(crate) fn blocks(&self) -> usize {
        self.lanes.len() * if self.bands { self.stages.len() } else { 1 }
    }

    /// Flag directed links that lead to an earlier stretch or close a cycle inside one, so that the others
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

/// The stretch of each stage: a run of stages in which boxes stand by their lines alone. It reaches from one gate to the
/// next. Where headings stay, only the stages that a line back spans share one.
fn stretches(drawing: &Drawing) -> Vec<usize> {
    let count = drawing.stages.len();
    // How many lines back begin and end to span each stage and the one before.
    let mut spans = vec![0_isize; count + 2];
    for edge in drawing.edges.iter().filter(|edge| edge.kind.directed()) {
        let stage = |node: usize| drawing.nodes.get(node).map(|node| node.stage).filter(|stage| *stage < count);
        if let (Some(from), Some(to)) = (stage(edge.from), stage(edge.to))
            && from > to
        {
            spans[to + 1] += 1;
            spans[from + 1] -= 1;
        }
    }
    let (mut stretch, mut open) = (0, 0);
    let stretch_of = |(at, stage): (usize, &Stage)| {
        open += spans[at];
        stretch += usize::from(at > 0 && (stage.gated || drawing.headings && open == 0));
        stretch
    };
    drawing.stages.iter().enumerate().map(stretch_of).collect()
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
        let (certainty, counted) = (edge.certainty, edge.count > 1);
        links.push(Link { from, to, kind: edge.kind, group, certainty, source, counted, back: false });
    }
    let label = |link: &Link| drawing.edges[link.source].label.as_str();
    links.sort_by(|a, b| {
        let key = |l: &Link| (l.from, l.to, l.kind, l.group, l.certainty);
        key(a).cmp(&key(b)).then_with(|| label(b).cmp(label(a)))
    });
    links.dedup_by_key(|link| (link.from, link.to, link.kind, link.group));
    links
}

/// A box in the widest form.
fn wide_box(drawing: &Drawing, source: usize, lane: usize, stage: usize) -> GraphNode {
    let node = &drawing.nodes[source];
    let made = || Arc::new(Label::new(&node.id, &node.title, &drawing.words.language));
    let label = node.label.clone().unwrap_or_else(made);
    let height = foot::height(node, &label, Form::WIDE);
    GraphNode { source, lane, stage, label, height, depth: size::BOX_WIDTH, bulk: height, waits: false }
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
        let mut drawing = sample::chain(24);
        drawing.lanes.insert(0, sample::lane(9));
        drawing.nodes[1].lane = 77;
        for node in &mut drawing.nodes {
            node.lane += 1;
        }
        assert_eq!(Graph::new(&drawing).lanes, [1, usize::MAX]);
        drawing.nodes.pop();
        assert!(!Graph::new(&drawing).bands, "a small picture has marks in place of bands");
    }

    #[test]
    fn stages_share_columns_between_gates_or_where_lines_lead_back() {
        let mut drawing = sample::chain(5);
        drawing.stages = (1..=5).map(|at| sample::stage(at, at == 4)).collect();
        drawing.nodes.iter_mut().enumerate().for_each(|(at, node)| node.stage = at);
        assert_eq!(Graph::new(&drawing).stages, [vec![0, 1, 2], vec![3, 4]]);
        drawing.headings = true;
        assert_eq!(Graph::new(&drawing).stages.len(), 5);
        drawing.edges.push(Edge::requires(2, 1));
        assert_eq!(Graph::new(&drawing).stages, [vec![0], vec![1, 2], vec![3], vec![4]]);
    }
}
