//! Nets: links that share their way, as [`hops`](super::hops) will lay them, while columns are still chosen.

use std::collections::HashMap;

use super::drawing::Kind;
use super::graph::Graph;
use super::hops::TRUNK;
use super::neighbours::Neighbours;

/// Links that share their passes, and what they fill.
#[derive(Default)]
pub(super) struct Net {
    pub links: Vec<usize>,
    pub into: bool,
    /// Channel, lane on the left, lane on the right.
    pub hops: Vec<(usize, usize, usize)>,
    /// Cells that are passed.
    pub passes: Vec<usize>,
    /// Borders that are crossed by pairs.
    pub pairs: Vec<usize>,
}

/// Links that will share passes: those of one style from one box, or many to one box.
pub(super) fn nets(graph: &Graph, of: &[usize]) -> Vec<Net> {
    let mut arriving = HashMap::new();
    let forth = graph.links.iter().filter(|link| link.kind.directed() && of[link.from] < of[link.to]);
    for link in forth {
        *arriving.entry((link.to, link.style())).or_insert(0) += 1;
    }
    let mut nets: Vec<Net> = Vec::new();
    let mut known = HashMap::new();
    for (at, link) in graph.links.iter().enumerate() {
        let fresh = nets.len();
        let (mut slot, mut into) = (fresh, false);
        if link.kind.directed() {
            let Some(count) = arriving.get(&(link.to, link.style())) else { continue };
            if of[link.from] >= of[link.to] {
                continue;
            }
            into = *count >= if link.kind == Kind::Any { 2 } else { TRUNK };
            let end = if into { link.to } else { link.from };
            slot = *known.entry((end, into, link.style())).or_insert(fresh);
        }
        if slot == fresh {
            nets.push(Net { into, ..Net::default() });
        }
        nets[slot].links.push(at);
    }
    nets
}

/// Nets of each group of nodes that moves as one.
pub(super) fn nets_of(graph: &Graph, nets: &[Net], unit: &[usize]) -> Neighbours {
    let mut touch = Vec::new();
    for (at, net) in nets.iter().enumerate() {
        for link in net.links.iter().map(|link| &graph.links[*link]) {
            touch.extend([(unit[link.from], at), (unit[link.to], at)]);
        }
    }
    touch.sort_unstable();
    touch.dedup();
    Neighbours::new(unit.len(), touch.iter().copied())
}
