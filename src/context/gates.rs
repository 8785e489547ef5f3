//! The gates of a guide, with the work before each.

use crate::graph::{Plan, Start};
use crate::model::{Guide, TaskIx};

/// A gate that holds something back.
pub(crate) struct GateWork {
    /// The stage behind it.
    pub(crate) stage: usize,
    /// The pieces of work that must be done from the gate before this one on, each by its first task; by party, then in the
    /// order of the plan. What is carried out together is one piece.
    pub(crate) pieces: Vec<TaskIx>,
}

/// Whether there is a gate before a stage. One before the first holds nothing back.
pub(super) fn is_gated(guide: &Guide, stage: usize) -> bool {
    stage > 0 && guide.stages[stage].gate
}

/// The gates of a guide, in the order of its stages.
pub(super) fn gates(guide: &Guide, plan: &Plan, starts: &[Option<Start>]) -> Vec<GateWork> {
    let gated = (0..guide.stages.len()).filter(|stage| is_gated(guide, *stage));
    let mut gates: Vec<GateWork> = gated.map(|stage| GateWork { stage, pieces: Vec::new() }).collect();
    for task in &plan.order {
        let leads = starts[*task].is_some_and(|start| start.piece == *task);
        let (_, behind) = around(&gates, guide.tasks[*task].stage);
        if let Some(gate) = behind.filter(|_| leads) {
            gates[gate].pieces.push(*task);
        }
    }
    for gate in &mut gates {
        gate.pieces.sort_by_key(|task| guide.tasks[*task].party);
    }
    gates
}

/// The place among gates of the last one at or before a stage, and of the first behind it.
pub(super) fn around(gates: &[GateWork], stage: usize) -> (Option<usize>, Option<usize>) {
    let behind = gates.partition_point(|gate| gate.stage <= stage);
    (behind.checked_sub(1), (behind < gates.len()).then_some(behind))
}
