//! Coordinates: how high each item stands.
//!
//! In: the order of the columns. Out: [`Places`], the heights of lanes and items. Rows of a lane start where the placer of
//! layout-rs puts them (Brandes and Köpf 2001), and are settled by isotonic regression (Best and Chakravarti 1990).

mod cells;
mod isotonic;
mod place;
mod rows;
mod waiting;

pub(super) use isotonic::{Pool, Wish};
pub(super) use place::{Captions, Places, place};
