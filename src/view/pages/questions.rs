//! The open questions.

use serde::Serialize;

use crate::context::{GuideContext, ROOM, Setting, TaskKey, parts};
use crate::model::TaskIx;
use crate::view::paged::{Give, Listed, PageView, Parts, divided};

/// `questions` in `pages/questions.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct QuestionsView {
    /// Open questions of the whole guide, each as HTML.
    pub(crate) guide: Vec<String>,
    pub(crate) tasks: Vec<TaskQuestions>,
    pub(crate) likely: Vec<LikelyView>,
    pub(crate) parts: Option<Parts>,
}

impl PageView for QuestionsView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/questions.html", "questions");
}

/// The questions of one task.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TaskQuestions {
    pub(crate) link: TaskKey,
    /// Key of its party.
    pub(crate) party_key: String,
    /// Open questions of the task, each as HTML.
    pub(crate) questions: Vec<String>,
}

/// A relation that nobody has confirmed.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LikelyView {
    pub(crate) task: TaskKey,
    pub(crate) needs: Vec<TaskKey>,
    pub(crate) note: Option<String>,
}

/// Open questions: about the guide and its relations on the first page, then task by task.
pub(crate) fn questions<'a, E>(context: &'a GuideContext<'_>, give: Give<'_, 'a, QuestionsView, E>) -> Result<(), E> {
    let guide = context.guide;
    let asked = context.in_order(|task| !guide.tasks[task].questions.is_empty());
    let base = format!("{}/questions/", guide.folder);
    let (title, text) = (context.words.get("questions"), context.words.get("questions_text"));
    divided(
        context,
        Listed {
            description: Some(text),
            parts: &parts(asked.len(), ROOM, |at| weight(context, asked[at])),
            ..Listed::new(&base, title)
        },
        |part, parts, root, first| {
            let asked = &asked[part.clone()];
            let html = |texts: &[crate::model::Text], assets: &[crate::model::Asset], address: &str| -> Vec<String> {
                let asset_path = format!("{root}{}", crate::text::encode_path(address));
                let setting = Setting {
                    site: context.site,
                    words: context.words,
                    root,
                    assets,
                    asset_path: &asset_path,
                    prefix: "",
                    shift: 2,
                };
                texts.iter().map(|text| setting.html(text)).collect()
            };
            let mut about_guide = Vec::new();
            let mut likely = Vec::new();
            if first {
                about_guide = html(&guide.questions, &guide.assets, &guide.address());
                about_guide
                    .extend(guide.pages.iter().flat_map(|page| html(&page.questions, &page.assets, &page.address)));
                likely.extend(guide.likely().map(|(task, requirement)| LikelyView {
                    task: context.key(task),
                    needs: context.keys(&requirement.tasks),
                    note: requirement.note.clone(),
                }));
            }
            let tasks = asked.iter().map(|at| {
                let task = &guide.tasks[*at];
                let address = guide.task_address(&task.id);
                TaskQuestions {
                    link: context.key(*at),
                    party_key: context.links[*at].party_key.clone(),
                    questions: html(&task.questions, &task.assets, &address),
                }
            });
            (QuestionsView { guide: about_guide, tasks: tasks.collect(), likely, parts }, Vec::new())
        },
        give,
    )
}

/// About how many bytes the questions of a task take.
fn weight(context: &GuideContext<'_>, at: TaskIx) -> usize {
    let questions = context.guide.tasks[at].questions.iter();
    100 + context.weight(at) + questions.map(|text| 20 + text.body.weight()).sum::<usize>()
}
