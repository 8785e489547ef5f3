//! Boxes that wait for the gate of their stage and for nothing else: in each band they stand apart from the others, in rows,
//! and read downwards in order of the plan.

use std::collections::BTreeMap;

use super::graph::Graph;
use super::packing::Columns;

/// So many boxes of a band make rows. Fewer stand among the others, in the room that these leave.
const LEAST: usize = 4;

/// Rows of boxes that wait for the gate of their stage alone.
pub(crate) struct WaitingRows {
    /// Index into the graph's stages.
    pub stage: usize,
    /// Their block of the graph.
    pub block: usize,
    /// The first column.
    pub first: usize,
    /// Rows from above, each with its nodes from the left.
    pub rows: Vec<Vec<usize>>,
}

/// Marks those boxes, where there are bands and words for them.
pub(crate) fn mark(graph: &mut Graph) {
    let drawing = graph.drawing;
    if !graph.bands || drawing.words.waits_for_gate.is_empty() {
        return;
    }
    let mut is_linked = vec![false; graph.nodes.len()];
    graph.links.iter().flat_map(|link| [link.from, link.to]).for_each(|node| is_linked[node] = true);
    // Only the first stage of a stretch can have a gate.
    let gated = |stage: usize| drawing.stages.get(graph.stages[stage][0]).is_some_and(|stage| stage.gated);
    let mut blocks = vec![Vec::new(); graph.blocks()];
    for (at, node) in graph.nodes.iter().enumerate() {
        if !is_linked[at] && gated(node.stage) && drawing.nodes[node.source].beyond.is_empty() {
            blocks[graph.block(node.stage, node.lane)].push(at);
        }
    }
    let crowds = blocks.iter().filter(|block| block.len() >= LEAST);
    crowds.flatten().for_each(|node| graph.nodes[*node].waits = true);
}

/// The rows in which marked boxes stand.
pub(crate) fn rows(graph: &Graph, columns: &Columns) -> Vec<WaitingRows> {
    let mut all: Vec<WaitingRows> = Vec::new();
    // Rows that are filled so far in each column, by block.
    let mut filled: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (at, node) in graph.nodes.iter().enumerate().filter(|(_, node)| node.waits) {
        let (block, column) = (graph.block(node.stage, node.lane), columns.of[at]);
        let row = filled.entry((block, column)).or_default();
        let rows = match all.iter_mut().find(|rows| rows.block == block) {
            Some(rows) => rows,
            None => {
                all.push(WaitingRows { stage: node.stage, block, first: column, rows: Vec::new() });
                let last = all.len() - 1;
                &mut all[last]
            }
        };
        match rows.rows.get_mut(*row) {
            Some(row) => row.push(at),
            None => rows.rows.push(vec![at]),
        }
        *row += 1;
    }
    all
}

/// Makes all boxes of a row as high as its highest.
pub(crate) fn level(graph: &mut Graph, all: &[WaitingRows]) {
    for row in all.iter().flat_map(|rows| &rows.rows) {
        let most = row.iter().map(|node| graph.nodes[*node].height).fold(0.0, f64::max);
        for node in row {
            graph.nodes[*node].height = most;
        }
    }
}
