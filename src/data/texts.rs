//! `texts.json`: the texts of tasks as their readers read them, for programs that compare versions.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::json;
use crate::context::GuideContext;
use crate::markdown::Lead;
use crate::model::{Asset, Target, Task, Text};
use crate::parallel;

/// `texts.json`, `"schema": 1`.
#[derive(Serialize)]
struct Document<'a> {
    schema: u8,
    #[serde(flatten)]
    texts: Texts<'a>,
}

/// The lines of each task's text, by its id.
#[derive(Serialize)]
pub(super) struct Texts<'a> {
    texts: BTreeMap<&'a str, Vec<String>>,
}

/// What stands for a task where a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    Id,
    /// Its oldest id, so that a renaming changes no line.
    Key,
}

/// `texts.json` of a guide.
pub(crate) fn texts_json(context: &GuideContext<'_>) -> String {
    json(&Document { schema: 1, texts: texts(context) })
}

pub(super) fn texts<'a>(context: &GuideContext<'a>) -> Texts<'a> {
    let tasks = &context.guide.tasks;
    let lines = parallel::map(tasks, |task| task_lines(context, task, Naming::Id));
    Texts { texts: tasks.iter().map(|task| task.id.as_str()).zip(lines).collect() }
}

/// The lines of a task's own text.
pub(super) fn task_lines(context: &GuideContext<'_>, task: &Task, naming: Naming) -> Vec<String> {
    lines(context, &task.text, &task.assets, naming)
}

/// The lines of a text; `assets` are the files beside its page.
pub(super) fn lines(context: &GuideContext<'_>, text: &Text, assets: &[Asset], naming: Naming) -> Vec<String> {
    let at = |anchor: &Option<String>| anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
    text.body.lines(|number| match text.targets.get(number)? {
        Target::None => None,
        Target::Task(task, anchor) => {
            let guide = &context.site.site.guides[task.guide];
            let task = &guide.tasks[task.task];
            let own = if naming == Naming::Key { guide.key_of(task) } else { &task.id };
            let folder = if guide.folder == context.guide.folder { "" } else { &guide.folder };
            let stroke = if folder.is_empty() { "" } else { "/" };
            Some(Lead::Task { id: task.id.clone(), name: format!("{folder}{stroke}{own}{}", at(anchor)) })
        }
        Target::Address(path, anchor) => Some(Lead::Address(format!("/{path}{}", at(anchor)))),
        Target::Place(path, id) => Some(Lead::Address(format!("/{path}#{id}"))),
        Target::Asset(file) => assets.get(*file).map(|asset| Lead::Address(asset.name.clone())),
        Target::Own(id) => Some(Lead::Address(format!("#{id}"))),
        Target::External(url) => Some(Lead::Address(url.clone())),
    })
}
