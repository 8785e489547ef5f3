//! Ordering: what stands above what in each column.
//!
//! In: the graph and its columns. Out: a [`ProperGraph`], in which every hop joins neighbouring columns, and the [`Order`]
//! of its items. Dummies and barycentre sweeps (Sugiyama, Tagawa and Toda 1981), then sifting (Matuszewski, Schönfeld and
//! Molitor 1999); crossings are counted as inversions (Barth, Mutzel and Jünger 2004).

mod barycenter;
mod crossing_count;
mod dirty_columns;
mod dummies;
mod initial_order;
mod order;
mod sifting;

pub(super) use dummies::{ProperGraph, Route, Trunk};
pub(super) use initial_order::{LanePlace, lane_places};
pub(super) use order::{Order, order};
pub(super) use sifting::sift;
