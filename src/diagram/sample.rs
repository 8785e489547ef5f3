//! Small drawings for the tests of this room.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

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
        parties: "".into(),
        stage,
        order,
        role: Role::Task,
        name: name.into(),
        likely: false,
        label: None,
        follows: 0,
        beyond: Vec::new(),
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
            waits_for_gate: "Only the gate ({n})".into(),
            requires: "before".into(),
            with: "together".into(),
            ..DrawingWords::default()
        }
        .into(),
        headings: false,
        legend: true,
    }
}

pub(super) fn chain(length: usize) -> Drawing {
    let mut drawing = empty();
    drawing.nodes = (0..length).map(|at| node(at, 0, 0)).collect();
    drawing.edges = (1..length).map(|at| Edge::requires(at - 1, at)).collect();
    drawing
}

/// Drawings with every kind of trouble, of at most `most` boxes.
pub(super) fn drawings(most: usize) -> impl Strategy<Value = Drawing> {
    let sizes = (1..=most, 1..=8_usize, 1..=5_usize);
    sizes.prop_flat_map(|(count, lanes, stages)| {
        let place = (0..lanes, 0..stages, 0..6_usize);
        let kinds = [
            EdgeKind::Requires,
            EdgeKind::Requires,
            EdgeKind::With,
            EdgeKind::Any,
            EdgeKind::Alternative,
            EdgeKind::Related,
        ];
        let edge = (0..count, 0..count, select(kinds.to_vec()), 1..=2_usize, any::<bool>());
        let (nodes, edges) = (vec(place, count), vec(edge, 0..=count * 5 / 4));
        (nodes, edges).prop_map(move |(nodes, edges)| {
            let mut drawing = empty();
            drawing.headings = lanes % 2 == 0;
            drawing.lanes = (1..=lanes).map(lane).collect();
            drawing.stages = (1..=stages).map(|at| stage(at, at % 2 == 0)).collect();
            for (order, (lane, stage, length)) in nodes.into_iter().enumerate() {
                let title = "Opret serviceaftale ".repeat(length).into();
                drawing.nodes.push(Node { title, ..node(order, lane, stage) });
            }
            for (from, to, kind, group, certain) in edges {
                let certainty = if certain { Certainty::Certain } else { Certainty::Likely };
                let group = if kind == EdgeKind::Any { group } else { 0 };
                drawing.edges.push(Edge { kind, group, certainty, ..Edge::requires(from, to) });
            }
            drawing
        })
    })
}
