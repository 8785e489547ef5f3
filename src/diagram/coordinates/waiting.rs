//! Where boxes stand that wait for a gate alone: in rows, below a line of words, above or below the others of their block.

use std::ops::Range;

use super::cells::Cell;
use crate::diagram::layering::{Graph, WaitingRows};
use crate::diagram::ordering::LanePlace;
use crate::diagram::size;

/// The rows of a block.
pub(super) struct Anchored<'a> {
    rows: &'a WaitingRows,
    /// Their columns.
    columns: Range<usize>,
    /// Height of all rows with the gaps between them and the words above, px.
    height: f64,
    /// Height of the words, px.
    words: f64,
    /// They stand above the other boxes of the block.
    above: bool,
    /// Most height of what stands on their other side, with its gap, px.
    beyond: f64,
}

impl<'a> Anchored<'a> {
    /// The rows, where the words above them have so many lines. `heights` are those of all cells.
    pub(super) fn new(
        graph: &Graph,
        rows: &'a WaitingRows,
        places: &[LanePlace],
        lines: usize,
        (cells, heights): (&[Cell], &[f64]),
    ) -> Self {
        let words = size::NOTE + lines.saturating_sub(1) as f64 * size::NAME_LINE;
        let row = |row: &Vec<usize>| graph.nodes[row[0]].height;
        let gaps = size::ROW_GAP * (rows.rows.len() - 1) as f64;
        let height = words + rows.rows.iter().map(row).sum::<f64>() + gaps;
        let above = places[rows.rows[0][0]] == LanePlace::LooseAbove;
        let columns = rows.first..rows.first + rows.rows[0].len();
        let mut found = Anchored { rows, columns: columns.clone(), height, words, above, beyond: 0.0 };
        for column in columns {
            let (before, after) = found.sides(column, cells, heights);
            found.beyond = found.beyond.max(if above { before } else { after });
        }
        found
    }

    /// Height of the cells before and after the rows in a column, each with its gap.
    fn sides(&self, column: usize, cells: &[Cell], heights: &[f64]) -> (f64, f64) {
        let mut sides = (0.0, 0.0);
        let mut passed = false;
        for (cell, height) in cells.iter().zip(heights).filter(|(cell, _)| self.is_beside(cell, column)) {
            match (cell.waits, passed) {
                (true, _) => passed = true,
                (false, false) => sides.0 = height + size::ROW_GAP,
                (false, true) => sides.1 = height + size::ROW_GAP,
            }
        }
        sides
    }

    fn is_beside(&self, cell: &Cell, column: usize) -> bool {
        (cell.block, cell.column) == (self.rows.block, column)
    }

    /// Whether the rows go through the column of a cell.
    fn crosses(&self, cell: &Cell) -> bool {
        cell.block == self.rows.block && self.columns.contains(&cell.column)
    }

    /// Height that their block has at the least, px.
    pub(super) fn block_height(&self, cells: &[Cell], heights: &[f64]) -> f64 {
        let other = |column: usize| {
            let (before, after) = self.sides(column, cells, heights);
            if self.above { after } else { before }
        };
        self.beyond + self.height + self.columns.clone().map(other).fold(0.0, f64::max)
    }

    pub(super) fn block(&self) -> usize {
        self.rows.block
    }

    /// Upper edge of the words, and lower edge of the last row, where blocks have these edges.
    pub(super) fn span(&self, blocks: &[(f64, f64)]) -> (f64, f64) {
        let (start, end) = blocks[self.rows.block];
        if self.above {
            (start + self.beyond, start + self.beyond + self.height)
        } else {
            (end - self.beyond - self.height, end - self.beyond)
        }
    }

    /// The node of each box and its middle.
    pub(super) fn middles<'g>(
        &'g self,
        graph: &'g Graph,
        blocks: &[(f64, f64)],
    ) -> impl Iterator<Item = (usize, f64)> + use<'g> {
        let mut y = self.span(blocks).0 + self.words;
        self.rows.rows.iter().flat_map(move |row| {
            let height = graph.nodes[row[0]].height;
            let middle = y + height / 2.0;
            y += height + size::ROW_GAP;
            row.iter().map(move |node| (*node, middle))
        })
    }
}

/// Upper and lower edge of the room of each cell, where blocks have these edges.
pub(super) fn ranges(cells: &[Cell], anchored: &[Anchored], blocks: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let range = |(at, cell): (usize, &Cell)| {
        let (start, end) = blocks[cell.block];
        let Some(rows) = anchored.iter().find(|rows| rows.crosses(cell)) else { return (start, end) };
        let (top, bottom) = rows.span(blocks);
        let mut below = cells[at + 1..].iter().take_while(|next| rows.is_beside(next, cell.column));
        if below.any(|next| next.waits) { (start, top - size::ROW_GAP) } else { (bottom + size::ROW_GAP, end) }
    };
    cells.iter().enumerate().map(range).collect()
}
