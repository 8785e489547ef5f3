//! The guide on paper.

use serde::Serialize;

use super::PRINT_PART;
use super::diagrams::{DiagramView, sheets};
use super::facts::{Facts, Lists};
use super::items::Item;
use super::lists::{Give, Listed, Parts, divided};
use super::site::GuideContext;
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
    pub(crate) tasks: Vec<PrintTask>,
    /// In the last part, as the next two: what is asked of the whole guide, as HTML.
    pub(crate) questions: Vec<String>,
    /// The glossary.
    pub(crate) terms: Vec<TermView>,
    /// HTML.
    pub(crate) source: Option<String>,
    pub(crate) parts: Option<Parts>,
}

/// A task on paper.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PrintTask {
    pub(crate) item: Item,
    pub(crate) stage: String,
    pub(crate) anchor: String,
    pub(crate) delivers: Option<String>,
    /// HTML.
    pub(crate) html: String,
    /// HTML.
    pub(crate) questions: Vec<String>,
}

impl Lists for PrintView {
    fn facts(&self) -> impl Iterator<Item = &Facts> {
        self.tasks.iter().map(|task| &task.item.facts)
    }
}

/// The whole guide, in the order of the plan.
pub(crate) fn print<'a, E>(context: &'a GuideContext<'_>, give: Give<'_, 'a, PrintView, E>) -> Result<(), E> {
    let guide = context.guide;
    let base = format!("{}/print/", guide.folder);
    let title = context.words.get("print");
    let text = context.words.get("print_text");
    divided(
        context,
        Listed { base: &base, title, description: Some(text), items: &context.plan.order, size: PRINT_PART },
        |part, parts, root, first| {
            let live = !context.plan.order.is_empty();
            let pictures = if first && live { sheets(context, root) } else { Vec::new() };
            let guide_path = format!("{root}{}", guide.address());
            let setting = Setting {
                site: context.site,
                words: context.words,
                root,
                assets: &guide.assets,
                asset_path: &guide_path,
                prefix: "guide--",
                shift: 0,
            };
            let last = part.last() == context.plan.order.last();
            let view = PrintView {
                questions: guide.questions.iter().filter(|_| last).map(|text| setting.html(text)).collect(),
                terms: if last { term_views(context, root) } else { Vec::new() },
                source: guide.source.as_ref().filter(|_| last).map(|text| setting.html(text)),
                html: first.then(|| setting.html(&guide.text)),
                diagrams: pictures.iter().map(|picture| picture.view.clone()).collect(),
                tasks: part.iter().map(|task| print_task(context, *task, root)).collect(),
                parts,
            };
            (view, pictures)
        },
        give,
    )
}

fn print_task(context: &GuideContext<'_>, at: TaskIx, root: &str) -> PrintTask {
    let task = &context.guide.tasks[at];
    let prefix = [&task.id, "--"].concat();
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
    let mut item = Item::new(context, at, None);
    item.facts.add_waited_for(context, at);
    PrintTask {
        item,
        stage: context.links[at].stage.clone(),
        anchor: ["_", &task.id].concat(),
        delivers: task.delivers.clone(),
        html: setting.html(&task.text),
        questions: task.questions.iter().map(|text| setting.html(text)).collect(),
    }
}
