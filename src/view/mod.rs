//! What a template may see: one serialisable struct per kind of page, and nothing else. Everything is worked out
//! here, in the reader's language; templates choose and place.
//!
//! Paths in views lead from the site's root, percent-encoded, without a leading slash; a template writes
//! `{{ page.root }}{{ item.path }}`. Fields named `html` (and those that say so) hold finished HTML; all other text
//! is plain and is escaped by the template engine.

mod bounds;
mod cells;
mod diagrams;
mod facts;
mod frame;
mod gates;
mod glossary;
mod guide_view;
mod handovers;
mod index;
mod items;
mod leaf;
mod lists;
mod page;
mod path;
mod place;
mod print;
mod questions;
#[cfg(test)]
mod reference;
mod related;
mod relations;
mod search;
mod site;
mod structured;
mod task;
mod terms;
mod text;

pub(crate) use cells::{Cell, cell, cells};
pub use diagrams::Selection;
pub(crate) use diagrams::{Picture, drawing};
pub(crate) use frame::{Frame, Link, gate_address};
pub(crate) use gates::gate;
pub(crate) use handovers::handovers;
pub(crate) use index::index;
pub(crate) use leaf::{COMPARED, COMPONENTS, SHOWN};
pub(crate) use lists::{GroupKind, Paged, group, group_address, plan_view};
pub(crate) use page::{PageView, home, intro, moved, not_found, page, retired, statement};
pub(crate) use print::print;
pub(crate) use questions::questions;
pub(crate) use related::relations;
pub(crate) use search::{Searchable, searchable};
pub(crate) use guide_view::GuideView;
pub(crate) use site::{GuideContext, SiteContext};
pub(crate) use task::{TASK, TaskLink, task};
pub(crate) use terms::terms;

use serde::Serialize;

/// Free values of an author's `extra`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(crate) struct Extra(pub(crate) serde_json::Value);

impl std::hash::Hash for Extra {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        if !self.0.is_null() {
            self.0.to_string().hash(state);
        }
    }
}
