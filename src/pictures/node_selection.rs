//! Which tasks a picture shows: as boxes, as connectors where a relation leaves the picture, or only as a number.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::context::GuideContext;
use crate::diagram::{EdgeKind, Role};
use crate::graph::{Side, closure, neighbours};
use crate::model::{Certainty, Guide, Predicate, Task, TaskIx};
use crate::text::WordState;

/// From this many tasks on a picture can't be read any more, and counts are shown instead.
pub(crate) const MAX_BOXES: usize = 60;
/// From this many lines on neither.
const MAX_LINES: usize = 240;
/// Beyond this many, the tasks next to a box are not counted, so that one that all others rest on costs no more in each of
/// their pictures.
const MAX_COUNT: usize = 999;
/// The most connectors of a picture, and how many it may have however many boxes there are.
const CONNECTORS: (usize, usize) = (24, 12);
/// The most tasks of the picture around one task.
const MAX_NEIGHBOURS: usize = 12;
/// The most tasks on the page of everything that a task rests on.
const MAX_PATH: usize = 40;
/// How far the picture around a task reaches.
const STEPS: i8 = 2;

/// The tasks and connectors of a picture.
pub(super) struct NodeSelection {
    pub(super) boxes: Vec<(TaskIx, Role)>,
    pub(super) beyond: Vec<Beyond>,
    /// Relations that have no line.
    pub(super) left_out: Vec<Relation>,
}

/// The number of tasks next to a box that are not shown.
#[derive(Hash)]
pub(super) struct Beyond {
    /// Index into the boxes.
    pub(super) of: usize,
    pub(super) side: Side,
    pub(super) count: usize,
    /// Whether the count is exact; else there are more.
    pub(super) counted: bool,
}

/// Where everything is shown that a task rests on.
pub(crate) enum Path {
    /// In the picture around it.
    Shown,
    /// On a page of its own: the task and these.
    Long(Vec<TaskIx>),
    /// Nowhere, since it is more than so many tasks.
    TooLong(usize),
}

/// A relation between two tasks, from the first done to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) from: TaskIx,
    pub(super) to: TaskIx,
    pub(super) kind: EdgeKind,
    /// The number of its choice among those of `to`, from 1; 0 for other kinds.
    pub(super) group: usize,
    pub(super) certainty: Certainty,
}

impl Relation {
    /// Sorts the lines of further choices behind all others of their task, each choice together.
    pub(super) fn later(&self) -> usize {
        self.group.saturating_sub(1)
    }

    /// The number of its choice, where the task has several.
    pub(super) fn choice(&self, guide: &Guide) -> Option<usize> {
        (self.group > 0 && guide.tasks[self.to].has_choices()).then_some(self.group)
    }
}

/// A relation of a task of the picture to one outside.
struct Leaving {
    outside: TaskIx,
    side: Side,
    relation: Relation,
}

impl NodeSelection {
    /// A set of tasks, with connectors to those outside that they have to do with.
    pub(super) fn of(context: &GuideContext<'_>, tasks: &[TaskIx]) -> NodeSelection {
        let leaving = leaving(context, tasks);
        let drawn = connectors(context, &leaving, tasks);
        NodeSelection::with(context, tasks, &leaving, &drawn)
    }

    /// The same with every connector.
    pub(super) fn whole(context: &GuideContext<'_>, tasks: &[TaskIx]) -> NodeSelection {
        let leaving = leaving(context, tasks);
        let drawn = leaving.iter().map(|leaving| leaving.outside).collect();
        NodeSelection::with(context, tasks, &leaving, &drawn)
    }

    fn with(
        context: &GuideContext<'_>,
        tasks: &[TaskIx],
        leaving: &[Leaving],
        drawn: &BTreeSet<TaskIx>,
    ) -> NodeSelection {
        let mut boxes: Vec<(TaskIx, Role)> = tasks.iter().map(|task| (*task, Role::Task)).collect();
        let mut outside: Vec<TaskIx> = drawn.iter().copied().collect();
        outside.sort_unstable_by_key(|task| context.plan.place[*task]);
        boxes.extend(outside.into_iter().map(|task| (task, Role::Outside)));
        let rest: Vec<&Leaving> = leaving.iter().filter(|leaving| !drawn.contains(&leaving.outside)).collect();
        let mut left_out: Vec<Relation> = rest.iter().map(|leaving| leaving.relation).collect();
        left_out.sort_unstable_by_key(|relation| {
            (context.plan.place[relation.to], relation.later(), context.plan.place[relation.from], relation.kind)
        });
        left_out.dedup();
        NodeSelection { beyond: beyond(context, &boxes), boxes, left_out }
    }

    /// A task in focus among others.
    pub(super) fn focused(tasks: &[TaskIx], focus: TaskIx) -> NodeSelection {
        let role = |at: TaskIx| if at == focus { Role::Focus } else { Role::Task };
        let boxes = tasks.iter().map(|at| (*at, role(*at))).collect();
        NodeSelection { boxes, beyond: Vec::new(), left_out: Vec::new() }
    }

    /// The neighbourhood of one task.
    pub(super) fn around(context: &GuideContext<'_>, task: TaskIx) -> (NodeSelection, Path) {
        let near = neighbours(context.guide, task, STEPS, MAX_NEIGHBOURS);
        let path = match closure(context.guide, task, MAX_PATH) {
            Some(tasks) if tasks.iter().all(|task| near.contains(task)) => Path::Shown,
            Some(tasks) => Path::Long(tasks),
            None => Path::TooLong(MAX_PATH),
        };
        let mut selection = NodeSelection::focused(&near, task);
        selection.beyond = beyond(context, &selection.boxes);
        (selection, path)
    }
}

/// The neighbours of some boxes that are not shown. Of connectors that belongs to another picture.
fn beyond(context: &GuideContext<'_>, boxes: &[(TaskIx, Role)]) -> Vec<Beyond> {
    let inside: HashSet<TaskIx, WordState> = boxes.iter().map(|(task, _)| *task).collect();
    let is_outside = |task: &TaskIx| context.plan.place[*task].is_some() && !inside.contains(task);
    let mut found = Vec::new();
    for (of, (at, _)) in boxes.iter().enumerate().filter(|(_, (_, role))| *role != Role::Outside) {
        let task = &context.guide.tasks[*at];
        let mut add = |side: Side, others: &mut dyn Iterator<Item = TaskIx>| {
            let mut others: Vec<TaskIx> = others.filter(is_outside).take(MAX_COUNT + 1).collect();
            let counted = others.len() <= MAX_COUNT;
            others.sort_unstable();
            others.dedup();
            if !others.is_empty() {
                found.push(Beyond { of, side, count: others.len(), counted });
            }
        };
        add(Side::Before, &mut task.requires.iter().flat_map(|requirement| requirement.tasks.iter().copied()));
        add(Side::Beside, &mut task.with.iter().chain(&task.alternatives).copied());
        add(Side::After, &mut task.required_by.iter().map(|relation| relation.task));
    }
    found
}

/// Every relation of a task in force, with the other one.
fn related(task: &Task, at: TaskIx) -> impl Iterator<Item = (TaskIx, Side, Relation)> {
    let after = task.required_by.iter().map(move |next| {
        let relation =
            Relation { from: at, to: next.task, kind: kind(next.group), group: next.group, certainty: next.certainty };
        (next.task, Side::After, relation)
    });
    before(task, at).chain(after).chain(beside(task, at))
}

/// The same of its relations that count as its own: of all tasks together, these are every relation once.
pub(super) fn own(task: &Task, at: TaskIx) -> impl Iterator<Item = (TaskIx, Side, Relation)> {
    before(task, at).chain(beside(task, at).filter(move |(other, ..)| *other > at))
}

fn before(task: &Task, at: TaskIx) -> impl Iterator<Item = (TaskIx, Side, Relation)> {
    task.numbered().flat_map(move |(group, requirement)| {
        let (kind, certainty) = (kind(group), requirement.basis.certainty);
        let relation =
            move |from: &TaskIx| (*from, Side::Before, Relation { from: *from, to: at, kind, group, certainty });
        requirement.tasks.iter().map(relation)
    })
}

fn beside(task: &Task, at: TaskIx) -> impl Iterator<Item = (TaskIx, Side, Relation)> {
    let with = task.with.iter().map(|other| (*other, EdgeKind::With, Predicate::With));
    let instead = task.alternatives.iter().map(|other| (*other, EdgeKind::Alternative, Predicate::Alternatives));
    with.chain(instead).map(move |(other, kind, about)| {
        let certainty = task.basis(about, other).certainty;
        let relation = Relation { from: at.min(other), to: at.max(other), kind, group: 0, certainty };
        (other, Side::Beside, relation)
    })
}

fn kind(group: usize) -> EdgeKind {
    if group > 0 { EdgeKind::Any } else { EdgeKind::Requires }
}

fn leaving(context: &GuideContext<'_>, tasks: &[TaskIx]) -> Vec<Leaving> {
    let inside: BTreeSet<TaskIx> = tasks.iter().copied().collect();
    if inside.len() == context.plan.order.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for task in tasks {
        for (outside, side, relation) in related(&context.guide.tasks[*task], *task) {
            if context.plan.place[outside].is_some() && !inside.contains(&outside) {
                found.push(Leaving { outside, side, relation });
            }
        }
    }
    found
}

/// The tasks outside that are drawn: all, or those that most has to do with; counterparts come first.
fn connectors(context: &GuideContext<'_>, leaving: &[Leaving], tasks: &[TaskIx]) -> BTreeSet<TaskIx> {
    let mut weights: BTreeMap<TaskIx, (bool, usize)> = BTreeMap::new();
    for leaving in leaving {
        let weight = weights.entry(leaving.outside).or_default();
        weight.0 |= leaving.side == Side::Beside;
        weight.1 += 1;
    }
    let (most, least) = CONNECTORS;
    let room = MAX_BOXES.saturating_sub(tasks.len()).clamp(least, most);
    let mut lines = MAX_LINES.saturating_sub(lines_between(context, tasks));
    if weights.len() <= room && leaving.len() <= lines {
        return weights.into_keys().collect();
    }
    let mut sorted: Vec<(TaskIx, (bool, usize))> = weights.into_iter().collect();
    sorted.sort_by_key(|(task, weight)| (std::cmp::Reverse(*weight), context.plan.place[*task]));
    let drawn = sorted.into_iter().take(room).take_while(|(_, (_, more))| {
        let fits = *more <= lines;
        lines = lines.saturating_sub(*more);
        fits
    });
    drawn.map(|(task, _)| task).collect()
}

/// Whether a set of tasks is too much for one picture.
pub(crate) fn is_crowded(context: &GuideContext<'_>, tasks: &[TaskIx]) -> bool {
    tasks.len() > MAX_BOXES || lines_between(context, tasks) > MAX_LINES
}

/// How many relations some tasks have among themselves.
fn lines_between(context: &GuideContext<'_>, tasks: &[TaskIx]) -> usize {
    let inside: HashSet<TaskIx, WordState> = tasks.iter().copied().collect();
    let own = tasks.iter().flat_map(|task| own(&context.guide.tasks[*task], *task));
    own.filter(|(other, ..)| inside.contains(other)).count()
}
