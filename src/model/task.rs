//! A task and its relations.

use super::{
    Alias, Asset, Backlink, Basis, Certainty, Paper, Predicate, Question, Roles, Standing, Statement, Status, Text,
};
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
    /// Where this task's author wrote that of `with` and `alternatives`.
    pub(crate) partner_places: Vec<(Predicate, TaskIx, Span)>,
    /// Notes of the states that its author looked at.
    pub(crate) seen: Vec<Seen>,
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

/// The state of another task in which a relation to it was looked at.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) about: Predicate,
    pub(crate) task: TaskIx,
    /// As it is written.
    pub(crate) note: String,
    pub(crate) note_span: Span,
    /// Of the other task's id.
    pub(crate) span: Span,
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

impl Task {
    /// How sure the statement is that its author made about something; `object` as in [`Statement`].
    pub(crate) fn basis(&self, about: Predicate, object: usize) -> &Basis {
        let found = self.bases.iter().find(|(known, other, _)| (*known, *other) == (about, object));
        found.map_or(Basis::certain(), |(_, _, basis)| basis)
    }

    /// Whether a fact of the task is only likely.
    pub(crate) fn is_likely(&self, about: Predicate) -> bool {
        self.basis(about, 0).is_likely()
    }

    /// The parties that carry it out.
    pub(crate) fn performers(&self) -> &[usize] {
        match &self.roles {
            Some(roles) if !roles.performs.is_empty() => &roles.performs,
            _ => std::slice::from_ref(&self.party),
        }
    }

    /// The party that answers for it.
    pub(crate) fn responsible(&self) -> usize {
        self.roles.as_ref().and_then(|roles| roles.responsible).unwrap_or(self.party)
    }

    /// The parties that approve it, and those that are asked about it.
    pub(crate) fn approvers(&self) -> (&[usize], &[usize]) {
        self.roles.as_ref().map_or((&[], &[]), |roles| (&roles.approves, &roles.consulted))
    }

    /// The parties whose work it is: the one whose side it is on, those that carry it out, and the one that answers for it.
    pub(crate) fn work_of(&self) -> Vec<usize> {
        let mut parties = vec![self.party];
        for party in self.performers().iter().copied().chain([self.responsible()]) {
            if !parties.contains(&party) {
                parties.push(party);
            }
        }
        parties
    }

    /// Whether it is the work of a party.
    pub(crate) fn is_of(&self, party: usize) -> bool {
        self.party == party || self.roles.is_some() && self.work_of().contains(&party)
    }

    /// Whether the parties of two tasks carry out nothing of both.
    pub(crate) fn crosses_to(&self, other: &Task) -> bool {
        self.performers().iter().all(|party| !other.performers().contains(party))
    }

    /// The statements that say more than that they are certain, in the order of front matter.
    pub(crate) fn qualified(&self) -> Vec<Statement<'_>> {
        let bases = self.bases.iter().map(|(about, object, basis)| Statement { about: *about, object: *object, basis });
        let requires = self.requires.iter().enumerate().filter(|(_, requirement)| !requirement.basis.is_plain());
        let requires = requires.map(|(object, requirement)| {
            let about = Predicate::Requires;
            Statement { about, object, basis: &requirement.basis }
        });
        let mut all: Vec<Statement<'_>> = bases.chain(requires).collect();
        all.sort_by_key(|statement| (statement.about, statement.object));
        all
    }
}
