//! The site and its guides as all views need them: words, links, where pages are, and how much of a guide one page shows.

mod addresses;
mod bounds;
mod editions;
mod extra;
mod gates;
mod labels;
mod leaf;
mod link;
mod place;
mod site;
mod task_link;
mod text;

pub(crate) use addresses::{
    GroupKind, Within, above_task, cell_address, cell_link, cell_path, feed_address, gate_address, gate_link,
    group_address, group_link, has_gate, origin,
};
pub(crate) use bounds::{DEPENDANTS, NEIGHBOURS, ROOM, ROOM_BESIDE_PICTURE, instead, more, more_at, parts};
pub(crate) use editions::{Counterpart, Edition, Editions};
pub(crate) use extra::Extra;
pub(crate) use gates::GateWork;
pub(crate) use labels::{BoxLabel, SharedLabels};
pub(crate) use leaf::{COMPARED, COMPONENTS, Compared, Component, Components, SHOWN, Shown};
pub(crate) use link::Link;
pub(crate) use place::place;
pub(crate) use site::{GuideContext, SiteContext};
pub(crate) use task_link::{TASK, TaskKey, TaskLink, mark_of};
pub(crate) use text::Setting;
