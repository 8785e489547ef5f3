//! An order of the nodes of a graph in which few arcs lead back.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// An arc.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The place of each of `count` nodes in an order in which few arcs lead back. The heuristic of Eades, Lin and Smyth ("A fast
/// and effective heuristic for the feedback arc set problem", Information Processing Letters 47:6, 1993): nodes that nothing
/// leads to go in front, nodes that lead nowhere to the end, and where there are neither, the node goes in front that leads
/// to most more than lead to it.
pub(super) fn order(count: usize, arcs: &[Arc]) -> Vec<usize> {
    let (mut out, mut into) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    for Arc { from, to } in arcs.iter().filter(|arc| arc.from != arc.to) {
        out[*from].push(*to);
        into[*to].push(*from);
    }
    let mut degrees: Vec<(usize, usize)> = (0..count).map(|node| (out[node].len(), into[node].len())).collect();
    let mut ready: BinaryHeap<Step> = (0..count).map(|node| step(degrees[node], node)).collect();
    let mut place = vec![usize::MAX; count];
    let (mut front, mut end) = (0, count);
    while let Some(known) = ready.pop() {
        let (rank, _, Reverse(node)) = known;
        // Changed items stand in the heap again.
        if place[node] != usize::MAX || known != step(degrees[node], node) {
            continue;
        }
        if rank == END {
            end -= 1;
            place[node] = end;
        } else {
            place[node] = front;
            front += 1;
        }
        for next in &out[node] {
            degrees[*next].1 -= 1;
        }
        for before in &into[node] {
            degrees[*before].0 -= 1;
        }
        let near = out[node].iter().chain(&into[node]).filter(|near| place[**near] == usize::MAX);
        ready.extend(near.map(|near| step(degrees[*near], *near)));
    }
    place
}

/// Rank, how many more arcs lead from the node than to it, and the node: the greatest goes next.
type Step = (u8, isize, Reverse<usize>);

/// The rank of a node that leads nowhere.
const END: u8 = 2;

fn step((out, into): (usize, usize), node: usize) -> Step {
    let rank = match (out, into) {
        (0, _) => END,
        (_, 0) => 1,
        _ => 0,
    };
    (rank, out.cast_signed() - into.cast_signed(), Reverse(node))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(count: usize, arcs: &[(usize, usize)]) -> usize {
        let arcs: Vec<Arc> = arcs.iter().map(|(from, to)| Arc { from: *from, to: *to }).collect();
        let place = order(count, &arcs);
        let mut places = place.clone();
        places.sort_unstable();
        assert!(places.into_iter().eq(0..count), "each node has a place of its own");
        arcs.iter().filter(|arc| place[arc.from] > place[arc.to]).count()
    }

    #[test]
    fn few_arcs_lead_back() {
        assert_eq!(back(4, &[(0, 1), (1, 2), (0, 3)]), 0);
        assert_eq!(back(3, &[(0, 1), (1, 2), (2, 0)]), 1);
        assert_eq!(back(3, &[(0, 1), (1, 0), (0, 2), (2, 0)]), 2);
        // Five circles that share one arc.
        let mut arcs = vec![(0, 1)];
        (2..7).for_each(|node| arcs.extend([(1, node), (node, 0)]));
        assert_eq!(back(7, &arcs), 1);
    }
}
