//! Scores of pictures of every shape, so that a worse drawing shows in review.
//!
//! Crossings are counted between lines without a common box; lengths are those of all lines together.

use super::check::sound;
use super::drawing::{Drawing, Edge, Kind};
use super::sample;
use super::scene::{Line, Scene};

/// What a picture may have at most: crossings, px of lines, width and height in px.
type Score = (usize, f64, f64, f64);

fn score(scene: &Scene) -> Score {
    let mut crossings = 0;
    for (at, a) in scene.lines.iter().enumerate() {
        for b in &scene.lines[at + 1..] {
            let related = [&b.from, &b.to].iter().any(|id| [&a.from, &a.to].contains(id));
            crossings += if related { 0 } else { cross(a, b) };
        }
    }
    let run = |pair: &[super::scene::Point]| (pair[0].x - pair[1].x).abs() + (pair[0].y - pair[1].y).abs();
    let length = scene.lines.iter().flat_map(|line| line.points.windows(2)).map(run).sum();
    (crossings, length, scene.width, scene.height)
}

fn cross(a: &Line, b: &Line) -> usize {
    let mut count = 0;
    for p in a.points.windows(2) {
        for q in b.points.windows(2) {
            let between = |low: f64, high: f64, at: f64| low.min(high) < at && at < low.max(high);
            let meets = |h: &[super::scene::Point], v: &[super::scene::Point]| {
                h[0].level(h[1])
                    && v[0].upright(v[1])
                    && between(h[0].x, h[1].x, v[0].x)
                    && between(v[0].y, v[1].y, h[0].y)
            };
            count += usize::from(meets(p, q) || meets(q, p));
        }
    }
    count
}

fn star(leaves: usize, out: bool) -> Drawing {
    let mut drawing = sample::chain(leaves + 1);
    let ends = |leaf: usize| if out { (0, leaf) } else { (leaf, 0) };
    drawing.edges = (1..=leaves).map(ends).map(|(from, to)| sample::edge(from, to)).collect();
    drawing
}

/// Tasks that rest on others shortly before them, some with a counterpart.
fn woven(count: usize, links: usize, lanes: usize, stages: usize, reach: usize) -> Drawing {
    let mut drawing = sample::wild(count as u64, count, lanes, stages, 0);
    for (at, node) in drawing.nodes.iter_mut().enumerate() {
        node.stage = at * stages / count;
    }
    drawing.stages.iter_mut().for_each(|stage| stage.gated = true);
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for _ in 0..links {
        let from = next(count - 1);
        let to = (from + 1 + next(reach)).min(count - 1);
        let kind = if next(6) == 0 { Kind::With } else { Kind::Requires };
        drawing.edges.push(Edge { kind, ..sample::edge(from, to) });
    }
    drawing
}

fn titles() -> Drawing {
    let mut drawing = woven(12, 10, 2, 2, 4);
    for (at, node) in drawing.nodes.iter_mut().enumerate() {
        let long = "Opret serviceaftale for fakturahåndteringssystemets webservice ".repeat(3);
        node.title = if at % 2 == 0 { "Abc".into() } else { long.chars().take(160).collect() };
    }
    drawing
}

#[test]
fn pictures_are_no_worse_than_they_were() {
    let mut loose = sample::chain(30);
    loose.edges.clear();
    let pictures: [(&str, Drawing, Score); 12] = [
        ("five tasks", woven(5, 4, 2, 2, 2), (0, 466.0, 785.0, 396.0)),
        ("chain of 40", sample::chain(40), (0, 1170.0, 10_002.0, 140.0)),
        ("star of 60, out", star(59, true), (0, 72_250.0, 1252.0, 932.0)),
        ("star of 60, in", star(59, false), (0, 61_494.0, 1252.0, 932.0)),
        ("30 loose tasks", loose, (0, 0.0, 1252.0, 392.0)),
        ("one party", woven(24, 20, 1, 2, 5), (0, 2593.0, 2285.0, 458.0)),
        ("eight parties", woven(48, 40, 8, 2, 8), (39, 20_110.0, 2881.0, 1585.0)),
        ("five gates", woven(40, 36, 3, 6, 6), (10, 9786.0, 3955.0, 772.0)),
        ("titles of 3 and 160 characters", titles(), (0, 1389.0, 1288.0, 670.0)),
        ("51 tasks", woven(51, 22, 3, 2, 12), (4, 2872.0, 2062.0, 933.0)),
        ("200 tasks, wide", woven(200, 160, 3, 2, 120), (989, 188_133.0, 2922.0, 2736.0)),
        ("200 tasks, deep", woven(200, 220, 4, 3, 12), (538, 158_264.0, 9521.0, 1635.0)),
    ];
    for (name, drawing, most) in pictures {
        let got = score(&sound(&drawing));
        let fits = got.0 <= most.0 && got.1 <= most.1 && got.2 <= most.2 && got.3 <= most.3;
        assert!(fits, "{name}: {got:?}, at most {most:?}");
    }
}
