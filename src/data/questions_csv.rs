//! `questions/questions.csv`: a row for each question of a guide.

use std::borrow::Cow;

use super::tasks_csv::{begun, row};
use crate::context::GuideContext;
use crate::digest::addressee;
use crate::view::{On, all_questions};

/// The questions of a guide and its tasks, open or answered, in the order of the page of questions.
pub(crate) fn csv(context: &GuideContext<'_>) -> String {
    let guide = context.guide;
    let (separator, mut out) = begun(guide);
    let head = ["task", "id", "question", "to", "owner", "asked", "answered", "answer", "source"];
    row(&mut out, separator, head.into_iter().map(Cow::Borrowed));
    for (on, question) in all_questions(context) {
        let text = |text: &'_ Option<String>| Cow::from(text.clone().unwrap_or_default());
        let cells = [
            match on {
                On::Task(task) => Cow::from(&guide.tasks[task].id),
                On::Guide | On::Page(_) => Cow::default(),
            },
            question.id.as_ref().map_or(Cow::default(), |id| Cow::from(&id.value)),
            Cow::from(question.text.body.plain.trim()),
            question.to.as_ref().map_or(Cow::default(), |to| Cow::from(addressee(guide, to))),
            text(&question.owner),
            text(&question.asked),
            text(&question.answered),
            question.answer.as_ref().map_or(Cow::default(), |answer| Cow::from(answer.body.plain.trim())),
            text(&question.source),
        ];
        row(&mut out, separator, cells.into_iter());
    }
    out
}
