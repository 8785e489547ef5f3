//! A view for each kind of page.

pub(super) mod cells;
pub(super) mod changes;
pub(super) mod gates;
pub(super) mod group;
pub(super) mod handovers;
pub(super) mod index;
pub(super) mod page;
pub(super) mod papers;
pub(super) mod path;
pub(super) mod plan;
pub(super) mod print;
pub(super) mod questions;
pub(super) mod related;
pub(super) mod roles;
pub(super) mod search;
pub(super) mod table;
pub(super) mod task;
pub(super) mod terms;
pub(super) mod versions;
