//! How far each task is from its beginning while nothing is done yet.

use super::states::pieces;
use crate::model::{Guide, Status, TaskIx};

/// How a task in force stands while nothing is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    /// The number of gates before the piece of work that it belongs to, those of empty stages not counted.
    pub(crate) gates: usize,
    /// It can begin as soon as the last of these gates is open.
    pub(crate) at_once: bool,
    /// The first task of its piece of work.
    pub(crate) piece: TaskIx,
}

/// The start of each task; `None` for retired ones. By the same rules as [`states`](super::states), in linear time.
pub(crate) fn starts(guide: &Guide) -> Vec<Option<Start>> {
    let phases = numbered(guide);
    let pieces = pieces(guide);
    let mut gates = vec![0; guide.tasks.len()];
    for at in guide.live() {
        gates[pieces[at]] = gates[pieces[at]].max(phases[at]);
    }
    let live = |at: &TaskIx| guide.tasks[*at].status != Status::Retired;
    let mut at_once = vec![true; guide.tasks.len()];
    for at in guide.live() {
        let before = |first: &TaskIx| phases[*first] < gates[pieces[at]];
        let met = |tasks: &[TaskIx]| !tasks.iter().any(live) || tasks.iter().filter(|first| live(first)).any(before);
        at_once[pieces[at]] &= guide.tasks[at].requires.iter().all(|one| met(&one.tasks));
    }
    let start = |at: TaskIx| {
        let piece = pieces[at];
        live(&at).then(|| Start { gates: gates[piece], at_once: at_once[piece], piece })
    };
    (0..guide.tasks.len()).map(start).collect()
}

/// The phase of each task, counted from the first that has tasks.
fn numbered(guide: &Guide) -> Vec<usize> {
    let mut phases = guide.phases();
    let mut used: Vec<usize> = guide.live().map(|at| phases[at]).collect();
    used.sort_unstable();
    used.dedup();
    for phase in &mut phases {
        *phase = used.partition_point(|other| *other < *phase);
    }
    phases
}
