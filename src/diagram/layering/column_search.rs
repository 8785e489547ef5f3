//! Columns of pictures that are too large to be read whole: moved until lines cross less.
//!
//! Boxes move inside their stage and push others before them, and a move is kept unless it makes the picture worse by
//! more than a bound that shrinks to nothing (threshold accepting, Dueck and Scheuer 1990). What is better and worse
//! says [`CrossingEstimate`]. Where pictures are read whole this is not done: a small change would move much.

use super::crossing_estimate::CrossingEstimate;
use super::edge_bundles::bundles_of;
use super::graph::Graph;
use super::packing::Columns;
use crate::diagram::drawing::Role;
use crate::diagram::groups::Groups;
use crate::diagram::neighbours::Neighbours;

/// Most boxes and lines of a picture whose columns are moved, and most lanes: what is counted grows with their square, and
/// whoever asked for the picture waits.
const BOXES: usize = 300;
const LINES: usize = 1_500;
const LANES: usize = 12;
/// Moves that are tried for each box.
const MOVES: usize = 60;
/// Comparisons of lines after which no more moves are tried, also where lines are many and long.
const WORK: usize = 2_000_000;
/// How much worse a move may make the picture at first, in thousandths of a crossing.
const WARM: i64 = 2_000;
/// Boxes that one may push before it.
const PUSHED: usize = 24;
/// Columns that a stage may have more than it needs, as a share of them.
const SPARE: usize = 10;

/// Whether it is worth the time to search for other columns. Connectors don't count: with them, pictures on
/// pages hold more boxes than are read whole.
pub(crate) fn is_worth_searching(graph: &Graph) -> bool {
    let tasks = graph.drawing.nodes.iter().filter(|node| matches!(node.role, Role::Task | Role::Focus)).count();
    let few = graph.nodes.len() <= BOXES && graph.links.len() <= LINES && graph.lanes.len() <= LANES;
    tasks > super::packing::READ && few
}

/// Other columns than those given; each seed leads to others.
pub(crate) fn search(graph: &Graph, columns: &Columns, seed: u64) -> Columns {
    let (of, starts) = widened(graph, columns);
    let mut search = ColumnSearch::new(graph, of, &starts);
    search.run(seed);
    // Columns without boxes go.
    let mut place = vec![0; starts[starts.len() - 1] + 1];
    search.estimate.of.iter().for_each(|column| place[column + 1] = 1);
    for column in 1..place.len() {
        place[column] += place[column - 1];
    }
    let new = |column: &usize| place.get(*column).copied().unwrap_or(usize::MAX);
    Columns {
        of: search.estimate.of.iter().map(new).collect(),
        starts: starts.iter().map(new).collect(),
        turns: search.estimate.turns.iter().map(new).collect(),
    }
}

/// The same columns in stages that have some to spare.
fn widened(graph: &Graph, columns: &Columns) -> (Vec<usize>, Vec<usize>) {
    let mut starts = vec![0];
    for pair in columns.starts.windows(2) {
        let width = pair[1] - pair[0];
        starts.push(starts[starts.len() - 1] + width + width / SPARE);
    }
    let shifted = |(node, column): (usize, &usize)| {
        let stage = graph.nodes[node].stage;
        column - columns.starts[stage] + starts[stage]
    };
    (columns.of.iter().enumerate().map(shifted).collect(), starts)
}

struct ColumnSearch<'a> {
    estimate: CrossingEstimate<'a>,
    /// First and past-the-last column of each node.
    range: Vec<(usize, usize)>,
    /// Nodes that stand in one column since they are counterparts, by the first of them.
    members: Neighbours,
    after: Neighbours,
    before: Neighbours,
    bundles: Neighbours,
    /// Those of `members` that have somewhere to go.
    free: Vec<usize>,
}

impl<'a> ColumnSearch<'a> {
    fn new(graph: &'a Graph<'a>, of: Vec<usize>, starts: &[usize]) -> Self {
        let count = graph.nodes.len();
        let mut groups = Groups::new(count);
        for link in graph.links.iter().filter(|link| !link.kind.directed() && of[link.from] == of[link.to]) {
            groups.join(link.from, link.to);
        }
        let unit: Vec<usize> = (0..count).map(|node| groups.find(node)).collect();
        let same = |a: usize, b: usize| graph.nodes[a].stage == graph.nodes[b].stage;
        let forth = graph.links.iter().filter(|link| link.kind.directed() && of[link.from] < of[link.to]);
        let bound = forth.filter(|link| same(link.from, link.to)).map(|link| (unit[link.from], unit[link.to]));
        let range: Vec<_> = graph.nodes.iter().map(|node| (starts[node.stage], starts[node.stage + 1])).collect();
        let free = |node: &usize| unit[*node] == *node && range[*node].1 - range[*node].0 > 1;
        let free = (0..count).filter(free).collect();
        let before = Neighbours::new(count, bound.clone().map(|(from, to)| (to, from)));
        let after = Neighbours::new(count, bound);
        let estimate = CrossingEstimate::new(graph, of, starts[starts.len() - 1]);
        ColumnSearch {
            free,
            range,
            members: Neighbours::new(count, unit.iter().enumerate().map(|(node, unit)| (*unit, node))),
            before,
            after,
            bundles: bundles_of(graph, &estimate.bundles, &unit),
            estimate,
        }
    }

    fn run(&mut self, seed: u64) {
        if self.free.is_empty() {
            return;
        }
        let mut random = Random(seed);
        let rounds = MOVES * self.free.len();
        let mut best = (self.estimate.cost, self.estimate.of.clone());
        let mut moves = Vec::new();
        let start = self.estimate.work;
        for round in 0..rounds {
            // The share of moves, or of their time, that is left, per mille.
            let spent = (1_000 * round / rounds).max(1_000 * (self.estimate.work - start) / WORK);
            if spent >= 1_000 {
                break;
            }
            let left = 1_000 - i64::try_from(spent).unwrap_or(1_000);
            let bound = WARM * left * left / 1_000_000;
            if !self.propose(&mut random, &mut moves) {
                continue;
            }
            let back: Vec<(usize, usize)> = moves.iter().map(|(unit, _)| (*unit, self.estimate.of[*unit])).collect();
            let before = self.estimate.cost;
            self.apply(&moves);
            if self.estimate.cost - before > bound {
                self.apply(&back);
            } else if self.estimate.cost < best.0 {
                best = (self.estimate.cost, self.estimate.of.clone());
            }
        }
        let all: Vec<usize> = (0..self.estimate.bundles.len()).collect();
        let nodes: Vec<(usize, usize)> = best.1.into_iter().enumerate().collect();
        self.estimate.place(&nodes, &all);
        // Lines that were there first turn where it is best with those that came later.
        for bundle in all {
            self.estimate.place(&[], &[bundle]);
        }
    }

    /// Moves to try: mostly by few columns.
    fn propose(&self, random: &mut Random, moves: &mut Vec<(usize, usize)>) -> bool {
        let unit = self.free[random.below(self.free.len())];
        let (low, high) = self.range[unit];
        let now = self.estimate.of[unit];
        let column = match random.below(8) {
            0 | 1 => low + random.below(high - low),
            2..=4 => now + 1 + random.below(3),
            _ => now.wrapping_sub(1 + random.below(3)),
        };
        column != now && (low..high).contains(&column) && self.push(unit, column, moves)
    }

    /// All units that move when one does; `false` where they find no room.
    fn push(&self, unit: usize, column: usize, moves: &mut Vec<(usize, usize)>) -> bool {
        let right = column > self.estimate.of[unit];
        let near = if right { &self.after } else { &self.before };
        moves.clear();
        moves.push((unit, column));
        let mut at = 0;
        while let Some((one, column)) = moves.get(at).copied() {
            at += 1;
            if !(self.range[one].0..self.range[one].1).contains(&column) || moves.len() > PUSHED {
                return false;
            }
            for other in near.of(one) {
                let known = moves.iter().position(|(unit, _)| unit == other);
                let now = known.map_or(self.estimate.of[*other], |known| moves[known].1);
                if if right { now > column } else { now < column } {
                    continue;
                }
                // A box that is pushed again pushes others again.
                if let Some(known) = known {
                    moves.remove(known);
                    at -= usize::from(known < at);
                }
                moves.push((*other, if right { column + 1 } else { column.wrapping_sub(1) }));
            }
        }
        true
    }

    fn apply(&mut self, moves: &[(usize, usize)]) {
        let mut nodes = Vec::with_capacity(moves.len());
        let mut bundles = Vec::new();
        for (unit, column) in moves {
            nodes.extend(self.members.of(*unit).iter().map(|node| (*node, *column)));
            bundles.extend(self.bundles.of(*unit));
        }
        bundles.sort_unstable();
        bundles.dedup();
        self.estimate.place(&nodes, &bundles);
    }
}

/// `SplitMix64` (Steele, Lea and Flood 2014): the same moves every time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }
}
