//! Everything that a task rests on: a sentence on its page, and a page of its own where there is more than the picture
//! around the task shows.

use serde::Serialize;

use crate::context::{Component, Components, TaskKey, above_task};
use crate::model::TaskIx;
use crate::pictures::{DiagramView, Path, Picture};
use crate::view::frame::{About, Frame};
use crate::view::guide::GuideViews;
use crate::view::paged::{PageView, Paged};
use crate::view::parts::relations::Gate;

/// A link to everything that a task rests on.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PathLink {
    /// A sentence: "The task rests on 23 tasks in all".
    pub(crate) text: String,
    /// Site path of the page that shows them.
    pub(crate) path: Option<String>,
}

/// `path` in `pages/path.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PathView {
    pub(crate) task: TaskKey,
    pub(crate) text: String,
    pub(crate) gate: Option<Gate>,
    pub(crate) diagram: DiagramView,
    /// In the order of the plan, the task itself last, as HTML: a `components/path_task.html` for each.
    pub(crate) tasks: Components<PathTask>,
}

/// `step` in `components/path_task.html`: one of the tasks that another rests on.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PathTask {
    pub(crate) task: TaskKey,
}

impl Component for PathTask {
    const TEMPLATE: &'static str = "components/path_task.html step";
}

impl PageView for PathView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/path.html", "path");
}

impl PathLink {
    /// The link on a task's page; nothing if the picture around the task shows all.
    pub(crate) fn new(context: &GuideViews<'_>, at: TaskIx, path: &Path) -> Option<PathLink> {
        let words = context.words;
        match path {
            Path::Shown => None,
            Path::Long(tasks) => Some(PathLink {
                text: words.count("rests_on", tasks.len() - 1),
                path: Some(context.site.path(&address(context, at))),
            }),
            Path::TooLong(limit) => {
                Some(PathLink { text: words.fill("rests_on_many", &[("n", &limit.to_string())]), path: None })
            }
        }
    }
}

/// Site path of the page, with a final `/`.
fn address(context: &GuideViews<'_>, at: TaskIx) -> String {
    format!("{}path/", context.guide.task_address(&context.guide.tasks[at].id))
}

/// The page of everything that a task rests on.
pub(crate) fn path<'a>(context: &'a GuideViews<'_>, at: TaskIx, path: Path) -> Option<Paged<'a, PathView>> {
    let Path::Long(mut tasks) = path else { return None };
    tasks.sort_unstable_by_key(|task| context.plan.place[*task]);
    let task = &context.guide.tasks[at];
    let title = context.words.fill("path_title", &[("id", &task.id)]);
    let text = context.words.fill("path_text", &[("id", &task.id)]);
    let address = address(context, at);
    let about = About { address: &address, title: &title, description: Some(&text), updated: None, file: None };
    let mut frame = Frame::of_guide(context, &about, above_task(context, at));
    frame.of_task(context, at);
    let picture = Picture::path(context, at, &tasks, &frame.root);
    let view = PathView {
        task: context.key(at),
        text,
        gate: context.gate_lines.before(task.stage),
        diagram: picture.view.clone(),
        tasks: Components(context.keys(&tasks).into_iter().map(|task| PathTask { task }).collect()),
    };
    Some(Paged { address, frame, view, pictures: vec![picture] })
}
