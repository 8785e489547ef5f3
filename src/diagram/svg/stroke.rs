//! Lines: rounded corners, arrowheads and the dots of symmetric relations.

use super::writer::SvgWriter;
use crate::diagram::drawing::Certainty;
use crate::diagram::scene::Point;
use crate::diagram::size;

impl SvgWriter {
    /// The marks at the ends of a line: an arrowhead, or a dot at both.
    pub(super) fn ends(&mut self, points: &[Point], certainty: Certainty, directed: bool, back: bool) {
        let [.., before, end] = *points else { return };
        if directed {
            self.tip(before, end, back);
        } else {
            let class = if certainty == Certainty::Likely { "end open" } else { "end" };
            let [start, after, ..] = *points else { return };
            self.dot(class, toward(start, after, 4.0), 3.5);
            self.dot(class, toward(end, before, 4.0), 3.5);
        }
    }

    /// The number of relations, before the arrowhead of a line or in the middle of one without.
    pub(super) fn count(&mut self, points: &[Point], directed: bool, count: usize) {
        let [.., before, end] = *points else { return };
        let at = if directed {
            toward(end, before, 12.0 + size::COUNT_ROOM / 2.0)
        } else {
            Point { x: f64::midpoint(before.x, end.x), y: f64::midpoint(before.y, end.y) }
        };
        let text = count.to_string();
        self.dot("doubt", at, size::COUNT_ROOM / 2.0 - 2.0);
        self.text_at("middle", Point { x: at.x, y: at.y + 4.5 }, &text);
    }

    /// A sign at the longest run of a line, such as the question mark of one that is only likely: on it, or beside it where it
    /// would hide the dashes. Runs that short lie between columns, where no box is near.
    pub(super) fn sign(&mut self, points: &[Point], sign: &str) {
        let run = |pair: &[Point]| reach(pair[0], pair[1]);
        let Some(longest) = points.windows(2).max_by(|a, b| run(a).total_cmp(&run(b))) else { return };
        let [a, b] = [longest[0], longest[1]];
        let middle = Point { x: f64::midpoint(a.x, b.x), y: f64::midpoint(a.y, b.y) };
        let (anchor, at) = if run(longest) >= DOUBT_RUN {
            self.dot("doubt", middle, 7.0);
            ("middle", Point { x: middle.x, y: middle.y + 4.5 })
        } else if a.level(b) {
            ("middle", Point { x: middle.x - 3.0, y: middle.y - 4.0 })
        } else {
            ("start", Point { x: middle.x + 4.0, y: middle.y + 4.5 })
        };
        self.text_at(anchor, at, sign);
    }

    fn text_at(&mut self, anchor: &str, at: Point, text: &str) {
        self.attribute("<text class=\"doubt-sign\" text-anchor=\"", anchor);
        self.length("\" x=\"", at.x);
        self.length("\" y=\"", at.y);
        self.attribute("\">", text);
        self.raw("</text>");
    }

    /// An arrowhead that ends at `end`.
    fn tip(&mut self, before: Point, end: Point, back: bool) {
        self.raw(if back { "<path class=\"tip back\" d=\"M" } else { "<path class=\"tip\" d=\"M" });
        self.pair(end);
        let (dx, dy) = (end.x - before.x, end.y - before.y);
        self.raw(match (dx.abs() > dy.abs(), dx + dy > 0.0) {
            (true, true) => "l-9-4.5v9z\"/>",
            (true, false) => "l9-4.5v9z\"/>",
            (false, true) => "l-4.5-9h9z\"/>",
            (false, false) => "l-4.5 9h9z\"/>",
        });
    }

    /// A line with rounded corners that stops `short` px before its end.
    pub(super) fn bent(&mut self, points: &[Point], short: f64) {
        let mut corners = std::mem::take(&mut self.corners);
        corners.clear();
        round(points, short, &mut corners);
        self.through(&corners);
        self.corners = corners;
    }

    fn through(&mut self, points: &[Point]) {
        let Some((start, rest)) = points.split_first() else { return };
        self.raw("M");
        self.pair(*start);
        let mut from = *start;
        let mut rest = rest.iter();
        while let Some(point) = rest.next() {
            if from.level(*point) {
                self.length("H", point.x);
                from = *point;
            } else if from.upright(*point) {
                self.length("V", point.y);
                from = *point;
            } else {
                // Both chords of a corner, seen from where each begins: so the same corner is the same text everywhere.
                let end = rest.next().unwrap_or(point);
                let tenths = |length: f64| (length * 10.0).round() / 10.0;
                let (x, y) = (tenths(point.x - from.x), tenths(point.y - from.y));
                for (before, step) in [("l", x), (" ", y), (" ", end.x - from.x - x), (" ", end.y - from.y - y)] {
                    self.length(before, step);
                }
                from = *end;
            }
        }
    }

    pub(super) fn pair(&mut self, point: Point) {
        self.number(point.x);
        self.raw(" ");
        self.number(point.y);
    }
}

/// By how much a line stops short of its box, so that it does not show beside the tip of its arrowhead, px.
pub(crate) fn short(directed: bool) -> f64 {
    if directed { 2.5 } else { 0.0 }
}

/// The corners of a line as it is drawn: those between its ends rounded, and `short` px before its end.
pub(crate) fn drawn(points: &[Point], short: f64) -> Vec<Point> {
    let mut out = Vec::with_capacity(3 * points.len());
    round(points, short, &mut out);
    out
}

fn round(points: &[Point], short: f64, out: &mut Vec<Point>) {
    let Some((start, rest)) = points.split_first() else { return };
    out.push(*start);
    let mut from = *start;
    for (at, point) in rest.iter().enumerate() {
        let Some(next) = rest.get(at + 1) else {
            out.push(toward(*point, from, short));
            break;
        };
        let last = at + 2 == rest.len();
        let room =
            reach(from, *point).min(if last { reach(*point, *next) - short } else { reach(*point, *next) / 2.0 });
        let radius = size::CORNER.min(room).max(0.0);
        let start = toward(*point, from, radius);
        let end = toward(*point, *next, radius);
        out.extend([start, shoulder(start, *point, end), end]);
        from = end;
    }
}

/// Least length of a run that carries a question mark and shows its dashes too, px.
const DOUBT_RUN: f64 = 60.0;

/// The middle of a round corner. Two chords look as round as an arc at this size, and unlike an arc they leave the
/// runs exactly level and upright when a program flattens and simplifies the line, so edges of one trunk coincide.
fn shoulder(start: Point, corner: Point, end: Point) -> Point {
    const SHARE: f64 = 1.0 - std::f64::consts::FRAC_1_SQRT_2;
    let inward = |corner: f64, a: f64, b: f64| corner + SHARE * (a + b - 2.0 * corner);
    Point { x: inward(corner.x, start.x, end.x), y: inward(corner.y, start.y, end.y) }
}

/// Length of a run that is level or upright.
fn reach(a: Point, b: Point) -> f64 {
    (a.x - b.x).abs() + (a.y - b.y).abs()
}

/// The point `by` px from `at` on the way to `goal`.
fn toward(at: Point, goal: Point, by: f64) -> Point {
    let step = |at: f64, goal: f64| {
        if goal > at {
            at + by
        } else if goal < at {
            at - by
        } else {
            at
        }
    };
    Point { x: step(at.x, goal.x), y: step(at.y, goal.y) }
}
