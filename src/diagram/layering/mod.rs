//! Layering: a column for each box.
//!
//! In: a [`Drawing`](super::Drawing). Out: its [`Graph`], sorted and without circles, and the [`Columns`] of its boxes.
//! Longest paths (Eades and Sugiyama 1990), shortened by the network simplex (Gansner, Koutsofios, North and Vo 1993);
//! large pictures then search for columns with fewer crossings (threshold accepting, Dueck and Scheuer 1990).

mod column_search;
mod components;
mod crossing_estimate;
mod edge_bundles;
mod graph;
mod network_simplex;
mod packing;
mod ranks;

pub(super) use column_search::{is_worth_searching, search};
pub(super) use edge_bundles::TRUNK;
pub(super) use graph::{Graph, GraphNode, Link, Style};
pub(super) use packing::{Columns, assign};
