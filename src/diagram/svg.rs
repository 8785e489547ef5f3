//! A scene as SVG: links, titles and classes; colours and type come from the stylesheet.
//!
//! Bands, lines and boxes follow each other so that boxes lie on top; boxes come in focus order.

use super::CSS;
use super::drawing::{Certainty, Role};
use super::escape::{push_escaped, push_number};
use super::legend;
use super::marks;
use super::scene::{Band, Caption, Gate, Line, Point, Sample, Scene, Shape, ShapeForm, Sign, TextLine};
use super::size;

/// Where the SVG stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In a page, whose stylesheet holds [`CSS`]: no styles inside.
    Inline,
    /// As a file of its own, with [`CSS`] inside.
    File,
}

/// Write a scene.
pub fn svg(scene: &Scene, form: Form) -> String {
    let room = 1_024 + 700 * scene.shapes.len() + 320 * scene.lines.len();
    let mut out = Writer { out: String::with_capacity(room) };
    out.open(scene, form);
    for band in &scene.bands {
        out.band(band);
    }
    for gate in &scene.gates {
        out.gate(gate);
    }
    for head in &scene.heads {
        out.caption("stage-name", head, 0.0);
    }
    if !scene.lines.is_empty() {
        out.raw("<g class=\"edges\" aria-hidden=\"true\">");
        scene.lines.iter().for_each(|line| out.line(line));
        scene.joints.iter().for_each(|joint| out.dot("joint", *joint, 4.0));
        out.raw("</g>\n");
    }
    for shape in &scene.shapes {
        out.shape(shape);
    }
    if !scene.legend.is_empty() {
        out.raw("<g class=\"legend\" aria-hidden=\"true\">");
        scene.legend.iter().for_each(|sample| out.sample(sample));
        out.raw("</g>\n");
    }
    out.raw("</svg>\n");
    out.out
}

struct Writer {
    out: String,
}

impl Writer {
    fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn text(&mut self, text: &str) {
        push_escaped(&mut self.out, text);
    }

    fn number(&mut self, value: f64) {
        push_number(&mut self.out, value);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.text(value);
        self.raw("\"");
    }

    fn length(&mut self, name: &str, value: f64) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.number(value);
        self.raw("\"");
    }

    fn open(&mut self, scene: &Scene, form: Form) {
        self.raw("<svg class=\"diagram\" role=\"group\"");
        if form == Form::File {
            self.raw(" xmlns=\"http://www.w3.org/2000/svg\"");
        }
        let described = if scene.description.is_empty() { "" } else { "-desc" };
        self.attribute("aria-labelledby", &format!("{}-title", scene.key));
        if !described.is_empty() {
            self.attribute("aria-describedby", &format!("{}-desc", scene.key));
        }
        self.raw(" viewBox=\"0 0 ");
        self.number(scene.width);
        self.raw(" ");
        self.number(scene.height);
        self.raw("\"");
        self.length("width", scene.width);
        self.length("height", scene.height);
        self.raw(">\n<title");
        self.attribute("id", &format!("{}-title", scene.key));
        self.raw(">");
        self.text(&scene.title);
        self.raw("</title>\n");
        if !described.is_empty() {
            self.raw("<desc");
            self.attribute("id", &format!("{}-desc", scene.key));
            self.raw(">");
            self.text(&scene.description);
            self.raw("</desc>\n");
        }
        if form == Form::File {
            self.raw("<style>");
            self.text_lines(CSS);
            self.raw("</style>\n<rect class=\"paper\"");
            self.length("width", scene.width);
            self.length("height", scene.height);
            self.raw("/>\n");
        }
    }

    /// Text of a style element: line breaks stay, quotes too.
    fn text_lines(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.raw("&amp;"),
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                c => self.out.push(c),
            }
        }
    }

    fn class_of_lane(&mut self, number: usize) {
        if let Some(number) = number.checked_sub(1) {
            self.raw(" lane-");
            self.number((number % marks::COUNT + 1) as f64);
        }
    }

    fn rect(&mut self, class: &str, (x, y, width, height): (f64, f64, f64, f64), radius: f64) {
        self.raw("<rect");
        if !class.is_empty() {
            self.attribute("class", class);
        }
        self.length("x", x);
        self.length("y", y);
        self.length("width", width);
        self.length("height", height);
        if radius > 0.0 {
            self.length("rx", radius);
        }
        self.raw("/>");
    }

    fn band(&mut self, band: &Band) {
        self.raw("<g class=\"band");
        self.class_of_lane(band.number);
        self.raw("\"");
        self.attribute("data-lane", &band.key);
        self.raw(">");
        self.rect("", (band.x, band.y, band.width, band.height), 8.0);
        if !band.caption.lines.is_empty() {
            self.mark(band.number, band.caption.x + 6.0, band.caption.y - 4.5);
            self.caption("lane-name", &band.caption, size::MARK_ROOM + 2.0);
        }
        self.raw("</g>\n");
    }

    fn mark(&mut self, number: usize, x: f64, y: f64) {
        let Some(mark) = marks::path(number) else { return };
        self.raw("<path class=\"mark\" d=\"M");
        self.number(x);
        self.raw(" ");
        self.number(y);
        self.raw(mark);
        self.raw("\"/>");
    }

    fn caption(&mut self, class: &str, caption: &Caption, shift: f64) {
        self.raw("<text");
        self.attribute("class", class);
        self.raw(">");
        for (at, line) in caption.lines.iter().enumerate() {
            self.raw("<tspan");
            self.length("x", caption.x + shift);
            self.length("y", caption.y + at as f64 * size::NAME_LINE);
            self.raw(">");
            self.text(line);
            self.raw(if at + 1 < caption.lines.len() { " </tspan>" } else { "</tspan>" });
        }
        self.raw("</text>\n");
    }

    fn gate(&mut self, gate: &Gate) {
        self.raw("<g class=\"gate\"");
        self.attribute("data-stage", &gate.stage);
        self.raw("><title>");
        self.text(&gate.label);
        self.raw("</title>");
        self.rect("", (gate.x, gate.y, gate.width, gate.height), 4.0);
        let count = gate.lines.len() as f64;
        for (at, line) in gate.lines.iter().enumerate() {
            let x = gate.x + gate.width / 2.0 + (at as f64 - (count - 1.0) / 2.0) * size::NAME_LINE + 4.5;
            self.raw("<text class=\"gate-name\" text-anchor=\"middle\" transform=\"translate(");
            self.number(x);
            self.raw(" ");
            self.number(gate.label_y);
            self.raw(") rotate(-90)\">");
            self.text(line);
            self.raw("</text>");
        }
        self.raw("</g>\n");
    }

    fn line(&mut self, line: &Line) {
        self.raw(if line.task { "<path class=\"edge " } else { "<path class=\"stub " });
        self.raw(line.kind.name());
        if line.certainty == Certainty::Likely {
            self.raw(" likely");
        }
        self.raw("\"");
        if line.task {
            self.attribute("data-from", &line.from);
            self.attribute("data-to", &line.to);
            self.attribute("data-kind", line.kind.name());
            self.attribute("data-certainty", line.certainty.name());
        }
        self.raw(" d=\"");
        let directed = line.kind.directed();
        self.bent(&line.points, if directed { 2.5 } else { 0.0 });
        if line.label.is_empty() {
            self.raw("\"/>");
        } else {
            self.raw("\"><title>");
            self.text(&line.label);
            self.raw("</title></path>");
        }
        self.ends(line, directed);
        self.raw("\n");
    }

    fn ends(&mut self, line: &Line, directed: bool) {
        let [.., before, end] = line.points[..] else { return };
        if directed {
            self.tip(before, end);
        } else {
            let class = if line.certainty == Certainty::Likely { "end likely" } else { "end" };
            let [start, after, ..] = line.points[..] else { return };
            self.dot(class, toward(start, after, 4.0), 3.5);
            self.dot(class, toward(end, before, 4.0), 3.5);
        }
    }

    /// An arrowhead that ends at `end`.
    fn tip(&mut self, before: Point, end: Point) {
        self.raw("<path class=\"tip\" d=\"M");
        self.number(end.x);
        self.raw(" ");
        self.number(end.y);
        let (dx, dy) = (end.x - before.x, end.y - before.y);
        self.raw(match (dx.abs() > dy.abs(), dx + dy > 0.0) {
            (true, true) => "l-9-4.5v9z\"/>",
            (true, false) => "l9-4.5v9z\"/>",
            (false, true) => "l-4.5-9h9z\"/>",
            (false, false) => "l-4.5 9h9z\"/>",
        });
    }

    fn dot(&mut self, class: &str, at: Point, radius: f64) {
        self.raw("<circle");
        self.attribute("class", class);
        self.length("cx", at.x);
        self.length("cy", at.y);
        self.length("r", radius);
        self.raw("/>");
    }

    /// A line with rounded corners that stops `short` px before its end.
    fn bent(&mut self, points: &[Point], short: f64) {
        let Some((start, rest)) = points.split_first() else { return };
        self.raw("M");
        self.pair(*start);
        let mut from = *start;
        for (at, point) in rest.iter().enumerate() {
            let Some(next) = rest.get(at + 1) else {
                self.straight(from, toward(*point, from, short));
                return;
            };
            let last = at + 2 == rest.len();
            let room = reach(from, *point).min(if last { reach(*point, *next) - short } else { reach(*point, *next) / 2.0 });
            let radius = size::CORNER.min(room).max(0.0);
            let start = toward(*point, from, radius);
            let end = toward(*point, *next, radius);
            self.straight(from, start);
            self.raw("L");
            self.pair(shoulder(start, *point, end));
            self.raw(" ");
            self.pair(end);
            from = end;
        }
    }

    fn straight(&mut self, from: Point, to: Point) {
        if from.y == to.y {
            self.raw("H");
            self.number(to.x);
        } else if from.x == to.x {
            self.raw("V");
            self.number(to.y);
        } else {
            self.raw("L");
            self.pair(to);
        }
    }

    fn pair(&mut self, point: Point) {
        self.number(point.x);
        self.raw(" ");
        self.number(point.y);
    }

    fn shape(&mut self, shape: &Shape) {
        let ShapeForm::Node(role) = shape.form else { return self.cell(shape) };
        self.raw("<a class=\"node ");
        self.raw(role_class(role));
        self.class_of_lane(shape.number);
        self.raw("\"");
        self.attribute("href", &shape.href);
        if role == Role::More {
            self.attribute("data-more", &shape.id);
        } else {
            self.attribute("data-id", &shape.id);
        }
        self.attribute("data-party", &shape.lane);
        self.attribute("data-stage", &shape.stage);
        self.attribute("data-lane", &shape.lane);
        if role == Role::Focus {
            self.raw(" aria-current=\"true\"");
        }
        self.inside(shape, role != Role::More);
    }

    fn cell(&mut self, shape: &Shape) {
        self.raw("<a class=\"cell");
        self.class_of_lane(shape.number);
        self.raw("\"");
        self.attribute("href", &shape.href);
        self.attribute("data-party", &shape.lane);
        self.attribute("data-stage", &shape.stage);
        self.inside(shape, true);
    }

    fn inside(&mut self, shape: &Shape, coded: bool) {
        if !shape.name.is_empty() {
            self.attribute("aria-label", &shape.name);
        }
        self.raw(">");
        let radius = if coded { size::BOX_RADIUS } else { shape.height.min(30.0) / 2.0 };
        self.rect("box", (shape.x, shape.y, shape.width, shape.height), radius);
        let x = shape.x + size::BOX_PAD;
        let mut y = shape.y + size::BOX_TOP + 12.0;
        if coded && !shape.id.is_empty() {
            self.mark(shape.number, x + 5.0, y - 4.5);
            y = self.code(shape, x + size::MARK_ROOM, y);
        }
        self.raw("<text class=\"title\">");
        for line in &shape.lines {
            self.tspan(&shape.text, line, x, y);
            y += size::TITLE_LINE;
        }
        self.raw("</text>");
        self.raw("</a>\n");
    }

    /// The code; returns the baseline of what follows.
    fn code(&mut self, shape: &Shape, x: f64, mut y: f64) -> f64 {
        self.raw("<text class=\"code\"");
        if shape.code_lines.is_empty() {
            self.length("x", x);
            self.length("y", y);
            self.raw(">");
            self.text(&shape.id);
            self.raw("</text>");
            return y + size::CODE_LINE;
        }
        self.raw(">");
        for line in &shape.code_lines {
            self.tspan(&shape.id, line, x, y);
            y += size::CODE_LINE;
        }
        self.raw("</text>");
        y
    }

    fn tspan(&mut self, text: &str, line: &TextLine, x: f64, y: f64) {
        self.raw("<tspan");
        self.length("x", x);
        self.length("y", y);
        self.raw(">");
        self.text(text.get(line.start..line.end).unwrap_or(""));
        self.raw(if line.hyphen { "<tspan class=\"hyphen\">-</tspan></tspan>" } else { "</tspan>" });
    }

    fn sample(&mut self, sample: &Sample) {
        let (x, y) = (sample.x, sample.y);
        let end = x + legend::SAMPLE - 10.0;
        match sample.sign {
            Sign::Line(kind, certainty) => {
                self.raw("<path class=\"sample ");
                self.raw(kind.name());
                if certainty == Certainty::Likely {
                    self.raw(" likely");
                }
                self.raw("\" d=\"");
                let points = vec![Point { x, y }, Point { x: end, y }];
                self.bent(&points, 2.5);
                self.raw("\"/>");
                let line = Line {
                    from: String::new(),
                    to: String::new(),
                    kind,
                    certainty,
                    label: String::new(),
                    task: false,
                    points,
                };
                self.ends(&line, kind.directed());
                if kind == super::drawing::Kind::Any {
                    self.dot("joint", Point { x: x + 14.0, y }, 4.0);
                }
            }
            Sign::Gate => {
                self.raw("<g class=\"gate-key\">");
                self.rect("", (x + 12.0, y - 9.0, 10.0, 18.0), 3.0);
                self.raw("</g>");
            }
            Sign::Box(role) => {
                self.raw("<g class=\"key ");
                self.raw(role_class(role));
                self.raw("\">");
                self.rect("box", (x, y - 8.0, end - x, 16.0), 4.0);
                self.raw("</g>");
            }
        }
        self.raw("<text");
        self.length("x", x + legend::SAMPLE);
        self.length("y", y + 4.5);
        self.raw(">");
        self.text(&sample.text);
        self.raw("</text>\n");
    }
}

fn role_class(role: Role) -> &'static str {
    match role {
        Role::Task => "task",
        Role::Focus => "focus",
        Role::Outside => "outside",
        Role::More => "more",
    }
}

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
    let step = |at: f64, goal: f64| if goal > at { at + by } else if goal < at { at - by } else { at };
    Point { x: step(at.x, goal.x), y: step(at.y, goal.y) }
}
