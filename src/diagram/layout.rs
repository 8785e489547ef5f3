//! From a drawing to a scene: layering, ordering, coordinates, routing, then everything gets its px.

use super::coordinates::{self, Places};
use super::drawing::{Drawing, Role};
use super::foot;
use super::form::{FORMS, FRAME, Form};
use super::frame::{Frame, Names};
use super::layering::{self, Columns, Graph, GraphNode};
use super::legend;
use super::ordering::{self, ProperGraph};
use super::routing::{self, Channels, Ports, Router};
use super::scene::{Point, Scene, Shape, ShapeForm};
use super::size;
use super::text;

/// Lay out a drawing. Any drawing has a picture; the order of its nodes and edges doesn't matter.
///
/// The form is the first in which the picture fits a page, else the one in which it is narrowest. Very large pictures have the
/// first one.
pub fn layout(drawing: &Drawing) -> Scene {
    let mut graph = Graph::new(drawing);
    layering::mark(&mut graph);
    let mut scene = if graph.nodes.len() > TRIED {
        let columns = layering::assign(&graph);
        scene(&mut graph, &columns)
    } else {
        fitting(graph)
    };
    if drawing.legend && !drawing.nodes.is_empty() {
        legend::add(&mut scene, drawing);
    }
    scene
}

/// Up to so many boxes several forms are tried.
const TRIED: usize = 100;

/// The picture in the first form that fits a page. Where boxes alone are wider than it, nothing is laid out.
fn fitting(mut graph: Graph) -> Scene {
    let mut columns = layering::assign(&graph);
    let mut narrowest: (f64, Form, Option<Scene>) = (f64::INFINITY, graph.form, None);
    // Rows have no bands.
    let bands = graph.bands;
    for form in FORMS.into_iter().filter(|form| !(form.down && bands)) {
        let is_same = columns.settled && form.columns() >= graph.wanted;
        if !is_same && form.columns() != graph.wanted {
            graph.wanted = form.columns();
            columns = layering::assign(&graph);
        }
        if form != graph.form && (form.down || least_width(form, &graph, &columns) <= size::PAGE) {
            graph.take_form(form);
        }
        let least = least_width(form, &graph, &columns);
        if least <= size::PAGE {
            let scene = scene(&mut graph, &columns);
            if scene.width <= size::PAGE {
                return scene;
            }
            if scene.width < narrowest.0 {
                narrowest = (scene.width, form, Some(scene));
            }
        } else if least < narrowest.0 {
            narrowest = (least, form, None);
        }
    }
    let (_, form, laid_out) = narrowest;
    laid_out.unwrap_or_else(|| {
        graph.take_form(form);
        graph.wanted = form.columns();
        let columns = layering::assign(&graph);
        scene(&mut graph, &columns)
    })
}

/// Width that the boxes of a picture need at the least in a form, px; in rows they have their sizes already.
fn least_width(form: Form, graph: &Graph, columns: &Columns) -> f64 {
    let count = columns.starts.last().copied().unwrap_or(0);
    if !form.down {
        return FRAME + count as f64 * (form.width + size::CHANNEL) - size::CHANNEL;
    }
    let mut heights = vec![0.0_f64; count];
    graph.nodes.iter().zip(&columns.of).for_each(|(node, column)| heights[*column] += node.height + size::ROW_GAP);
    heights.into_iter().fold(0.0, f64::max) + 2.0 * size::MARGIN
}

/// A picture whose columns are rows: everything changes its sides.
fn turned(mut scene: Scene) -> Scene {
    let turn = |point: &mut Point| *point = Point { x: point.y, y: point.x };
    (scene.width, scene.height) = (scene.height, scene.width);
    scene.lines.iter_mut().flat_map(|line| &mut line.points).chain(&mut scene.joints).for_each(turn);
    for gate in &mut scene.gates {
        (gate.x, gate.y, gate.width, gate.height) = (gate.y, gate.x, gate.height, gate.width);
        gate.level = true;
    }
    scene
}

/// The picture with given columns, without its legend.
fn scene(graph: &mut Graph, columns: &Columns) -> Scene {
    let waiting = layering::rows(graph, columns);
    layering::level(graph, &waiting);
    let (graph, drawing) = (&*graph, graph.drawing);
    let proper = ProperGraph::new(graph, columns);
    let lane_places = ordering::lane_places(graph, &proper);
    let order = ordering::order(graph, &proper, &lane_places);
    let names = Names::new(graph, columns);
    let places = coordinates::place(
        graph,
        &proper,
        &order,
        &lane_places,
        &waiting,
        &names.captions(graph, &waiting, &lane_places),
    );
    let mut ports = Ports::new(graph, &proper, &order, &places);
    routing::align(&mut ports, &proper, &order, &places);
    let channels = Channels::new(&proper, &ports);
    let frame = Frame::new(graph, columns, &channels, &ports, &places, &names);
    let router = Router { graph, proper: &proper, ports: &ports, channels: &channels, places: &places, frame: &frame };
    let lines = router.lines();
    let joints = router.joints();
    let scene = Scene {
        key: tidy_key(&drawing.key),
        title: text::tidy(&drawing.title),
        description: text::tidy(&drawing.description),
        width: frame.width,
        height: frame.height,
        bands: frame.bands(graph, &names),
        heads: frame.heads(columns, &names),
        notes: frame.notes(graph, &waiting, &lane_places, &places.words),
        gates: frame.gates(graph),
        lines,
        joints,
        shapes: shapes(graph, columns, &places, &frame),
        legend: Vec::new(),
    };
    if graph.form.down { turned(scene) } else { scene }
}

/// Key as it may stand in an id.
pub(super) fn tidy_key(key: &str) -> String {
    let keep = |c: char| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' };
    if key.is_empty() { "diagram".to_owned() } else { key.chars().map(keep).collect() }
}

fn shapes(graph: &Graph, columns: &Columns, places: &Places, frame: &Frame) -> Vec<Shape> {
    let shape = |(at, placed): (usize, &GraphNode)| {
        let node = &graph.drawing.nodes[placed.source];
        let lane = graph.drawing.lanes.get(node.lane);
        let stage = graph.drawing.stages.get(node.stage);
        let (mut x, mut y) = (frame.columns[columns.of[at]], places.middle[at] - placed.height / 2.0);
        let (mut width, mut height) = (placed.depth, placed.height);
        if graph.form.down {
            (x, y, width, height) = (y, x, height, width);
        }
        Shape {
            form: if node.role == Role::Group { ShapeForm::Cell } else { ShapeForm::Node(node.role) },
            id: node.id.clone(),
            href: node.href.clone(),
            name: node.name.clone(),
            likely: node.likely,
            lane: lane.map(|lane| lane.key.clone()).unwrap_or_default(),
            parties: node.parties.clone(),
            stage: stage.map(|stage| stage.key.clone()).unwrap_or_default(),
            number: lane.map_or(0, |lane| lane.number),
            x,
            y,
            width,
            height,
            label: placed.label.clone(),
            feet: foot::feet(node, &placed.label, graph.form, (x, y)),
        }
    };
    graph.nodes.iter().enumerate().map(shape).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagram::svg::{Embedding, svg};
    use crate::diagram::{check, sample};

    #[test]
    fn small_drawings_are_sound() {
        check::sound(&sample::empty());
        for length in [1, 2, 5, 40] {
            check::sound(&sample::chain(length));
        }
    }

    #[test]
    fn boxes_that_wait_for_a_gate_alone_stand_in_rows_below_words() {
        let mut drawing = sample::chain(30);
        drawing.stages.push(sample::stage(2, true));
        drawing.nodes.iter_mut().skip(3).for_each(|node| node.stage = 1);
        // 6 boxes remain that no line leads to or from; one of them is longer than the others.
        drawing.edges.truncate(23);
        drawing.nodes[26].title = "Opret serviceaftale ".repeat(4).into();
        let scene = check::sound(&drawing);
        let words: Vec<_> = scene.notes.iter().map(|note| (&*note.stage, note.caption.lines.join(" "))).collect();
        assert_eq!(words, [("s2", "Only the gate (6)".to_owned())]);
        let mut rows: Vec<Vec<&Shape>> = Vec::new();
        for shape in &scene.shapes[24..] {
            match rows.iter_mut().find(|row| row[0].y.to_bits() == shape.y.to_bits()) {
                Some(row) => row.push(shape),
                None => rows.push(vec![shape]),
            }
        }
        assert!(rows.len() < 4, "{rows:?}");
        for row in rows {
            assert!(row.iter().all(|shape| shape.height.to_bits() == row[0].height.to_bits()));
            assert!(row.windows(2).all(|pair| pair[0].x < pair[1].x), "in order of the plan");
        }
        drawing.nodes.truncate(27);
        assert!(check::sound(&drawing).notes.is_empty(), "a few stand among the others");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn every_drawing_is_sound(drawing in sample::drawings(40)) {
            check::sound(&drawing);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]

        #[test]
        fn order_of_input_does_not_matter(drawing in sample::drawings(25)) {
            let mut turned = drawing.clone();
            turned.nodes.reverse();
            turned.edges.reverse();
            let last = drawing.nodes.len() - 1;
            for edge in &mut turned.edges {
                (edge.from, edge.to) = (last - edge.from, last - edge.to);
            }
            assert_eq!(svg(&layout(&drawing), Embedding::File), svg(&layout(&turned), Embedding::File));
        }

        #[test]
        fn hostile_words_and_indices(mut drawing in sample::drawings(12)) {
            for (at, node) in drawing.nodes.iter_mut().enumerate() {
                node.title = ["\u{0}<&>\"'\u{ffff}", "", "漢字漢字漢字漢字漢字漢字漢字漢字", "👩‍👩‍👧‍👦\u{202e}abc"][at % 4]
                    .repeat(9)
                    .into();
                node.id = format!("{}{}", node.id, "W".repeat(at * 5)).into();
                node.lane = at;
                node.stage = 11 - at;
            }
            drawing.lanes[0].number = usize::MAX;
            check::sound(&drawing);
            let text = svg(&layout(&drawing), Embedding::Inline);
            assert!(!text.contains('\u{0}') && !text.contains(" style="));
        }
    }
}
