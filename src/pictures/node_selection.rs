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
pub(super) const MAX_LINES: usize = 240;
/// The most boxes for tasks that have none of their own, and the most lines that lead to them.
const FOLDS: (usize, usize) = (24, MAX_LINES);
/// The most connectors of a picture, and how many it may have however many boxes there are.
const CONNECTORS: (usize, usize) = (24, 12);
/// The most tasks around one task; with up to three boxes "and 4 more" there are fifteen.
const MAX_NEIGHBOURS: usize = 12;
/// The most tasks on the page of everything that a task rests on.
const MAX_PATH: usize = 40;
/// How far the picture around a task reaches.
const STEPS: i8 = 2;

/// The tasks and connectors of a picture.
pub(super) struct NodeSelection {
    pub(super) boxes: Vec<(TaskIx, Role)>,
    pub(super) more: Vec<More>,
    /// Relations that have no line.
    pub(super) left_out: Vec<Relation>,
}

/// A box for tasks that have none of their own.
#[derive(Hash)]
pub(super) struct More {
    /// "4".
    pub(super) count: String,
    pub(super) party: usize,
    /// Whether they are of several parties; then `party` only says where the box stands.
    pub(super) mixed: bool,
    pub(super) stage: usize,
    /// Place in the plan.
    pub(super) order: usize,
    /// Nothing where it leads to the list of what is left out.
    pub(super) href: Option<String>,
    /// Where it stands to the tasks that have to do with it.
    pub(super) side: Side,
    /// Indices into the boxes: those tasks, each once.
    pub(super) of: Vec<usize>,
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
    /// The task at its other end.
    fn other(self, task: TaskIx) -> TaskIx {
        if self.from == task { self.to } else { self.from }
    }

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
    /// Index into the boxes.
    inside: usize,
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
        NodeSelection { boxes, more: folded(context, &rest), left_out }
    }

    /// A task in focus among others.
    pub(super) fn focused(tasks: &[TaskIx], focus: TaskIx) -> NodeSelection {
        let role = |at: TaskIx| if at == focus { Role::Focus } else { Role::Task };
        let boxes = tasks.iter().map(|at| (*at, role(*at))).collect();
        NodeSelection { boxes, more: Vec::new(), left_out: Vec::new() }
    }

    /// The neighbourhood of one task.
    pub(super) fn around(context: &GuideContext<'_>, task: TaskIx, root: &str) -> (NodeSelection, Path) {
        let near = neighbours(context.guide, task, STEPS, MAX_NEIGHBOURS);
        let boxes = NodeSelection::focused(&near.tasks, task).boxes;
        let path = match closure(context.guide, task, MAX_PATH) {
            Some(tasks) if tasks.iter().all(|task| near.tasks.contains(task)) => Path::Shown,
            Some(tasks) => Path::Long(tasks),
            None => Path::TooLong(MAX_PATH),
        };
        let (item, page) = (&context.guide.tasks[task], &context.links[task].path);
        let beside = if item.with.is_empty() { "_alternatives" } else { "_with" };
        let more = near.left_out.iter().map(|left| {
            let section = match left.side {
                // Where there is a page with all that comes before, it says more than the task's own list.
                Side::Before if matches!(path, Path::Long(_)) => "_rests-on",
                Side::Before => "_waits-for",
                Side::Beside => beside,
                Side::After => "_waited-for",
            };
            More {
                count: if left.counted { left.count.to_string() } else { format!("{}+", left.count) },
                party: item.party,
                mixed: false,
                stage: item.stage,
                order: if left.side == Side::Before { 0 } else { usize::MAX },
                href: Some(format!("{root}{page}#{section}")),
                side: left.side,
                of: left.through.clone(),
            }
        });
        let more = more.map(|more| turned(context, more, &boxes)).collect();
        (NodeSelection { boxes, more, left_out: Vec::new() }, path)
    }
}

/// A box for what lies before stands in the first stage of those that wait for it, others in the last.
fn turned(context: &GuideContext<'_>, mut more: More, boxes: &[(TaskIx, Role)]) -> More {
    let stages = more.of.iter().map(|at| context.guide.tasks[boxes[*at].0].stage);
    let stage = if more.side == Side::Before { stages.min() } else { stages.max() };
    more.stage = stage.unwrap_or(more.stage);
    more
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
    for (at, task) in tasks.iter().enumerate() {
        for (outside, side, relation) in related(&context.guide.tasks[*task], *task) {
            if context.plan.place[outside].is_some() && !inside.contains(&outside) {
                found.push(Leaving { inside: at, outside, side, relation });
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

/// The tasks outside that are not drawn, as a box for each party and side, or for each side where these are too many.
fn folded(context: &GuideContext<'_>, rest: &[&Leaving]) -> Vec<More> {
    let party = |leaving: &Leaving| context.guide.tasks[leaving.outside].party;
    let by = |party: &dyn Fn(&Leaving) -> usize| {
        let mut folds: BTreeMap<(usize, Side), Vec<&Leaving>> = BTreeMap::new();
        for leaving in rest {
            folds.entry((party(leaving), leaving.side)).or_default().push(*leaving);
        }
        folds
    };
    let mut folds = by(&party);
    let mixed = folds.len() > FOLDS.0 || rest.len() > FOLDS.1 && lines_to(&folds) > FOLDS.1;
    if mixed {
        // In the lane of the first of those that they have to do with.
        let here = rest.first().map_or(0, |first| first.relation.other(first.outside));
        folds = by(&|_| context.guide.tasks[here].party);
    }
    let more = folds.into_iter().map(|((party, side), list)| {
        let outside: BTreeSet<TaskIx> = list.iter().map(|leaving| leaving.outside).collect();
        let of: BTreeSet<usize> = list.iter().map(|leaving| leaving.inside).collect();
        let stage = |task: TaskIx| context.guide.tasks[task].stage;
        let far = outside.iter().map(|task| stage(*task));
        let near = list.iter().map(|leaving| {
            let Relation { from, to, .. } = leaving.relation;
            if from == leaving.outside { stage(to) } else { stage(from) }
        });
        // As near as its lines can lead forward.
        let stage = match side {
            Side::Before => far.max().min(near.min()),
            Side::Beside | Side::After => far.min().max(near.max()),
        };
        More {
            count: outside.len().to_string(),
            party,
            mixed,
            stage: stage.unwrap_or(0),
            order: outside.iter().filter_map(|task| context.plan.place[*task]).min().unwrap_or(0),
            href: None,
            side,
            of: of.into_iter().collect(),
        }
    });
    more.collect()
}

/// How many lines lead to boxes that stand for several tasks.
fn lines_to(folds: &BTreeMap<(usize, Side), Vec<&Leaving>>) -> usize {
    let inside = |list: &Vec<&Leaving>| list.iter().map(|leaving| leaving.inside).collect::<BTreeSet<_>>().len();
    folds.values().map(inside).sum()
}
