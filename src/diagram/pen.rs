//! The pen that writes SVG: escaped text, attributes and simple shapes.

use super::escape::{push_escaped, push_number};
use super::scene::Point;

/// SVG text that grows.
pub(super) struct Pen {
    pub out: String,
}

impl Pen {
    pub(super) fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    pub(super) fn text(&mut self, text: &str) {
        push_escaped(&mut self.out, text);
    }

    pub(super) fn number(&mut self, value: f64) {
        push_number(&mut self.out, value);
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.text(value);
        self.raw("\"");
    }

    pub(super) fn length(&mut self, name: &str, value: f64) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.number(value);
        self.raw("\"");
    }

    pub(super) fn rect(&mut self, class: &str, (x, y, width, height): (f64, f64, f64, f64), radius: f64) {
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

    pub(super) fn dot(&mut self, class: &str, at: Point, radius: f64) {
        self.raw("<circle");
        self.attribute("class", class);
        self.length("cx", at.x);
        self.length("cy", at.y);
        self.length("r", radius);
        self.raw("/>");
    }
}
