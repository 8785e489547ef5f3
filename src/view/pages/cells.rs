//! The tasks of one party in one stage: a page with their diagram, divided where they are too many for one picture.

use std::collections::BTreeMap;

use crate::context::{GuideContext, ROOM_BESIDE_PICTURE, Within, cell_address, group_link};
use crate::graph::components;
use crate::model::TaskIx;
use crate::pictures::{MAX_BOXES, Picture, is_crowded, is_wide};
use crate::view::frame::{About, Frame};
use crate::view::guide::GuideViews;
use crate::view::paged::{Give, Paged, Parts};
use crate::view::pages::group::{GateLine, GroupView, sections};
use crate::view::parts::items::Shows;

/// The most tasks in one part of a cell that has been divided; connectors take the room that is left.
const PART_BOXES: usize = 40;

/// The tasks of one party in one stage.
#[derive(Clone, Debug)]
pub(crate) struct StageCell {
    within: Within,
    stage: usize,
    party: usize,
    /// In the order of the plan.
    tasks: Vec<TaskIx>,
}

/// Every cell that has a page: those of the guide, and those of tracks and scopes that are too large for one picture.
pub(crate) fn cells(context: &GuideContext<'_>) -> Vec<StageCell> {
    let guide = context.guide;
    let mut sets: BTreeMap<Within, Vec<TaskIx>> = BTreeMap::new();
    let withins = |task: TaskIx| {
        let task = &guide.tasks[task];
        let track = task.track.map(Within::Track);
        [Some(Within::Guide), track, task.scope.map(Within::Scope)].into_iter().flatten()
    };
    for task in &context.plan.order {
        withins(*task).for_each(|within| sets.entry(within).or_default().push(*task));
    }
    sets.retain(|within, tasks| *within == Within::Guide || is_crowded(context, tasks) && !is_wide(context, tasks));
    let mut cells: BTreeMap<(Within, usize, usize), Vec<TaskIx>> = BTreeMap::new();
    for at in &context.plan.order {
        let task = &guide.tasks[*at];
        for within in withins(*at).filter(|within| sets.contains_key(within)) {
            cells.entry((within, task.stage, task.party)).or_default().push(*at);
        }
    }
    cells.into_iter().map(|((within, stage, party), tasks)| StageCell { within, stage, party, tasks }).collect()
}

impl StageCell {
    /// Site path of its first page.
    pub(crate) fn address(&self, context: &GuideContext<'_>) -> String {
        cell_address(context, self.within, self.stage, self.party)
    }
}

/// The pages of a cell.
pub(crate) fn cell<'a, E>(
    context: &'a GuideViews<'_>,
    cell: &StageCell,
    give: Give<'_, 'a, GroupView, E>,
) -> Result<(), E> {
    let guide = context.guide;
    let (stage, party) = (&guide.stages[cell.stage], &guide.parties[cell.party]);
    let name = format!("{} – {}", stage.group.name, party.name);
    let mut above = Vec::new();
    match cell.within {
        Within::Guide => {}
        Within::Track(at) => above.push(group_link(context, "tracks", &guide.tracks[at])),
        Within::Scope(at) => above.push(group_link(context, "scopes", &guide.scopes[at])),
    }
    above.push(group_link(context, "stages", &stage.group));
    let base = cell.address(context);
    let parts = divide(context, &cell.tasks);
    let page = |(number, tasks): (usize, &Vec<TaskIx>)| {
        let address = if number == 0 { base.clone() } else { format!("{base}{}/", number + 1) };
        let about = About { address: &address, title: &name, description: None, updated: None, file: None };
        let mut frame = Frame::of_guide(context, &about, above.clone());
        frame.belongs_to(context, Some(cell.party), Some(cell.stage));
        let divided = Parts::new(context.site, context.words, number, parts.len(), &base);
        let title = match &divided {
            Some(part) => format!("{name}, {}", part.name),
            None => name.clone(),
        };
        let picture = Picture::group(context, &title, tasks, Within::Guide, &frame.root).with_file(&address);
        let view = GroupView {
            changes: None,
            feed: None,
            sureness: None,
            beside: Vec::new(),
            kind: kind(context, cell.within),
            name: name.clone(),
            description: None,
            gate: GateLine::before(context, cell.stage),
            count: context.words.count("task", cell.tasks.len()),
            diagram: Some(picture.view.clone()),
            own: None,
            sections: sections(context, tasks, true, Shows { party: false, waited_for: false }),
            parts: divided,
        };
        Paged { address, frame, view, pictures: vec![picture] }
    };
    parts.iter().enumerate().map(page).try_for_each(give)
}

/// The line above the name of a cell.
fn kind(context: &GuideContext<'_>, within: Within) -> String {
    match within {
        Within::Guide => context.words.get("cell").to_owned(),
        Within::Track(at) => format!("{}: {}", context.words.get("track"), context.guide.tracks[at].name),
        Within::Scope(at) => context.guide.scopes[at].name.clone(),
    }
}

/// Divides tasks into pictures: what belongs together stays together where it can, tracks follow each other, and
/// what is too much for one picture is cut in the order of the plan.
fn divide(context: &GuideContext<'_>, tasks: &[TaskIx]) -> Vec<Vec<TaskIx>> {
    if tasks.len() <= MAX_BOXES {
        return halved(context, tasks.to_vec());
    }
    let mut groups = components(context.guide, tasks);
    let track = |task: TaskIx| context.guide.tasks[task].track.unwrap_or(usize::MAX);
    // Stable, so that groups of one track stay in the order of the plan.
    groups.sort_by_key(|group| group.first().map(|task| track(*task)));
    let mut parts: Vec<Vec<TaskIx>> = Vec::new();
    for group in groups {
        match parts.last_mut() {
            Some(part) if part.len() + group.len() <= PART_BOXES => part.extend(group),
            _ => parts.extend(group.chunks(PART_BOXES).map(<[TaskIx]>::to_vec)),
        }
    }
    parts.into_iter().flat_map(|part| halved(context, part)).collect()
}

/// Tasks with so much between them, or to be said of them, that a page has no room for it are divided until it has.
fn halved(context: &GuideContext<'_>, tasks: Vec<TaskIx>) -> Vec<Vec<TaskIx>> {
    let weight = |tasks: &[TaskIx]| tasks.iter().map(|task| context.item_weight(*task, false)).sum::<usize>();
    let (mut left, mut parts) = (vec![tasks], Vec::new());
    while let Some(mut part) = left.pop() {
        if part.len() < 2 || !is_crowded(context, &part) && weight(&part) <= ROOM_BESIDE_PICTURE {
            parts.push(part);
        } else {
            left.push(part.split_off(part.len().div_ceil(2)));
            left.push(part);
        }
    }
    // The first half lies on top.
    parts
}
