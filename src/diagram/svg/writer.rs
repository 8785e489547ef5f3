//! Writes SVG: escaped text, attributes and simple shapes.

use super::number::push_number;
use crate::diagram::marks;
use crate::diagram::scene::Point;
use crate::text::escape_into;

/// SVG text that grows. As bytes, since digits are put in one by one; it is a text again at the end.
pub(super) struct SvgWriter {
    out: Vec<u8>,
    /// Memory for the corners of a line.
    pub corners: Vec<Point>,
}

impl SvgWriter {
    pub(super) fn new(room: usize) -> Self {
        SvgWriter { out: Vec::with_capacity(room), corners: Vec::new() }
    }

    /// The written text.
    pub(super) fn finish(self) -> String {
        String::from_utf8(self.out).unwrap_or_default()
    }

    /// How many bytes were written.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    pub(super) fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    pub(super) fn text(&mut self, text: &str) {
        escape_into(&mut self.out, text);
    }

    pub(super) fn number(&mut self, value: f64) {
        push_number(&mut self.out, value);
    }

    /// Text after `before`, as ` class="`; the quote at its end begins what follows.
    pub(super) fn attribute(&mut self, before: &str, value: &str) {
        self.raw(before);
        self.text(value);
    }

    /// A number after `before`, as ` x="`; the quote at its end begins what follows.
    pub(super) fn length(&mut self, before: &str, value: f64) {
        self.raw(before);
        self.number(value);
    }

    /// The next line of a `<text` that is still open. The first, 0, stands in the element itself.
    pub(super) fn row(&mut self, at: usize, (x, y, step): (f64, f64, f64), text: &str, behind: &str) {
        if at > 0 {
            self.raw("<tspan");
        }
        self.length(" x=\"", x);
        if at > 0 {
            self.length("\" dy=\"", step);
        } else {
            self.length("\" y=\"", y);
        }
        self.raw("\">");
        self.text(text);
        self.raw(behind);
        if at > 0 {
            self.raw("</tspan>");
        }
    }

    pub(super) fn rect(&mut self, class: &str, (x, y, width, height): (f64, f64, f64, f64), radius: f64) {
        self.raw("<rect");
        if !class.is_empty() {
            self.raw(" class=\"");
            self.raw(class);
            self.raw("\"");
        }
        self.length(" x=\"", x);
        self.length("\" y=\"", y);
        self.length("\" width=\"", width);
        self.length("\" height=\"", height);
        if radius > 0.0 {
            self.length("\" rx=\"", radius);
        }
        self.raw("\"/>");
    }

    pub(super) fn dot(&mut self, class: &str, at: Point, radius: f64) {
        self.raw("<circle class=\"");
        self.raw(class);
        self.length("\" cx=\"", at.x);
        self.length("\" cy=\"", at.y);
        self.length("\" r=\"", radius);
        self.raw("\"/>");
    }

    /// The class of a lane, behind the classes of an open attribute.
    pub(super) fn class_of_lane(&mut self, number: usize) {
        if let Some(class) = marks::class(number) {
            self.raw(" lane-");
            self.number(class as f64);
        }
    }

    /// The mark of a lane about a place, px.
    pub(super) fn mark(&mut self, number: usize, x: f64, y: f64) {
        let Some((left, up, mark)) = marks::path(number) else { return };
        self.length("<path class=\"mark\" d=\"M", x - left);
        self.length(" ", y - up);
        self.raw(mark);
        self.raw("\"/>");
    }
}
