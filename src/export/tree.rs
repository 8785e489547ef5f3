//! A diagram as an indented list for people: stages, parties, tasks, and below each task what it has to do with.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::ExportWords;
use crate::diagram::{Certainty, Drawing, EdgeKind, Role};
use crate::text::visible;

pub(super) fn tree(drawing: &Drawing, words: &ExportWords) -> String {
    let mut out = format!("{}\n", line(&drawing.description));
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
                let _ = writeln!(out, "\n=== {} ===", line(&drawing.words.gate));
            }
            let _ = writeln!(out, "\n{}", line(&stage.name));
        }
        if last != (node.stage, node.lane)
            && let Some(lane) = drawing.lanes.get(node.lane)
        {
            let _ = writeln!(out, "  {}", line(&lane.name));
        }
        last = (node.stage, node.lane);
        let sign = match node.role {
            Role::Focus => "  > ",
            Role::Task | Role::Outside | Role::Group | Role::New | Role::Gone => "    ",
        };
        let _ = write!(out, "{sign}{} {}", line(&node.id), line(&node.title));
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

/// The lines below each task: a relation stands with the one that waits, a symmetric one with both. A choice is one
/// line, which names its tasks by their ids, since each has a line of its own with its title.
fn facts(drawing: &Drawing, words: &ExportWords) -> Vec<Vec<String>> {
    let mut facts = vec![Vec::new(); drawing.nodes.len()];
    let mut choices: BTreeMap<(usize, usize), Choice<'_>> = BTreeMap::new();
    for edge in &drawing.edges {
        let likely = edge.certainty == Certainty::Likely;
        let word = match edge.kind {
            EdgeKind::Any => {
                // Its line stands where its first task is named.
                let choice = choices.entry((edge.to, edge.group)).or_insert_with(|| {
                    facts[edge.to].push(String::new());
                    Choice { line: facts[edge.to].len() - 1, ids: Vec::new(), likely }
                });
                choice.ids.push(&drawing.nodes[edge.from].id);
                continue;
            }
            EdgeKind::Requires => &words.needs,
            EdgeKind::With => &words.with,
            EdgeKind::Alternative => &words.or,
            EdgeKind::Related => &words.related,
        };
        let mut say = |of: usize, other: usize| {
            let other = &drawing.nodes[other];
            let likely = if likely { format!(" ({})", words.likely) } else { String::new() };
            facts[of].push(format!("{word} {} {}{likely}", line(&other.id), line(&other.title)));
        };
        say(edge.to, edge.from);
        if !edge.kind.directed() {
            say(edge.from, edge.to);
        }
    }
    for ((to, _), choice) in choices {
        let likely = if choice.likely { format!(" ({})", words.likely) } else { String::new() };
        facts[to][choice.line] = format!("{} {}{likely}", words.needs_any, line(&choice.ids.join(", ")));
    }
    facts
}

/// The tasks of which one is enough.
struct Choice<'a> {
    /// Place of its line among the facts of the task that waits.
    line: usize,
    ids: Vec<&'a str>,
    likely: bool,
}

/// Text of authors on one line, so that none of it looks like a line of the list.
fn line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
