//! The order of the items inside each column: by lane, then so that few links cross.
//!
//! Barycentre sweeps, then sifting; the best order is kept. Counterparts stand at the border of their lanes, boxes
//! without links out of the way of the others.

use super::barycenter::Sorter;
use super::dummies::ProperGraph;
use super::initial_order::LanePlace;
use crate::diagram::layering::Graph;
use crate::diagram::neighbours::Neighbours;

/// Items of each column, from above.
pub(crate) struct Order {
    pub columns: Neighbours,
}

/// Sweeps over all columns, forth and back in turn.
const SWEEPS: usize = 24;
/// Sweeps without gain after which a start is given up.
const PATIENCE: usize = 5;
/// Starts: one begins with a sweep forth, one with a sweep back.
const STARTS: usize = 2;
/// Up to this many items are sifted: each round costs the square of every cell.
const SIFTED: usize = 1_500;
/// Choose the order.
pub(crate) fn order(graph: &Graph, proper: &ProperGraph, lane_places: &[LanePlace]) -> Order {
    let mut sorter = Sorter::new(graph, proper, lane_places);
    let crossings = sorter.crossings();
    if crossings == 0 {
        return Order { columns: sorter.columns };
    }
    let first = sorter.columns.clone();
    let mut best = (crossings, first.clone());
    for start in 0..STARTS {
        if best.0 == 0 {
            break;
        }
        sorter.begin(&first);
        let mut own = (u64::MAX, Neighbours::default());
        let mut idle = 0;
        let mut seen = [Neighbours::default(), Neighbours::default()];
        for sweep in start..start + SWEEPS {
            sorter.sweep(sweep % 2 == 0);
            sorter.switch();
            // Once a sweep ends where the last one of its kind did, all that follow do.
            if seen[sweep % 2] == sorter.columns {
                break;
            }
            seen[sweep % 2].clone_from(&sorter.columns);
            let crossings = sorter.crossings();
            idle += 1;
            if crossings < own.0 {
                own = (crossings, sorter.columns.clone());
                idle = 0;
            }
            if idle > PATIENCE || own.0 == 0 {
                break;
            }
        }
        if own.0 > 0 && proper.items.len() <= SIFTED {
            sorter.begin(&own.1);
            sorter.sift();
            own = (sorter.crossings(), sorter.columns.clone());
        }
        if own.0 < best.0 {
            best = own;
        }
    }
    Order { columns: best.1 }
}
