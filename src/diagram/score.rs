//! Counts of a picture: crossings, lines through boxes, lengths, broken lanes and gates.
//!
//! Tests and benchmarks hold pictures against these figures. A [`Sketch`] knows nothing of how a picture was made, so
//! that pictures of other programs can be scored too.

use std::collections::{BTreeMap, HashMap};

use super::drawing::Drawing;
use super::scene::{Band, Point, Scene, Shape, ShapeForm};
use super::svg;

/// A picture without words: boxes, and lines between them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sketch {
    /// The boxes.
    pub boxes: Vec<BoxRect>,
    /// The lines.
    pub polylines: Vec<Polyline>,
}

/// A box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoxRect {
    /// Left, upper, right and lower edge, px.
    pub edges: [f64; 4],
    /// Place of its band, from above.
    pub lane: usize,
    /// How many gates stand before it.
    pub stage: usize,
}

/// A line, as straight runs from corner to corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Polyline {
    /// Index of the box at its start.
    pub from: usize,
    /// Index of the box at its end.
    pub to: usize,
    /// Whether it leads from a first to a next.
    pub directed: bool,
    /// Lines with the same number run on one trunk.
    pub net: usize,
    /// The corners, px.
    pub points: Vec<Point>,
}

/// Figures of a picture; the smaller the better.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// Places where two lines cross. Lines of one box may run together from it, and meet beside it.
    pub crossings: usize,
    /// Pairs of a line and a foreign box that it runs through.
    pub through: usize,
    /// Lines that run through one of their own boxes.
    pub on_box: usize,
    /// Points where lines cross; those of one trunk cross once.
    pub places: usize,
    /// Pairs of boxes that a trunk seems to join without a line between them.
    pub joined: usize,
    /// Length over which lines of different trunks lie on one another, px.
    pub merged: f64,
    /// Pairs of boxes that lie on one another.
    pub overlaps: usize,
    /// Ends of lines away from their box.
    pub adrift: usize,
    /// Directed lines that lead back.
    pub back: usize,
    /// Pairs of boxes before and behind a gate that are not one left of the other or above it.
    pub gates: usize,
    /// Pairs of boxes of one stretch in two bands that are not one above the other.
    pub lanes: usize,
    /// Length of all lines, px.
    pub length: f64,
    /// The same, with what lies on one another counted once.
    pub ink: f64,
    /// Width of what holds boxes and lines, px.
    pub width: f64,
    /// Its height, px.
    pub height: f64,
}

/// Nearer than this, px, is the same place.
const NEAR: f64 = 1.0;
/// So near a box lines of that box may meet, px.
const BESIDE: f64 = 16.0;
/// So far from its box a line may end, px.
const DRIFT: f64 = 3.0;

impl Sketch {
    /// The tasks of a scene and the lines between them.
    pub fn of(drawing: &Drawing, scene: &Scene) -> Self {
        let gates_before = |key: &str| {
            let at = drawing.stages.iter().position(|stage| &*stage.key == key)?;
            Some(drawing.stages[1..=at].iter().filter(|stage| stage.gated).count())
        };
        let gates_before = |key: &str| gates_before(key).unwrap_or(usize::MAX);
        let band_of = |shape: &Shape| {
            let holds = |band: &Band| {
                let across = band.x < shape.x && shape.x + shape.width < band.x + band.width;
                band.key == shape.lane && across && band.y < shape.y && shape.y + shape.height < band.y + band.height
            };
            let band = scene.bands.iter().find(|band| holds(band))?;
            drawing.lanes.iter().position(|lane| lane.key == band.key)
        };
        Sketch::placed(scene, |shape| (band_of(shape).unwrap_or(usize::MAX), gates_before(&shape.stage)))
    }

    /// The same where the lane and stage of each box are told.
    fn placed(scene: &Scene, place: impl Fn(&Shape) -> (usize, usize)) -> Self {
        let mut places = HashMap::new();
        let mut sketch = Sketch::default();
        for shape in scene.shapes.iter().filter(|shape| matches!(shape.form, ShapeForm::Node(_))) {
            places.insert(&*shape.id, sketch.boxes.len());
            let (lane, stage) = place(shape);
            let edges = [shape.x, shape.y, shape.x + shape.width, shape.y + shape.height];
            sketch.boxes.push(BoxRect { edges, lane, stage });
        }
        for line in &scene.lines {
            if let (Some(from), Some(to)) = (places.get(&*line.from), places.get(&*line.to)) {
                let directed = line.kind.directed();
                let points = svg::drawn(&line.points, svg::short(directed));
                sketch.polylines.push(Polyline { from: *from, to: *to, directed, net: line.net, points });
            }
        }
        sketch
    }

    /// Points of a scene where lines cross, as [`Score::places`].
    pub(super) fn places(scene: &Scene) -> usize {
        let mut score = Score::default();
        Sketch::placed(scene, |_| (0, 0)).count_meetings(&mut score);
        score.places
    }

    /// Counts everything.
    pub fn score(&self) -> Score {
        let mut score = Score::default();
        self.count_boxes(&mut score);
        self.count_lines(&mut score);
        self.count_meetings(&mut score);
        self.count_nets(&mut score);
        score
    }

    fn count_boxes(&self, score: &mut Score) {
        let corners = self.polylines.iter().flat_map(|line| &line.points).map(corner);
        let [left, top, right, bottom] = frame(self.boxes.iter().map(|rect| rect.edges).chain(corners));
        if left <= right {
            (score.width, score.height) = (right - left, bottom - top);
        }
        for (at, a) in self.boxes.iter().enumerate() {
            for b in &self.boxes[at + 1..] {
                let before = |a: &BoxRect, b: &BoxRect, axis: usize| a.edges[axis + 2] <= b.edges[axis] + NEAR;
                let free = |axis: usize| before(a, b, axis) || before(b, a, axis);
                score.overlaps += usize::from(!free(0) && !free(1));
                let sorted = |by: bool| if by { (a, b) } else { (b, a) };
                let (early, late) = sorted(a.stage < b.stage);
                let parted = before(early, late, 0) || before(early, late, 1);
                score.gates += usize::from(a.stage != b.stage && !parted);
                let (upper, lower) = sorted(a.lane < b.lane);
                score.lanes += usize::from(a.stage == b.stage && a.lane != b.lane && !before(upper, lower, 1));
            }
        }
    }

    fn count_lines(&self, score: &mut Score) {
        for line in &self.polylines {
            let ends = [(line.from, line.points.first()), (line.to, line.points.last())];
            score.adrift +=
                ends.iter().filter(|(at, point)| point.is_some_and(|p| self.boxes[*at].away(*p) > DRIFT)).count();
            let (from, to) = (&self.boxes[line.from].edges, &self.boxes[line.to].edges);
            let before = |axis: usize| to[axis] < from[axis + 2] - NEAR;
            score.back += usize::from(line.directed && before(0) && before(1));
            score.length += line.runs().map(|(a, b)| (a.x - b.x).hypot(a.y - b.y)).sum::<f64>();
            let around = frame(line.points.iter().map(corner));
            let near = |rect: &BoxRect| {
                (0..2).all(|axis| rect.edges[axis] <= around[axis + 2] && around[axis] <= rect.edges[axis + 2])
            };
            for (at, rect) in self.boxes.iter().enumerate().filter(|(_, rect)| near(rect)) {
                let own = at == line.from || at == line.to;
                let inside = line.runs().any(|(a, b)| rect.inside(a, b) > if own { DRIFT } else { NEAR });
                *(if own { &mut score.on_box } else { &mut score.through }) += usize::from(inside);
            }
        }
    }

    fn count_nets(&self, score: &mut Score) {
        let mut nets: BTreeMap<usize, [Vec<usize>; 3]> = BTreeMap::new();
        for line in &self.polylines {
            let [sources, targets, lines] = nets.entry(line.net).or_default();
            sources.push(line.from);
            targets.push(line.to);
            lines.push(line.from * self.boxes.len() + line.to);
        }
        for lists in nets.into_values() {
            let [sources, targets, lines] = lists.map(|mut list| {
                list.sort_unstable();
                list.dedup();
                list.len()
            });
            score.joined += sources * targets - lines;
        }
        // Straight runs by direction and place, in tenths of a px.
        let mut runs: BTreeMap<(bool, i64), Vec<(f64, f64)>> = BTreeMap::new();
        for (a, b) in self.polylines.iter().flat_map(Polyline::runs) {
            let level = (a.y - b.y).abs() <= (a.x - b.x).abs();
            let (place, from, to) = if level { (a.y, a.x, b.x) } else { (a.x, a.y, b.y) };
            runs.entry((level, (place * 10.0).round() as i64)).or_default().push((from.min(to), from.max(to)));
        }
        for list in runs.values_mut() {
            list.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut end = f64::NEG_INFINITY;
            for (from, to) in list {
                score.ink += (*to - from.max(end)).max(0.0);
                end = end.max(*to);
            }
        }
    }

    fn count_meetings(&self, score: &mut Score) {
        let mut runs: Vec<Run> = Vec::new();
        for (at, line) in self.polylines.iter().enumerate() {
            runs.extend(line.runs().map(|(a, b)| Run {
                of: at,
                ends: (a, b),
                frame: frame([corner(&a), corner(&b)].into_iter()),
            }));
        }
        runs.sort_by(|a, b| a.frame[0].total_cmp(&b.frame[0]));
        let (mut seen, mut places) = (Vec::new(), Vec::new());
        for (at, one) in runs.iter().enumerate() {
            let [_, top, right, bottom] = one.frame;
            for other in runs[at + 1..].iter().take_while(|other| other.frame[0] <= right + NEAR) {
                if one.of == other.of || bottom + NEAR < other.frame[1] || other.frame[3] + NEAR < top {
                    continue;
                }
                let (a, b) = if one.of < other.of { (one, other) } else { (other, one) };
                let (first, second) = (&self.polylines[a.of], &self.polylines[b.of]);
                if first.net == second.net {
                    continue;
                }
                let ends = [second.from, second.to];
                let shared = [first.from, first.to].map(|end| ends.contains(&end).then_some(end));
                let apart = shared == [None, None];
                score.merged += together(a.ends, b.ends);
                let Some(point) = crossing(a.ends, b.ends) else { continue };
                let place = (point.x.round() as i64, point.y.round() as i64);
                places.push(place);
                if !shared.iter().flatten().any(|end| self.boxes[*end].away(point) <= BESIDE)
                    && (apart || !on_trunk(first, second, point))
                {
                    seen.push((a.of, b.of, place));
                }
            }
        }
        seen.sort_unstable();
        seen.dedup();
        score.crossings = seen.len();
        places.sort_unstable();
        places.dedup();
        score.places = places.len();
    }
}

impl Score {
    /// Figures that are 0 in a sound picture of a plan without circles, with their names.
    pub fn faults(&self) -> [(&'static str, usize); 8] {
        [
            ("through", self.through),
            ("on own box", self.on_box),
            ("merged", self.merged.round() as usize),
            ("joined", self.joined),
            ("overlaps", self.overlaps),
            ("adrift", self.adrift),
            ("gates", self.gates),
            ("lanes", self.lanes),
        ]
    }

    /// Area, millions of square px.
    pub fn area(&self) -> f64 {
        self.width * self.height / 1e6
    }
}

impl BoxRect {
    /// Distance of a point outside, px.
    fn away(&self, point: Point) -> f64 {
        let [left, top, right, bottom] = self.edges;
        let out = |at: f64, low: f64, high: f64| (low - at).max(at - high).max(0.0);
        out(point.x, left, right).hypot(out(point.y, top, bottom))
    }

    /// Length of the part of a run that is inside, px (Liang and Barsky 1984).
    fn inside(&self, a: Point, b: Point) -> f64 {
        let [left, top, right, bottom] = self.edges;
        // Most runs are nowhere near.
        let beside = |a: f64, b: f64, low: f64, high: f64| a.max(b) <= low + NEAR || a.min(b) >= high - NEAR;
        if beside(a.x, b.x, left, right) || beside(a.y, b.y, top, bottom) {
            return 0.0;
        }
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let sides =
            [(-dx, a.x - left - NEAR), (dx, right - NEAR - a.x), (-dy, a.y - top - NEAR), (dy, bottom - NEAR - a.y)];
        for (step, room) in sides {
            if step == 0.0 && room <= 0.0 {
                return 0.0;
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else if step > 0.0 {
                leave = leave.min(room / step);
            }
        }
        (leave - enter).max(0.0) * dx.hypot(dy)
    }
}

/// A straight part of a line, with what holds it.
struct Run {
    /// Index of the line.
    of: usize,
    ends: (Point, Point),
    frame: [f64; 4],
}

fn corner(point: &Point) -> [f64; 4] {
    [point.x, point.y, point.x, point.y]
}

/// The frame around all of these.
fn frame(all: impl Iterator<Item = [f64; 4]>) -> [f64; 4] {
    let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    all.fold(none, |a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}

impl Polyline {
    fn runs(&self) -> impl Iterator<Item = (Point, Point)> {
        self.points.windows(2).map(|pair| (pair[0], pair[1]))
    }
}

/// Where two runs cross; the end of a run belongs to the next one.
fn crossing(p: (Point, Point), q: (Point, Point)) -> Option<Point> {
    let (one, other) = (minus(p.1, p.0), minus(q.1, q.0));
    let turn = product(one, other);
    if turn.abs() < 1e-9 {
        return None;
    }
    let between = minus(q.0, p.0);
    let share = product(between, other) / turn;
    let on = |share: f64| (-1e-9..1.0 - 1e-9).contains(&share);
    let both = on(share) && on(product(between, one) / turn);
    both.then_some(Point { x: p.0.x + share * one.x, y: p.0.y + share * one.y })
}

fn minus(a: Point, b: Point) -> Point {
    Point { x: a.x - b.x, y: a.y - b.y }
}

fn product(a: Point, b: Point) -> f64 {
    a.x * b.y - a.y * b.x
}

/// Length over which two runs lie on one another, px.
fn together(p: (Point, Point), q: (Point, Point)) -> f64 {
    let (dx, dy) = (p.1.x - p.0.x, p.1.y - p.0.y);
    let length = dx.hypot(dy);
    if length < 2.0 * NEAR {
        return 0.0;
    }
    let along = |at: Point| ((at.x - p.0.x) * dx + (at.y - p.0.y) * dy) / length;
    let aside = |at: Point| ((at.x - p.0.x) * dy - (at.y - p.0.y) * dx).abs() / length;
    if aside(q.0) > NEAR || aside(q.1) > NEAR {
        return 0.0;
    }
    let (a, b) = (along(q.0), along(q.1));
    (a.max(b).min(length) - a.min(b).max(0.0)).max(0.0)
}

/// Whether `point` is on the way that two lines have in common from a common end.
fn on_trunk(a: &Polyline, b: &Polyline, point: Point) -> bool {
    let near = |p: Point, q: Point| (p.x - q.x).hypot(p.y - q.y) < 2.0 * NEAR;
    let follow = |p: &mut dyn Iterator<Item = &Point>, q: &mut dyn Iterator<Item = &Point>| {
        let (Some(mut p0), Some(q0)) = (p.next(), q.next()) else { return false };
        let mut q0 = q0;
        while near(*p0, *q0) {
            let (Some(p1), Some(q1)) = (p.next(), q.next()) else { return false };
            let tip =
                BoxRect { edges: [point.x - 3.0, point.y - 3.0, point.x + 3.0, point.y + 3.0], lane: 0, stage: 0 };
            if tip.inside(*p0, *p1) > 0.0 && tip.inside(*q0, *q1) > 0.0 {
                return true;
            }
            (p0, q0) = (p1, q1);
        }
        false
    };
    follow(&mut a.points.iter(), &mut b.points.iter()) || follow(&mut a.points.iter().rev(), &mut b.points.iter().rev())
}
