//! A diagram as an indented list for people: stages, parties, tasks, and below each task what it has to do with.

use std::fmt::Write as _;

use super::Words;
use crate::diagram::{Certainty, Drawing, Kind, Role};
use crate::text::visible;

pub(super) fn tree(drawing: &Drawing, words: &Words) -> String {
    let mut out = format!("{}\n", visible(&drawing.description));
    let facts = facts(drawing, words);
    let mut order: Vec<usize> = (0..drawing.nodes.len()).collect();
    order.sort_by_key(|at| {
        let node = &drawing.nodes[*at];
        (node.stage, node.lane, node.order)
    });
    let mut last = (usize::MAX, usize::MAX);
    for at in order {
        let node = &drawing.nodes[at];
        if last.0 != node.stage
            && let Some(stage) = drawing.stages.get(node.stage)
        {
            if stage.gated {
                let _ = writeln!(out, "\n=== {} ===", visible(&drawing.words.gate));
            }
            let _ = writeln!(out, "\n{}", visible(&stage.name));
        }
        if last != (node.stage, node.lane)
            && let Some(lane) = drawing.lanes.get(node.lane)
        {
            let _ = writeln!(out, "  {}", visible(&lane.name));
        }
        last = (node.stage, node.lane);
        let sign = match node.role {
            Role::Focus => "  > ",
            Role::Task | Role::Outside | Role::More => "    ",
        };
        let _ = write!(out, "{sign}{} {}", visible(&node.id), visible(&node.title));
        if node.role == Role::Outside {
            let _ = write!(out, " ({})", words.outside);
        }
        out.push('\n');
        for fact in &facts[at] {
            let _ = writeln!(out, "        {fact}");
        }
    }
    out
}

/// What is said below each task: a relation stands with the one that waits, a symmetric one with both.
fn facts(drawing: &Drawing, words: &Words) -> Vec<Vec<String>> {
    let mut facts = vec![Vec::new(); drawing.nodes.len()];
    for edge in &drawing.edges {
        let word = match edge.kind {
            Kind::Requires => &words.needs,
            Kind::Any => &words.needs_any,
            Kind::With => &words.with,
            Kind::Alternative => &words.or,
        };
        let likely = if edge.certainty == Certainty::Likely { format!(" ({})", words.likely) } else { String::new() };
        let mut say = |of: usize, other: usize| {
            let other = &drawing.nodes[other];
            facts[of].push(format!("{word} {} {}{likely}", visible(&other.id), visible(&other.title)));
        };
        say(edge.to, edge.from);
        if !edge.kind.directed() {
            say(edge.from, edge.to);
        }
    }
    facts
}
