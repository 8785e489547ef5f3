//! A task and its relations.

use super::{Alias, Asset, Backlink, Basis, Certainty, Paper, Predicate, Question, Roles, Standing, Status, Text};
use crate::source::{FileId, Span};

/// A task by its place in [`Guide::tasks`](super::Guide::tasks).
pub(crate) type TaskIx = usize;

/// One piece of work.
#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) file: FileId,
    /// Where faults of the task as a whole are shown.
    pub(crate) span: Span,
    pub(crate) id: String,
    /// Where the id is written, if it is not the file's name.
    pub(crate) id_span: Option<Span>,
    pub(crate) title: String,
    pub(crate) title_span: Span,
    /// Index into the guide's parties; likewise the next ones.
    pub(crate) party: usize,
    pub(crate) stage: usize,
    /// Whether the stage is the one that the author meant; where not, that has been reported.
    pub(crate) placed: bool,
    /// Where the stage is written.
    pub(crate) stage_span: Span,
    pub(crate) scope: Option<usize>,
    pub(crate) track: Option<usize>,
    pub(crate) requires: Vec<Requirement>,
    /// Whether its author names another task in any relation, even one that leads nowhere.
    pub(crate) names_others: bool,
    /// The inverse of `requires`, in the order of the tasks.
    pub(crate) required_by: Vec<Relation>,
    /// Carried out together with; the same on both sides.
    pub(crate) with: Vec<TaskIx>,
    /// Where this task's author wrote that.
    pub(crate) with_places: Vec<(TaskIx, Span)>,
    /// Either is enough; the same on both sides.
    pub(crate) alternatives: Vec<TaskIx>,
    /// To be seen also; the same on both sides.
    pub(crate) related: Vec<TaskIx>,
    /// Where they say more than the party does.
    pub(crate) roles: Option<Box<Roles>>,
    /// Of statements that say more than that they are certain, requirements apart: subject, object as in
    /// [`Statement`](super::Statement), and what they say.
    pub(crate) bases: Vec<(Predicate, usize, Basis)>,
    pub(crate) delivers: Option<String>,
    pub(crate) papers: Vec<Paper>,
    pub(crate) description: Option<String>,
    pub(crate) questions: Vec<Question>,
    pub(crate) source: Option<Text>,
    /// Site paths that lead here.
    pub(crate) aliases: Vec<Alias>,
    pub(crate) status: Status,
    pub(crate) replaced_by: Option<TaskIx>,
    pub(crate) updated: Option<String>,
    /// By index into the guide's fields, in that order.
    pub(crate) fields: Vec<(usize, FieldValue)>,
    pub(crate) extra: serde_json::Value,
    pub(crate) text: Text,
    pub(crate) assets: Vec<Asset>,
    pub(crate) backlinks: Vec<Backlink>,
}

/// A requirement: one task, or one of several.
#[derive(Clone, Debug)]
pub(crate) struct Requirement {
    /// More than one: alternatives, of which one is enough.
    pub(crate) tasks: Vec<TaskIx>,
    pub(crate) any: bool,
    pub(crate) basis: Basis,
    pub(crate) span: Span,
}

impl Task {
    /// The requirements, each choice with its number among the task's choices, from 1; other ones with 0.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (usize, &Requirement)> {
        let mut choices = 0;
        self.requires.iter().map(move |requirement| {
            choices += usize::from(requirement.any);
            (if requirement.any { choices } else { 0 }, requirement)
        })
    }

    pub(crate) fn standing(&self) -> Standing {
        let Task { stage, party, track, scope, status, .. } = *self;
        Standing { stage, party, track, scope, status }
    }

    /// The questions that nobody has answered yet.
    pub(crate) fn open_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| question.is_open())
    }

    /// Its texts: the body, the source, the questions with their answers, and the documents.
    pub(crate) fn texts(&self) -> Vec<&Text> {
        let questions = self.questions.iter().flat_map(Question::texts);
        let papers = self.papers.iter().map(|paper| &paper.link);
        std::iter::once(&self.text).chain(&self.source).chain(questions).chain(papers).collect()
    }

    /// The same, in the same order, and its files.
    pub(super) fn texts_mut(&mut self) -> (Vec<&mut Text>, &mut Vec<Asset>) {
        let questions = self.questions.iter_mut().flat_map(Question::texts_mut);
        let papers = self.papers.iter_mut().map(|paper| &mut paper.link);
        let texts = std::iter::once(&mut self.text).chain(&mut self.source).chain(questions).chain(papers);
        (texts.collect(), &mut self.assets)
    }

    /// Whether it has several choices, so that their numbers tell them apart.
    pub(crate) fn has_choices(&self) -> bool {
        self.requires.iter().filter(|requirement| requirement.any).nth(1).is_some()
    }
}

/// A task that requires this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    pub(crate) task: TaskIx,
    /// The number of the choice there that this one belongs to, from 1; 0 where it is required without a choice.
    pub(crate) group: usize,
    /// Where it stands among the requirements there.
    pub(crate) place: usize,
    pub(crate) certainty: Certainty,
}

/// The value of an own field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FieldValue {
    Text(String),
    List(Vec<String>),
    Url(String),
}
