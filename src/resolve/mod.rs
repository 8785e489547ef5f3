//! Documents to [`Site`]: names become indices, relations run both ways, links get their targets. What can't be
//! resolved is reported and left out; the rest stands, so that one run shows every fault.

mod addresses;
mod broken;
mod elsewhere;
mod endings;
mod forms;
mod groups;
mod guide;
mod ids;
mod links;
mod names;
mod nearest;
mod paths;
mod relations;
mod replaced;
mod site;
mod task;
mod texts;

pub(crate) use ids::{instead, unusable};
pub(crate) use site::resolve;
