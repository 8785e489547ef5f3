//! Questions with what is known of them: whom they are put to, since when, and the answer.

use serde::Serialize;

use crate::context::Setting;
use crate::model::{Addressee, Group, Question};

/// The questions of a page.
#[derive(Clone, Debug, Default, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Asked {
    /// Those that nobody has answered.
    pub(crate) open: Vec<QuestionView>,
    pub(crate) answered: Vec<QuestionView>,
    /// "2 answered questions".
    pub(crate) answered_title: String,
}

/// A question.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct QuestionView {
    /// The question, as HTML.
    pub(crate) html: String,
    /// The id of its place on the page, if it has one.
    pub(crate) anchor: Option<String>,
    /// "To Fagsystem · asked on 2 November 2026 · followed up by the editors".
    pub(crate) about: Option<String>,
    /// The answer, as HTML.
    pub(crate) answer: Option<String>,
}

impl Asked {
    /// The questions of one page, for another one or itself.
    pub(crate) fn new(setting: &Setting<'_>, questions: &[Question], parties: &[Group]) -> Asked {
        let (open, answered): (Vec<&Question>, Vec<&Question>) =
            questions.iter().partition(|question| question.is_open());
        let view = |question: &&Question| QuestionView::new(setting, question, parties);
        let answered_title =
            if answered.is_empty() { String::new() } else { setting.words.count("answered_question", answered.len()) };
        Asked { open: open.iter().map(view).collect(), answered: answered.iter().map(view).collect(), answered_title }
    }
}

impl QuestionView {
    pub(crate) fn new(setting: &Setting<'_>, question: &Question, parties: &[Group]) -> QuestionView {
        let words = setting.words;
        let to = question.to.as_ref().map(|to| words.fill("question_to", &[("to", addressee(to, parties))]));
        let day = |key: &str, day: &Option<String>| Some(words.fill(key, &[("day", &words.day(day.as_deref()?))]));
        let filled =
            |key: &str, name: &str, value: &Option<String>| Some(words.fill(key, &[(name, value.as_deref()?)]));
        let about = [
            to,
            day("question_asked", &question.asked),
            filled("question_owner", "owner", &question.owner),
            day("question_answered", &question.answered),
            filled("question_source", "source", &question.source),
        ];
        let about: Vec<String> = about.into_iter().flatten().collect();
        QuestionView {
            html: setting.html(&question.text),
            anchor: question.anchor().map(|anchor| [setting.prefix, &anchor].concat()),
            about: (!about.is_empty()).then(|| about.join(" · ")),
            answer: question.answer.as_ref().map(|answer| setting.html(answer)),
        }
    }
}

/// The name of whom a question is put to.
pub(crate) fn addressee<'a>(to: &'a Addressee, parties: &'a [Group]) -> &'a str {
    match to {
        Addressee::Party(at) => parties.get(*at).map_or("", |party| &party.name),
        Addressee::Other(words) => words,
    }
}
