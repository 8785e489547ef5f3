//! The door to layout-rs: rows inside one lane by its `Placer` (Brandes and Köpf 2001).
//!
//! Of the crate only the placer serves here. It is given finished ranks and orders, so its cycle check and its
//! crossing pass, which are exponential and slow, never run. It panics on an empty graph, on boxes without size and
//! on links to its own connectors; so dummies are given as low boxes and every size is at least 1 px.

use std::ops::Range;
use std::sync::LazyLock;

use layout::adt::dag::NodeHandle;
use layout::core::base::Orientation;
use layout::core::geometry::{Point, Position};
use layout::core::style::StyleAttr;
use layout::std_shapes::shapes::{Element, ShapeKind};
use layout::topo::layout::VisualGraph;
use layout::topo::placer::Placer;

/// Most items of one lane that the placer is asked to place; its time grows with their square. Beyond, rows start in
/// the middle of their lane; the sweeps that follow end within 0.2 % of the same length and crossings.
const MOST: usize = 120;

/// Fewest items of one lane that the placer is asked to place. Below, as around a task, the sweeps that follow find the
/// same places from the middle of the lane: of 1,000 such pictures one differed, by one bend.
const FEWEST: usize = 24;

/// What the boxes would look like if the package drew them; its colours are looked up by name.
static LOOK: LazyLock<StyleAttr> = LazyLock::new(StyleAttr::simple);

/// Middles of the items of one lane, px from the highest; `None` if there are too many of them, or so few that there
/// is nothing to choose.
///
/// `columns` hold items from above as ranges of `heights` (px, with the gap below); `hops` join items of neighbouring
/// columns.
pub(super) fn middles(columns: &[Range<usize>], heights: &[f64], hops: &[(usize, usize)]) -> Option<Vec<f64>> {
    if !(FEWEST..=MOST).contains(&heights.len()) {
        return None;
    }
    // One row, or nothing that pulls: the middle of the lane is as good.
    if hops.is_empty() || columns.iter().all(|column| column.len() < 2) {
        return None;
    }
    placed(columns, heights, hops)
}

fn placed(columns: &[Range<usize>], heights: &[f64], hops: &[(usize, usize)]) -> Option<Vec<f64>> {
    let first = columns.iter().position(|column| !column.is_empty())?;
    let mut graph = VisualGraph::new(Orientation::TopToBottom);
    graph.dag.set_validate(false);
    let handles: Vec<NodeHandle> = heights.iter().map(|height| graph.add_node(element(*height))).collect();
    for (left, right) in hops {
        graph.dag.add_edge(*handles.get(*left)?, *handles.get(*right)?);
    }
    let last = columns.iter().rposition(|column| !column.is_empty())?;
    let ranks = columns[first..=last].iter().map(|column| handles[column.clone()].to_vec());
    *graph.dag.ranks_mut() = ranks.collect();
    Placer::new(&mut graph).layout(false);
    Some(handles.iter().map(|handle| graph.pos(*handle).center().x).collect())
}

/// A box whose width is our height, since the placer's rows are our columns.
fn element(height: f64) -> Element {
    let size = Point::new(height.round().max(1.0), 1.0);
    let mut element = Element::create(ShapeKind::None, LOOK.clone(), Orientation::TopToBottom, size);
    element.pos = Position::new(Point::zero(), size, Point::zero(), Point::zero());
    element
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_stands_between_its_neighbours() {
        let got = placed(&[0..2, 2..3], &[80.0, 80.0, 80.0], &[(0, 2), (1, 2)]);
        let Some(got) = got else { panic!("nothing placed") };
        assert!(got[0] + 79.0 < got[1] && got[0] <= got[2] && got[2] <= got[1], "{got:?}");
    }

    #[test]
    fn a_lane_with_few_boxes_needs_no_placer() {
        let lane = |boxes: usize| middles(&[0..boxes - 1, boxes - 1..boxes], &vec![80.0; boxes], &[(0, boxes - 1)]);
        assert!(lane(FEWEST - 1).is_none() && lane(FEWEST).is_some());
    }

    #[test]
    fn nothing_to_place() {
        assert_eq!(middles(&[], &[], &[]), None);
        assert_eq!(middles(&[0..0, 0..0], &[], &[]), None);
    }
}
