//! Parties × stages with counts, for a set of tasks too large for one picture.

use super::super::cells::{Within, cell_path};
use super::super::frame::Link;
use super::super::site::GuideContext;
use super::{DiagramView, Picture, Plate, Subject};
use crate::diagram::{Cell, Summary};
use crate::model::TaskIx;

/// A box for each party and stage with tasks, which leads to the diagram of these tasks.
pub(super) fn picture<'a>(
    context: &GuideContext<'_>,
    subject: &Subject,
    tasks: &[TaskIx],
    within: Within,
) -> Picture<'a> {
    let guide = context.guide;
    let mut counts = std::collections::BTreeMap::new();
    for task in tasks {
        let task = &guide.tasks[*task];
        *counts.entry((task.party, task.stage)).or_insert(0) += 1;
    }
    let mut links = Vec::new();
    let cells = counts.into_iter().map(|((lane, stage), count)| {
        let count = context.words.count("task", count);
        let name = format!("{}, {}: {count}", guide.parties[lane].name, guide.stages[stage].group.name);
        let path = cell_path(context, within, stage, lane);
        let href = format!("{}{path}", subject.root);
        links.push(Link { name: name.clone(), path });
        Cell { lane, stage, name, lines: Vec::new(), href, count }
    });
    let cells = cells.collect();
    let shared = context.faces.shared(context);
    let summary = Summary {
        key: subject.key.clone(),
        title: subject.title.clone(),
        description: format!("{}. {}", subject.text, context.words.get("summary_text")),
        cells,
        lanes: shared.lanes.clone(),
        stages: shared.stages.clone(),
        words: shared.words.clone(),
    };
    let view = DiagramView {
        key: subject.key.clone(),
        name: subject.title.clone(),
        title: context.words.fill("group_diagram", &[("name", &subject.title)]),
        file: subject.file.clone(),
        loose: Vec::new(),
        left_out: None.into(),
        left_out_count: String::new(),
        cells: links,
    };
    Picture { view, plate: Plate::Counts(summary) }
}
