//! From a drawing to a scene: layering, ordering, coordinates, routing, then everything gets its px.

use super::coordinates::{self, Places};
use super::drawing::Drawing;
use super::foot;
use super::frame::{Frame, Names};
use super::layering::{self, Columns, Graph, GraphNode};
use super::legend;
use super::ordering::{self, ProperGraph};
use super::routing::{self, Channels, Ports, Router};
use super::scene::{Scene, Shape, ShapeForm};
use super::size;
use super::text;

/// Lay out a drawing. Any drawing has a picture; the order of its nodes and edges doesn't matter.
pub fn layout(drawing: &Drawing) -> Scene {
    let graph = Graph::new(drawing);
    let columns = layering::assign(&graph);
    let mut scene = scene(&graph, &columns);
    if drawing.legend && !graph.nodes.is_empty() {
        legend::add(&mut scene, drawing);
    }
    scene
}

/// The picture with given columns, without its legend.
fn scene(graph: &Graph, columns: &Columns) -> Scene {
    let drawing = graph.drawing;
    let proper = ProperGraph::new(graph, columns);
    let lane_places = ordering::lane_places(graph, &proper);
    let order = ordering::order(graph, &proper, &lane_places);
    let names = Names::new(graph, columns);
    let places = coordinates::place(graph, &proper, &order, &lane_places, &names.lane_heights(), names.top());
    let mut ports = Ports::new(graph, &proper, &order, &places);
    routing::align(&mut ports, &proper, &order, &places);
    let channels = Channels::new(&proper, &ports);
    let frame = Frame::new(graph, columns, &channels, &ports, &places, &names);
    let router = Router { graph, proper: &proper, ports: &ports, channels: &channels, places: &places, frame: &frame };
    let lines = router.lines();
    let joints = router.joints();
    Scene {
        key: tidy_key(&drawing.key),
        title: text::tidy(&drawing.title),
        description: text::tidy(&drawing.description),
        width: frame.width,
        height: frame.height,
        bands: frame.bands(graph, &names),
        heads: frame.heads(columns, &names),
        gates: frame.gates(graph),
        lines,
        joints,
        shapes: shapes(graph, columns, &places, &frame),
        legend: Vec::new(),
    }
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
        let (x, y) = (frame.columns[columns.of[at]], places.middle[at] - placed.height / 2.0);
        Shape {
            form: ShapeForm::Node(node.role),
            id: node.id.clone(),
            href: node.href.clone(),
            name: node.name.clone(),
            lane: lane.map(|lane| lane.key.clone()).unwrap_or_default(),
            stage: stage.map(|stage| stage.key.clone()).unwrap_or_default(),
            number: lane.map_or(0, |lane| lane.number),
            x,
            y,
            width: size::BOX_WIDTH,
            height: placed.height,
            label: placed.label.clone(),
            feet: foot::feet(node, &placed.label, (x, y)),
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
