//! The data that checks may read.

use crate::i18n::Words;
use crate::model::{Guide, Origin, Question, Site, TaskRef, Text};
use crate::source::{FileId, Published, Sources};

/// The data for a check of a guide.
pub(crate) struct Context<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) site: &'a Site,
    pub(crate) guide: &'a Guide,
    /// The guide's place in the site.
    pub(crate) at: usize,
    /// The guides as they were published or released.
    pub(crate) published: &'a [Published],
}

/// The data for a check of a page.
pub(crate) struct PageContext<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) file: FileId,
    /// Its body first.
    pub(crate) texts: Vec<&'a Text>,
    /// In the page's language.
    pub(crate) words: &'a Words,
}

/// The texts that the authors answer for word by word: body and questions, not `source`, which may quote.
pub(super) fn prose(site: &Site, origin: Origin) -> Vec<&Text> {
    match origin {
        Origin::Task(at) => {
            let task = site.task(at);
            std::iter::once(&task.text).chain(task.questions.iter().flat_map(Question::texts)).collect()
        }
        Origin::Guide(at) => {
            let guide = &site.guides[at];
            std::iter::once(&guide.text).chain(guide.questions.iter().flat_map(Question::texts)).collect()
        }
        Origin::GuidePage(..) | Origin::Page(_) | Origin::Home => site
            .page(origin)
            .map(|page| std::iter::once(&page.text).chain(page.questions.iter().flat_map(Question::texts)).collect())
            .unwrap_or_default(),
    }
}

/// The pages of a guide that authors wrote.
pub(super) fn origins(context: &Context<'_>) -> impl Iterator<Item = Origin> {
    let at = context.at;
    let tasks = (0..context.guide.tasks.len()).map(move |task| Origin::Task(TaskRef { guide: at, task }));
    let pages = (0..context.guide.pages.len()).map(move |page| Origin::GuidePage(at, page));
    std::iter::once(Origin::Guide(at)).chain(tasks).chain(pages)
}
