//! Statements of tasks (relations and facts): how sure they are, and where they come from.

use crate::parse::{Certainty, Predicate, Provenance};

/// How sure a statement is, and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Basis {
    pub(crate) certainty: Certainty,
    /// Most statements have none, so it takes no room in them.
    pub(crate) provenance: Option<Box<Provenance>>,
}

/// Of most statements.
static CERTAIN: Basis = Basis { certainty: Certainty::Certain, provenance: None };

impl Basis {
    /// Of a statement that says nothing of itself.
    pub(super) fn certain() -> &'static Basis {
        &CERTAIN
    }

    pub(crate) fn said(&self) -> &Provenance {
        Provenance::of(self.provenance.as_deref())
    }

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
    pub(super) fn partner(&self) -> Option<usize> {
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

/// Numbers of statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sureness {
    pub(crate) all: usize,
    pub(crate) certain: usize,
    pub(crate) confirmed: usize,
}
