//! One task or one line more leaves most of the picture where it was.
//!
//! A reader finds a box again by its band, its stage, its column and its neighbours above and below. So a box counts
//! as *moved* if it stands in another column of its stage, or has changed sides with one that stayed in its column.
//! Boxes that the new line joins, directly or over others, are expected to move and not counted; everything shifting
//! together, as when a band gets higher, is no move.

use std::collections::BTreeMap;

use vejviser::diagram::{Drawing, Edge, EdgeKind, layout};

use super::guide_drawing;

/// Lane, stage, column of the stage, and height of each box, by id.
type Places = BTreeMap<String, ((String, String, usize), f64)>;

fn places(drawing: &Drawing) -> Places {
    let scene = layout(drawing);
    let mut columns: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for shape in &scene.shapes {
        columns.entry(&shape.stage).or_default().push(shape.x.round() as i64);
    }
    for list in columns.values_mut() {
        list.sort_unstable();
        list.dedup();
    }
    let column = |stage: &str, x: f64| columns[stage].binary_search(&(x.round() as i64)).expect("its column");
    let place = |shape: &vejviser::diagram::Shape| {
        let cell = (shape.lane.to_string(), shape.stage.to_string(), column(&shape.stage, shape.x));
        (shape.id.to_string(), (cell, shape.y))
    };
    scene.shapes.iter().map(place).collect()
}

/// Ids of the boxes that hang together with `start`.
fn related(drawing: &Drawing, start: usize) -> Vec<&str> {
    let mut found = vec![start];
    let mut at = 0;
    while at < found.len() {
        for edge in &drawing.edges {
            for (one, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
                if one == found[at] && !found.contains(&other) {
                    found.push(other);
                }
            }
        }
        at += 1;
    }
    found.into_iter().map(|at| &*drawing.nodes[at].id).collect()
}

/// How many boxes moved, those in `expected` left out.
fn moved(before: &Places, after: &Places, expected: &[&str]) -> usize {
    let mut count = 0;
    let mut cells: BTreeMap<_, Vec<(f64, f64)>> = BTreeMap::new();
    for (id, (cell, y)) in before.iter().filter(|(id, _)| !expected.contains(&id.as_str())) {
        let now = &after[id];
        if now.0 == *cell {
            cells.entry(cell).or_default().push((*y, now.1));
        } else {
            count += 1;
        }
    }
    for cell in cells.values_mut() {
        cell.sort_by(|a, b| a.0.total_cmp(&b.0));
        // The longest run that still has its order stayed; the others have moved past it.
        let mut ends: Vec<f64> = Vec::new();
        for (_, y) in cell.iter() {
            let at = ends.partition_point(|end| end < y);
            if at == ends.len() { ends.push(*y) } else { ends[at] = *y }
        }
        count += cell.len() - ends.len();
    }
    count
}

/// Median, ninth decile and most.
fn spread(mut counts: Vec<usize>) -> (usize, usize, usize) {
    counts.sort_unstable();
    let share = |percent: usize| counts[(counts.len() - 1) * percent / 100];
    (share(50), share(90), share(100))
}

#[test]
fn a_line_more_leaves_the_rest_in_place() {
    let guide = guide_drawing::guide();
    let before = places(&guide);
    let mut counts = Vec::new();
    for from in 0..guide.nodes.len() {
        for to in from + 1..guide.nodes.len() {
            let known = |edge: &vejviser::diagram::Edge| [(from, to), (to, from)].contains(&(edge.from, edge.to));
            let forth = guide.nodes[from].stage <= guide.nodes[to].stage;
            if !forth || (7 * from + to) % 4 != 0 || guide.edges.iter().any(known) {
                continue;
            }
            let mut more = guide.clone();
            more.edges.push(Edge::requires(from, to));
            counts.push(moved(&before, &places(&more), &related(&more, from)));
        }
    }
    assert!(counts.len() > 250, "{} lines tried", counts.len());
    let (median, ninth, most) = spread(counts);
    assert!(median <= 3 && ninth <= 9 && most <= 15, "of 51 boxes moved {median}, {ninth}, {most}");
}

#[test]
fn a_task_more_leaves_the_rest_in_place() {
    let guide = guide_drawing::guide();
    let before = places(&guide);
    let (mut loose, mut joined) = (Vec::new(), Vec::new());
    for at in 0..guide.nodes.len() {
        let mut more = guide.clone();
        let mut new = guide.nodes[at].clone();
        new.id = "NEW".into();
        new.title = "Opret en ny aftale om fakturaer".into();
        new.order += 1;
        more.nodes.push(new);
        loose.push(moved(&before, &places(&more), &[]));
        more.edges.push(Edge::requires(at, guide.nodes.len()));
        joined.push(moved(&before, &places(&more), &related(&more, at)));
    }
    let (median, ninth, most) = spread(loose);
    assert!(median <= 2 && ninth <= 3 && most <= 4, "a loose task moved {median}, {ninth}, {most} of 51 boxes");
    let (median, ninth, most) = spread(joined);
    assert!(median <= 2 && ninth <= 10 && most <= 12, "a joined task moved {median}, {ninth}, {most} of 51 boxes");
}

/// Two lines may say the same of two tasks; where boxes stand, it is as one.
#[test]
fn a_second_line_between_two_tasks_moves_nothing() {
    let guide = guide_drawing::guide();
    let before = places(&guide);
    let lines: Vec<&Edge> = guide.edges.iter().filter(|edge| edge.kind == EdgeKind::Requires).collect();
    assert!(lines.len() > 10, "{} lines", lines.len());
    for line in lines {
        let mut more = guide.clone();
        more.edges.push(line.clone());
        assert_eq!(moved(&before, &places(&more), &[]), 0);
    }
}
