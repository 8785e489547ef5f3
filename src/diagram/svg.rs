//! A scene as SVG: links, titles and classes; colours and type come from the stylesheet.
//!
//! Bands, lines and boxes follow each other so that boxes lie on top; boxes come in focus order.

use super::boxes::role_class;
use super::drawing::Certainty;
use super::legend;
use super::marks;
use super::pen::Pen;
use super::scene::{Band, Caption, Gate, Line, Point, Sample, Scene, Sign};
use super::sheet::Sheet;
use super::size;
use super::stroke;
use super::style::{lane_class, style};

/// Where the SVG stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In a page, whose stylesheet holds [`CSS`](super::CSS): no styles inside.
    Inline,
    /// As a file of its own, with what it needs of [`CSS`](super::CSS) inside.
    File,
}

/// Write a scene.
pub fn svg(scene: &Scene, form: Form) -> String {
    Markup::new(scene).text(form)
}

/// A scene that is written and can be set into a page and into a file: what the two share is made once.
#[derive(Debug, Clone)]
pub struct Markup {
    /// Attributes of the outermost element.
    attributes: String,
    /// Title and description.
    names: String,
    /// All that is seen.
    body: String,
    /// Ground of a picture that stands alone.
    paper: String,
    /// Classes of the lanes that are in it.
    lanes: Vec<usize>,
    /// The paper that it can be printed on.
    sheet: Sheet,
}

impl Markup {
    /// Writes all parts of a scene.
    pub fn new(scene: &Scene) -> Self {
        let mut paper = Pen::new(64);
        paper.raw("<rect class=\"paper\"");
        paper.length(" width=\"", scene.width);
        paper.length(" height=\"", scene.height);
        paper.raw("/>\n");
        let lanes = scene.bands.iter().filter_map(|band| lane_class(band.number)).collect();
        Markup {
            attributes: attributes(scene),
            names: names(scene),
            body: body(scene),
            paper: paper.finish(),
            lanes,
            sheet: Sheet::of(scene),
        }
    }

    /// What pages and files have in common: all that is seen.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The whole picture.
    pub fn text(&self, form: Form) -> String {
        let (space, style, paper) = match form {
            Form::Inline => ("", String::new(), ""),
            Form::File => {
                let style = format!("<style>\n{}</style>\n", style(&self.lanes));
                (" xmlns=\"http://www.w3.org/2000/svg\"", style, self.paper.as_str())
            }
        };
        [
            "<svg class=\"diagram",
            self.sheet.class(),
            "\" role=\"group\"",
            space,
            self.attributes.as_str(),
            ">\n",
            self.names.as_str(),
            style.as_str(),
            paper,
            self.body.as_str(),
            "</svg>\n",
        ]
        .concat()
    }
}

fn attributes(scene: &Scene) -> String {
    let mut out = Pen::new(160 + 2 * scene.key.len());
    let mut named = |before: &str, part: &str| {
        out.raw(before);
        out.text(&scene.key);
        out.raw(part);
    };
    named(" aria-labelledby=\"", "-title\"");
    if !scene.description.is_empty() {
        named(" aria-describedby=\"", "-desc\"");
    }
    out.raw(" viewBox=\"0 0 ");
    out.number(scene.width);
    out.raw(" ");
    out.number(scene.height);
    out.raw("\"");
    out.length(" width=\"", scene.width);
    out.length(" height=\"", scene.height);
    out.finish()
}

fn names(scene: &Scene) -> String {
    let mut out = Pen::new(120 + 2 * scene.key.len() + scene.title.len() + scene.description.len());
    for (tag, text) in [("title", &scene.title), ("desc", &scene.description)] {
        if tag == "title" || !text.is_empty() {
            out.raw("<");
            out.raw(tag);
            out.raw(" id=\"");
            out.text(&scene.key);
            out.raw("-");
            out.raw(tag);
            out.raw("\">");
            out.text(text);
            out.raw("</");
            out.raw(tag);
            out.raw(">\n");
        }
    }
    out.finish()
}

fn body(scene: &Scene) -> String {
    let room = 1_024 + 700 * scene.shapes.len() + 320 * scene.lines.len();
    let mut out = Pen::new(room);
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
    out.finish()
}

impl Pen {
    pub(super) fn class_of_lane(&mut self, number: usize) {
        if let Some(class) = lane_class(number) {
            self.raw(" lane-");
            self.number(class as f64);
        }
    }

    fn band(&mut self, band: &Band) {
        self.raw("<g class=\"band");
        self.class_of_lane(band.number);
        self.raw("\"");
        self.attribute(" data-lane=\"", &band.key);
        self.raw(">");
        self.rect("", (band.x, band.y, band.width, band.height), 8.0);
        if !band.caption.lines.is_empty() {
            self.mark(band.number, band.caption.x + 6.0, band.caption.y - 4.5);
            self.caption("lane-name", &band.caption, size::MARK_ROOM + 2.0);
        }
        self.raw("</g>\n");
    }

    pub(super) fn mark(&mut self, number: usize, x: f64, y: f64) {
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
        self.attribute(" class=\"", class);
        self.raw(">");
        for (at, line) in caption.lines.iter().enumerate() {
            self.raw("<tspan");
            self.length(" x=\"", caption.x + shift);
            self.length(" y=\"", caption.y + at as f64 * size::NAME_LINE);
            self.raw(">");
            self.text(line);
            self.raw(if at + 1 < caption.lines.len() { " </tspan>" } else { "</tspan>" });
        }
        self.raw("</text>\n");
    }

    fn gate(&mut self, gate: &Gate) {
        self.raw("<g class=\"gate\"");
        self.attribute(" data-stage=\"", &gate.stage);
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
        self.raw(line.kind.class());
        if line.certainty == Certainty::Likely {
            self.raw(" likely");
        }
        self.raw("\"");
        if line.task {
            self.attribute(" data-from=\"", &line.from);
            self.attribute(" data-to=\"", &line.to);
            self.raw(" data-kind=\"");
            self.raw(line.kind.name());
            self.raw("\" data-certainty=\"");
            self.raw(line.certainty.name());
            self.raw("\"");
        }
        self.raw(" d=\"");
        let directed = line.kind.directed();
        self.bent(&line.points, stroke::short(directed));
        if line.label.is_empty() {
            self.raw("\"/>");
        } else {
            self.raw("\"><title>");
            self.text(&line.label);
            self.raw("</title></path>");
        }
        self.ends(line, directed);
        if line.certainty == Certainty::Likely {
            self.doubt(&line.points);
        }
        self.raw("\n");
    }

    fn sample(&mut self, sample: &Sample) {
        let (x, y) = (sample.x, sample.y);
        let end = x + legend::SAMPLE - 10.0;
        match sample.sign {
            Sign::Line(kind, certainty) => {
                self.raw("<path class=\"sample ");
                self.raw(kind.class());
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
                if certainty == Certainty::Likely {
                    self.doubt(&[Point { x, y }, Point { x: end, y }]);
                }
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
                let outside = role == super::drawing::Role::Outside;
                self.rect("box", (x, y - 8.0, end - x, 16.0), if outside { 8.0 } else { 4.0 });
                if outside {
                    self.raw("<path class=\"away\" d=\"M");
                    self.number(end - 16.0);
                    self.raw(" ");
                    self.number(y - 3.5);
                    self.raw("h7v7m0-7l-7 7\"/>");
                }
                self.raw("</g>");
            }
        }
        self.raw("<text");
        self.length(" x=\"", x + legend::SAMPLE);
        self.length(" y=\"", y + 4.5);
        self.raw(">");
        self.text(&sample.text);
        self.raw("</text>\n");
    }
}
