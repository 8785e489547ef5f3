//! A guide: a set of tasks with its own parties, stages and addresses.

use super::{
    Asset, Basis, FieldForm, Filter, Page, Predicate, Question, Relation, Requirement, Statement, Status, Sureness,
    Task, TaskIx, Text,
};
use crate::source::{FileId, Span};

/// A guide.
#[derive(Debug)]
pub(crate) struct Guide {
    pub(crate) file: FileId,
    /// Where faults of the guide as a whole are shown.
    pub(crate) span: Span,
    /// The folder below `content/`, which is also its address.
    pub(crate) folder: String,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) language: String,
    /// Where the language is written, if it is.
    pub(crate) language_span: Option<Span>,
    pub(crate) updated: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) version: Option<String>,
    /// Those that were released, as the authors list them: newest first.
    /// The name of the guide in feeds, where it is not its address.
    pub(crate) feed_id: Option<String>,
    pub(crate) versions: Vec<Version>,
    pub(crate) integration: Option<Integration>,
    pub(crate) source: Option<Text>,
    pub(crate) questions: Vec<Question>,
    pub(crate) text: Text,
    pub(crate) assets: Vec<Asset>,
    pub(crate) extra: serde_json::Value,
    pub(crate) parties: Vec<Group>,
    pub(crate) stages: Vec<Stage>,
    pub(crate) scopes: Vec<Group>,
    pub(crate) tracks: Vec<Group>,
    /// How sure statements are that say nothing themselves, by their subject.
    pub(crate) certainties: Vec<(Predicate, Basis)>,
    /// Beginnings of ids.
    pub(crate) id_prefixes: Vec<String>,
    pub(crate) fields: Vec<FieldKind>,
    pub(crate) terms: Vec<Term>,
    pub(crate) sections: Vec<Section>,
    pub(crate) retired: Vec<Retired>,
    /// Ids that are in use, but not in this run: drafts, and files that could not be read.
    pub(crate) absent: Vec<String>,
    /// Whether what could not be read may be one of its tasks, groups or texts.
    pub(crate) in_doubt: bool,
    /// In natural order of their ids; drafts only where they were asked for.
    pub(crate) tasks: Vec<Task>,
    /// By weight, then in the order of their addresses.
    pub(crate) pages: Vec<Page>,
}

/// A party, scope or track.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) key: String,
    /// Of the key.
    pub(crate) span: Span,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    /// Of a scope: its tasks are carried out once for all runs of the guide.
    pub(crate) shared: bool,
    pub(crate) used: Used,
}

/// Which tasks have a group or an own field. The last one goes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Used {
    #[default]
    Never,
    /// Retired tasks, or drafts that are not published.
    OutOfForce,
    InForce,
}

impl Group {
    /// Whether a task in force has it. A party, scope or track that none has gets no page.
    pub(crate) fn in_use(&self) -> bool {
        self.used == Used::InForce
    }
}

/// A stage.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) group: Group,
    /// None of its tasks starts before every task of the earlier stages is done.
    pub(crate) gate: bool,
}

/// The integration that the guide describes, in its owner's catalogue.
#[derive(Clone, Debug)]
pub(crate) struct Integration {
    pub(crate) id: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) catalogue_url: Option<String>,
}

/// A version that was released.
#[derive(Debug)]
pub(crate) struct Version {
    pub(crate) version: String,
    pub(crate) span: Span,
    /// A day, as 2026-11-23.
    pub(crate) date: String,
    /// Advice for readers.
    pub(crate) note: Option<Text>,
    /// It is no longer to be used.
    pub(crate) withdrawn: bool,
}

/// An own field of the guide's tasks.
#[derive(Clone, Debug)]
pub(crate) struct FieldKind {
    pub(crate) key: String,
    /// Of the key.
    pub(crate) span: Span,
    pub(crate) name: String,
    pub(crate) form: FieldForm,
    pub(crate) choices: Vec<String>,
    pub(crate) required: bool,
    pub(crate) used: Used,
}

/// A word of the glossary.
#[derive(Debug)]
pub(crate) struct Term {
    pub(crate) term: String,
    /// Of the word.
    pub(crate) span: Span,
    /// Where it is not the guide's.
    pub(crate) lang: Option<String>,
    pub(crate) meaning: Text,
    pub(crate) variants: Vec<String>,
    pub(crate) avoid: Vec<String>,
}

/// A heading of level 2 that tasks must have.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) heading: String,
    /// Of the heading's words.
    pub(crate) span: Span,
    /// The tasks that must have it.
    pub(crate) when: Filter,
}

/// An id that is no longer used; its address still answers.
#[derive(Debug)]
pub(crate) struct Retired {
    pub(crate) id: String,
    pub(crate) note: Option<String>,
    pub(crate) see: Option<TaskIx>,
}

impl Guide {
    /// Site path of the guide, with a final `/`.
    pub(crate) fn address(&self) -> String {
        format!("{}/", self.folder)
    }

    /// Site path of a task's page, with a final `/`.
    pub(crate) fn task_address(&self, id: &str) -> String {
        [&self.folder, "/", id, "/"].concat()
    }

    /// The ids that a task had, the oldest first.
    pub(crate) fn former_ids<'a>(&'a self, task: &'a Task) -> impl Iterator<Item = &'a str> {
        let id = |address: &'a str| address.strip_prefix(&self.folder)?.strip_prefix('/')?.strip_suffix('/');
        task.aliases.iter().filter_map(move |alias| id(&alias.address)).filter(|id| !id.contains('/'))
    }

    /// The name of a task for other programs, which stays when the task gets another id: its oldest id.
    pub(crate) fn key_of<'a>(&'a self, task: &'a Task) -> &'a str {
        self.former_ids(task).next().unwrap_or(&task.id)
    }

    /// Every question, on its tasks in force and its pages too.
    pub(crate) fn all_questions(&self) -> impl Iterator<Item = &Question> {
        let tasks = self.live().flat_map(|task| &self.tasks[task].questions);
        self.questions.iter().chain(self.pages.iter().flat_map(|page| &page.questions)).chain(tasks)
    }

    /// How many questions are open.
    pub(crate) fn question_count(&self) -> usize {
        self.all_questions().filter(|question| question.is_open()).count()
    }

    /// The requirement that a relation stands for.
    pub(crate) fn requirement(&self, relation: &Relation) -> &Requirement {
        &self.tasks[relation.task].requires[relation.place]
    }

    /// The phase of each task: how many gates lie before its stage or at its start. Tasks of a higher phase wait for
    /// all of the lower ones.
    pub(crate) fn phases(&self) -> Vec<usize> {
        let mut gates = 0;
        let stages = self.stages.iter().enumerate().map(|(at, stage)| {
            gates += usize::from(at > 0 && stage.gate);
            gates
        });
        let stages: Vec<usize> = stages.collect();
        self.tasks.iter().map(|task| stages.get(task.stage).copied().unwrap_or(0)).collect()
    }

    /// The tasks that are in force (or drafts that were asked for): those that are planned, drawn and counted.
    pub(crate) fn live(&self) -> impl Iterator<Item = TaskIx> + '_ {
        (0..self.tasks.len()).filter(|task| self.tasks[*task].status != Status::Retired)
    }
}

impl Guide {
    /// The statements of a task. A symmetric pair is one of both its tasks.
    pub(crate) fn statements(&self, at: TaskIx) -> Vec<Statement<'_>> {
        let task = &self.tasks[at];
        let of = |about: Predicate, object: usize| Statement { about, object, basis: task.basis(about, object) };
        let mut all = vec![of(Predicate::Party, 0), of(Predicate::Stage, 0)];
        all.extend(task.scope.map(|_| of(Predicate::Scope, 0)));
        all.extend(task.track.map(|_| of(Predicate::Track, 0)));
        if let Some(roles) = &task.roles {
            all.extend(roles.performs.iter().map(|party| of(Predicate::Performs, *party)));
            all.extend(roles.responsible.map(|party| of(Predicate::Responsible, party)));
            all.extend(roles.approves.iter().map(|party| of(Predicate::Approves, *party)));
            all.extend(roles.consulted.iter().map(|party| of(Predicate::Consulted, *party)));
        }
        all.extend(task.delivers.as_ref().map(|_| of(Predicate::Delivers, 0)));
        let requires = task.requires.iter().enumerate();
        all.extend(requires.map(|(object, requirement)| Statement {
            about: Predicate::Requires,
            object,
            basis: &requirement.basis,
        }));
        for (about, others) in [
            (Predicate::With, &task.with),
            (Predicate::Alternatives, &task.alternatives),
            (Predicate::Related, &task.related),
        ] {
            all.extend(others.iter().map(|other| of(about, *other)));
        }
        all
    }

    /// The same, of a symmetric pair only on the side of the first.
    pub(crate) fn own_statements(&self, at: TaskIx) -> impl Iterator<Item = Statement<'_>> {
        self.statements(at).into_iter().filter(move |statement| statement.partner().is_none_or(|other| other > at))
    }

    /// How many statements some tasks make, how many of them are certain, and how many somebody confirmed.
    pub(crate) fn sureness(&self, tasks: impl Iterator<Item = TaskIx>, is_among: impl Fn(TaskIx) -> bool) -> Sureness {
        let mut sum = Sureness::default();
        for at in tasks {
            for statement in self.statements(at) {
                // Of two tasks among them, the first counts the pair.
                if statement.partner().is_none_or(|other| other > at || !is_among(other)) {
                    sum.all += 1;
                    sum.certain += usize::from(!statement.basis.is_likely());
                    sum.confirmed += usize::from(statement.basis.said().confirmed.is_some());
                }
            }
        }
        sum
    }
}

impl Guide {
    /// Whether a task in force says who has to do with it beside its party.
    pub(crate) fn has_roles(&self) -> bool {
        self.live().any(|task| self.tasks[task].roles.is_some())
    }

    /// Whether a task in force names documents.
    pub(crate) fn has_papers(&self) -> bool {
        self.live().any(|task| !self.tasks[task].papers.is_empty())
    }
}
