//! The order before any sweep: counterparts at the border of their lanes, boxes without links out of the
//! way, and what is connected near the lanes that it has to do with.

use super::dummies::ProperGraph;
use crate::diagram::groups::Groups;
use crate::diagram::layering::Graph;

/// Where in its lane an item stands; the derived order is the one from above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LanePlace {
    Upper,
    LooseAbove,
    Middle,
    LooseBelow,
    Lower,
}

/// Where each item stands in its lane.
pub(crate) fn lane_places(graph: &Graph, proper: &ProperGraph) -> Vec<LanePlace> {
    let mut places = vec![LanePlace::Middle; proper.items.len()];
    let mut linked = vec![false; graph.nodes.len()];
    // For each lane: links to lanes below minus links to lanes above.
    let mut lean = vec![0_i32; graph.lanes.len()];
    for (link, route) in graph.links.iter().zip(&proper.routes) {
        let (from, to) = (&graph.nodes[link.from], &graph.nodes[link.to]);
        linked[link.from] = true;
        linked[link.to] = true;
        if from.lane == to.lane {
            continue;
        }
        let (upper, lower) = if from.lane < to.lane { (link.from, link.to) } else { (link.to, link.from) };
        lean[graph.nodes[upper].lane] += 1;
        lean[graph.nodes[lower].lane] -= 1;
        if route.trunk.is_none() && !link.kind.directed() {
            places[upper] = LanePlace::Lower;
            places[lower] = LanePlace::Upper;
        }
    }
    let mut has_rows = vec![false; graph.blocks()];
    let waiting = graph.nodes.iter().filter(|node| node.waits);
    waiting.for_each(|node| has_rows[graph.block(node.stage, node.lane)] = true);
    for (node, linked) in linked.iter().enumerate() {
        let its = &graph.nodes[node];
        if !linked && (its.waits || !has_rows[graph.block(its.stage, its.lane)]) {
            let above = lean[its.lane] > 0;
            places[node] = if above { LanePlace::LooseAbove } else { LanePlace::LooseBelow };
        }
    }
    places
}

/// Where items stand before the first sweep: boxes in order of the plan, dummies near the middle of their ends.
pub(super) fn first_keys(graph: &Graph, proper: &ProperGraph, places: &[LanePlace]) -> Vec<f64> {
    let mut keys = lean(graph);
    keys.resize(proper.items.len(), 0.0);
    for (a, b) in &proper.beside {
        keys[*b] = keys[*a] + 0.5;
    }
    for trunk in &proper.trunks {
        let ends = || trunk.net.sources.iter().chain(&trunk.net.targets);
        let middle = ends().map(|node| keys[*node]).sum::<f64>() / ends().count().max(1) as f64;
        (trunk.first..trunk.last).filter_map(|column| trunk.dummy(column)).for_each(|dummy| keys[dummy] = middle);
    }
    for (link, route) in graph.links.iter().zip(&proper.routes) {
        // Several pairs at one border are nested, so that their lines don't cross.
        if route.trunk.is_none() && !link.kind.directed() {
            let (a, b) = if graph.nodes[link.from].lane < graph.nodes[link.to].lane {
                (link.from, link.to)
            } else {
                (link.to, link.from)
            };
            if places[a] == LanePlace::Lower && places[b] == LanePlace::Upper {
                keys[b] = -keys[a];
            }
        }
    }
    keys
}

/// First keys of boxes: in each lane what is connected stays together, and stands the nearer to another lane the more
/// it has to do with it.
fn lean(graph: &Graph) -> Vec<f64> {
    let count = graph.nodes.len();
    let mut groups = Groups::new(count);
    graph.links.iter().for_each(|link| groups.join(link.from, link.to));
    let roots: Vec<usize> = (0..count).map(|node| groups.find(node)).collect();
    let lanes = graph.lanes.len();
    let slot = |node: usize| roots[node] * lanes + graph.nodes[node].lane;
    let mut lean = vec![0_i32; count * lanes];
    for link in &graph.links {
        let fall = graph.nodes[link.to].lane.cmp(&graph.nodes[link.from].lane) as i32;
        lean[slot(link.from)] += fall;
        lean[slot(link.to)] -= fall;
    }
    let step = count as f64 + 1.0;
    let key = |node: usize| {
        let side = f64::from(lean[slot(node)].signum());
        (side * step + roots[node] as f64) * step + node as f64
    };
    (0..count).map(key).collect()
}
