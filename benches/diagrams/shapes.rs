//! Drawings of every shape, for the benchmark and for the tests; the same parameters give the same drawing.

use vejviser::diagram::{Certainty, Drawing, DrawingWords, Edge, EdgeKind, Lane, Node, Role, Stage, implied};

/// `SplitMix64` (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }
}

/// Parameters of a generated guide.
#[derive(Clone, Copy)]
pub(crate) struct Woven {
    pub(crate) tasks: usize,
    /// Lines, before doubles are merged.
    pub(crate) links: usize,
    pub(crate) parties: usize,
    /// Stages, each behind a gate.
    pub(crate) stages: usize,
    /// A task rests on one of so many before it.
    pub(crate) reach: usize,
    /// One of so many tasks has another party than the one before it.
    pub(crate) stay: usize,
    /// One of so many lines joins counterparts.
    pub(crate) pairs: usize,
    pub(crate) seed: u64,
}

impl Woven {
    /// The drawing: tasks in order of the plan, parties at random, stages of equal size.
    pub(crate) fn drawing(self) -> Drawing {
        let mut random = Random(self.seed);
        let mut drawing = plain(self.tasks, self.parties, self.stages);
        let mut lane = 0;
        for (at, node) in drawing.nodes.iter_mut().enumerate() {
            if random.below(self.stay) == 0 {
                lane = random.below(self.parties);
            }
            node.lane = lane;
            node.stage = at * self.stages / self.tasks;
            node.title = title(&mut random).into();
        }
        for _ in 0..self.links {
            let from = random.below(self.tasks - 1);
            let to = (from + 1 + random.below(self.reach)).min(self.tasks - 1);
            let pair = random.below(self.pairs) == 0 && drawing.nodes[from].stage == drawing.nodes[to].stage;
            let kind = if pair { EdgeKind::With } else { EdgeKind::Requires };
            drawing.edges.push(Edge { kind, ..Edge::requires(from, to) });
        }
        reduce(&mut drawing);
        drawing
    }
}

/// Drawings of every shape, with their names.
pub(crate) fn all() -> Vec<(&'static str, Drawing)> {
    let woven = |tasks, links, parties, stages, reach| Woven {
        tasks,
        links,
        parties,
        stages,
        reach,
        stay: 1,
        pairs: 6,
        seed: tasks as u64,
    };
    vec![
        ("5 tasks", woven(5, 4, 2, 2, 2).drawing()),
        ("chain of 40", chain(40)),
        ("star of 60, out", star(59, true)),
        ("star of 60, in", star(59, false)),
        ("30 loose tasks", plain(30, 1, 1)),
        ("one party", woven(24, 20, 1, 2, 5).drawing()),
        ("eight parties", woven(48, 40, 8, 2, 8).drawing()),
        ("five gates", woven(40, 36, 3, 6, 6).drawing()),
        ("titles of 3 and 160", titles()),
        ("hub of 40", hub()),
        ("ladder of 40", ladder()),
        ("layers of 12", layers(12, 3, false)),
        ("stages by chance", layers(12, 3, true)),
        ("blocks of 5", blocks()),
        ("200 tasks, wide", WIDE.drawing()),
        ("200 tasks, deep", DEEP.drawing()),
    ]
}

/// Tasks that each rest on the one before.
pub(crate) fn chain(tasks: usize) -> Drawing {
    let mut drawing = plain(tasks, 1, 1);
    drawing.edges = (1..tasks).map(|at| Edge::requires(at - 1, at)).collect();
    drawing
}

/// One task and so many that rest on it, or that it rests on.
pub(crate) fn star(leaves: usize, out: bool) -> Drawing {
    let mut drawing = plain(leaves + 1, 1, 1);
    let ends = |leaf: usize| if out { Edge::requires(0, leaf) } else { Edge::requires(leaf - 1, leaves) };
    drawing.edges = (1..=leaves).map(ends).collect();
    drawing
}

/// A task that half of the others lead to and that leads to the other half, as a common library does; some of these rest on
/// the first ones directly too.
fn hub() -> Drawing {
    let mut drawing = woven(41);
    drawing.edges = (0..20).map(|at| Edge::requires(at, 20)).chain((21..41).map(|at| Edge::requires(20, at))).collect();
    drawing.edges.extend((0..20).step_by(3).map(|at| Edge::requires(at, 21 + at)));
    reduce(&mut drawing);
    drawing
}

/// A chain in which each task names the four before it, as proposals do that build on one another.
fn ladder() -> Drawing {
    let mut drawing = woven(40);
    drawing.edges =
        (1..40_usize).flat_map(|to| (to.saturating_sub(4)..to).map(move |from| Edge::requires(from, to))).collect();
    reduce(&mut drawing);
    drawing
}

/// Five layers of so many tasks, each of which rests on so many of the layer before. With stages by chance, a third of
/// the lines leads to an earlier stage, as where stages are kinds of work.
fn layers(wide: usize, each: usize, by_chance: bool) -> Drawing {
    let mut random = Random(wide as u64);
    let mut drawing = woven(5 * wide);
    for at in wide..5 * wide {
        let layer = at / wide;
        let from: Vec<usize> = (0..each).map(|_| (layer - 1) * wide + random.below(wide)).collect();
        drawing.edges.extend(from.into_iter().map(|from| Edge::requires(from, at)));
        drawing.nodes[at].stage = if by_chance { random.below(4) } else { 0 };
    }
    drawing.headings = false;
    drawing.stages.iter_mut().for_each(|stage| stage.gated = false);
    reduce(&mut drawing);
    drawing
}

/// Blocks of five tasks: each rests on all of two blocks of the layer before, as in a process where every check reads every
/// report.
fn blocks() -> Drawing {
    let mut drawing = woven(60);
    for to in 15..60 {
        let (layer, block) = (to / 15, to % 15 / 5);
        for of in [block, (block + 1) % 3] {
            drawing.edges.extend((0..5).map(|at| Edge::requires((layer - 1) * 15 + of * 5 + at, to)));
        }
    }
    reduce(&mut drawing);
    drawing
}

/// So many tasks of seven parties in turn, without lines, in stages that only gates would part.
fn woven(tasks: usize) -> Drawing {
    let mut random = Random(tasks as u64);
    let mut drawing = plain(tasks, 7, 4);
    for (at, node) in drawing.nodes.iter_mut().enumerate() {
        node.lane = at % 7;
        node.title = title(&mut random).into();
    }
    drawing.headings = false;
    drawing
}

/// Titles of 3 and of 160 characters in turn.
fn titles() -> Drawing {
    let shape = Woven { tasks: 12, links: 10, parties: 2, stages: 2, reach: 4, stay: 1, pairs: 6, seed: 12 };
    let mut drawing = shape.drawing();
    let long = "Opret serviceaftale for fakturahåndteringssystemets webservice ".repeat(3);
    for (at, node) in drawing.nodes.iter_mut().enumerate() {
        node.title = if at % 2 == 0 { "Abc".into() } else { long.chars().take(160).collect::<String>().into() };
    }
    drawing
}

/// 200 tasks of which each rests on any of the 110 before it: few ranks, long lines.
pub(crate) const WIDE: Woven =
    Woven { tasks: 200, links: 185, parties: 3, stages: 2, reach: 110, stay: 1, pairs: 10, seed: 19 };
/// 200 tasks that rest on others shortly before them, mostly of the same party: many ranks, short lines.
pub(crate) const DEEP: Woven =
    Woven { tasks: 200, links: 230, parties: 5, stages: 3, reach: 5, stay: 6, pairs: 10, seed: 12 };

const WORDS: [&str; 12] = [
    "opret",
    "serviceaftale",
    "for",
    "fakturahåndtering",
    "og",
    "test",
    "af",
    "rute",
    "med",
    "certifikat",
    "hos",
    "systemet",
];

fn title(random: &mut Random) -> String {
    let words: Vec<&str> = (0..3 + random.below(5)).map(|_| WORDS[random.below(WORDS.len())]).collect();
    words.join(" ")
}

/// Mark the lines that follow from others, as the pictures of a guide do.
pub(crate) fn reduce(drawing: &mut Drawing) {
    let is_plain = |edge: &Edge| edge.kind == EdgeKind::Requires && edge.certainty == Certainty::Certain;
    let plain: Vec<_> = drawing.edges.iter().map(|edge| is_plain(edge).then_some((edge.from, edge.to))).collect();
    for (edge, follows) in drawing.edges.iter_mut().zip(implied(drawing.nodes.len(), &plain)) {
        edge.follows = follows;
        drawing.nodes[edge.to].follows += usize::from(follows);
    }
}

/// So many tasks of the first party in the first stage, without lines.
pub(crate) fn plain(tasks: usize, parties: usize, stages: usize) -> Drawing {
    let lane = |number| Lane { key: format!("party-{number}").into(), name: format!("Party {number}").into(), number };
    let stage = |number| Stage {
        key: format!("stage-{number}").into(),
        name: format!("Stage {number}").into(),
        gated: number > 1,
    };
    Drawing {
        key: "shape".into(),
        title: "Shape".into(),
        description: String::new(),
        lanes: (1..=parties).map(lane).collect(),
        stages: (1..=stages).map(stage).collect(),
        nodes: (0..tasks).map(node).collect(),
        edges: Vec::new(),
        words: DrawingWords {
            language: "da".into(),
            gate: "Gate: everything before is done".into(),
            requires: "before".into(),
            with: "together".into(),
            gate_legend: "gate".into(),
            ..DrawingWords::default()
        }
        .into(),
        headings: true,
        legend: false,
    }
}

fn node(order: usize) -> Node {
    let id = format!("T{:03}", order + 1);
    Node {
        title: format!("Task number {} of the plan", order + 1).into(),
        href: format!("{id}/"),
        name: format!("{id} Task").into(),
        id: id.into(),
        lane: 0,
        parties: "".into(),
        stage: 0,
        order,
        role: Role::Task,
        likely: false,
        label: None,
        follows: 0,
        beyond: Vec::new(),
    }
}
