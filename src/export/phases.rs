//! Gates for formats that know no columns: which tasks come last before each, and which first behind it.

use crate::diagram::Drawing;

/// A gate with tasks on both sides.
pub(super) struct Gate<'a> {
    /// Key of the stage behind it.
    pub(super) stage: &'a str,
    /// Tasks before it that no other one before it waits for.
    pub(super) last: Vec<usize>,
    /// Tasks behind it that wait for no other one behind it.
    pub(super) first: Vec<usize>,
}

/// The gates of a drawing, in the order of the stages.
pub(super) fn gates(drawing: &Drawing) -> Vec<Gate<'_>> {
    let mut gates = Vec::new();
    for (at, stage) in drawing.stages.iter().enumerate().filter(|(_, stage)| stage.gated) {
        let before: Vec<bool> = drawing.nodes.iter().map(|node| node.stage < at).collect();
        let (mut waited, mut waits) = (vec![false; before.len()], vec![false; before.len()]);
        for edge in drawing.edges.iter().filter(|edge| edge.kind.directed()) {
            if before[edge.from] == before[edge.to] {
                waited[edge.from] = true;
                waits[edge.to] = true;
            }
        }
        let of = |side: bool, taken: &[bool]| -> Vec<usize> {
            (0..before.len()).filter(|node| before[*node] == side && !taken[*node]).collect()
        };
        let gate = Gate { stage: &stage.key, last: of(true, &waited), first: of(false, &waits) };
        if !gate.last.is_empty() && !gate.first.is_empty() {
            gates.push(gate);
        }
    }
    gates
}
