//! The variables of templates: one serialisable struct per kind of page, and nothing else. Everything is worked out
//! here, in the reader's language; templates choose and place.
//!
//! Paths in views lead from the site's root, percent-encoded, without a leading slash; a template writes
//! `{{ page.root }}{{ item.path }}`. Fields named `html` (and those that say so) hold finished HTML; all other text
//! is plain and is escaped by the template engine.

mod editions;
mod frame;
mod guide;
mod guide_view;
mod page_tree;
mod paged;
mod pages;
mod parts;
#[cfg(test)]
mod reference;

pub(crate) use frame::{Frame, SiteView};
pub(crate) use guide::GuideViews;
pub(crate) use guide_view::GuideView;
pub(crate) use paged::{PageView, Paged};
pub(crate) use pages::cells::{StageCell, cell, cells};
pub(crate) use pages::changes::{anchor, changes, tasks_by_id};
pub(crate) use pages::gates::gate;
pub(crate) use pages::group::group;
pub(crate) use pages::handovers::handovers;
pub(crate) use pages::index::index;
pub(crate) use pages::page::{home, intro, moved, not_found, page, retired, statement};
pub(crate) use pages::papers::papers;
pub(crate) use pages::plan::plan_view;
pub(crate) use pages::print::print;
pub(crate) use pages::questions::{On, all_questions, questions};
pub(crate) use pages::related::relations;
pub(crate) use pages::roles::roles;
pub(crate) use pages::search::{Searchable, searchable};
pub(crate) use pages::table::table;
pub(crate) use pages::task::task;
pub(crate) use pages::terms::terms;
pub(crate) use pages::versions::versions_page;
