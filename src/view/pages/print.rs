//! The guide on paper.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use crate::context::{Component, Components, Link, Setting, Shown, TaskKey, TaskLink, cell_link, parts, place};
use crate::model::{Task, TaskIx};
use crate::pictures::{DiagramView, Picture, sheets};
use crate::view::guide::GuideViews;
use crate::view::paged::{Give, Listed, PageView, Parts, divided};
use crate::view::pages::terms::{TermView, term_views};
use crate::view::parts::asked::Asked;
use crate::view::parts::facts::Facts;

/// The most tasks on one page.
const PRINT_PART: usize = 200;

/// `print` in `pages/print.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PrintView {
    /// The guide's introduction, as HTML; not in the parts of a large guide.
    pub(crate) html: Option<String>,
    /// The overview, or the parts that it is divided into; not in the parts of a large guide.
    pub(crate) diagrams: Vec<DiagramView>,
    /// The tasks on this part, as HTML: a `components/print_task.html` for each.
    pub(crate) tasks: Components<PrintTask>,
    /// Questions of the whole guide; not in the parts of a large guide, as the next two.
    pub(crate) questions: Asked,
    /// The glossary.
    pub(crate) terms: Vec<TermView>,
    /// The source of the guide's statements, as HTML.
    pub(crate) source: Option<String>,
    /// On a part of a large guide: its stage and party.
    pub(crate) name: Option<String>,
    /// On such a part: "Diagram: Cook – Bake", the page with the diagram of its tasks.
    pub(crate) diagram_page: Option<Link>,
    /// The parts of a large guide, by stage; only on the page that leads to them, which has no tasks.
    pub(crate) stages: Vec<PrintStage>,
    pub(crate) parts: Option<Parts>,
}

/// A stage of a large guide, with its parts.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PrintStage {
    pub(crate) name: String,
    /// Links to the parts, such as "Cook (12 tasks)".
    pub(crate) parts: Vec<Link>,
}

/// `printed` in `components/print_task.html`: a task on paper.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PrintTask {
    pub(crate) link: TaskKey,
    pub(crate) title: String,
    pub(crate) path: String,
    pub(crate) party: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) party_number: Shown,
    pub(crate) stage: String,
    pub(crate) anchor: String,
    /// Its facts (requirements, counterparts, and the tasks that wait for it), as HTML: the list items of `components/facts.html`.
    pub(crate) facts: Facts,
    pub(crate) delivers: Option<String>,
    /// The text of the task, as HTML.
    pub(crate) html: String,
    pub(crate) questions: Asked,
}

impl Component for PrintTask {
    const TEMPLATE: &'static str = "components/print_task.html printed";
}

impl PageView for PrintView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/print.html", "print");
}

/// The guide in the order of the plan: on one page, or divided by stage and party.
pub(crate) fn print<'a, E>(context: &'a GuideViews<'_>, give: Give<'_, 'a, PrintView, E>) -> Result<(), E> {
    let order = &context.plan.order;
    let base = format!("{}/print/", context.guide.folder);
    let title = context.words.get("print");
    let whole = order.len() <= PRINT_PART;
    let text = context.words.get(if whole { "print_text" } else { "print_parts_text" });
    let all = 0..order.len();
    let listed = Listed { description: Some(text), parts: std::slice::from_ref(&all), ..Listed::new(&base, title) };
    let cells = if whole { Vec::new() } else { by_cell(context) };
    let view = |_: &Range<usize>, _, root: &str, _| {
        let pictures = if order.is_empty() { Vec::new() } else { sheets(context, root) };
        let tasks = if whole { order.as_slice() } else { &[] };
        let view = PrintView {
            stages: if whole { Vec::new() } else { stages(context, &cells) },
            ..about_guide(context, root, &pictures, tasks)
        };
        (view, pictures)
    };
    divided(context, listed, view, give)?;
    let above = [Link { name: title.to_owned(), path: context.site.path(&base) }];
    cells.iter().try_for_each(|tasks| cell(context, tasks, &above, give))
}

/// The parts of the whole guide, and some of its tasks.
fn about_guide(context: &GuideViews<'_>, root: &str, pictures: &[Picture<'_>], tasks: &[TaskIx]) -> PrintView {
    let guide = context.guide;
    let asset_path = format!("{root}{}", guide.address());
    let setting = Setting {
        site: context.site,
        words: context.words,
        root,
        assets: &guide.assets,
        asset_path: &asset_path,
        // Of no task, whose prefix is its id.
        prefix: "~",
        shift: 0,
    };
    PrintView {
        html: Some(setting.html(&guide.text)),
        diagrams: pictures.iter().map(|picture| picture.view.clone()).collect(),
        tasks: print_tasks(context, tasks, root),
        questions: Asked::new(&setting, &guide.questions, &guide.parties),
        terms: term_views(context, root),
        source: guide.source.as_ref().map(|text| setting.html(text)),
        name: None,
        diagram_page: None,
        stages: Vec::new(),
        parts: None,
    }
}

/// The tasks of each stage and party, in the order of the plan.
fn by_cell(context: &GuideViews<'_>) -> Vec<Vec<TaskIx>> {
    let mut cells: BTreeMap<(usize, usize), Vec<TaskIx>> = BTreeMap::new();
    for at in &context.plan.order {
        let task = &context.guide.tasks[*at];
        cells.entry((task.stage, task.party)).or_default().push(*at);
    }
    cells.into_values().collect()
}

/// Site path of the first page of a cell on paper.
fn cell_address(context: &GuideViews<'_>, task: &Task) -> String {
    let (stage, party) = (&context.guide.stages[task.stage].group.key, &context.guide.parties[task.party].key);
    format!("{}/print/stages/{stage}/parties/{party}/", context.guide.folder)
}

/// Where the parts are.
fn stages(context: &GuideViews<'_>, cells: &[Vec<TaskIx>]) -> Vec<PrintStage> {
    let guide = context.guide;
    let first = |cell: &Vec<TaskIx>| &guide.tasks[cell[0]];
    let link = |cell: &Vec<TaskIx>| {
        let count = context.words.count("task", cell.len());
        let name = format!("{} ({count})", guide.parties[first(cell).party].name);
        Link { name, path: context.site.path(&cell_address(context, first(cell))) }
    };
    let chunks = cells.chunk_by(|one, other| first(one).stage == first(other).stage);
    let stage = |cells: &[Vec<TaskIx>]| PrintStage {
        name: guide.stages[first(&cells[0]).stage].group.name.clone(),
        parts: cells.iter().map(link).collect(),
    };
    chunks.map(stage).collect()
}

/// The pages of a stage and party. Their diagram is not drawn once more: its own page prints it.
fn cell<'a, E>(
    context: &'a GuideViews<'_>,
    tasks: &[TaskIx],
    above: &[Link],
    give: Give<'_, 'a, PrintView, E>,
) -> Result<(), E> {
    let task = &context.guide.tasks[tasks[0]];
    let (party, stage) = (&context.guide.parties[task.party], &context.guide.stages[task.stage].group);
    let name = format!("{} – {}", stage.name, party.name);
    let diagram = context.words.fill("group_diagram", &[("name", &name)]);
    let pages = parts(tasks.len(), PRINT_PART, |_| 1);
    let base = cell_address(context, task);
    let listed =
        Listed { above, group: (Some(task.party), Some(task.stage)), parts: &pages, ..Listed::new(&base, &name) };
    let view = |part: &Range<usize>, parts: Option<Parts>, root: &str, _| {
        let view = PrintView {
            html: None,
            diagrams: Vec::new(),
            tasks: print_tasks(context, &tasks[part.clone()], root),
            questions: Asked::default(),
            terms: Vec::new(),
            source: None,
            name: Some(name.clone()),
            diagram_page: Some(cell_link(context, task.stage, task.party, &diagram)),
            stages: Vec::new(),
            parts,
        };
        (view, Vec::new())
    };
    divided(context, listed, view, give)
}

fn print_tasks(context: &GuideViews<'_>, tasks: &[TaskIx], root: &str) -> Components<PrintTask> {
    Components(tasks.iter().map(|task| print_task(context, *task, root)).collect())
}

fn print_task(context: &GuideViews<'_>, at: TaskIx, root: &str) -> PrintTask {
    let task = &context.guide.tasks[at];
    // Neither ids nor headings hold this sign, so that no two tasks have the same ids in their texts.
    let prefix = [&task.id, "~"].concat();
    let asset_path = [root, &crate::text::encode_path(&context.guide.task_address(&task.id))].concat();
    let setting = Setting {
        site: context.site,
        words: context.words,
        root,
        assets: &task.assets,
        asset_path: &asset_path,
        prefix: &prefix,
        shift: 1,
    };
    let TaskLink { title, path, party, party_number, stage, .. } = &context.links[at];
    PrintTask {
        link: context.key(at),
        title: title.clone(),
        path: path.clone(),
        party: party.clone(),
        party_number: Shown(*party_number),
        stage: stage.clone(),
        anchor: place(&task.id),
        facts: Facts::whole(context, at),
        delivers: task.delivers.clone(),
        html: setting.html(&task.text),
        questions: Asked::new(&setting, &task.questions, &context.guide.parties),
    }
}
