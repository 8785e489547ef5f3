//! Places from above: heights of the blocks, and the middle of every item.
//!
//! A block is as high as its fullest column, and begins where the one above it in its stage ends. Inside that height items
//! move towards their neighbours, starting from the rows that [`rows`] proposes; boxes that wait for a gate alone keep to
//! theirs.

use super::cells::{Cell, all_apart, cells};
use super::isotonic::{Pool, Wish};
use super::rows;
use super::waiting::{Anchored, ranges};
use crate::diagram::layering::{Graph, WaitingRows};
use crate::diagram::ordering::LanePlace;
use crate::diagram::ordering::Order;
use crate::diagram::ordering::ProperGraph;
use crate::diagram::size;

/// Vertical places, px.
pub(crate) struct Places {
    /// Middle of each item.
    pub middle: Vec<f64>,
    /// Content of each block: upper and lower edge; the same where nothing stands in it.
    pub blocks: Vec<(f64, f64)>,
    /// Upper and lower edge of the room of each item.
    pub rooms: Vec<(f64, f64)>,
    /// Upper edge of the words above each group of boxes that wait for a gate alone.
    pub words: Vec<f64>,
}

/// Heights of what the frame writes, px.
pub(crate) struct Captions {
    /// The name of each lane.
    pub lanes: Vec<f64>,
    /// Upper edge of the first band.
    pub top: f64,
    /// Lines of the words above boxes that wait for a gate alone.
    pub lines: usize,
}

/// Sweeps over all columns, forth and back in turn.
const SWEEPS: usize = 6;

/// Choose the places. `waiting` are the boxes that stand in rows.
pub(crate) fn place(
    graph: &Graph,
    proper: &ProperGraph,
    order: &Order,
    lane_places: &[LanePlace],
    waiting: &[WaitingRows],
    captions: &Captions,
) -> Places {
    let cells = cells(graph, proper, order);
    let apart = all_apart(proper, order, &cells);
    let cell_heights: Vec<f64> = cells.iter().map(|cell| cell.height(proper, order, &apart)).collect();
    let inside = (cells.as_slice(), cell_heights.as_slice());
    let anchor = |rows| Anchored::new(graph, rows, lane_places, captions.lines, inside);
    let anchored: Vec<Anchored> = waiting.iter().map(anchor).collect();
    let mut heights = vec![0.0_f64; graph.blocks()];
    for (cell, height) in cells.iter().zip(&cell_heights) {
        heights[cell.block] = heights[cell.block].max(*height);
    }
    for rows in &anchored {
        heights[rows.block()] = heights[rows.block()].max(rows.block_height(&cells, &cell_heights));
    }
    let blocks = stacked(&heights, &captions.lanes, captions.top);
    let ranges = ranges(&cells, &anchored, &blocks);
    let mut cell_of = vec![0; proper.items.len()];
    for (at, cell) in cells.iter().enumerate() {
        cell.items(order).iter().for_each(|item| cell_of[*item] = at);
    }
    let mut placer = Placing {
        proper,
        cells: &cells,
        cell_of,
        moved: vec![true; cells.len()],
        apart,
        order,
        lane_places,
        ranges: &ranges,
        middle: vec![0.0; proper.items.len()],
        pool: Pool::default(),
        wishes: Vec::new(),
    };
    placer.begin(&blocks);
    for (node, middle) in anchored.iter().flat_map(|rows| rows.middles(graph, &blocks)) {
        placer.middle[node] = middle;
    }
    for at in 0..cells.len() {
        placer.settle(at, true);
    }
    if !proper.hops.is_empty() {
        placer.moved.fill(true);
        for sweep in 0..SWEEPS {
            if sweep % 2 == 0 {
                (0..cells.len()).for_each(|at| placer.settle_again(at));
            } else {
                (0..cells.len()).rev().for_each(|at| placer.settle_again(at));
            }
        }
    }
    let mut middle = placer.middle;
    for (middle, item) in middle.iter_mut().zip(&proper.items) {
        *middle = (*middle - item.height / 2.0).round() + item.height / 2.0;
    }
    let rooms = placer.cell_of.iter().map(|cell| ranges[*cell]).collect();
    let words = anchored.iter().map(|rows| rows.span(&blocks).0).collect();
    Places { middle, blocks, rooms, words }
}

/// Upper and lower edge of each block, one below the other in each stage.
fn stacked(heights: &[f64], captions: &[f64], top: f64) -> Vec<(f64, f64)> {
    let mut spans = Vec::with_capacity(heights.len());
    for stage in heights.chunks(captions.len().max(1)) {
        let mut y = top;
        for (height, caption) in stage.iter().zip(captions) {
            let start = y + caption;
            let end = start + height.ceil();
            if *height > 0.0 {
                y = end + size::LANE_PAD + size::LANE_GAP;
            }
            spans.push((start, end));
        }
    }
    spans
}

struct Placing<'a> {
    proper: &'a ProperGraph,
    cells: &'a [Cell],
    /// Cell of each item.
    cell_of: Vec<usize>,
    /// Cells of which an item, or the neighbour of one, moved since they were settled.
    moved: Vec<bool>,
    /// Least distance of each item from the one above it in its cell.
    apart: Vec<f64>,
    order: &'a Order,
    lane_places: &'a [LanePlace],
    /// Upper and lower edge of the room of each cell.
    ranges: &'a [(f64, f64)],
    middle: Vec<f64>,
    pool: Pool,
    wishes: Vec<Wish>,
}

impl Placing<'_> {
    /// Start from the rows of each block that holds hops.
    fn begin(&mut self, blocks: &[(f64, f64)]) {
        for (at, item) in self.proper.items.iter().enumerate() {
            let (start, end) = blocks[item.block];
            let loose = self.lane_places[at] == LanePlace::LooseAbove || self.lane_places[at] == LanePlace::LooseBelow;
            self.middle[at] = if loose { start + item.height / 2.0 } else { f64::midpoint(start, end) };
        }
        let mut local = vec![0; self.proper.items.len()];
        for (block, span) in blocks.iter().enumerate() {
            let mut cells = self.cells.iter().filter(|cell| cell.block == block);
            if cells.any(|cell| cell.end - cell.start > 1) {
                self.begin_block(block, span.0, &mut local);
            }
        }
    }

    /// `local` is where each item gets its number among those of the block.
    fn begin_block(&mut self, block: usize, start: f64, local: &mut [usize]) {
        let in_block = |item: usize| self.proper.items[item].block == block;
        let inside = |hop: &&(usize, usize)| in_block(hop.0) && in_block(hop.1);
        let hops = self.proper.hops.iter().filter(inside);
        let mut items = Vec::new();
        let mut columns = vec![0..0; self.proper.columns];
        for cell in self.cells.iter().filter(|cell| cell.block == block) {
            let first = items.len();
            for item in cell.items(self.order) {
                let mut near = self.proper.left.of(*item).iter().chain(self.proper.right.of(*item));
                if near.any(|other| in_block(*other)) {
                    local[*item] = items.len();
                    items.push(*item);
                }
            }
            let column = &mut columns[cell.column];
            *column = if column.end == 0 { first } else { column.start }..items.len();
        }
        let hops: Vec<(usize, usize)> = hops.map(|hop| (local[hop.0], local[hop.1])).collect();
        let heights: Vec<f64> = items.iter().map(|item| self.proper.items[*item].height + size::ROW_GAP).collect();
        if let Some(middles) = rows::middles(&columns, &heights, &hops) {
            items.iter().zip(middles).for_each(|(item, middle)| self.middle[*item] = start + middle);
        }
    }

    /// Settle a cell, unless it would come out as it is.
    fn settle_again(&mut self, at: usize) {
        if std::mem::take(&mut self.moved[at]) {
            self.settle(at, false);
        }
    }

    fn settle(&mut self, at: usize, first: bool) {
        let cell = &self.cells[at];
        if cell.waits {
            return;
        }
        let items = cell.items(self.order);
        let (low, high) = self.ranges[at];
        self.wishes.clear();
        for item in items {
            let (place, weight) = self.wish(*item, (low, high), first);
            self.wishes.push(Wish { place, weight, apart: self.apart[*item] });
        }
        let half = |item: usize| self.proper.items[item].height / 2.0;
        let (low, high) = (low + half(items[0]), high - half(items[items.len() - 1]));
        self.pool.settle(&mut self.wishes, low, high);
        for (item, wish) in items.iter().zip(&self.wishes) {
            if self.middle[*item].to_bits() == wish.place.to_bits() {
                continue;
            }
            self.middle[*item] = wish.place;
            let (left, right) = (self.proper.left.of(*item), self.proper.right.of(*item));
            left.iter().chain(right).for_each(|other| self.moved[self.cell_of[*other]] = true);
            // Items without neighbours stay near their place.
            self.moved[at] |= left.is_empty() && right.is_empty();
        }
    }

    fn wish(&self, item: usize, (low, high): (f64, f64), first: bool) -> (f64, f64) {
        match self.lane_places[item] {
            LanePlace::Upper => return (low, 8.0),
            LanePlace::Lower => return (high, 8.0),
            LanePlace::LooseAbove | LanePlace::LooseBelow => return (low, 0.02),
            LanePlace::Middle => {}
        }
        let (left, right) = (self.proper.left.of(item), self.proper.right.of(item));
        let count = left.len() + right.len();
        if first || count == 0 {
            return (self.middle[item], 1.0);
        }
        let sum: f64 = left.iter().chain(right).map(|other| self.middle[*other]).sum();
        let weight = if self.proper.items[item].height > 0.0 { 1.0 } else { 2.0 };
        (sum / count as f64, weight)
    }
}
