//! The promises of every picture, for the tests of this room.

use std::collections::BTreeSet;

use super::drawing::Drawing;
use super::layout::layout;
use super::scene::{Caption, Line, Note, Point, Scene, Shape};
use super::size;
use super::text;
use crate::diagram::svg::{Embedding, svg};

/// Lay out, check everything that must hold for any drawing, and return the scene.
pub(super) fn sound(drawing: &Drawing) -> Scene {
    let scene = layout(drawing);
    for (at, a) in scene.shapes.iter().enumerate() {
        assert!(a.x >= 0.0 && a.y >= 0.0 && a.x + a.width <= scene.width && a.y + a.height <= scene.height);
        for b in &scene.shapes[at + 1..] {
            let apart = a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y;
            assert!(apart, "{} lies on {}", a.id, b.id);
        }
    }
    for line in &scene.lines {
        assert!(line.points.len() > 1, "{} {} has no corners", line.from, line.to);
        touches(&scene, &line.from, line.points[0]);
        touches(&scene, &line.to, line.points[line.points.len() - 1]);
        for run in line.points.windows(2) {
            assert!(run[0].upright(run[1]) || run[0].level(run[1]), "{} {} is slanted", line.from, line.to);
            for shape in &scene.shapes {
                assert!(!enters(shape, run[0], run[1]), "{} {} runs through {}", line.from, line.to, shape.id);
            }
        }
    }
    separate(&scene);
    scene.notes.iter().for_each(|note| free(&scene, note));
    assert_eq!(svg(&scene, Embedding::File).matches("<path class=\"edge").count(), scene.lines.len());
    scene
}

/// No box and no line lies on words in a band.
fn free(scene: &Scene, note: &Note) {
    let Caption { x, y, lines } = &note.caption;
    for (at, line) in lines.iter().enumerate() {
        let (low, right) = (y + at as f64 * size::NAME_LINE, x + text::width(line, size::NAME, false));
        let (from, to) = (Point { x: *x, y: low - 9.0 }, Point { x: right, y: low + 2.0 });
        for shape in &scene.shapes {
            assert!(!enters(shape, from, to), "{line} lies on {}", shape.id);
        }
        for run in scene.lines.iter().flat_map(|line| line.points.windows(2)) {
            let (left, top) = (run[0].x.min(run[1].x), run[0].y.min(run[1].y));
            let passes =
                left < to.x && run[0].x.max(run[1].x) > from.x && top < to.y && run[0].y.max(run[1].y) > from.y;
            assert!(!passes, "a line lies on {line}");
        }
    }
}

fn touches(scene: &Scene, id: &str, point: Point) {
    let on = |shape: &&Shape| {
        let across = shape.x <= point.x && point.x <= shape.x + shape.width;
        let down = shape.y <= point.y && point.y <= shape.y + shape.height;
        across && down
    };
    assert!(scene.shapes.iter().filter(|shape| &*shape.id == id).any(|shape| on(&shape)), "a line misses {id}");
}

fn enters(shape: &Shape, a: Point, b: Point) -> bool {
    let (left, right) = (a.x.min(b.x), a.x.max(b.x));
    let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
    left < shape.x + shape.width && right > shape.x && top < shape.y + shape.height && bottom > shape.y
}

/// Lines of different nets don't lie on one another, and a net joins each of its sources with each of its targets: so nobody
/// sees a line that is not there.
fn separate(scene: &Scene) {
    for (at, a) in scene.lines.iter().enumerate() {
        for b in scene.lines[at + 1..].iter().filter(|b| b.net != a.net) {
            let shared = shared(a, b);
            assert!(shared < 1.0, "{} {} lies on {} {} for {shared} px", a.from, a.to, b.from, b.to);
        }
    }
    let ends = |line: &Line| {
        if line.back { (line.to.clone(), line.from.clone()) } else { (line.from.clone(), line.to.clone()) }
    };
    for net in scene.lines.chunk_by(|a, b| a.net == b.net) {
        let all: BTreeSet<_> = scene.lines.iter().filter(|line| line.net == net[0].net).map(ends).collect();
        let (sources, targets): (BTreeSet<_>, BTreeSet<_>) = all.iter().cloned().unzip();
        assert_eq!(all.len(), sources.len() * targets.len(), "{all:?}");
    }
}

fn shared(a: &Line, b: &Line) -> f64 {
    let mut sum = 0.0;
    for p in a.points.windows(2) {
        for q in b.points.windows(2) {
            let overlap = |a: f64, b: f64, c: f64, d: f64| (a.max(b).min(c.max(d)) - a.min(b).max(c.min(d))).max(0.0);
            if p[0].upright(p[1]) && q[0].upright(q[1]) && (p[0].x - q[0].x).abs() < 1.0 {
                sum += overlap(p[0].y, p[1].y, q[0].y, q[1].y);
            }
            if p[0].level(p[1]) && q[0].level(q[1]) && (p[0].y - q[0].y).abs() < 1.0 {
                sum += overlap(p[0].x, p[1].x, q[0].x, q[1].x);
            }
        }
    }
    sum
}
