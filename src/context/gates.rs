//! The gates of a guide, with the work before each.

use std::collections::HashSet;

use super::addresses::has_gate;
use super::site::GuideContext;
use crate::model::TaskIx;

/// A gate that holds something back.
pub(crate) struct GateWork {
    /// The stage behind it.
    pub(crate) stage: usize,
    /// The pieces of work that must be done from the gate before this one on, each by its first task; by party, then in the
    /// order of the plan. What is carried out together is one piece.
    pub(crate) pieces: Vec<TaskIx>,
}

impl GateWork {
    /// The gates of a guide, in the order of its stages.
    pub(super) fn of(context: &GuideContext<'_>) -> Vec<GateWork> {
        let guide = context.guide;
        let gated = (0..guide.stages.len()).filter(|stage| has_gate(context, *stage));
        let mut gates: Vec<GateWork> = gated.map(|stage| GateWork { stage, pieces: Vec::new() }).collect();
        for task in &context.plan.order {
            let stage = guide.tasks[*task].stage;
            let leads = context.starts[*task].is_some_and(|start| start.piece == *task);
            let gate = gates.partition_point(|gate| gate.stage <= stage);
            if let Some(gate) = gates.get_mut(gate).filter(|_| leads) {
                gate.pieces.push(*task);
            }
        }
        for gate in &mut gates {
            gate.pieces.sort_by_key(|task| guide.tasks[*task].party);
        }
        gates
    }
}

impl GuideContext<'_> {
    /// The place among the guide's gates of the last one at or before a stage, and of the first behind it.
    pub(crate) fn gates_around(&self, stage: usize) -> (Option<usize>, Option<usize>) {
        let behind = self.gates.partition_point(|gate| gate.stage <= stage);
        (behind.checked_sub(1), (behind < self.gates.len()).then_some(behind))
    }

    /// How many pieces of work each of `count` groups has; what is carried out together is one.
    pub(crate) fn pieces_of(&self, count: usize, group: impl Fn(TaskIx) -> usize) -> Vec<usize> {
        let piece = |task: &TaskIx| Some((group(*task), self.starts[*task]?.piece));
        let pieces: HashSet<(usize, TaskIx)> = self.plan.order.iter().filter_map(piece).collect();
        let mut counts = vec![0; count];
        pieces.into_iter().for_each(|(group, _)| counts[group] += 1);
        counts
    }
}
