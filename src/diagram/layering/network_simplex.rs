//! Ranks with the shortest lines: network simplex (Gansner, Koutsofios, North and Vo 1993).
//!
//! A tree of edges that are as short as they may be holds all nodes in place. As long as some edge of the tree would
//! shorten the whole by getting longer, it is exchanged for the nearest one that crosses the same cut.

/// From a node to one at least `least` ranks later.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spring {
    pub tail: usize,
    pub head: usize,
    pub least: i64,
    /// Cost of one rank of length; 0 for a bound.
    pub weight: i64,
}

/// Exchanges after which the ranks are good enough.
const EXCHANGES: usize = 400;
/// Springs beyond which ranks are left as they are: each exchange looks at all of them.
const MOST: usize = 4_000;

/// Shorten the springs of one connected graph; `rank` must fulfil them all, and still does after.
pub(super) fn shorten(rank: &mut [i64], springs: &[Spring]) {
    if rank.len() < 3 || springs.len() > MOST {
        return;
    }
    let Some(mut tree) = Tree::new(rank, springs) else { return };
    for _ in 0..EXCHANGES {
        tree.hang(springs);
        let Some((slot, below)) = tree.leaving(springs) else { return };
        let Some((enter, slack)) = tree.entering(rank, springs, slot, below) else { return };
        // The part below moves until the new edge is tight.
        let shift = if tree.under(below, springs[enter].tail) { slack } else { -slack };
        for (node, place) in rank.iter_mut().enumerate() {
            if tree.under(below, node) {
                *place += shift;
            }
        }
        tree.edges[slot] = enter;
    }
}

/// Stands for no node, edge or end.
const NONE: usize = usize::MAX;

/// A spanning tree of tight springs.
struct Tree {
    edges: Vec<usize>,
    /// Parent of each node and the place in `edges` of the way there.
    parent: Vec<(usize, usize)>,
    /// First and last number of each node's part of the tree, numbered from below.
    span: Vec<(usize, usize)>,
    /// Nodes, children before parents.
    order: Vec<usize>,
    /// The forward pull on each node: weights that leave it less those that enter it.
    pull: Vec<i64>,
    /// The first end of a tree edge at each node, and the next one of each end; those of edge `k` are `2k` and `2k + 1`.
    first: Vec<usize>,
    next: Vec<usize>,
}

impl Tree {
    fn new(rank: &mut [i64], springs: &[Spring]) -> Option<Self> {
        let count = rank.len();
        let mut edges = Vec::with_capacity(count - 1);
        let mut inside = vec![false; count];
        inside[0] = true;
        while edges.len() + 1 < count {
            let slack = |spring: &Spring| rank[spring.head] - rank[spring.tail] - spring.least;
            let border = springs.iter().enumerate().filter(|(_, spring)| inside[spring.tail] != inside[spring.head]);
            let (at, slack) = tightest(border.map(|(at, spring)| (at, slack(spring))))?;
            let spring = springs[at];
            if slack > 0 {
                let by = if inside[spring.head] { -slack } else { slack };
                for (place, inside) in rank.iter_mut().zip(&inside) {
                    *place += if *inside { by } else { 0 };
                }
            }
            inside[spring.tail] = true;
            inside[spring.head] = true;
            edges.push(at);
        }
        let mut pull = vec![0; count];
        for spring in springs {
            pull[spring.tail] += spring.weight;
            pull[spring.head] -= spring.weight;
        }
        Some(Tree {
            parent: vec![(NONE, NONE); count],
            span: vec![(0, 0); count],
            order: Vec::with_capacity(count),
            pull,
            first: vec![NONE; count],
            next: vec![NONE; 2 * edges.len()],
            edges,
        })
    }

    /// Parents and numbers of all nodes, depth first from node 0.
    fn hang(&mut self, springs: &[Spring]) {
        self.first.fill(NONE);
        for (slot, edge) in self.edges.iter().enumerate().rev() {
            let spring = &springs[*edge];
            for (end, node) in [(2 * slot, spring.tail), (2 * slot + 1, spring.head)] {
                self.next[end] = std::mem::replace(&mut self.first[node], end);
            }
        }
        self.order.clear();
        self.parent[0] = (NONE, NONE);
        self.span[0].0 = 0;
        let mut node = 0;
        while node != NONE {
            let (parent, way) = self.parent[node];
            let end = self.first[node];
            if end == NONE {
                self.span[node].1 = self.order.len();
                self.order.push(node);
                node = parent;
                continue;
            }
            self.first[node] = self.next[end];
            let slot = end / 2;
            if slot != way {
                let spring = &springs[self.edges[slot]];
                let child = if spring.tail == node { spring.head } else { spring.tail };
                self.parent[child] = (node, slot);
                self.span[child].0 = self.order.len();
                node = child;
            }
        }
    }

    /// Whether `node` hangs below `top`, or is it.
    fn under(&self, top: usize, node: usize) -> bool {
        (self.span[top].0..=self.span[top].1).contains(&self.span[node].1)
    }

    /// The tree edge whose lengthening gains most, and the node below it.
    fn leaving(&self, springs: &[Spring]) -> Option<(usize, usize)> {
        let mut pull = self.pull.clone();
        let mut best = (0, None);
        for node in &self.order {
            let (parent, slot) = self.parent[*node];
            if parent == NONE {
                break;
            }
            let sum = pull[*node];
            let cut = if springs[self.edges[slot]].tail == *node { sum } else { -sum };
            if cut < best.0 {
                best = (cut, Some((slot, *node)));
            }
            pull[parent] += sum;
        }
        best.1
    }

    /// The shortest spring that crosses the cut the other way.
    fn entering(&self, rank: &[i64], springs: &[Spring], slot: usize, below: usize) -> Option<(usize, i64)> {
        let out = self.under(below, springs[self.edges[slot]].tail);
        let crosses = |spring: &Spring| self.under(below, spring.tail) != out && self.under(below, spring.head) == out;
        let slack = |spring: &Spring| rank[spring.head] - rank[spring.tail] - spring.least;
        let found = springs.iter().enumerate().filter(|(_, spring)| crosses(spring));
        tightest(found.map(|(at, spring)| (at, slack(spring))))
    }
}

/// The first spring with the least slack. None has less than none, so that one without ends the search.
fn tightest(mut springs: impl Iterator<Item = (usize, i64)>) -> Option<(usize, i64)> {
    let mut best = springs.next()?;
    while best.1 > 0 {
        let Some(spring) = springs.next() else { break };
        if spring.1 < best.1 {
            best = spring;
        }
    }
    Some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loose_end_moves_to_where_most_lines_lead() {
        // 0 → 1 → 2 → 3, and 4 before 3.
        let spring = |tail, head| Spring { tail, head, least: 1, weight: 1 };
        let mut rank = [0, 1, 2, 3, 0];
        shorten(&mut rank, &[spring(0, 1), spring(1, 2), spring(2, 3), spring(4, 3)]);
        assert_eq!(rank.map(|at| at - rank[0]), [0, 1, 2, 3, 2]);
    }

    #[test]
    fn whole_parts_move() {
        // 0 → 1 → 2 → 3 → 4; 5 → 6 joined to 4 by its end.
        let spring = |tail, head| Spring { tail, head, least: 1, weight: 1 };
        let list = [spring(0, 1), spring(1, 2), spring(2, 3), spring(3, 4), spring(5, 6), spring(6, 4)];
        let mut rank = [0, 1, 2, 3, 4, 0, 1];
        shorten(&mut rank, &list);
        assert_eq!(rank.map(|at| at - rank[0]), [0, 1, 2, 3, 4, 2, 3]);
    }
}
