//! Nets: lines that run on one trunk, so that every line is in one net and a net joins no two boxes without a line.
//!
//! A net is a biclique: each of its sources leads to each of its targets. First *buses* with two or more on both sides,
//! greedily the one that saves most strokes (as edge concentration, Newbery 1989; confluent layered drawings, Eppstein,
//! Goodrich and Meng 2007); of the rest the fewest *stars*, by a least vertex cover (König 1931).

use std::collections::BTreeMap;

/// Most sources among which buses are looked for: each round holds all pairs of them against all.
const BUSES: usize = 100;
/// Fewer lines have no bus that saves a stroke: the least one leads from two boxes to three.
const LEAST: usize = 6;
/// Most lines of which the fewest stars are found; beyond, each source has its own.
const STARS: usize = 2_000;

/// Lines that share their way: from each of the sources to each of the targets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Net {
    /// Boxes on the left, sorted.
    pub sources: Vec<usize>,
    /// Boxes on the right, sorted.
    pub targets: Vec<usize>,
}

impl Net {
    /// Whether it has several boxes on both sides.
    pub(crate) fn is_bus(&self) -> bool {
        self.sources.len() > 1 && self.targets.len() > 1
    }
}

/// A line as nets see it.
pub(super) struct Thread<L> {
    /// Lines of different looks never share a net.
    pub look: L,
    /// All lines of its look share one.
    pub together: bool,
    /// The box on the left and the one on the right.
    pub ends: (usize, usize),
}

/// The nets of all threads, and the net of each; `usize::MAX` where there is none.
pub(super) fn nets<L: Ord>(threads: &[Option<Thread<L>>]) -> (Vec<Net>, Vec<usize>) {
    let mut looks: BTreeMap<&L, Vec<usize>> = BTreeMap::new();
    for (at, thread) in threads.iter().enumerate() {
        if let Some(thread) = thread {
            looks.entry(&thread.look).or_default().push(at);
        }
    }
    let mut of = vec![NONE; threads.len()];
    let mut nets: Vec<Net> = Vec::new();
    for list in looks.into_values() {
        let known: Vec<&Thread<L>> = list.iter().filter_map(|at| threads[*at].as_ref()).collect();
        let mut lines = Lines::new(known.iter().map(|thread| thread.ends).collect());
        if known[0].together {
            lines.take_all();
        } else {
            lines.take_buses();
            lines.take_stars();
        }
        for (at, net) in list.iter().zip(&lines.net) {
            of[*at] = nets.len() + net;
        }
        nets.extend(lines.nets());
    }
    (nets, of)
}

/// Lines of one look, and their nets as far as they are found.
struct Lines {
    ends: Vec<(usize, usize)>,
    sources: Vec<usize>,
    targets: Vec<usize>,
    /// Net of each line, or none.
    net: Vec<usize>,
    count: usize,
}

/// Stands for no net, source or target.
const NONE: usize = usize::MAX;

impl Lines {
    fn new(ends: Vec<(usize, usize)>) -> Self {
        let sorted = |end: fn(&(usize, usize)) -> usize| {
            let mut list: Vec<usize> = ends.iter().map(end).collect();
            list.sort_unstable();
            list.dedup();
            list
        };
        let (sources, targets) = (sorted(|ends| ends.0), sorted(|ends| ends.1));
        Lines { net: vec![NONE; ends.len()], ends, sources, targets, count: 0 }
    }

    /// Places of the ends of a line among sources and targets.
    fn place(&self, line: usize) -> (usize, usize) {
        let (from, to) = self.ends[line];
        (self.sources.partition_point(|one| *one < from), self.targets.partition_point(|one| *one < to))
    }

    /// Sources and targets of each net.
    fn nets(&self) -> Vec<Net> {
        let mut nets = vec![Net::default(); self.count];
        for (net, (from, to)) in self.net.iter().zip(&self.ends) {
            nets[*net].sources.push(*from);
            nets[*net].targets.push(*to);
        }
        for list in nets.iter_mut().flat_map(|net| [&mut net.sources, &mut net.targets]) {
            list.sort_unstable();
            list.dedup();
        }
        nets
    }

    fn take_all(&mut self) {
        self.net.fill(0);
        self.count = 1;
    }

    /// The bus that saves most, then the next one, as long as one saves anything.
    fn take_buses(&mut self) {
        if self.sources.len() > BUSES || self.ends.len() < LEAST {
            return;
        }
        let words = self.targets.len().div_ceil(64);
        let mut rows = vec![vec![0_u64; words]; self.sources.len()];
        for line in 0..self.ends.len() {
            let (from, to) = self.place(line);
            rows[from][to / 64] |= 1 << (to % 64);
        }
        while let Some((members, shared)) = best_bus(&rows) {
            for line in 0..self.ends.len() {
                let (from, to) = self.place(line);
                if self.net[line] == NONE && members.contains(&from) && has(&shared, to) {
                    self.net[line] = self.count;
                }
            }
            for member in members {
                rows[member].iter_mut().zip(&shared).for_each(|(row, taken)| *row &= !taken);
            }
            self.count += 1;
        }
    }

    /// The fewest stars that hold the lines left: one for each box of a least vertex cover.
    fn take_stars(&mut self) {
        let left: Vec<usize> = (0..self.ends.len()).filter(|line| self.net[*line] == NONE).collect();
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); self.sources.len()];
        for line in &left {
            let (from, to) = self.place(*line);
            rows[from].push(to);
        }
        let (reached, covered) = if left.len() > STARS {
            (vec![false; self.sources.len()], Vec::new())
        } else {
            Matching::greatest(&rows, self.targets.len()).reached(&rows)
        };
        let mut stars = [vec![NONE; self.sources.len()], vec![NONE; self.targets.len()]];
        for line in left {
            let (from, to) = self.place(line);
            let into = reached[from] && covered.get(to) == Some(&true);
            let star = if into { &mut stars[1][to] } else { &mut stars[0][from] };
            if *star == NONE {
                *star = self.count;
                self.count += 1;
            }
            self.net[line] = *star;
        }
    }
}

fn has(set: &[u64], one: usize) -> bool {
    set[one / 64] >> (one % 64) & 1 == 1
}

fn size(set: &[u64]) -> usize {
    set.iter().map(|word| word.count_ones() as usize).sum()
}

fn both(a: &[u64], b: &[u64]) -> Vec<u64> {
    a.iter().zip(b).map(|(a, b)| a & b).collect()
}

/// The sources and the targets of the bus that saves most strokes; of equal ones the larger, then the first found.
fn best_bus(rows: &[Vec<u64>]) -> Option<(Vec<usize>, Vec<u64>)> {
    let holds = |row: &[u64], set: &[u64]| row.iter().zip(set).all(|(row, set)| row & set == *set);
    let mut best = ((0, 0), None);
    for a in 0..rows.len() {
        for b in a + 1..rows.len() {
            let mut shared = both(&rows[a], &rows[b]);
            while size(&shared) > 1 {
                let members: Vec<usize> = (0..rows.len()).filter(|one| holds(&rows[*one], &shared)).collect();
                let (left, right) = (members.len(), size(&shared));
                let rank = ((left * right).saturating_sub(left + right), left * right);
                if rank.0 > 0 && rank > best.0 {
                    best = (rank, Some((members, shared.clone())));
                }
                // The source that keeps most of the targets joins.
                let others = rows.iter().filter(|row| !holds(row, &shared)).map(|row| both(row, &shared));
                let Some(kept) = others.reduce(|a, b| if size(&b) > size(&a) { b } else { a }) else { break };
                shared = kept;
            }
        }
    }
    best.1
}

/// Pairs of sources and targets, each in one pair at most.
struct Matching {
    target_of: Vec<usize>,
    source_of: Vec<usize>,
}

impl Matching {
    /// As many pairs as can be, source by source along augmenting paths (Berge 1957).
    fn greatest(rows: &[Vec<usize>], targets: usize) -> Self {
        let mut matching = Matching { target_of: vec![NONE; rows.len()], source_of: vec![NONE; targets] };
        for source in 0..rows.len() {
            matching.augment(rows, source);
        }
        matching
    }

    fn augment(&mut self, rows: &[Vec<usize>], start: usize) {
        let mut from = vec![NONE; self.source_of.len()];
        let mut queue = vec![start];
        let mut at = 0;
        while let Some(source) = queue.get(at).copied() {
            at += 1;
            for target in &rows[source] {
                if from[*target] != NONE {
                    continue;
                }
                from[*target] = source;
                if self.source_of[*target] == NONE {
                    return self.exchange(&from, *target);
                }
                queue.push(self.source_of[*target]);
            }
        }
    }

    /// Along the path to a free target, each source takes the target that was found from it.
    fn exchange(&mut self, from: &[usize], mut target: usize) {
        while target != NONE {
            let source = from[target];
            self.source_of[target] = source;
            target = std::mem::replace(&mut self.target_of[source], target);
        }
    }

    /// Sources and targets on alternating paths from sources without a pair. Sources that are not, and targets that are,
    /// cover all lines.
    fn reached(&self, rows: &[Vec<usize>]) -> (Vec<bool>, Vec<bool>) {
        let mut sources: Vec<bool> = self.target_of.iter().map(|target| *target == NONE).collect();
        let mut targets = vec![false; self.source_of.len()];
        let mut queue: Vec<usize> = (0..rows.len()).filter(|source| sources[*source]).collect();
        let mut at = 0;
        while let Some(source) = queue.get(at).copied() {
            at += 1;
            for target in &rows[source] {
                let other = self.source_of[*target];
                let new = !std::mem::replace(&mut targets[*target], true);
                if new && other != NONE && !std::mem::replace(&mut sources[other], true) {
                    queue.push(other);
                }
            }
        }
        (sources, targets)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(pairs: &[(usize, usize)]) -> Vec<Net> {
        let thread = |ends: &(usize, usize)| Some(Thread { look: (), together: false, ends: *ends });
        nets(&pairs.iter().map(thread).collect::<Vec<_>>()).0
    }

    #[test]
    fn all_to_all_is_one_bus_and_the_rest_few_stars() {
        let mut pairs: Vec<(usize, usize)> = (0..3).flat_map(|from| (5..8).map(move |to| (from, to))).collect();
        pairs.extend([(0, 9), (1, 9), (2, 10)]);
        let nets = found(&pairs);
        assert_eq!(nets[0], Net { sources: vec![0, 1, 2], targets: vec![5, 6, 7] });
        assert_eq!(nets.len(), 3);
        // Two and two save nothing.
        assert_eq!(found(&[(0, 2), (0, 3), (1, 2), (1, 3)]).len(), 2);
    }

    proptest! {
        #[test]
        fn every_line_is_in_one_net_and_none_is_joined_that_is_not_there(
            pairs in proptest::collection::btree_set((0..9_usize, 10..19_usize), 0..60)
        ) {
            let pairs: Vec<_> = pairs.into_iter().collect();
            let nets = found(&pairs);
            let all = nets.iter().flat_map(|net| {
                net.sources.iter().flat_map(|from| net.targets.iter().map(move |to| (*from, *to)))
            });
            let mut joined: Vec<_> = all.collect();
            joined.sort_unstable();
            prop_assert_eq!(joined, pairs);
        }
    }
}
