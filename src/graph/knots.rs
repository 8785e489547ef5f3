//! Knots: tasks that can never be done, since each waits for others among them.

use std::collections::HashSet;

use super::joined::joined;
use super::order::{Arc, order};
use super::strong::strong;
use crate::model::{Guide, Status, TaskIx};
use crate::source::Span;
use crate::text::WordState;

/// So many looks at requirements may be spent on making the cure of one knot smaller.
const MAX_LOOKS: usize = 500_000;

/// A requirement that cannot be met, by its task and its place in the task's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Need {
    pub(crate) task: TaskIx,
    pub(crate) number: usize,
}

/// Tasks that hold each other up.
#[derive(Debug)]
pub(crate) struct Knot {
    /// In order; of a ring, each before the one that it waits for.
    pub(crate) tasks: Vec<TaskIx>,
    /// All requirements among them.
    pub(crate) needs: Vec<Need>,
    /// A few of these without which every task of the knot can be done.
    pub(crate) cure: Vec<Need>,
    /// A single circle: without any one of its requirements it is gone.
    pub(crate) is_ring: bool,
}

/// The requirements of a guide's tasks.
pub(crate) struct Waits<'g> {
    guide: &'g Guide,
    phases: Vec<usize>,
    /// Of each task, the first of those that it begins together with; empty where each begins by itself.
    blocks: Vec<TaskIx>,
    /// Requirements that count as met.
    met: HashSet<Need, WordState>,
    /// Place of each task among those of this search; `usize::MAX` for others.
    place: Vec<usize>,
}

impl Need {
    /// Where it is written.
    pub(crate) fn span(self, guide: &Guide) -> Span {
        guide.tasks[self.task].requires[self.number].span
    }
}

impl<'g> Waits<'g> {
    pub(crate) fn new(guide: &'g Guide) -> Self {
        let count = guide.tasks.len();
        Waits {
            guide,
            phases: guide.phases(),
            blocks: Vec::new(),
            met: HashSet::default(),
            place: vec![usize::MAX; count],
        }
    }

    /// Lets tasks begin only together, by the pairs of them.
    pub(crate) fn join(&mut self, pairs: &[(TaskIx, TaskIx)]) {
        let mut partners: Vec<Vec<TaskIx>> = vec![Vec::new(); self.guide.tasks.len()];
        for (one, other) in pairs {
            partners[*one].push(*other);
            partners[*other].push(*one);
        }
        self.blocks = joined(partners.len(), |at| std::mem::take(&mut partners[at]));
    }

    /// Takes requirements as met.
    pub(crate) fn grant(&mut self, needs: impl IntoIterator<Item = Need>) {
        self.met.extend(needs);
    }

    /// Every knot, those first that others rest on. What rests on a knot and is no part of it is not told.
    pub(crate) fn knots(&mut self) -> Vec<Knot> {
        let live: Vec<TaskIx> = self.guide.live().collect();
        let stuck = self.stuck(&live);
        let mut found = Vec::new();
        for part in self.parts(&stuck) {
            // Its requirements outside have their own diagnostics, and count as done.
            let held = self.stuck(&part);
            if !held.is_empty() {
                found.push(self.knot(held));
            }
        }
        found
    }

    /// The tasks of which one is enough for a requirement. A retired one holds nobody up, and one behind a gate comes too late for
    /// those before it: a requirement with no other is a fault of its own, and counts as met.
    fn members(&self, need: Need) -> impl Iterator<Item = TaskIx> {
        let Need { task, number } = need;
        let tasks = &self.guide.tasks;
        let requirement = &tasks[task].requires[number];
        let in_time = move |first: TaskIx| {
            let late = self.phases[first] > self.phases[task] && tasks[first].placed && tasks[task].placed;
            !late && tasks[first].status != Status::Retired
        };
        requirement.tasks.iter().copied().filter(move |first| in_time(*first))
    }

    fn needs(&self, task: TaskIx) -> impl Iterator<Item = Need> {
        let needs = (0..self.guide.tasks[task].requires.len()).map(move |number| Need { task, number });
        needs.filter(|need| self.met.is_empty() || !self.met.contains(need))
    }

    /// The first of those that a task begins together with. A search that takes one takes all.
    fn block(&self, task: TaskIx) -> TaskIx {
        self.blocks.get(task).copied().unwrap_or(task)
    }

    fn look_at(&mut self, tasks: &[TaskIx]) {
        for (at, task) in tasks.iter().enumerate() {
            self.place[*task] = at;
        }
    }

    fn look_away(&mut self, tasks: &[TaskIx]) {
        for task in tasks {
            self.place[*task] = usize::MAX;
        }
    }

    /// Those of `tasks` that can never be done, if all others are. Linear: what can be done is peeled off.
    fn stuck(&mut self, tasks: &[TaskIx]) -> Vec<TaskIx> {
        self.look_at(tasks);
        let mut peel = Peel {
            unmet: vec![0; tasks.len()],
            owners: Vec::new(),
            after: vec![Vec::new(); tasks.len()],
            blocks: tasks.iter().map(|task| self.place[self.block(*task)]).collect(),
        };
        let mut members = Vec::new();
        for (at, task) in tasks.iter().enumerate() {
            for need in self.needs(*task) {
                members.clear();
                members.extend(self.members(need).map(|first| self.place[first]));
                if !members.is_empty() && !members.contains(&usize::MAX) {
                    peel.unmet[at] += 1;
                    for first in &members {
                        peel.after[*first].push(peel.owners.len());
                    }
                    peel.owners.push(Some(at));
                }
            }
        }
        let done = peel.done();
        self.look_away(tasks);
        tasks.iter().zip(done).filter(|(_, done)| !done).map(|(task, _)| *task).collect()
    }

    /// Parts of stuck tasks in which each waits for each, those first that others wait for.
    fn parts(&mut self, stuck: &[TaskIx]) -> Vec<Vec<TaskIx>> {
        self.look_at(stuck);
        let next = |at: usize| {
            let members = self.needs(stuck[at]).flat_map(|need| self.members(need));
            let waits = members.chain([self.block(stuck[at])]).map(|other| self.place[other]);
            waits.filter(|place| *place != usize::MAX).collect::<Vec<_>>()
        };
        let mut nexts: Vec<Vec<usize>> = (0..stuck.len()).map(next).collect();
        for (at, task) in stuck.iter().enumerate().filter(|(_, task)| self.block(**task) != **task) {
            nexts[self.place[self.block(*task)]].push(at);
        }
        self.look_away(stuck);
        let parts = strong(&nexts).into_iter().filter(|part| part.len() > 1);
        parts.map(|part| part.into_iter().map(|at| stuck[at]).collect()).collect()
    }

    fn knot(&mut self, held: Vec<TaskIx>) -> Knot {
        let mut tasks = held;
        tasks.sort_unstable();
        let inside = |task: TaskIx| tasks.binary_search(&task).is_ok();
        let all = tasks.iter().flat_map(|task| self.needs(*task));
        let is_held = |need: &Need| {
            let mut members = self.members(*need).peekable();
            members.peek().is_some() && members.all(inside)
        };
        let needs: Vec<Need> = all.filter(is_held).collect();
        if let Some(round) = self.ring(&tasks, &needs) {
            let cure = needs[..1].to_vec();
            return Knot { tasks: round, needs, cure, is_ring: true };
        }
        let cure = self.cure(&tasks, &needs);
        Knot { tasks, needs, cure, is_ring: false }
    }

    /// The tasks in the order of a circle, where they are one and nothing more.
    fn ring(&self, tasks: &[TaskIx], needs: &[Need]) -> Option<Vec<TaskIx>> {
        if needs.len() != tasks.len() || !self.blocks.is_empty() {
            return None;
        }
        let mut round = Vec::with_capacity(tasks.len());
        let mut at = *tasks.first()?;
        while round.first() != Some(&at) && round.len() < tasks.len() {
            round.push(at);
            let need = needs.get(needs.binary_search_by_key(&at, |need| need.task).ok()?)?;
            let mut members = self.members(*need);
            at = members.next()?;
            if members.next().is_some() {
                return None;
            }
        }
        (round.len() == tasks.len() && round.first() == Some(&at)).then_some(round)
    }

    /// A small set of needs without which all tasks can be done: those that lead back in an order in which few do, without
    /// those that are not in the way of the others.
    fn cure(&mut self, tasks: &[TaskIx], needs: &[Need]) -> Vec<Need> {
        let block = &|task: TaskIx| tasks.binary_search(&self.block(task)).unwrap_or_default();
        let arcs = needs.iter().flat_map(|need| {
            let to = block(need.task);
            self.members(*need).map(move |first| Arc { from: block(first), to })
        });
        let place = order(tasks.len(), &arcs.collect::<Vec<_>>());
        let back = |need: &&Need| self.members(**need).all(|first| place[block(first)] >= place[block(need.task)]);
        let mut cure: Vec<Need> = needs.iter().filter(back).copied().collect();
        if cure.len() * needs.len() <= MAX_LOOKS {
            let before = self.met.clone();
            for at in (0..cure.len()).rev() {
                self.met = before.clone();
                self.met.extend(cure.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, need)| *need));
                if self.stuck(tasks).is_empty() {
                    cure.remove(at);
                }
            }
            self.met = before;
        }
        cure
    }
}

/// Tasks and needs by their places while what can be done is peeled off.
struct Peel {
    /// How many needs of each task are not met.
    unmet: Vec<usize>,
    /// The task of each need; none once it is met.
    owners: Vec<Option<usize>>,
    /// The needs that each task meets.
    after: Vec<Vec<usize>>,
    /// The first of those that each task begins together with.
    blocks: Vec<usize>,
}

impl Peel {
    /// Whether each task can be done.
    fn done(mut self) -> Vec<bool> {
        let count = self.unmet.len();
        let (mut held, mut others) = (vec![0; count], vec![Vec::new(); count]);
        for (at, block) in self.blocks.iter().copied().enumerate() {
            held[block] += usize::from(self.unmet[at] > 0);
            if block != at {
                others[block].push(at);
            }
        }
        let mut free: Vec<usize> = (0..count).filter(|at| held[self.blocks[*at]] == 0).collect();
        let mut done = vec![false; count];
        while let Some(at) = free.pop() {
            done[at] = true;
            for need in std::mem::take(&mut self.after[at]) {
                let Some(owner) = self.owners[need].take() else { continue };
                self.unmet[owner] -= 1;
                let block = self.blocks[owner];
                if self.unmet[owner] == 0 {
                    held[block] -= 1;
                    if held[block] == 0 {
                        free.push(block);
                        free.append(&mut others[block]);
                    }
                }
            }
        }
        done
    }
}
