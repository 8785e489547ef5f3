//! An order in which every task can be done.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::model::{Guide, TaskIx};

/// The order of a guide's tasks in force.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// The tasks, first to last; without retired ones.
    pub(crate) order: Vec<TaskIx>,
    /// The place of each task in `order`; `None` for retired ones.
    pub(crate) place: Vec<Option<usize>>,
}

/// The plan of a guide: gates first (a gated stage starts when all earlier ones are done), then what is required,
/// then stage, party and the tasks' natural order. Tasks carried out together, and alternatives, follow
/// each other where they can.
/// The method is Kahn's topological sort (Communications of the ACM 5:11, 1962) with a heap. Where tasks wait for
/// each other in a circle, which is an error elsewhere, they are placed by stage and party.
pub(crate) fn plan(guide: &Guide) -> Plan {
    let mut phases: Vec<Vec<TaskIx>> = vec![Vec::new(); guide.stages.len() + 1];
    let phase = guide.phases();
    let mut sorter = Sorter::new(guide);
    for task in guide.live() {
        phases[phase[task]].push(task);
        sorter.phases[task] = Some(phase[task]);
    }
    for (phase, tasks) in phases.iter().enumerate() {
        sorter.phase(phase, tasks);
    }
    let mut place = vec![None; guide.tasks.len()];
    for (at, task) in sorter.order.iter().enumerate() {
        place[*task] = Some(at);
    }
    Plan { order: sorter.order, place }
}

/// The key by which the next of several possible tasks is chosen.
type Rank = (usize, usize, TaskIx);

struct Sorter<'a> {
    guide: &'a Guide,
    /// Which of the parts between two gates each task is in; `None` for retired ones.
    phases: Vec<Option<usize>>,
    /// Unmet requirements of each task, counted once for each requiring relation.
    waiting: Vec<usize>,
    done: Vec<bool>,
    order: Vec<TaskIx>,
}

impl<'a> Sorter<'a> {
    fn new(guide: &'a Guide) -> Self {
        let waiting = guide
            .tasks
            .iter()
            .map(|task| task.requires.iter().map(|requirement| requirement.tasks.len()).sum())
            .collect();
        let count = guide.tasks.len();
        Sorter { guide, phases: vec![None; count], waiting, done: vec![false; count], order: Vec::with_capacity(count) }
    }

    fn rank(&self, task: TaskIx) -> Reverse<Rank> {
        let item = &self.guide.tasks[task];
        Reverse((item.stage, item.party, task))
    }

    /// Sorts the tasks between two gates; earlier phases are done.
    fn phase(&mut self, phase: usize, tasks: &[TaskIx]) {
        for task in tasks {
            // Tasks outside the phase are done, retired, or a fault with its own diagnostic.
            let inside = self.guide.tasks[*task].requires.iter().flat_map(|requirement| &requirement.tasks);
            self.waiting[*task] = inside.filter(|first| self.phases[**first] == Some(phase)).count();
        }
        let mut ready: BinaryHeap<Reverse<Rank>> =
            tasks.iter().filter(|task| self.waiting[**task] == 0).map(|task| self.rank(*task)).collect();
        let mut left: BinaryHeap<Reverse<Rank>> = tasks.iter().map(|task| self.rank(*task)).collect();
        loop {
            while let Some(Reverse((_, _, task))) = ready.pop() {
                self.take(task, &mut ready);
            }
            // Alternatives may stand in a circle with what needs only one of them, and real circles must end too:
            // the first task that is left goes next.
            match std::iter::from_fn(|| left.pop()).find(|Reverse((_, _, task))| !self.done[*task]) {
                Some(Reverse((_, _, task))) => self.take(task, &mut ready),
                None => return,
            }
        }
    }

    /// Puts a task next, and right behind it what is carried out with it or in its place and is ready too.
    fn take(&mut self, task: TaskIx, ready: &mut BinaryHeap<Reverse<Rank>>) {
        self.put(task, ready);
        let guide = self.guide;
        for partner in guide.tasks[task].with.iter().chain(&guide.tasks[task].alternatives).copied() {
            if self.phases[partner] == self.phases[task] && self.waiting[partner] == 0 {
                self.put(partner, ready);
            }
        }
    }

    fn put(&mut self, task: TaskIx, ready: &mut BinaryHeap<Reverse<Rank>>) {
        if std::mem::replace(&mut self.done[task], true) {
            return;
        }
        self.order.push(task);
        for relation in &self.guide.tasks[task].required_by {
            let next = relation.task;
            if self.phases[next] == self.phases[task] && self.waiting[next] > 0 {
                self.waiting[next] -= 1;
                if self.waiting[next] == 0 {
                    ready.push(self.rank(next));
                }
            }
        }
    }
}
