//! The resolved site: every name has become an index, every link a target. Data and simple questions only; it is
//! finished when [`crate::resolve`] returns it.

mod filter;
mod guide;
mod named;
mod page;
mod question;
mod site;
mod statement;
mod task;
mod text;

pub(crate) use filter::{Filter, Keys, Standing};
pub(crate) use guide::{FieldKind, Group, Guide, Integration, Retired, Section, Stage, Term, Used, Version};
pub(crate) use named::Holder;
pub(crate) use page::Page;
pub(crate) use question::{Addressee, Paper, Question};
pub(crate) use site::{STATEMENT, Site};
pub(crate) use statement::{Basis, Roles, Statement, Sureness};
pub(crate) use task::{FieldValue, Relation, Requirement, Seen, Task, TaskIx};
pub(crate) use text::{Alias, Asset, Backlink, Origin, Target, TaskRef, Text};

pub(crate) use crate::parse::{Certainty, DocumentKind, FieldForm, Needed, Predicate, Status};
