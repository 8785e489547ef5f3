//! `texts.json`: the texts of tasks as their readers read them, for programs that compare versions.

use std::collections::BTreeMap;

use serde::Serialize;

use super::json::json;
use crate::context::GuideContext;
use crate::digest::{Naming, task_lines};
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

/// `texts.json` of a guide.
pub(crate) fn texts_json(context: &GuideContext<'_>) -> String {
    json(&Document { schema: 1, texts: texts(context) })
}

pub(super) fn texts<'a>(context: &GuideContext<'a>) -> Texts<'a> {
    let tasks = &context.guide.tasks;
    let lines = parallel::map(tasks, |task| task_lines(context.site.site, context.guide, task, Naming::Id));
    Texts { texts: tasks.iter().map(|task| task.id.as_str()).zip(lines).collect() }
}
