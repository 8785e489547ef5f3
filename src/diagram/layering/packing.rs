//! Columns: every node gets one inside its stage, so that links lead right and lanes stay low.
//!
//! Longest-path ranks inside a component (Eades and Sugiyama 1990), after which whole components slide: the largest
//! first, each to the place where the lanes grow least (longest-processing-time packing, Graham 1969). Counterparts
//! share a column. Boxes that wait for a gate alone are shared out among the columns, others without links fill what is
//! left, both in order of the plan. Columns are added while the page has room for them and the picture gets lower.

use super::components::{Component, components};
use super::graph::Graph;
use super::ranks::{READ, budget, may_fold};

/// Columns of a graph.
pub(crate) struct Columns {
    /// Column of each node.
    pub of: Vec<usize>,
    /// First column of each stage, and the number of columns at the end.
    pub starts: Vec<usize>,
    /// More columns would make the picture no lower: it stays as it is, however many are wanted.
    pub settled: bool,
}

/// A column is added when the picture gets lower by this much, px.
const WORTH_A_COLUMN: f64 = 24.0;
/// Weight of one column of extra line between two stages, px of height: in a picture that is read whole, and in a
/// larger one.
const PULL: [f64; 2] = [120.0, 60.0];
/// Weight of a second pair at the same border in one column, px of height.
const SECOND_PAIR: f64 = 90.0;
/// Halvings in the search for the lowest level that holds all loose boxes of a cell.
const LEVELS: usize = 14;
/// Up to this many nodes other numbers of columns are tried out.
const TRIED: usize = 1_500;

/// Choose the columns of all nodes.
pub(crate) fn assign(graph: &Graph) -> Columns {
    let components = components(graph);
    let stages = graph.stages.len();
    let mut spans = vec![1; stages];
    let mut count = vec![0; stages];
    for component in &components {
        spans[component.stage] = component.span.max(spans[component.stage]);
        count[component.stage] += 1;
    }
    // In a picture that is read whole, one long component makes its stage wider but leaves the others where they were.
    let mut fields = if graph.nodes.len() <= READ { vec![1; stages] } else { spans.clone() };
    let budget = budget(graph, graph.nodes.len());
    let mut packed = pack(graph, &components, &spans, &fields);
    while fields.iter().sum::<usize>() < budget && graph.nodes.len() <= TRIED {
        let mut best: Option<(usize, Packing)> = None;
        for stage in (0..stages).filter(|stage| count[*stage] > 1) {
            fields[stage] += 1;
            let tried = pack(graph, &components, &spans, &fields);
            fields[stage] -= 1;
            if best.as_ref().is_none_or(|(_, old)| tried.height < old.height) {
                best = Some((stage, tried));
            }
        }
        let Some((stage, tried)) = best else { break };
        if tried.height > packed.height - WORTH_A_COLUMN {
            break;
        }
        fields[stage] += 1;
        packed = tried;
    }
    let settled = fields.iter().sum::<usize>() < budget && graph.nodes.len() <= TRIED && !may_fold(graph);
    let widths: Vec<usize> = spans.iter().zip(&fields).map(|(span, field)| *span.max(field)).collect();
    let mut of = vec![0; graph.nodes.len()];
    for (component, first) in components.iter().zip(&packed.first) {
        for (node, rank) in &component.nodes {
            of[*node] = first + rank;
        }
    }
    Columns { of, starts: starts(&widths), settled }
}

fn starts(widths: &[usize]) -> Vec<usize> {
    let mut starts = Vec::with_capacity(widths.len() + 1);
    let mut sum = 0;
    starts.push(0);
    for width in widths {
        sum += width;
        starts.push(sum);
    }
    starts
}

struct Packing {
    /// Column of the first rank of each component.
    first: Vec<usize>,
    /// Sum of the lanes' heights, px.
    height: f64,
}

fn pack(graph: &Graph, components: &[Component], spans: &[usize], fields: &[usize]) -> Packing {
    let widths: Vec<usize> = spans.iter().zip(fields).map(|(span, field)| *span.max(field)).collect();
    let starts = starts(&widths);
    let mut yard = Yard::new(graph, &starts);
    let mut first = vec![0; components.len()];
    for (at, component) in components.iter().enumerate().filter(|(_, component)| !component.loose) {
        first[at] = yard.best(component, starts[component.stage], component.span.max(fields[component.stage]));
        yard.add(component, first[at], 1.0);
    }
    // A second round packs more tightly, but moves more when something is added: not where pictures are read whole.
    for (at, component) in
        components.iter().enumerate().filter(|(_, component)| !component.loose && graph.nodes.len() > READ)
    {
        if widths[component.stage] > component.span {
            yard.add(component, first[at], -1.0);
            yard.measure();
            first[at] = yard.best(component, starts[component.stage], widths[component.stage]);
            yard.add(component, first[at], 1.0);
        }
    }
    let mut loose: Vec<usize> = (0..components.len()).filter(|at| components[*at].loose).collect();
    let others = |at: &usize| !graph.nodes[components[*at].nodes[0].0].waits;
    let cell = |at: &usize| (components[*at].stage, components[*at].cells[0].lane, others(at));
    loose.sort_by_key(|at| (cell(at), components[*at].nodes[0]));
    for group in loose.chunk_by(|a, b| cell(a) == cell(b)) {
        let (stage, lane, others) = cell(&group[0]);
        let heights: Vec<f64> = group.iter().map(|at| components[*at].cells[0].height).collect();
        let width = fields[stage];
        let columns = if others {
            yard.fill(lane, starts[stage], width, &heights)
        } else {
            let share = |column| (group.len() + width - 1 - column) / width;
            (0..width).flat_map(|column| std::iter::repeat_n(starts[stage] + column, share(column))).collect()
        };
        for (at, column) in group.iter().zip(columns) {
            first[*at] = column;
            yard.add(&components[*at], column, 1.0);
        }
    }
    yard.measure();
    Packing { first, height: yard.height() }
}

/// Heights of all cells while components are put in.
struct Yard<'a> {
    graph: &'a Graph<'a>,
    /// First column of each stage, and the number of columns at the end.
    starts: &'a [usize],
    columns: usize,
    /// Weight of one column of extra line.
    pull: f64,
    /// By lane, then column.
    cells: Vec<f64>,
    pairs: Vec<f64>,
    /// Highest cell of each block.
    top: Vec<f64>,
}

impl<'a> Yard<'a> {
    fn new(graph: &'a Graph<'a>, starts: &'a [usize]) -> Self {
        let columns = starts.last().copied().unwrap_or(0);
        let cells = vec![0.0; graph.lanes.len() * columns];
        let pull = PULL[usize::from(graph.nodes.len() > READ)];
        Yard { graph, starts, columns, pull, pairs: cells.clone(), cells, top: vec![0.0; graph.blocks()] }
    }

    /// Height of the highest stage, px.
    fn height(&self) -> f64 {
        let stages = self.top.chunks(self.graph.lanes.len().max(1));
        stages.map(|lanes| lanes.iter().sum()).fold(0.0, f64::max)
    }

    fn add(&mut self, component: &Component, first: usize, sign: f64) {
        for cell in &component.cells {
            let at = cell.lane * self.columns + first + cell.rank;
            self.cells[at] += sign * cell.height;
            self.pairs[at] += sign * cell.pairs;
            let top = &mut self.top[self.graph.block(component.stage, cell.lane)];
            *top = top.max(self.cells[at]);
        }
    }

    fn measure(&mut self) {
        self.top.fill(0.0);
        for (stage, columns) in self.starts.windows(2).enumerate() {
            for lane in 0..self.graph.lanes.len() {
                let row = &self.cells[lane * self.columns..(lane + 1) * self.columns];
                let top = &mut self.top[self.graph.block(stage, lane)];
                *top = row[columns[0]..columns[1]].iter().copied().fold(*top, f64::max);
            }
        }
    }

    /// Columns of loose boxes so that they read downwards in order of the plan and no column gets higher than need
    /// be. One box more moves others only across the edge of a column.
    fn fill(&self, lane: usize, start: usize, width: usize, heights: &[f64]) -> Vec<usize> {
        let row = &self.cells[lane * self.columns + start..lane * self.columns + start + width];
        let try_level = |level: f64| {
            let mut columns = Vec::with_capacity(heights.len());
            let (mut at, mut full) = (0, row[0]);
            for height in heights {
                while full + height > level {
                    at += 1;
                    full = *row.get(at)?;
                }
                full += height;
                columns.push(start + at);
            }
            Some(columns)
        };
        let sum: f64 = heights.iter().sum();
        let (mut low, mut high) = (0.0, sum + row.iter().copied().fold(0.0, f64::max));
        let mut best = try_level(high).unwrap_or_else(|| vec![start; heights.len()]);
        for _ in 0..LEVELS {
            let level = f64::midpoint(low, high);
            match try_level(level) {
                Some(columns) => (best, high) = (columns, level),
                None => low = level,
            }
        }
        best
    }

    fn best(&self, component: &Component, start: usize, width: usize) -> usize {
        let room = width.saturating_sub(component.span);
        let mut best = (f64::INFINITY, start);
        for slide in 0..=room {
            let cost = self.cost(component, start + slide) + component.pull(slide, width) * self.pull;
            if cost < best.0 - 1e-9 {
                best = (cost, start + slide);
            }
        }
        best.1
    }

    fn cost(&self, component: &Component, first: usize) -> f64 {
        let mut cost = 0.0;
        let mut seen = (usize::MAX, 0.0);
        for cell in &component.cells {
            let at = cell.lane * self.columns + first + cell.rank;
            let full = self.cells[at] + cell.height;
            let more = (full - self.top[self.graph.block(component.stage, cell.lane)]).max(0.0);
            // Cells come sorted by lane: a lane grows by the most that one of its cells does.
            if seen.0 != cell.lane {
                cost += seen.1;
                seen = (cell.lane, 0.0);
            }
            seen.1 = f64::max(seen.1, more);
            cost += full * 0.02 + cell.pairs * self.pairs[at] * SECOND_PAIR;
        }
        cost + seen.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::sample;

    #[test]
    fn chains_lead_right_and_loose_tasks_fill_a_grid() {
        let chain = sample::chain(4);
        assert_eq!(assign(&Graph::new(&chain)).of, [0, 1, 2, 3]);
        let mut loose = sample::chain(30);
        loose.edges.clear();
        let columns = assign(&Graph::new(&loose));
        assert_eq!(columns.starts, [0, 3]);
        for column in 0..3 {
            assert_eq!(columns.of.iter().filter(|at| **at == column).count(), 10);
        }
    }
}
