//! A part of a guide that is asked for by name.

use super::diagram_view::Subject;
use super::node_selection::NodeSelection;
use super::tasks::Sketch;
use crate::context::GuideContext;
use crate::diagram::Drawing;
use crate::graph::{closure, neighbours};
use crate::model::{Keys, TaskIx};
use crate::refusal::Refusal;
use crate::text::closest;

/// The requested part of a guide; without any field, the whole guide.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Id of a task: everything that it rests on, or with `depth` what lies around it.
    pub focus: Option<String>,
    /// How many steps before and after the task in focus.
    pub depth: Option<u8>,
    /// Key of a stage.
    pub stage: Option<String>,
    /// Key of a party.
    pub party: Option<String>,
    /// Key of a track.
    pub track: Option<String>,
    /// Key of a scope.
    pub scope: Option<String>,
    /// With lines between tasks that are to be seen beside each other.
    pub related: bool,
}

/// The drawing of a selection, whatever its size; links in it begin with `root`.
///
/// # Errors
/// The guide lacks the requested task or group.
pub(crate) fn drawing(context: &GuideContext<'_>, selection: &Selection, root: &str) -> Result<Drawing, Refusal> {
    let sketch = sketch(context, selection, root)?;
    Ok(if selection.related { sketch.with_related() } else { sketch }.drawing())
}

fn sketch<'a>(context: &'a GuideContext<'_>, selection: &Selection, root: &str) -> Result<Sketch<'a>, Refusal> {
    let guide = context.guide;
    let key = "diagram";
    if let Some(id) = &selection.focus {
        let live = || context.plan.order.iter().map(|task| guide.tasks[*task].id.as_str());
        let found = context.plan.order.iter().copied().find(|task| guide.tasks[*task].id == *id);
        let task = found.ok_or_else(|| unknown("task", id, live()))?;
        let (boxes, title, text) = match selection.depth {
            Some(depth) => (
                neighbours(guide, task, i8::try_from(depth).unwrap_or(i8::MAX), usize::MAX),
                context.words.get("around_task").to_owned(),
                context.words.fill("around_depth", &[("id", id), ("n", &depth.to_string())]),
            ),
            None => (
                closure(guide, task, usize::MAX).unwrap_or_default(),
                context.words.fill("path_title", &[("id", id)]),
                context.words.fill("path_text", &[("id", id)]),
            ),
        };
        let subject = Subject { key: key.to_owned(), title, text, file: None, root: root.to_owned(), headings: false };
        let mut boxes = boxes;
        boxes.sort_unstable_by_key(|task| context.plan.place[*task]);
        return Ok(Sketch::new(context, subject, NodeSelection::focused(&boxes, task)));
    }
    let one = |key: &Option<String>| key.iter().cloned().collect();
    let keys = Keys {
        stages: one(&selection.stage),
        parties: one(&selection.party),
        tracks: one(&selection.track),
        scopes: one(&selection.scope),
    };
    let filter = guide.filter(&keys)?;
    let names = guide.names_in(&filter);
    let tasks: Vec<TaskIx> = context.in_order(|at| filter.holds(guide.tasks[at].standing()));
    let subject = if names.is_empty() {
        Subject::guide(context, key, root)
    } else {
        let name = names.join(" – ");
        Subject {
            key: key.to_owned(),
            text: format!("{name} – {}", guide.title),
            title: name,
            file: None,
            root: root.to_owned(),
            headings: false,
        }
    };
    Ok(Sketch::new(context, subject, NodeSelection::whole(context, &tasks)))
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let near = closest(name, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("the guide has no {what} `{name}`{near}")
}
