//! Ranks inside a stage: longest paths, then shortest lines; counterparts on one rank, crowds folded.

use super::graph::{Graph, Link};
use super::network_simplex::{self, Spring};
use crate::diagram::groups::Groups;
use crate::diagram::neighbours::Neighbours;

/// Ranks of all nodes by links inside their stage; counterparts share one unless that would close a cycle.
pub(super) fn ranks(graph: &Graph) -> Vec<usize> {
    let mut unit = Groups::new(graph.nodes.len());
    for link in &graph.links {
        let same = graph.nodes[link.from].stage == graph.nodes[link.to].stage;
        if same && !link.kind.directed() {
            unit.join(link.from, link.to);
        }
    }
    let all: Vec<usize> = (0..graph.nodes.len()).collect();
    let units: Vec<usize> = all.iter().map(|node| unit.find(*node)).collect();
    let (rank, stuck) = ranks_of(graph, &units);
    if !stuck.contains(&true) {
        return rank;
    }
    // Units that hang in a cycle fall apart into their nodes.
    let split: Vec<usize> = all.iter().map(|node| if stuck[units[*node]] { *node } else { units[*node] }).collect();
    let (rank, stuck) = ranks_of(graph, &split);
    if !stuck.contains(&true) {
        return rank;
    }
    ranks_of(graph, &all).0
}

/// Longest-path ranks of units, then each one drawn towards where it has more links.
fn ranks_of(graph: &Graph, units: &[usize]) -> (Vec<usize>, Vec<bool>) {
    let count = units.len();
    let inside = |link: &&Link| {
        let same = graph.nodes[link.from].stage == graph.nodes[link.to].stage;
        same && !link.back && link.kind.directed()
    };
    let links = graph.links.iter().filter(inside).map(|link| (units[link.from], units[link.to]));
    let next = Neighbours::new(count, links.clone());
    let mut before = vec![0_usize; count];
    let mut balance = vec![0_i32; count];
    for (from, to) in links {
        before[to] += 1;
        balance[from] += 1;
        balance[to] -= 1;
    }
    let mut rank = vec![0_usize; count];
    let mut waiting = before.clone();
    let mut order: Vec<usize> = (0..count).filter(|at| units[*at] == *at && before[*at] == 0).collect();
    let mut at = 0;
    while at < order.len() {
        let one = order[at];
        at += 1;
        for to in next.of(one) {
            rank[*to] = rank[*to].max(rank[one] + 1);
            waiting[*to] -= 1;
            if waiting[*to] == 0 {
                order.push(*to);
            }
        }
    }
    let stuck: Vec<bool> = waiting.iter().map(|left| *left > 0).collect();
    if !stuck.contains(&true) {
        tighten(graph, units, &next, &mut rank);
    }
    let mut cells = Cells::new(graph, units, &rank);
    if cells.crowded() {
        order.sort_by_key(|one| (rank[*one], *one));
        cells.spread(&order, &next, &mut rank);
    }
    for one in order.iter().rev() {
        if balance[*one] > 0
            && let Some(limit) = next.of(*one).iter().map(|to| rank[*to]).min()
            && limit > rank[*one] + 1
        {
            cells.shift(*one, &mut rank, limit - 1);
        }
    }
    (units.iter().map(|unit| rank[*unit]).collect(), stuck)
}

/// Make the lines of each component as short as can be, those to other stages included, without making its stage wider.
fn tighten(graph: &Graph, units: &[usize], next: &Neighbours, rank: &mut [usize]) {
    let mut component = Groups::new(units.len());
    for from in 0..units.len() {
        next.of(from).iter().for_each(|to| component.join(from, *to));
    }
    // Lines from earlier and to later stages.
    let mut outside = vec![(0_i64, 0_i64); units.len()];
    for link in &graph.links {
        match graph.nodes[link.from].stage.cmp(&graph.nodes[link.to].stage) {
            std::cmp::Ordering::Less => (outside[units[link.from]].1 += 1, outside[units[link.to]].0 += 1),
            std::cmp::Ordering::Greater => (outside[units[link.from]].0 += 1, outside[units[link.to]].1 += 1),
            std::cmp::Ordering::Equal => continue,
        };
    }
    let mut widest = vec![0; graph.stages.len()];
    for (node, _) in units.iter().enumerate().filter(|(node, unit)| node == *unit) {
        let stage = &mut widest[graph.nodes[node].stage];
        *stage = rank[node].max(*stage);
    }
    let roots =
        units.iter().enumerate().filter(|(node, unit)| node == *unit).map(|(node, _)| (component.root(node), node));
    let members = Neighbours::new(units.len(), roots);
    let mut slot = vec![0; units.len()];
    // Where every line leads to the next rank and none to another stage, nothing can get shorter.
    let short = |one: &usize| outside[*one] == (0, 0) && next.of(*one).iter().all(|to| rank[*to] == rank[*one] + 1);
    let long = |list: &&[usize]| list.len() > 1 && !list.iter().all(short);
    let long: Vec<&[usize]> = (0..units.len()).map(|component| members.of(component)).filter(long).collect();
    for list in long {
        list.iter().enumerate().for_each(|(at, one)| slot[*one] = at);
        let (start, end) = (list.len(), list.len() + 1);
        let last = signed(widest[graph.nodes[list[0]].stage]);
        let mut springs = vec![Spring { tail: end, head: start, least: -last, weight: 0 }];
        for one in list {
            let tail = slot[*one];
            springs.extend(next.of(*one).iter().map(|to| Spring { tail, head: slot[*to], least: 1, weight: 1 }));
            springs.push(Spring { tail: start, head: tail, least: 0, weight: outside[*one].0 });
            springs.push(Spring { tail, head: end, least: 0, weight: outside[*one].1 });
        }
        let mut places: Vec<i64> = list.iter().map(|one| signed(rank[*one])).collect();
        places.extend([0, last]);
        network_simplex::shorten(&mut places, &springs);
        let first = places[..start].iter().copied().min().unwrap_or(0);
        for (one, place) in list.iter().zip(&places) {
            rank[*one] = (place - first) as usize;
        }
    }
}

/// Columns that an overview with bands is given where boxes could stand in fewer.
const OVERVIEW: usize = 5;
/// Most boxes of a picture that is read whole.
pub(super) const READ: usize = 60;

/// Columns wanted for so many boxes: as many as a page shows, for larger pictures about 8 wide to 5 high.
pub(super) fn budget(graph: &Graph, nodes: usize) -> usize {
    let wide = if nodes > READ { (nodes as f64 * 0.52).sqrt() as usize } else { 0 };
    let overview = graph.bands && graph.drawing.headings;
    (if overview { OVERVIEW } else { graph.wanted }).max(wide)
}

fn signed(rank: usize) -> i64 {
    i64::try_from(rank).unwrap_or(i64::MAX)
}

/// Boxes in each lane, stage and rank, and how many may be: a star of many boxes is folded over several columns, as
/// layers of bounded width are (Coffman and Graham 1972).
#[derive(Default)]
struct Cells {
    /// By stage and lane, then rank; empty where no lane has so many boxes in a stage that they could be a crowd.
    counts: Vec<Vec<usize>>,
    most: Vec<usize>,
    /// Rows of `counts` that a unit stands in, one for each of its nodes.
    rows: Neighbours,
}

/// More boxes than this below one another are folded over several columns.
const FOLDED_ABOVE: usize = 12;

/// Whether a lane has so many boxes in a stage that they could be a crowd, which is folded by the number of columns wanted.
pub(super) fn may_fold(graph: &Graph) -> bool {
    in_cells(graph).iter().any(|count| *count > FOLDED_ABOVE)
}

/// Row of a box among the cells of stages and lanes.
fn row_of(graph: &Graph, node: usize) -> usize {
    graph.nodes[node].stage * graph.lanes.len() + graph.nodes[node].lane
}

/// How many boxes stand in each cell.
fn in_cells(graph: &Graph) -> Vec<usize> {
    let mut all = vec![0_usize; graph.lanes.len() * graph.stages.len()];
    (0..graph.nodes.len()).for_each(|node| all[row_of(graph, node)] += 1);
    all
}

impl Cells {
    fn new(graph: &Graph, units: &[usize], rank: &[usize]) -> Self {
        if !may_fold(graph) {
            return Cells::default();
        }
        let all = in_cells(graph);
        let row_of = |node: usize| row_of(graph, node);
        let mut counts = vec![Vec::new(); all.len()];
        let rows = Neighbours::new(units.len(), units.iter().enumerate().map(|(node, unit)| (*unit, row_of(node))));
        for (node, unit) in units.iter().enumerate() {
            add(&mut counts[row_of(node)], rank[*unit]);
        }
        let most = |all: &usize| FOLDED_ABOVE.max(all.div_ceil(budget(graph, *all).saturating_sub(1).max(1)));
        Cells { counts, most: all.iter().map(most).collect(), rows }
    }

    fn crowded(&self) -> bool {
        self.counts.iter().zip(&self.most).any(|(row, most)| row.iter().any(|count| count > most))
    }

    /// Move units to later ranks until no cell is crowded; `order` leads from earlier ranks to later ones.
    fn spread(&mut self, order: &[usize], next: &Neighbours, rank: &mut [usize]) {
        self.counts.iter_mut().for_each(Vec::clear);
        for one in order {
            while !self.room(*one, rank[*one]) {
                rank[*one] += 1;
            }
            self.rows.of(*one).iter().for_each(|row| add(&mut self.counts[*row], rank[*one]));
            for to in next.of(*one) {
                rank[*to] = rank[*to].max(rank[*one] + 1);
            }
        }
    }

    fn room(&self, unit: usize, rank: usize) -> bool {
        if self.counts.is_empty() {
            return true;
        }
        let free = |row: &usize| self.counts[*row].get(rank).is_none_or(|count| *count < self.most[*row]);
        self.rows.of(unit).iter().all(free)
    }

    /// Move a unit to a later rank, if there is room.
    fn shift(&mut self, unit: usize, rank: &mut [usize], to: usize) {
        if !self.room(unit, to) {
            return;
        }
        if !self.counts.is_empty() {
            for row in self.rows.of(unit) {
                self.counts[*row][rank[unit]] -= 1;
                add(&mut self.counts[*row], to);
            }
        }
        rank[unit] = to;
    }
}

fn add(row: &mut Vec<usize>, rank: usize) {
    if row.len() <= rank {
        row.resize(rank + 1, 0);
    }
    row[rank] += 1;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::drawing::{Edge, EdgeKind};
    use crate::diagram::sample;

    #[test]
    fn counterparts_share_a_rank_unless_one_rests_on_the_other() {
        let mut drawing = sample::chain(3);
        drawing.nodes.push(sample::node(3, 0, 0));
        drawing.edges.push(Edge { kind: EdgeKind::With, ..Edge::requires(2, 3) });
        assert_eq!(ranks(&Graph::new(&drawing)), [0, 1, 2, 2]);
        drawing.edges.push(Edge { kind: EdgeKind::With, ..Edge::requires(0, 2) });
        assert_eq!(ranks(&Graph::new(&drawing))[..3], [0, 1, 2]);
    }
}
