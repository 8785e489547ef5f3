//! Statements of tasks (relations and facts): how sure they are, and where they come from.

use super::{Guide, Task, TaskIx};
use crate::parse::{Certainty, Confirmed, Predicate};

/// How sure a statement is, and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Basis {
    pub(crate) certainty: Certainty,
    pub(crate) note: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) confirmed: Option<Confirmed>,
}

/// Of most statements.
static CERTAIN: Basis = Basis { certainty: Certainty::Certain, note: None, source: None, confirmed: None };

impl Basis {
    pub(crate) fn is_likely(&self) -> bool {
        self.certainty == Certainty::Likely
    }

    /// Whether it says no more than that the statement is certain.
    pub(crate) fn is_plain(&self) -> bool {
        *self == CERTAIN
    }
}

/// A statement of a task.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Statement<'a> {
    pub(crate) about: Predicate,
    /// Of a relation the other task, of a role the party, of a requirement its place; else 0.
    pub(crate) object: usize,
    pub(crate) basis: &'a Basis,
}

impl Statement<'_> {
    /// The other task of a symmetric relation.
    fn partner(&self) -> Option<TaskIx> {
        let is_pair = matches!(self.about, Predicate::With | Predicate::Alternatives | Predicate::Related);
        is_pair.then_some(self.object)
    }
}

/// The parties that have to do with a task, by index into the guide's parties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles {
    pub(crate) performs: Vec<usize>,
    pub(crate) responsible: Option<usize>,
    pub(crate) approves: Vec<usize>,
    pub(crate) consulted: Vec<usize>,
}

impl Task {
    /// How sure the statement is that its author made about something; `object` as in [`Statement`].
    pub(crate) fn basis(&self, about: Predicate, object: usize) -> &Basis {
        let found = self.bases.iter().find(|(known, other, _)| (*known, *other) == (about, object));
        found.map_or(&CERTAIN, |(_, _, basis)| basis)
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
                    sum.confirmed += usize::from(statement.basis.confirmed.is_some());
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

/// Numbers of statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sureness {
    pub(crate) all: usize,
    pub(crate) certain: usize,
    pub(crate) confirmed: usize,
}
