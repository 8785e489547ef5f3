//! The manual's pictures are what the program draws today. `UPDATE_EXPECTED=1` draws them anew.

use std::fs;
use std::sync::Arc;

use vejviser::diagram::{Drawing, Edge, EdgeKind, Embedding, layout, svg};

use crate::shapes::{plain, star};
use crate::support::{compare, own_site, repository};

/// Where the pictures stand, seen from `tests/`.
const FOLDER: &str = "../docs/content/diagrams";

/// Below each picture of the repository's own guide stands, as a comment, the command that draws it.
#[test]
fn pictures_of_the_guide_are_what_their_commands_draw() {
    let page = fs::read_to_string(repository().join("docs/content/diagrams.md")).expect("the page");
    let site = own_site();
    let mut drawn = Vec::new();
    for command in page.lines().filter_map(|line| line.strip_prefix("<!-- vejviser ")?.strip_suffix(" -->")) {
        let (arguments, file) = command.split_once(" -o docs/content/diagrams/").expect("a file for the picture");
        let run = site.run(&arguments.split(' ').collect::<Vec<_>>()).expect(0);
        compare(&format!("{FOLDER}/{file}"), &run.stdout);
        drawn.push(file);
    }
    let shown = page.matches("](diagrams/").count();
    assert_eq!((drawn.len(), shown), (3, 3), "each picture has its command: {drawn:?}");
}

#[test]
fn pictures_of_the_layout_are_drawn_by_it() {
    let page = fs::read_to_string(repository().join("docs/content/diagram-layout.md")).expect("the page");
    for (name, drawing) in [("layout-steps", steps()), ("layout-crowd", crowd())] {
        assert!(page.contains(&format!("](diagrams/{name}.svg)")), "{name} is shown");
        compare(&format!("{FOLDER}/{name}.svg"), &svg(&layout(&drawing), Embedding::File));
    }
}

/// What the steps speak of: ports, a line that passes a column and changes bands, counterparts at a border, a task
/// without lines, a gate.
fn steps() -> Drawing {
    let titles = [
        "Three tasks rest on it; those upwards leave by one port, those downwards by another",
        "Second",
        "Rests on the first too: that line passes the column between",
        "Counterpart of the task below the border",
        "Counterpart of the task above the border",
        "Rests on the first, in another band",
        "Has no lines, and stands where there is room",
        "Behind the gate",
        "Last",
    ];
    let mut drawing = plain(titles.len(), 2, 2);
    for (at, (node, title)) in drawing.nodes.iter_mut().zip(titles).enumerate() {
        node.title = title.into();
        node.lane = usize::from(matches!(at, 4 | 5 | 8));
        node.stage = usize::from(at >= 7);
    }
    "en".clone_into(&mut Arc::make_mut(&mut drawing.words).language);
    "Gate: all before is done".clone_into(&mut Arc::make_mut(&mut drawing.words).gate);
    let pair = Edge { kind: EdgeKind::With, ..Edge::requires(3, 4) };
    drawing.edges = vec![
        Edge::requires(0, 1),
        Edge::requires(1, 2),
        Edge::requires(0, 2),
        Edge::requires(0, 5),
        Edge::requires(1, 3),
        pair,
        Edge::requires(2, 7),
        Edge::requires(5, 8),
    ];
    drawing
}

/// More tasks of one rank than stand below one another.
fn crowd() -> Drawing {
    let mut drawing = star(16, true);
    "en".clone_into(&mut Arc::make_mut(&mut drawing.words).language);
    drawing
}
