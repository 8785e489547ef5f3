//! The tasks that can begin, computed from the finished ones. The same rules as the reader's ticks, `templates/js/states.js`.

use std::collections::BTreeSet;

use super::joined::joined;
use crate::model::{Guide, Status, TaskIx};

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It is done.
    Done,
    /// It can begin.
    Ready,
    /// It can't begin yet.
    Waiting,
    /// An alternative to it is done.
    Unneeded,
    /// It is retired, and never done.
    Retired,
}

impl State {
    /// The word for it in output for programs, which is for ever.
    pub(crate) fn name(self) -> &'static str {
        match self {
            State::Done => "done",
            State::Ready => "ready",
            State::Waiting => "waiting",
            State::Unneeded => "unneeded",
            State::Retired => "retired",
        }
    }
}

/// The state of each task. What is carried out together is one piece of work: with one of it the whole is done. A task can
/// begin when every gate before it is open, one of each of its requirements is done, and the same holds for those that are
/// carried out together with it.
pub(crate) fn states(guide: &Guide, done: &BTreeSet<TaskIx>) -> Vec<State> {
    let live = |at: &TaskIx| guide.tasks[*at].status != Status::Retired;
    let pieces = pieces(guide);
    let finished: BTreeSet<usize> = done.iter().map(|at| pieces[*at]).collect();
    let done: BTreeSet<TaskIx> = (0..guide.tasks.len()).filter(|at| finished.contains(&pieces[*at])).collect();
    let settled = |at: TaskIx| {
        let others = guide.tasks[at].alternatives.iter().filter(|other| live(other));
        done.contains(&at) || others.into_iter().any(|other| done.contains(other))
    };
    let phases = guide.phases();
    // The lowest phase that still has something to do.
    let open = guide.live().filter(|at| !settled(*at)).map(|at| phases[at]).min();
    let free = |at: TaskIx| {
        let mut needs =
            guide.tasks[at].requires.iter().map(|one| one.tasks.iter().copied().filter(live).collect::<Vec<_>>());
        open.is_none_or(|open| phases[at] <= open) && needs.all(|one| one.is_empty() || one.into_iter().any(settled))
    };
    let held_up: BTreeSet<usize> = guide.live().filter(|at| !free(*at)).map(|at| pieces[at]).collect();
    let state = |at: TaskIx| {
        if !live(&at) {
            State::Retired
        } else if done.contains(&at) {
            State::Done
        } else if settled(at) {
            State::Unneeded
        } else if held_up.contains(&pieces[at]) {
            State::Waiting
        } else {
            State::Ready
        }
    };
    (0..guide.tasks.len()).map(state).collect()
}

/// The piece of work that each task belongs to, by its first task: `with` joins in pairs or in chains of pairs. What is
/// retired stands alone.
pub(super) fn pieces(guide: &Guide) -> Vec<TaskIx> {
    let live = |at: &TaskIx| guide.tasks[*at].status != Status::Retired;
    joined(guide.tasks.len(), |at| {
        let partners = guide.tasks[at].with.iter().copied();
        partners.filter(move |other| live(&at) && live(other))
    })
}
