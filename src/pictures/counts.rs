//! Parties × stages with counts, for a set of tasks too large for one picture.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::diagram_view::{DiagramView, Subject};
use super::shared_labels::shared_labels;
use crate::context::{GuideContext, Link, Within, cell_path, group_link};
use crate::diagram::{Lane, Summary, SummaryCell};
use crate::model::TaskIx;

/// The most parties and stages with tasks that are counted apart.
const MAX_CELLS: usize = 400;

/// How many tasks there are of each party and stage that has some.
fn counts(context: &GuideContext<'_>, tasks: &[TaskIx]) -> BTreeMap<(usize, usize), usize> {
    let mut counts = BTreeMap::new();
    for task in tasks {
        let task = &context.guide.tasks[*task];
        *counts.entry((task.party, task.stage)).or_insert(0) += 1;
    }
    counts
}

/// Whether a table of these tasks would have too many cells.
pub(crate) fn is_wide(context: &GuideContext<'_>, tasks: &[TaskIx]) -> bool {
    tasks.len() > MAX_CELLS && counts(context, tasks).len() > MAX_CELLS
}

/// A box for each party and stage with tasks, which leads to the diagram of these tasks; where these are very many, for each
/// stage, which leads to its page.
pub(super) fn picture(
    context: &GuideContext<'_>,
    subject: &Subject,
    tasks: &[TaskIx],
    within: Within,
) -> (DiagramView, Summary) {
    let guide = context.guide;
    let shared = shared_labels(context);
    let mut counts = counts(context, tasks);
    let (mut lanes, by_stage) = (shared.lanes.clone(), counts.len() > MAX_CELLS);
    if by_stage {
        let name: Arc<str> = context.words.get("parties").into();
        lanes = vec![Lane { key: "".into(), name, number: 0 }];
        let apart = std::mem::take(&mut counts);
        for ((_, stage), count) in apart {
            *counts.entry((0, stage)).or_insert(0) += count;
        }
    }
    let mut links = Vec::new();
    let cells = counts.into_iter().map(|((lane, stage), count)| {
        let count = context.words.count("task", count);
        let group = &guide.stages[stage].group;
        let (name, path) = if by_stage {
            (format!("{}: {count}", group.name), group_link(context, "stages", group).path)
        } else {
            let name = format!("{}, {}: {count}", guide.parties[lane].name, group.name);
            (name, cell_path(context, within, stage, lane))
        };
        let href = format!("{}{path}", subject.root);
        links.push(Link { name: name.clone(), path });
        SummaryCell { lane, stage, name, lines: Vec::new(), href, count }
    });
    let cells = cells.collect();
    let summary = Summary {
        key: subject.key.clone(),
        title: subject.title.clone(),
        description: format!("{}. {}", subject.text, context.words.get("summary_text")),
        cells,
        lanes,
        stages: shared.stages.clone(),
        words: shared.words.clone(),
    };
    let title = context.words.fill("group_diagram", &[("name", &subject.title)]);
    let named = DiagramView::named(subject.key.clone(), subject.title.clone(), title);
    let view = DiagramView { file: subject.file.clone(), cells: links, ..named };
    (view, summary)
}
