//! Boxes as links: shape, mark, code and title.

use super::writer::SvgWriter;
use crate::diagram::drawing::Role;
use crate::diagram::marks;
use crate::diagram::scene::{Foot, Shape, ShapeForm};
use crate::diagram::size;
use crate::diagram::text::{self, TextLine};

/// Size of the arrow in a connector and of the room beside it, px.
const AWAY: f64 = 9.0;

/// Room for the mark before a code; a party without one has a code of its own, at the other end.
fn mark_room(number: usize) -> f64 {
    if number > marks::COUNT { 0.0 } else { size::MARK_ROOM }
}

impl SvgWriter {
    /// A box.
    pub(super) fn shape(&mut self, shape: &Shape) {
        let ShapeForm::Node(role) = shape.form else { return self.cell(shape) };
        self.raw("<a class=\"node");
        self.raw(role_class(role));
        self.raw(if shape.likely { " unsure" } else { "" });
        self.class_of_lane(shape.number);
        self.attribute("\" href=\"", &shape.href);
        self.attribute("\" data-id=\"", &shape.id);
        self.attribute("\" data-party=\"", &shape.lane);
        if !shape.parties.is_empty() {
            self.attribute("\" data-parties=\"", &shape.parties);
        }
        self.attribute("\" data-stage=\"", &shape.stage);
        if role == Role::Focus {
            self.raw("\" aria-current=\"true");
        }
        self.inside(shape);
        shape.feet.iter().for_each(|foot| self.foot(foot));
    }

    /// A link at the foot of a box, as high as a finger needs, or words that the name of the box says too.
    fn foot(&mut self, foot: &Foot) {
        let link = foot.link.as_ref();
        if let Some((href, name)) = link {
            self.attribute("<a class=\"more\" href=\"", href);
            self.attribute("\" aria-label=\"", name);
            self.raw("\">");
            let pad = size::FOOT_GAP / 2.0;
            self.rect("hit", (foot.x - pad, foot.y - 16.0, foot.width + 2.0 * pad, size::FOOT_LINE), 4.0);
        }
        self.raw(if link.is_some() { "<text" } else { "<text class=\"follows\" aria-hidden=\"true\"" });
        self.length(" x=\"", foot.x);
        self.length("\" y=\"", foot.y);
        self.attribute("\">", &foot.text);
        self.raw(if link.is_some() { "</text></a>\n" } else { "</text>\n" });
    }

    fn cell(&mut self, shape: &Shape) {
        self.raw("<a class=\"cell");
        self.class_of_lane(shape.number);
        self.attribute("\" href=\"", &shape.href);
        self.attribute("\" data-party=\"", &shape.lane);
        self.attribute("\" data-stage=\"", &shape.stage);
        self.inside(shape);
    }

    /// All behind the last attribute of the link, whose quote is still open.
    fn inside(&mut self, shape: &Shape) {
        if !shape.name.is_empty() {
            self.attribute("\" aria-label=\"", &shape.name);
        }
        self.raw("\">");
        let radius = match shape.form {
            ShapeForm::Node(Role::Outside) => size::CONNECTOR_RADIUS,
            ShapeForm::Node(_) | ShapeForm::Cell => size::BOX_RADIUS,
        };
        self.rect("box", (shape.x, shape.y, shape.width, shape.height), radius);
        let label = &shape.label;
        let x = shape.x + size::BOX_PAD;
        let mut y = shape.y + size::BOX_TOP + 12.0;
        let beside = x + mark_room(shape.number);
        if !shape.id.is_empty() {
            self.mark(shape.number, x + 5.0, y - 4.5);
            self.mark_code(shape, y);
            if shape.form == ShapeForm::Node(Role::Outside) {
                self.away(shape, y);
            }
            y = self.code(shape, beside, y);
        }
        if !label.lines.is_empty() {
            // The blank keeps code and title two words for those who hear the text.
            self.raw(" <text");
            self.lines(&label.text, &label.lines, (x, y, size::TITLE_LINE));
        }
        self.raw("</a>");
        self.hyphens("", (&label.text, &label.lines), (x, y), size::TITLE_LINE);
        let above = (beside, shape.y + size::BOX_TOP + 12.0);
        self.hyphens(" code", (&shape.id, &label.code_lines), above, size::CODE_LINE);
        self.raw("\n");
    }

    /// The code of a party that has no mark, in the upper right corner of a box whose own code leaves room for it.
    fn mark_code(&mut self, shape: &Shape, y: f64) {
        let Some(code) = marks::code(&shape.lane, shape.number) else { return };
        let away = if shape.form == ShapeForm::Node(Role::Outside) { 2.0 * AWAY } else { 0.0 };
        let room = shape.width - 2.0 * size::BOX_PAD - away - size::MARK_ROOM;
        let taken = text::width(&shape.id, size::CODE, true) + text::width(&code, size::CODE, true);
        if shape.label.code_lines.is_empty() && taken <= room {
            self.length(
                "<text class=\"mark-code\" text-anchor=\"end\" x=\"",
                shape.x + shape.width - size::BOX_PAD - away,
            );
            self.length("\" y=\"", y);
            self.raw("\">");
            self.text(&code);
            self.raw("</text> ");
        }
    }

    /// An arrow that leads away, in the upper right corner of a connector whose code leaves room for it.
    fn away(&mut self, shape: &Shape, y: f64) {
        let room = shape.width - 2.0 * size::BOX_PAD - size::MARK_ROOM - 2.0 * AWAY;
        if shape.label.code_lines.is_empty() && text::width(&shape.id, size::CODE, true) <= room {
            self.length("<path class=\"away\" d=\"M", shape.x + shape.width - size::BOX_PAD - AWAY);
            self.length(" ", y - AWAY);
            self.raw("h7v7m0-7l-7 7\"/>");
        }
    }

    /// The code; returns the baseline of what follows.
    fn code(&mut self, shape: &Shape, x: f64, y: f64) -> f64 {
        self.raw("<text class=\"code\"");
        let lines = &shape.label.code_lines;
        if lines.is_empty() {
            self.row(0, (x, y, size::CODE_LINE), &shape.id, "</text>");
        } else {
            self.lines(&shape.id, lines, (x, y, size::CODE_LINE));
        }
        y + lines.len().max(1) as f64 * size::CODE_LINE
    }

    /// Hyphens where words are broken. They stand outside the link, so that its text is its name with each word whole,
    /// and behind the same line unseen, so that they are in place with any font.
    fn hyphens(&mut self, class: &str, (text, lines): (&str, &[TextLine]), (x, y): (f64, f64), step: f64) {
        if !lines.iter().any(|line| line.hyphen) {
            return;
        }
        self.raw("<text aria-hidden=\"true\" class=\"hyphen");
        self.raw(class);
        self.raw("\">");
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.hyphen) {
            self.length("<tspan visibility=\"hidden\" x=\"", x);
            self.length("\" y=\"", y + at as f64 * step);
            self.raw("\">");
            self.text(text.get(line.start..line.end).unwrap_or(""));
            self.raw("</tspan>-");
        }
        self.raw("</text>");
    }

    /// All lines of a text, and its end.
    fn lines(&mut self, text: &str, lines: &[TextLine], place: (f64, f64, f64)) {
        for (at, line) in lines.iter().enumerate() {
            self.row(at, place, text.get(line.start..line.end).unwrap_or(""), "");
        }
        self.raw("</text>");
    }
}

/// Class of a box that looks otherwise than most, behind a blank.
pub(super) fn role_class(role: Role) -> &'static str {
    match role {
        Role::Task | Role::Group => "",
        Role::Focus => " focus",
        Role::Outside => " outside",
        Role::New => " new",
        Role::Gone => " gone",
    }
}
