//! The door to layout-rs: rows inside one lane by its `Placer` (Brandes and Köpf 2001).
//!
//! Of the crate only the placer serves here. It takes finished ranks and orders, so its cycle check and its crossing
//! pass, which are exponential and slow, never run. The placer panics where a box stands in no rank or in two, where
//! none stands anywhere, where a size is nothing or no number, and on links to its own connectors. A panic ends the program, so
//! [`middles`] gives it only lanes that have none of these: dummies go in as low boxes, and [`is_sound`] checks the rest.

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

/// The style of boxes, which the package demands although it draws none; it looks colours up by name.
static LOOK: LazyLock<StyleAttr> = LazyLock::new(StyleAttr::simple);

/// Highest item that the placer takes, px. Its sums stay far from where numbers lose their fractions.
const HIGHEST: f64 = 1e6;

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
    if hops.is_empty() || columns.iter().all(|column| column.len() < 2) || !is_sound(columns, heights, hops) {
        return None;
    }
    placed(columns, heights, hops)
}

/// Whether the placer can take the items: each stands in one column, has a height, and is joined to items that exist.
fn is_sound(columns: &[Range<usize>], heights: &[f64], hops: &[(usize, usize)]) -> bool {
    let mut next = 0;
    let in_order = columns.iter().filter(|column| !column.is_empty()).all(|column| {
        let follows = column.start == next;
        next = column.end;
        follows
    });
    let count = heights.len();
    let sized = heights.iter().all(|height| (0.0..=HIGHEST).contains(height));
    in_order && next == count && sized && hops.iter().all(|(left, right)| *left < count && *right < count)
}

fn placed(columns: &[Range<usize>], heights: &[f64], hops: &[(usize, usize)]) -> Option<Vec<f64>> {
    let mut graph = VisualGraph::new(Orientation::TopToBottom);
    graph.dag.set_validate(false);
    let handles: Vec<NodeHandle> = heights.iter().map(|height| graph.add_node(element(*height))).collect();
    for (left, right) in hops {
        graph.dag.add_edge(*handles.get(*left)?, *handles.get(*right)?);
    }
    let first = columns.iter().position(|column| !column.is_empty())?;
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
    use proptest::prelude::*;

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

    #[test]
    fn what_the_placer_cannot_take_is_not_given_to_it() {
        let (columns, heights, hops) = ([0..12, 12..FEWEST], vec![80.0; FEWEST], [(0, 12)]);
        assert!(middles(&columns, &heights, &hops).is_some());
        for height in [f64::NAN, f64::INFINITY, -1.0, 2.0 * HIGHEST] {
            let mut heights = heights.clone();
            heights[3] = height;
            assert_eq!(middles(&columns, &heights, &hops), None, "{height}");
        }
        assert_eq!(middles(&[0..12, 11..FEWEST], &heights, &hops), None);
        assert_eq!(middles(&[0..12, 13..FEWEST], &heights, &hops), None);
        assert_eq!(middles(&columns, &heights, &[(0, FEWEST)]), None);
    }

    type Lane = (Vec<Range<usize>>, Vec<f64>, Vec<(usize, usize)>);

    /// Columns, some of them empty; heights; hops from any item to any other.
    fn lanes() -> impl Strategy<Value = Lane> {
        let height = prop_oneof![4 => 0.0..200.0, 1 => Just(0.0), 1 => Just(HIGHEST)];
        prop::collection::vec(0_usize..12, 1..20).prop_flat_map(move |lengths| {
            let count: usize = lengths.iter().sum();
            let starts = lengths.iter().scan(0, |start, length| {
                *start += length;
                Some(*start - length..*start)
            });
            let columns: Vec<Range<usize>> = starts.collect();
            let hop = (0..count.max(1), 0..count.max(1));
            (Just(columns), prop::collection::vec(height.clone(), count), prop::collection::vec(hop, 0..200))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        /// Whatever the hops: the placer neither panics nor lays boxes on one another.
        #[test]
        fn every_lane_within_the_bound_is_placed((columns, heights, hops) in lanes()) {
            if let Some(middles) = middles(&columns, &heights, &hops) {
                let high = |at: usize| heights[at].round().max(1.0);
                for (above, below) in columns.iter().flat_map(|column| column.clone().zip(column.clone().skip(1))) {
                    let apart = middles[below] - middles[above];
                    prop_assert!(apart >= f64::midpoint(high(above), high(below)) - 0.01, "{above} {below}: {apart}");
                }
            }
        }
    }
}
