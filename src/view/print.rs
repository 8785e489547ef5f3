//! The guide on paper.

use serde::Serialize;

use super::PRINT_PART;
use super::bounds::parts;
use super::diagrams::{DiagramView, sheets};
use super::facts::{Facts, Lists};
use super::late::Part;
use super::lists::{Give, Listed, Parts, divided};
use super::place::place;
use super::site::GuideContext;
use super::task::{TaskKey, TaskLink};
use super::terms::{TermView, term_views};
use super::text::Setting;
use crate::model::TaskIx;

/// `print` in `pages/print.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PrintView {
    /// HTML of the guide's introduction; only in the first part.
    pub(crate) html: Option<String>,
    /// The overview, or the parts that it is divided into; each with its picture in `svgs`.
    pub(crate) diagrams: Vec<DiagramView>,
    /// HTML: a `components/print_task.html` for each.
    pub(crate) tasks: PrintTasks,
    /// In the last part, as the next two: what is asked of the whole guide, as HTML.
    pub(crate) questions: Vec<String>,
    /// The glossary.
    pub(crate) terms: Vec<TermView>,
    /// HTML.
    pub(crate) source: Option<String>,
    pub(crate) parts: Option<Parts>,
}

/// The tasks of a part.
pub(crate) type PrintTasks = Part<Vec<PrintTask>>;

/// `printed` in `components/print_task.html`: a task on paper.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PrintTask {
    pub(crate) link: TaskKey,
    pub(crate) title: String,
    pub(crate) path: String,
    pub(crate) party: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) party_number: String,
    pub(crate) stage: String,
    pub(crate) anchor: String,
    /// What it waits for, with whom, and who waits for it, as HTML: the list items of `components/facts.html`.
    pub(crate) facts: Facts,
    pub(crate) delivers: Option<String>,
    /// HTML.
    pub(crate) html: String,
    /// HTML.
    pub(crate) questions: Vec<String>,
}

impl Lists for PrintView {
    fn print_tasks(&self) -> Option<&PrintTasks> {
        Some(&self.tasks)
    }
    fn diagrams(&self) -> impl Iterator<Item = &DiagramView> {
        self.diagrams.iter()
    }
}

/// The whole guide, in the order of the plan.
pub(crate) fn print<'a, E>(context: &'a GuideContext<'_>, give: Give<'_, 'a, PrintView, E>) -> Result<(), E> {
    let guide = context.guide;
    let base = format!("{}/print/", guide.folder);
    let title = context.words.get("print");
    let text = context.words.get("print_text");
    let pages = parts(context.plan.order.len(), PRINT_PART, |_| 1);
    divided(
        context,
        Listed { description: Some(text), parts: &pages, ..Listed::new(&base, title) },
        |part, parts, root, first| {
            let part = &context.plan.order[part.clone()];
            let live = !context.plan.order.is_empty();
            let pictures = if first && live { sheets(context, root) } else { Vec::new() };
            let guide_path = format!("{root}{}", guide.address());
            let setting = Setting {
                site: context.site,
                words: context.words,
                root,
                assets: &guide.assets,
                asset_path: &guide_path,
                // Of no task, whose prefix is its id.
                prefix: "~",
                shift: 0,
            };
            let last = part.last() == context.plan.order.last();
            let view = PrintView {
                questions: guide.questions.iter().filter(|_| last).map(|text| setting.html(text)).collect(),
                terms: if last { term_views(context, root) } else { Vec::new() },
                source: guide.source.as_ref().filter(|_| last).map(|text| setting.html(text)),
                html: first.then(|| setting.html(&guide.text)),
                diagrams: pictures.iter().map(|picture| picture.view.clone()).collect(),
                tasks: Some(part.iter().map(|task| print_task(context, *task, root)).collect()).into(),
                parts,
            };
            (view, pictures)
        },
        give,
    )
}

fn print_task(context: &GuideContext<'_>, at: TaskIx, root: &str) -> PrintTask {
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
        party_number: party_number.to_string(),
        stage: stage.clone(),
        anchor: place(&task.id),
        facts: Facts::whole(context, at),
        delivers: task.delivers.clone(),
        html: setting.html(&task.text),
        questions: task.questions.iter().map(|text| setting.html(text)).collect(),
    }
}
