//! Cells: the items of one block in one column, in which boxes that wait for a gate alone are a cell of their own.

use crate::diagram::layering::Graph;
use crate::diagram::ordering::Order;
use crate::diagram::ordering::ProperGraph;
use crate::diagram::size;

/// Least distance of the middles of two items below one another, px.
pub(super) fn apart(proper: &ProperGraph, above: usize, below: usize) -> f64 {
    let beside = proper.are_beside(above, below);
    let (above, below) = (proper.items[above], proper.items[below]);
    let gap = match (above.height > 0.0, below.height > 0.0) {
        (true, true) if beside => size::PAIR_GAP,
        (true, true) => size::ROW_GAP,
        (false, false) => size::LINE_GAP,
        _ => size::DUMMY_GAP,
    };
    f64::midpoint(above.height, below.height) + gap
}

/// Items below one another: a range of the column's order.
pub(super) struct Cell {
    pub column: usize,
    pub block: usize,
    pub start: usize,
    pub end: usize,
    /// Its boxes wait for a gate alone, and stand in rows with those of the cells beside it.
    pub waits: bool,
}

impl Cell {
    pub(super) fn items<'a>(&self, order: &'a Order) -> &'a [usize] {
        &order.columns.of(self.column)[self.start..self.end]
    }

    /// Height of its items with what is between them, px.
    pub(super) fn height(&self, proper: &ProperGraph, order: &Order, apart: &[f64]) -> f64 {
        let items = self.items(order);
        let ends = f64::midpoint(proper.items[items[0]].height, proper.items[items[items.len() - 1]].height);
        ends + items.iter().skip(1).map(|item| apart[*item]).sum::<f64>()
    }
}

/// All cells, from the left and from above.
pub(super) fn cells(graph: &Graph, proper: &ProperGraph, order: &Order) -> Vec<Cell> {
    let waits = |item: usize| graph.nodes.get(item).is_some_and(|node| node.waits);
    let cell_of = |item: usize| (proper.items[item].block, waits(item));
    let mut cells = Vec::with_capacity(proper.columns * 2);
    for column in 0..proper.columns {
        let mut start = 0;
        for run in order.columns.of(column).chunk_by(|a, b| cell_of(*a) == cell_of(*b)) {
            let end = start + run.len();
            let (block, waits) = cell_of(run[0]);
            cells.push(Cell { column, block, start, end, waits });
            start = end;
        }
    }
    cells
}

/// As [`apart`], of each item from the one above it in its cell; 0 for the first.
pub(super) fn all_apart(proper: &ProperGraph, order: &Order, cells: &[Cell]) -> Vec<f64> {
    let mut all = vec![0.0; proper.items.len()];
    for cell in cells {
        for pair in cell.items(order).windows(2) {
            all[pair[1]] = apart(proper, pair[0], pair[1]);
        }
    }
    all
}
