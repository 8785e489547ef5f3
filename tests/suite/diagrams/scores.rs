//! Figures of pictures of every shape, so that a worse picture shows in review: `tests/diagrams/scores.txt`.

use std::fmt::Write as _;

use vejviser::diagram::layout;
use vejviser::diagram::score::{Score, Sketch};

use super::guide_drawing;
use crate::shapes;
use crate::support::compare;

fn scores() -> Vec<(&'static str, Score)> {
    let mut drawings = vec![("SF1590_D Faktura", guide_drawing::guide())];
    drawings.extend(shapes::all());
    drawings.into_iter().map(|(name, drawing)| (name, Sketch::of(&drawing, &layout(&drawing)).score())).collect()
}

#[test]
fn pictures_score_as_expected() {
    let head = ["places", "crossings", "ink px", "lines px", "width", "height"];
    let mut table = format!("{:<20}", "") + &head.map(|word| format!("{word:>10}")).concat() + "\n";
    for (name, score) in scores() {
        for (fault, count) in score.faults() {
            assert_eq!(count, 0, "{name}: {fault}");
        }
        assert_eq!(score.back, 0, "{name}: a line leads back");
        let Score { places, crossings, ink, length, width, height, .. } = score;
        let _ = writeln!(
            table,
            "{name:<20}{places:>10}{crossings:>10}{ink:>10.0}{length:>10.0}{width:>10.0}{height:>10.0}"
        );
    }
    compare("diagrams/scores.txt", &table);
}

/// With parties as bands no picture of this guide has fewer crossings; it fits a page, with whole titles.
#[test]
fn the_overview_is_as_good_as_was_asked_for() {
    let guide = guide_drawing::guide();
    let score = Sketch::of(&guide, &layout(&guide)).score();
    assert!(score.places <= 2 && score.ink <= 3_100.0 && score.width <= 880.0 && score.height <= 1_550.0, "{score:?}");
}
