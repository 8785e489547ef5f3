//! The legend below a picture: one entry for each kind of line and box that occurs.

use super::drawing::{Certainty, Drawing, EdgeKind, Lane, Role};
use super::marks;
use super::scene::{Sample, Scene, ShapeForm, Sign};
use super::size;
use super::text;

/// Width of a sample and the room after it, px.
pub(super) const SAMPLE: f64 = 44.0;
/// Between two entries, px.
const BETWEEN: f64 = 22.0;
/// Height of a row, px.
const ROW: f64 = 22.0;
/// Room for a question mark between its line and the row above, px.
const SIGN: f64 = 5.0;

/// Add the entries and make room for them.
pub(super) fn add(scene: &mut Scene, drawing: &Drawing) {
    let start = size::MARGIN + size::BAND_PAD;
    let first = scene.height + ROW / 2.0;
    let (mut x, mut y) = (start, first);
    let mut widest: f64 = 0.0;
    for (sign, text) in entries(scene, drawing) {
        let text = text::tidy(&text);
        let width = room(sign) + text::width(&text, size::TITLE, false);
        if x > start && x + width > scene.width - size::MARGIN {
            x = start;
            y += ROW;
        }
        scene.legend.push(Sample { sign, x, y, text });
        x += width + BETWEEN;
        widest = widest.max(x - BETWEEN);
    }
    // The first row has the picture's margin above it.
    let has_sign = |sample: &&Sample| matches!(sample.sign, Sign::Line(_, certainty) if certainty.sign().is_some());
    let below = scene.legend.iter().find(has_sign).map(|sample| sample.y).filter(|at| *at > first);
    if let Some(below) = below {
        scene.legend.iter_mut().filter(|sample| sample.y >= below).for_each(|sample| sample.y += SIGN);
        y += SIGN;
    }
    if !scene.legend.is_empty() {
        scene.height = y + ROW / 2.0 + size::MARGIN;
        scene.width = scene.width.max(widest + size::MARGIN);
    }
}

/// Width of a sign and the room after it, px.
pub(super) fn room(sign: Sign) -> f64 {
    match sign {
        Sign::Party(number) if number > marks::COUNT => 0.0,
        Sign::Party(_) => size::MARK_ROOM,
        Sign::Follows => 22.0,
        _ => SAMPLE,
    }
}

fn entries(scene: &Scene, drawing: &Drawing) -> Vec<(Sign, String)> {
    let words = &drawing.words;
    let line = |kind: EdgeKind| scene.lines.iter().any(|line| line.kind == kind);
    let role = |role: Role| scene.shapes.iter().any(|shape| shape.form == ShapeForm::Node(role));
    let sureness = |certainty: Certainty| scene.lines.iter().any(|line| line.certainty == certainty);
    let as_requirement = |certainty: Certainty| Sign::Line(EdgeKind::Requires, certainty);
    let sure = |kind: EdgeKind| Sign::Line(kind, Certainty::Certain);
    let follows: usize = drawing.nodes.iter().map(|node| node.follows).sum();
    let told = words.follows.replace("{n}", &follows.to_string());
    // Bands have their names on them.
    let shown = |lane: &&Lane| scene.bands.is_empty() && scene.shapes.iter().any(|shape| shape.lane == lane.key);
    let parties = drawing.lanes.iter().filter(shown).map(|lane| (Sign::Party(lane.number), marks::name(lane)));
    let signs = [
        (role(Role::Focus), Sign::Box(Role::Focus), &words.focus),
        (line(EdgeKind::Requires), sure(EdgeKind::Requires), &words.requires),
        (sureness(Certainty::Likely), as_requirement(Certainty::Likely), &words.likely),
        (sureness(Certainty::Went), as_requirement(Certainty::Went), &words.went),
        (line(EdgeKind::With), sure(EdgeKind::With), &words.with),
        (line(EdgeKind::Any), sure(EdgeKind::Any), &words.any),
        (line(EdgeKind::Alternative), sure(EdgeKind::Alternative), &words.alternative),
        (line(EdgeKind::Related), sure(EdgeKind::Related), &words.related),
        (!scene.gates.is_empty(), Sign::Gate, &words.gate_legend),
        (role(Role::Outside), Sign::Box(Role::Outside), &words.outside),
        (scene.lines.iter().any(|line| line.back), Sign::Back, &words.back),
        (follows > 0, Sign::Follows, &told),
    ]
    .into_iter()
    .filter(|(used, _, word)| *used && !word.is_empty())
    .map(|(_, sign, word)| (sign, word.clone()));
    parties.chain(signs).collect()
}
