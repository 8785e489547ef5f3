//! The forms, documents and systems of a guide.

use std::collections::HashMap;

use serde::Serialize;

use crate::context::{GuideContext, ROOM, Setting, TaskKey, parts, place};
use crate::model::{Needed, Target, TaskIx};
use crate::view::paged::{Give, Listed, PageView, Parts, divided};
use crate::view::parts::papers::PaperView;

/// `documents` in `pages/documents.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DocumentsView {
    pub(crate) stages: Vec<DocumentStage>,
    pub(crate) parts: Option<Parts>,
}

impl PageView for DocumentsView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/documents.html", "documents");
}

/// The documents that come up first in a stage.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DocumentStage {
    pub(crate) name: String,
    pub(crate) anchor: String,
    pub(crate) documents: Vec<DocumentView>,
}

/// A document with its tasks.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DocumentView {
    pub(crate) document: PaperView,
    /// The tasks that make it, and those that need it.
    pub(crate) made_by: Vec<TaskKey>,
    pub(crate) needed_by: Vec<TaskKey>,
}

/// A document, and the tasks that name it.
struct DocumentUse {
    stage: usize,
    first: (TaskIx, usize),
    made_by: Vec<TaskIx>,
    needed_by: Vec<TaskIx>,
}

/// The identity of a document: the address that they lead to, or the title where they have none.
#[derive(PartialEq, Eq, Hash)]
enum Identity<'a> {
    File(&'a str),
    Url(&'a str),
    Title(&'a str),
}

fn entries(context: &GuideContext<'_>) -> Vec<DocumentUse> {
    let guide = context.guide;
    let mut found: Vec<DocumentUse> = Vec::new();
    let mut known: HashMap<Identity<'_>, usize> = HashMap::new();
    let mut tasks = context.in_order(|task| !guide.tasks[task].papers.is_empty());
    tasks.sort_by_key(|task| guide.tasks[*task].stage);
    for at in tasks {
        let task = &guide.tasks[at];
        for (number, paper) in task.papers.iter().enumerate() {
            let identity = match (paper.link.targets.first(), &paper.url) {
                (Some(Target::Asset(asset)), _) => Identity::File(&task.assets[*asset].source),
                (_, Some(url)) => Identity::Url(url),
                (_, None) => Identity::Title(&paper.title),
            };
            let entry = *known.entry(identity).or_insert_with(|| {
                let (made_by, needed_by) = (Vec::new(), Vec::new());
                found.push(DocumentUse { stage: task.stage, first: (at, number), made_by, needed_by });
                found.len() - 1
            });
            let entry = &mut found[entry];
            let tasks = match paper.needed {
                Needed::Before => &mut entry.needed_by,
                Needed::Made => &mut entry.made_by,
            };
            if tasks.last() != Some(&at) {
                tasks.push(at);
            }
        }
    }
    found
}

/// All documents by the stage in which they come up first, in the order of the plan.
pub(crate) fn papers<'a, E>(context: &'a GuideContext<'_>, give: Give<'_, 'a, DocumentsView, E>) -> Result<(), E> {
    let entries = entries(context);
    let base = format!("{}/plan/documents/", context.guide.folder);
    let weight = |at: usize| {
        let tasks = entries[at].made_by.iter().chain(&entries[at].needed_by);
        300 + tasks.map(|task| context.weight(*task)).sum::<usize>()
    };
    divided(
        context,
        Listed {
            description: Some(context.words.get("documents_text")),
            parts: &parts(entries.len(), ROOM, weight),
            ..Listed::new(&base, context.words.get("documents"))
        },
        |part, parts, root, _| {
            let stages = entries[part.clone()].chunk_by(|one, other| one.stage == other.stage);
            let stage = |entries: &[DocumentUse]| {
                let group = &context.guide.stages[entries[0].stage].group;
                let documents = entries.iter().map(|entry| document(context, root, entry)).collect();
                DocumentStage { name: group.name.clone(), anchor: place(&group.key), documents }
            };
            (DocumentsView { stages: stages.map(stage).collect(), parts }, Vec::new())
        },
        give,
    )
}

fn document(context: &GuideContext<'_>, root: &str, entry: &DocumentUse) -> DocumentView {
    let (at, number) = entry.first;
    let task = &context.guide.tasks[at];
    let asset_path = [root, &crate::text::encode_path(&context.guide.task_address(&task.id))].concat();
    let setting = Setting {
        site: context.site,
        words: context.words,
        root,
        assets: &task.assets,
        asset_path: &asset_path,
        prefix: "",
        shift: 0,
    };
    DocumentView {
        document: PaperView::new(&setting, &task.papers[number]),
        made_by: context.keys(&entry.made_by),
        needed_by: context.keys(&entry.needed_by),
    }
}
