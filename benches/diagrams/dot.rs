//! The same boxes and lines drawn by Graphviz `dot`, if it is installed: a cluster for each party, a bar between stages.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use vejviser::diagram::score::{BoxRect, Polyline, Sketch};
use vejviser::diagram::{Drawing, EdgeKind, Point, Scene};

/// Steps in which a curve is flattened.
const STEPS: usize = 12;

/// What `dot` draws; `splines` is its way of drawing lines. An error says what is missing.
pub(crate) fn draw(drawing: &Drawing, scene: &Scene, splines: &str) -> Result<Sketch, String> {
    let mut child = Command::new("dot")
        .arg("-Tplain")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("`dot` of Graphviz can't be run ({error}); install graphviz to compare with it"))?;
    let source = source(drawing, scene, splines);
    let writer = child.stdin.take().map(|mut input| std::thread::spawn(move || input.write_all(source.as_bytes())));
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if let Some(writer) = writer {
        writer.join().ok();
    }
    if !output.status.success() {
        return Err(format!("`dot` ended with {}", output.status));
    }
    Ok(read(drawing, &String::from_utf8_lossy(&output.stdout)))
}

/// The graph in the language of `dot`, boxes as large as in our scene.
pub(crate) fn source(drawing: &Drawing, scene: &Scene, splines: &str) -> String {
    let mut text = String::from("digraph {\nrankdir=LR; newrank=true; nodesep=0.14; ranksep=0.42;\n");
    let _ = writeln!(text, "splines={splines}; node [shape=box, fixedsize=true, label=\"\"]; edge [arrowhead=none];");
    for lane in 0..drawing.lanes.len() {
        let _ = writeln!(text, "subgraph cluster_{lane} {{");
        for (at, node) in drawing.nodes.iter().enumerate().filter(|(_, node)| node.lane == lane) {
            let height = scene.shapes.iter().find(|shape| shape.id == node.id).map_or(50.0, |shape| shape.height);
            let _ = writeln!(text, "n{at} [width={:.4}, height={:.4}];", 220.0 / 72.0, height / 72.0);
        }
        text.push_str("}\n");
    }
    for stage in 1..drawing.stages.len() {
        let _ = writeln!(text, "g{stage} [width=0.1, height=0.1, style=invis];");
        for (at, node) in drawing.nodes.iter().enumerate() {
            if node.stage + 1 == stage {
                let _ = writeln!(text, "n{at} -> g{stage} [style=invis, weight=0];");
            } else if node.stage == stage {
                let _ = writeln!(text, "g{stage} -> n{at} [style=invis, weight=0];");
            }
        }
    }
    for (at, edge) in drawing.edges.iter().enumerate() {
        let same = if edge.kind.directed() { "" } else { ", constraint=false" };
        let _ = writeln!(text, "n{} -> n{} [color=c{at}{same}];", edge.from, edge.to);
    }
    text.push_str("}\n");
    text
}

/// Reads the plain format: inches, y upwards.
fn read(drawing: &Drawing, text: &str) -> Sketch {
    let mut sketch = Sketch::default();
    let mut place = vec![usize::MAX; drawing.nodes.len()];
    let index = |name: &str| name.strip_prefix('n').and_then(|number| number.parse::<usize>().ok());
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |at: usize| words.get(at).and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) * 72.0;
        match words.first() {
            Some(&"node") => {
                let Some(at) = index(words[1]) else { continue };
                let (x, y, width, height) = (number(2), -number(3), number(4), number(5));
                let edges = [x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0];
                place[at] = sketch.boxes.len();
                sketch.boxes.push(BoxRect { edges, lane: drawing.nodes[at].lane, stage: drawing.nodes[at].stage });
            }
            Some(&"edge") => {
                let (Some(from), Some(to)) = (index(words[1]), index(words[2])) else { continue };
                let count = words[3].parse::<usize>().unwrap_or(0);
                let points: Vec<Point> =
                    (0..count).map(|at| Point { x: number(4 + 2 * at), y: -number(5 + 2 * at) }).collect();
                let colour = words.last().and_then(|word| word.strip_prefix('c')).and_then(|word| word.parse().ok());
                let kind =
                    colour.and_then(|at: usize| drawing.edges.get(at)).map_or(EdgeKind::Requires, |edge| edge.kind);
                sketch.polylines.push(Polyline {
                    from: place[from],
                    to: place[to],
                    directed: kind.directed(),
                    // Each line has a stroke of its own.
                    net: sketch.polylines.len(),
                    points: flat(&points),
                });
            }
            _ => {}
        }
    }
    sketch
}

/// A chain of Bézier curves as straight runs.
fn flat(points: &[Point]) -> Vec<Point> {
    let Some(first) = points.first() else { return Vec::new() };
    let mut out = vec![*first];
    for curve in points.windows(4).step_by(3) {
        for step in 1..=STEPS {
            let (on, off) = (step as f64 / STEPS as f64, 1.0 - step as f64 / STEPS as f64);
            let shares = [off * off * off, 3.0 * off * off * on, 3.0 * off * on * on, on * on * on];
            let mix =
                |axis: fn(&Point) -> f64| curve.iter().zip(shares).map(|(point, share)| axis(point) * share).sum();
            out.push(Point { x: mix(|point| point.x), y: mix(|point| point.y) });
        }
    }
    out
}
