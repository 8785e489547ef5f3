//! Small drawings for the tests of this room.

use super::drawing::{Certainty, Drawing, DrawingWords, Edge, EdgeKind, Lane, Node, Role, Stage};

pub(super) fn lane(number: usize) -> Lane {
    Lane { key: format!("p{number}").into(), name: format!("Party {number}").into(), number }
}

pub(super) fn stage(number: usize, gated: bool) -> Stage {
    Stage { key: format!("s{number}").into(), name: format!("Stage {number}").into(), gated }
}

pub(super) fn node(order: usize, lane: usize, stage: usize) -> Node {
    let id = format!("T{order:03}");
    let name = format!("{id} a task");
    Node {
        title: format!("Task number {order}").into(),
        href: format!("{id}/"),
        id: id.into(),
        lane,
        stage,
        order,
        role: Role::Task,
        name: name.into(),
        label: None,
    }
}

pub(super) fn empty() -> Drawing {
    Drawing {
        key: "d".into(),
        title: "Title".into(),
        description: "Description".into(),
        lanes: vec![lane(1)],
        stages: vec![stage(1, false)],
        nodes: Vec::new(),
        edges: Vec::new(),
        words: DrawingWords {
            gate: "Gate".into(),
            requires: "before".into(),
            with: "together".into(),
            ..DrawingWords::default()
        }
        .into(),
        legend: true,
    }
}

pub(super) fn chain(length: usize) -> Drawing {
    let mut drawing = empty();
    drawing.nodes = (0..length).map(|at| node(at, 0, 0)).collect();
    drawing.edges = (1..length).map(|at| Edge::requires(at - 1, at)).collect();
    drawing
}

/// A drawing with every kind of trouble, the same for the same seed.
pub(super) fn wild(seed: u64, count: usize, lanes: usize, stages: usize, links: usize) -> Drawing {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let mut drawing = empty();
    drawing.lanes = (1..=lanes).map(lane).collect();
    drawing.stages = (1..=stages).map(|at| stage(at, at % 2 == 0)).collect();
    for order in 0..count {
        let mut made = node(order, next(lanes), next(stages));
        made.title = "Opret serviceaftale ".repeat(next(6)).into();
        drawing.nodes.push(made);
    }
    for _ in 0..links {
        let kind =
            [EdgeKind::Requires, EdgeKind::Requires, EdgeKind::With, EdgeKind::Any, EdgeKind::Alternative][next(5)];
        let certainty = [Certainty::Certain, Certainty::Likely][next(2)];
        let group = if kind == EdgeKind::Any { next(2) + 1 } else { 0 };
        drawing.edges.push(Edge { kind, group, certainty, ..Edge::requires(next(count), next(count)) });
    }
    drawing
}
