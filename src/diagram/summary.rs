//! A dense picture in short: what stands side by side becomes one box.

use std::collections::BTreeMap;

use super::drawing::{Certainty, Drawing, Edge, EdgeKind, Node, Role};
use super::layering::Graph;
use super::scene::Scene;
use super::score::Sketch;
use super::size;

/// With more boxes a summary is no easier to read than its picture.
const MOST: usize = 24;
/// A picture in which lines cross or meet at more places is dense.
const PLACES: usize = 40;
/// So is a higher one, px.
const HEIGHT: f64 = 2_600.0;

/// Whether a picture is too dense for a page to begin with it.
pub fn is_dense(scene: &Scene) -> bool {
    scene.height > HEIGHT || Sketch::places(scene) > PLACES
}

/// Whether a picture is as wide as a page at most, and not dense.
pub fn fits_page(scene: &Scene) -> bool {
    scene.width <= size::PAGE && !is_dense(scene)
}

/// The boxes of one party, stage and rank as one, and their lines as one with their number; `None` where that is too much
/// still, or no shorter. `named` makes the box of several, which are given with those of most lines first.
///
/// A box has the rank of the longest way of lines to it, so that no line joins two boxes of one party, stage and rank in
/// order.
pub fn summary(drawing: &Drawing, named: impl Fn(&[&Node]) -> Node) -> Option<Drawing> {
    let mut lines = vec![0_usize; drawing.nodes.len()];
    let known: Vec<&Edge> = drawing.edges.iter().filter(|edge| edge.from.max(edge.to) < drawing.nodes.len()).collect();
    for edge in &known {
        lines[edge.from] += 1;
        lines[edge.to] += 1;
    }
    let ranks = ranks(drawing);
    let mut groups: BTreeMap<(usize, usize, usize, Role), Vec<usize>> = BTreeMap::new();
    for (at, node) in drawing.nodes.iter().enumerate() {
        groups.entry((node.stage, ranks[at], node.lane, node.role)).or_default().push(at);
    }
    if groups.len() > MOST || groups.len() == drawing.nodes.len() {
        return None;
    }
    let mut group_of = vec![0; drawing.nodes.len()];
    let mut nodes = Vec::with_capacity(groups.len());
    for (group, mut members) in groups.into_values().enumerate() {
        for at in &members {
            group_of[*at] = group;
        }
        members.sort_by_key(|at| (std::cmp::Reverse(lines[*at]), drawing.nodes[*at].order));
        let all: Vec<&Node> = members.iter().map(|at| &drawing.nodes[*at]).collect();
        let order = all.iter().map(|node| node.order).min().unwrap_or_default();
        nodes.push(match all[..] {
            [one] => Node { follows: 0, ..one.clone() },
            _ => Node { role: Role::Group, order, ..named(&all) },
        });
    }
    let mut joined: BTreeMap<(usize, usize, EdgeKind), (usize, bool)> = BTreeMap::new();
    for edge in known {
        let kind = if edge.kind == EdgeKind::Any { EdgeKind::Requires } else { edge.kind };
        let (from, to) = (group_of[edge.from], group_of[edge.to]);
        let (from, to) = if kind.directed() { (from, to) } else { (from.min(to), from.max(to)) };
        if from != to {
            let (count, certain) = joined.entry((from, to, kind)).or_default();
            *count += 1;
            *certain |= edge.certainty == Certainty::Certain;
        }
    }
    let line = |((from, to, kind), (count, certain))| {
        let certainty = if certain { Certainty::Certain } else { Certainty::Likely };
        Edge { kind, certainty, count, ..Edge::requires(from, to) }
    };
    let edges = joined.into_iter().map(line).collect();
    Some(Drawing { nodes, edges, ..drawing.clone() })
}

/// The number of lines on the longest way to each box, those that lead back apart.
fn ranks(drawing: &Drawing) -> Vec<usize> {
    let graph = Graph::new(drawing);
    let mut ranks = vec![0; drawing.nodes.len()];
    let mut waiting = vec![0_usize; graph.nodes.len()];
    let mut next = vec![Vec::new(); graph.nodes.len()];
    for link in graph.links.iter().filter(|link| link.kind.directed() && !link.back) {
        next[link.from].push(link.to);
        waiting[link.to] += 1;
    }
    let mut order: Vec<usize> = (0..waiting.len()).filter(|at| waiting[*at] == 0).collect();
    let mut done = 0;
    while let Some(one) = order.get(done).copied() {
        done += 1;
        let rank = ranks[graph.nodes[one].source] + 1;
        for to in &next[one] {
            let of = &mut ranks[graph.nodes[*to].source];
            *of = rank.max(*of);
            waiting[*to] -= 1;
            if waiting[*to] == 0 {
                order.push(*to);
            }
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::layout::layout;
    use crate::diagram::sample;

    fn named(all: &[&Node]) -> Node {
        Node { id: format!("{} from {}", all.len(), all[0].id).into(), ..all[0].clone() }
    }

    /// Three layers of six boxes, each joined with all of the next but itself.
    fn layers() -> Drawing {
        let mut drawing = sample::chain(18);
        drawing.edges.clear();
        for (from, to) in (0..12).flat_map(|from| (0..6).map(move |to| (from, 6 * (from / 6 + 1) + to))) {
            if from % 6 != to % 6 {
                drawing.edges.push(Edge::requires(from, to));
            }
        }
        drawing
    }

    #[test]
    fn layers_become_a_row_of_boxes_with_the_numbers_of_their_lines() {
        let dense = layers();
        assert!(is_dense(&layout(&dense)));
        let short = summary(&dense, named).unwrap_or_else(sample::empty);
        let ids: Vec<&str> = short.nodes.iter().map(|node| &*node.id).collect();
        assert_eq!(ids, ["6 from T000", "6 from T006", "6 from T012"]);
        assert_eq!(short.edges.iter().map(|edge| edge.count).collect::<Vec<_>>(), [30, 30]);
        assert!(!is_dense(&layout(&short)));
    }

    #[test]
    fn a_chain_has_no_summary() {
        assert!(summary(&sample::chain(5), named).is_none());
        assert!(!is_dense(&layout(&sample::chain(5))));
    }
}
