//! Edge bundles: links that share their way, as the dummies will lay it, while columns are still chosen.

use std::collections::HashMap;

use super::graph::Graph;
use crate::diagram::drawing::EdgeKind;
use crate::diagram::neighbours::Neighbours;
use crate::text::WordState;

/// So many links of one kind to one box arrive as one trunk.
pub(crate) const TRUNK: usize = 6;

/// Links that share their dummies, and what they fill.
#[derive(Default)]
pub(super) struct EdgeBundle {
    pub links: Vec<usize>,
    pub into: bool,
    /// Channel, lane on the left, lane on the right.
    pub hops: Vec<(usize, usize, usize)>,
    /// Cells that their dummies stand in.
    pub dummies: Vec<usize>,
    /// Borders that are crossed by pairs.
    pub pairs: Vec<usize>,
}

/// Links that will share dummies: those of one style from one box, or many to one box.
pub(super) fn edge_bundles(graph: &Graph, of: &[usize]) -> Vec<EdgeBundle> {
    let mut arriving: HashMap<_, _, WordState> = HashMap::default();
    let forth = graph.links.iter().filter(|link| link.kind.directed() && of[link.from] < of[link.to]);
    for link in forth {
        *arriving.entry((link.to, link.style())).or_insert(0) += 1;
    }
    let mut bundles: Vec<EdgeBundle> = Vec::new();
    let mut known: HashMap<_, _, WordState> = HashMap::default();
    for (at, link) in graph.links.iter().enumerate() {
        let fresh = bundles.len();
        let (mut slot, mut into) = (fresh, false);
        if link.kind.directed() {
            let Some(count) = arriving.get(&(link.to, link.style())) else { continue };
            if of[link.from] >= of[link.to] {
                continue;
            }
            into = *count >= if link.kind == EdgeKind::Any { 2 } else { TRUNK };
            let end = if into { link.to } else { link.from };
            slot = *known.entry((end, into, link.style())).or_insert(fresh);
        }
        if slot == fresh {
            bundles.push(EdgeBundle { into, ..EdgeBundle::default() });
        }
        bundles[slot].links.push(at);
    }
    bundles
}

/// Bundles of each group of nodes that moves as one.
pub(super) fn bundles_of(graph: &Graph, bundles: &[EdgeBundle], unit: &[usize]) -> Neighbours {
    let mut touch = Vec::new();
    for (at, bundle) in bundles.iter().enumerate() {
        for link in bundle.links.iter().map(|link| &graph.links[*link]) {
            touch.extend([(unit[link.from], at), (unit[link.to], at)]);
        }
    }
    touch.sort_unstable();
    touch.dedup();
    Neighbours::new(unit.len(), touch.iter().copied())
}
