//! A guide's dependencies as a graph: the order in which its tasks can be done, circles, neighbours, what rests on
//! what. All of it is linear in tasks and relations or has a bound, and none of it recurses.

mod closure;
mod components;
mod cycle;
mod met;
mod neighbours;
mod plan;
mod reach;
mod signs;
mod states;

pub(crate) use closure::closure;
pub(crate) use components::components;
pub(crate) use cycle::{Step, cycles};
pub(crate) use neighbours::{Side, neighbours};
pub(crate) use plan::{Plan, plan};
pub(crate) use reach::{Implied, Reach};
pub(crate) use states::{State, states};
