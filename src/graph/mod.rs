//! A guide's dependencies as a graph: the order in which its tasks can be done, knots, neighbours, what rests on
//! what. All of it is linear in tasks and relations or has a bound, and none of it recurses.

mod closure;
mod components;
mod joined;
mod knots;
mod neighbours;
mod order;
mod plan;
mod reach;
mod reachability_index;
mod starts;
mod states;
mod strong;
mod visited;

pub(crate) use closure::closure;
pub(crate) use components::components;
pub(crate) use knots::{Knot, Need, Waits};
pub(crate) use neighbours::{Side, neighbours};
pub(crate) use plan::{Plan, plan};
pub(crate) use reach::{Implied, Reach};
pub(crate) use reachability_index::plain_target;
pub(crate) use starts::{Start, starts};
pub(crate) use states::{State, states};
