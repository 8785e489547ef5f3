//! A scene as SVG: links, titles and classes; colours and type come from the stylesheet.
//!
//! Bands, lines and boxes follow each other so that boxes lie on top; boxes come in focus order.

use std::ops::Range;

use super::boxes::role_class;
use super::stroke;
use super::style::{Needs, style};
use super::writer::SvgWriter;
use crate::diagram::drawing::Certainty;
use crate::diagram::legend;
use crate::diagram::marks;
use crate::diagram::scene::{Band, Caption, Gate, Line, Point, Sample, Scene, Sign};
use crate::diagram::sheet::Sheet;
use crate::diagram::size;

/// Where the SVG stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Embedding {
    /// In a page, whose stylesheet holds [`CSS`](crate::diagram::CSS): no styles inside.
    Inline,
    /// As a file of its own, with what it needs of [`CSS`](crate::diagram::CSS) inside.
    File,
}

/// Write a scene.
pub fn svg(scene: &Scene, embedding: Embedding) -> String {
    let markup = Markup::new(scene);
    match embedding {
        Embedding::Inline => markup.inline,
        Embedding::File => markup.file(),
    }
}

/// A scene that is written and can be set into a page and into a file: what the two share is made once.
#[derive(Debug, Clone)]
pub struct Markup {
    /// The whole picture for a page.
    inline: String,
    /// Where in it the attributes stand that tell of this picture.
    attributes: usize,
    /// Where in it all begins that is seen.
    body: usize,
    /// Width and height.
    size: (f64, f64),
    /// Title and description.
    words: (String, String),
    /// The rules that its stylesheet must hold.
    needs: Needs,
}

/// The end of a picture.
const END: &str = "</svg>\n";

impl Markup {
    /// Writes all parts of a scene.
    pub fn new(scene: &Scene) -> Self {
        let names = 4 * scene.key.len() + scene.title.len() + scene.description.len();
        let mut out = SvgWriter::new(1_280 + names + 700 * scene.shapes.len() + 320 * scene.lines.len());
        out.raw("<svg class=\"diagram");
        out.raw(Sheet::of(scene).class());
        out.raw("\" role=\"group");
        let attributes = out.len();
        out.labels(scene);
        out.size((scene.width, scene.height));
        out.names(Some(&scene.key), (&scene.title, &scene.description));
        let body = out.len();
        out.body(scene);
        out.raw(END);
        let needs = Needs::of(scene);
        let (size, words) = ((scene.width, scene.height), (scene.title.clone(), scene.description.clone()));
        Markup { inline: out.finish(), attributes, body, size, words, needs }
    }

    /// Where in the picture, inline or as a file, what is seen stands: the same in both.
    pub fn body(&self, whole: &str) -> Range<usize> {
        let length = self.inline.len() - self.body;
        whole.len() - length..whole.len() - END.len()
    }

    /// The whole picture for a page, as [`Embedding::Inline`].
    pub fn inline(&self) -> &str {
        &self.inline
    }

    /// The whole picture as a file, as [`Embedding::File`]. It has its name without an id, since no page is around it.
    pub fn file(&self) -> String {
        let style = style(self.needs);
        let mut out = SvgWriter::new(self.words.0.len() + self.words.1.len() + style.len() + 256);
        out.raw("\" xmlns=\"http://www.w3.org/2000/svg");
        out.size(self.size);
        out.names(None, (&self.words.0, &self.words.1));
        out.raw(&style);
        out.length("<rect class=\"paper\" width=\"", self.size.0);
        out.length("\" height=\"", self.size.1);
        out.raw("\"/>\n");
        [&self.inline[..self.attributes], &out.finish(), &self.inline[self.body..]].concat()
    }
}

impl SvgWriter {
    /// Where the picture has its name and description from, behind the role of the outermost element, whose quote is
    /// still open.
    fn labels(&mut self, scene: &Scene) {
        self.attribute("\" aria-labelledby=\"", &scene.key);
        self.raw("-title");
        if !scene.description.is_empty() {
            self.attribute("\" aria-describedby=\"", &scene.key);
            self.raw("-desc");
        }
    }

    /// The last attributes of the outermost element.
    fn size(&mut self, (width, height): (f64, f64)) {
        self.length("\" viewBox=\"0 0 ", width);
        self.length(" ", height);
        self.length("\" width=\"", width);
        self.length("\" height=\"", height);
        self.raw("\">\n");
    }

    /// Title and description.
    fn names(&mut self, key: Option<&str>, (title, description): (&str, &str)) {
        for (tag, text) in [("title", title), ("desc", description)] {
            if tag == "title" || !text.is_empty() {
                self.raw("<");
                self.raw(tag);
                if let Some(key) = key {
                    self.attribute(" id=\"", key);
                    self.raw("-");
                    self.raw(tag);
                    self.raw("\"");
                }
                self.attribute(">", text);
                self.raw("</");
                self.raw(tag);
                self.raw(">\n");
            }
        }
    }

    /// All that is seen.
    fn body(&mut self, scene: &Scene) {
        for band in &scene.bands {
            self.band(band);
        }
        for gate in &scene.gates {
            self.gate(gate);
        }
        for head in &scene.heads {
            self.caption("stage-name", head, 0.0);
        }
        for note in &scene.notes {
            self.attribute("<text class=\"gate-only\" data-stage=\"", &note.stage);
            self.raw("\"");
            let Caption { x, y, lines } = &note.caption;
            lines.iter().enumerate().for_each(|(at, line)| self.row(at, (*x, *y, size::NAME_LINE), line, ""));
            self.raw("</text>\n");
        }
        if !scene.lines.is_empty() {
            self.raw("<g class=\"edges\" aria-hidden=\"true\">");
            scene.lines.iter().for_each(|line| self.line(line));
            scene.joints.iter().for_each(|joint| self.dot("joint", *joint, 4.0));
            self.raw("</g>\n");
        }
        for shape in &scene.shapes {
            self.shape(shape);
        }
        if !scene.legend.is_empty() {
            self.raw("<g class=\"legend\" aria-hidden=\"true\">");
            scene.legend.iter().for_each(|sample| self.sample(sample));
            self.raw("</g>\n");
        }
    }

    fn band(&mut self, band: &Band) {
        self.raw("<g class=\"band");
        self.class_of_lane(band.number);
        self.attribute("\" data-lane=\"", &band.key);
        self.raw("\">");
        self.rect("", (band.x, band.y, band.width, band.height), 8.0);
        if !band.caption.lines.is_empty() {
            self.mark(band.number, band.caption.x + 6.0, band.caption.y - 4.5);
            let shift = if band.number > marks::COUNT { 0.0 } else { size::MARK_ROOM + 2.0 };
            self.caption("lane-name", &band.caption, shift);
        }
        self.raw("</g>\n");
    }

    fn caption(&mut self, class: &str, caption: &Caption, shift: f64) {
        if caption.lines.is_empty() {
            return;
        }
        self.attribute("<text class=\"", class);
        self.raw("\"");
        for (at, line) in caption.lines.iter().enumerate() {
            let behind = if at + 1 < caption.lines.len() { " " } else { "" };
            self.row(at, (caption.x + shift, caption.y, size::NAME_LINE), line, behind);
        }
        self.raw("</text>\n");
    }

    fn gate(&mut self, gate: &Gate) {
        self.attribute("<g class=\"gate\" data-stage=\"", &gate.stage);
        self.attribute("\"><title>", &gate.label);
        self.raw("</title>");
        self.rect("", (gate.x, gate.y, gate.width, gate.height), 4.0);
        let count = gate.lines.len() as f64;
        for (at, line) in gate.lines.iter().enumerate() {
            let across = (at as f64 - (count - 1.0) / 2.0) * size::NAME_LINE + 4.5;
            self.raw("<text class=\"gate-name\" text-anchor=\"middle\"");
            if gate.level {
                self.length(" x=\"", gate.label_at);
                self.length("\" y=\"", gate.y + gate.height / 2.0 + across);
                self.attribute("\">", line);
            } else {
                self.length(" transform=\"translate(", gate.x + gate.width / 2.0 + across);
                self.length(" ", gate.label_at);
                self.attribute(") rotate(-90)\">", line);
            }
            self.raw("</text>");
        }
        self.raw("</g>\n");
    }

    fn line(&mut self, line: &Line) {
        self.raw("<path class=\"edge");
        self.raw(line.kind.class());
        self.raw(line.certainty.class());
        if line.bus {
            self.raw(" bus");
        }
        if line.back {
            self.raw(" back");
        }
        self.attribute("\" data-from=\"", &line.from);
        self.attribute("\" data-to=\"", &line.to);
        self.raw("\" data-kind=\"");
        self.raw(line.kind.name());
        self.raw("\" data-certainty=\"");
        self.raw(line.certainty.name());
        if line.group > 0 {
            self.raw("\" data-group=\"");
            self.number(line.group as f64);
        }
        self.raw("\" d=\"");
        let directed = line.kind.directed();
        self.bent(&line.points, stroke::short(directed));
        if line.label.is_empty() {
            self.raw("\"/>");
        } else {
            self.attribute("\"><title>", &line.label);
            self.raw("</title></path>");
        }
        self.ends(&line.points, line.certainty, directed, line.back);
        if line.count > 1 {
            self.count(&line.points, directed, line.count);
        } else if let Some(sign) = line.certainty.sign() {
            self.sign(&line.points, sign);
        }
        self.raw("\n");
    }

    fn sample(&mut self, sample: &Sample) {
        let (x, y) = (sample.x, sample.y);
        let end = x + legend::SAMPLE - 10.0;
        match sample.sign {
            Sign::Line(kind, certainty) => {
                self.raw("<path class=\"sample");
                self.raw(kind.class());
                self.raw(certainty.class());
                self.raw("\" d=\"");
                let points = [Point { x, y }, Point { x: end, y }];
                self.bent(&points, 2.5);
                self.raw("\"/>");
                self.ends(&points, certainty, kind.directed(), false);
                if let Some(sign) = certainty.sign() {
                    self.sign(&points, sign);
                }
                if kind == crate::diagram::drawing::EdgeKind::Any {
                    self.dot("joint", Point { x: x + 14.0, y }, 4.0);
                }
            }
            Sign::Gate => {
                self.raw("<g class=\"gate-key\">");
                self.rect("", (x + 12.0, y - 9.0, 10.0, 18.0), 3.0);
                self.raw("</g>");
            }
            Sign::Party(number) => {
                self.raw("<g class=\"key");
                self.class_of_lane(number);
                self.raw("\">");
                self.mark(number, x + 5.0, y);
                self.raw("</g>");
            }
            Sign::Back => {
                self.raw("<path class=\"sample back\" d=\"");
                let points = [Point { x: end, y }, Point { x, y }];
                self.bent(&points, 2.5);
                self.raw("\"/>");
                self.ends(&points, Certainty::Certain, true, true);
            }
            Sign::Follows => {
                self.length("<text class=\"follows\" x=\"", x);
                self.length("\" y=\"", y + 4.5);
                self.raw("\">+1</text>");
            }
            Sign::Box(role) => {
                self.raw("<g class=\"key");
                self.raw(role_class(role));
                self.raw("\">");
                let outside = role == crate::diagram::drawing::Role::Outside;
                self.rect("box", (x, y - 8.0, end - x, 16.0), if outside { 8.0 } else { 4.0 });
                if outside {
                    self.length("<path class=\"away\" d=\"M", end - 16.0);
                    self.length(" ", y - 3.5);
                    self.raw("h7v7m0-7l-7 7\"/>");
                }
                self.raw("</g>");
            }
        }
        self.length("<text x=\"", x + legend::room(sample.sign));
        self.length("\" y=\"", y + 4.5);
        self.attribute("\">", &sample.text);
        self.raw("</text>\n");
    }
}
