//! Documents to [`Site`]: names become indices, relations run both ways, links get their targets. What can't be
//! resolved is reported and left out; the rest stands, so that one run shows every fault.

mod addresses;
mod broken;
mod build;
mod claims;
mod elsewhere;
mod entity;
mod groups;
mod guide;
mod ids;
mod known_paths;
mod links;
mod lookup;
mod names;
mod paths;
mod questions;
mod relations;
mod replaced;
mod retired_ids;
mod site;
mod statements;
mod task;
mod texts;
mod unlinked;

pub(crate) use ids::{instead, unusable};
pub(crate) use site::resolve;
