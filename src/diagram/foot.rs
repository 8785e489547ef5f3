//! What a box says of lines that are not drawn: behind its code how many follow from others, and at its foot links to its
//! neighbours outside the picture, each with their number.

use super::drawing::{Beyond, Node, Side};
use super::form::Form;
use super::scene::Foot;
use super::size;
use super::text::{self, Label};

/// Room behind a code for the sign of a reader's state, px.
const STATE: f64 = 24.0;
/// From the upper edge of a row to its baseline, px.
const BASELINE: f64 = 16.0;

/// How many lines to a box follow from others.
pub(super) fn sign(follows: usize) -> String {
    format!("+{follows}")
}

/// Height of a box with all its words, px.
pub(super) fn height(node: &Node, label: &Label, form: Form) -> f64 {
    let text = text_height(node, label);
    if node.follows == 0 && node.beyond.is_empty() {
        return text + size::BOX_BOTTOM;
    }
    let below = |foot: Foot| foot.y - BASELINE + size::FOOT_LINE;
    feet(node, label, form, (0.0, 0.0)).into_iter().map(below).fold(text + size::BOX_BOTTOM, f64::max)
}

fn text_height(node: &Node, label: &Label) -> f64 {
    let code = if node.id.is_empty() { 0 } else { label.code_lines.len().max(1) };
    size::BOX_TOP + size::CODE_LINE * code as f64 + size::TITLE_LINE * label.lines.len().max(1) as f64
}

/// The words of a box at a place, beside code and title. At the foot, what does not fit a row begins the next one.
pub(super) fn feet(node: &Node, label: &Label, form: Form, (x, y): (f64, f64)) -> Vec<Foot> {
    let room = form.width - 2.0 * size::BOX_PAD;
    let mut feet = Vec::new();
    let (mut left, mut top) = (0.0, text_height(node, label));
    let mut add = |text: String, link: Option<(String, String)>| {
        let width = text::width(&text, size::FOOT, false);
        if left > 0.0 && left + width > room {
            (left, top) = (0.0, top + size::FOOT_LINE);
        }
        feet.push(Foot { text, link, x: x + size::BOX_PAD + left, y: y + top + BASELINE, width });
        left += width + size::FOOT_GAP;
    };
    let mut behind = None;
    if node.follows > 0 {
        let (text, start) = (sign(node.follows), size::MARK_ROOM + text::width(&node.id, size::CODE, true) + 6.0);
        let width = text::width(&text, size::FOOT, false);
        if label.code_lines.is_empty() && start + width + STATE <= room {
            let y = y + size::BOX_TOP + 12.0;
            behind = Some(Foot { text, link: None, x: x + size::BOX_PAD + start, y, width });
        } else {
            add(text, None);
        }
    }
    for beyond in &node.beyond {
        add(words(beyond, form), Some((beyond.href.clone(), beyond.name.clone())));
    }
    feet.extend(behind);
    feet
}

/// The words of a link, with an arrow to the side that it leads to.
fn words(beyond: &Beyond, form: Form) -> String {
    let text = text::tidy(&beyond.text);
    match (beyond.side, form.down) {
        (Side::Before, false) => format!("← {text}"),
        (Side::Before, true) => format!("↑ {text}"),
        (Side::Beside, _) => text,
        (Side::After, false) => format!("{text} →"),
        (Side::After, true) => format!("{text} ↓"),
    }
}
