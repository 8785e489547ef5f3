//! The label on the bar of a gate.

use super::drawing::DrawingWords;
use super::size;
use super::text::{self, Hyphens};

/// Width of a bar with so many lines of label, px.
pub(super) fn width(lines: usize) -> f64 {
    size::GATE + lines.saturating_sub(1) as f64 * size::NAME_LINE
}

/// Lines and middle of the gate's label on a bar from `top` to `bottom`: in the first stretch between the lines that pass
/// (at the heights `passing`) that holds it whole, else wrapped or shortened in the longest.
pub(super) fn label(words: &DrawingWords, mut passing: Vec<f64>, top: f64, bottom: f64) -> (Vec<String>, f64) {
    let text = text::tidy(&words.gate);
    let hyphens = Hyphens::of(&words.language);
    let long = text::width(&text, size::NAME, true) + BAR_PAD;
    passing.sort_by(f64::total_cmp);
    passing.push(bottom);
    let mut best = (f64::NEG_INFINITY, top, bottom);
    let mut start = top;
    for end in passing {
        let free = (end - start).min(long);
        if free > best.0 {
            best = (free, start, end);
        }
        start = end;
    }
    let (free, start, end) = best;
    let middle = f64::midpoint(start, end);
    let lines = text::wrap_words(&text, (free - BAR_PAD + 1.0).max(BAR_LEAST), size::NAME, hyphens);
    let fits = lines.len() <= BAR_LINES && free >= BAR_LEAST + BAR_PAD;
    // A short bar has its name only; the sentence is its title.
    (if fits { lines } else { text::wrap_words(&words.gate_legend, f64::INFINITY, size::NAME, hyphens) }, middle)
}

/// Room before and after a label on a bar together, px.
const BAR_PAD: f64 = 16.0;
/// Least length of a line on a bar, px.
const BAR_LEAST: f64 = 70.0;
/// Most lines of a label.
const BAR_LINES: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    fn words(gate: &str) -> DrawingWords {
        DrawingWords { gate: gate.into(), ..DrawingWords::default() }
    }

    #[test]
    fn a_label_stands_between_the_lines_that_pass() {
        let (lines, middle) = label(&words("Gate: all before is done"), vec![100.0], 0.0, 600.0);
        assert_eq!((lines.len(), middle), (1, 350.0));
        let (lines, middle) = label(&words("Gate: all before is done"), vec![100.0], 0.0, 240.0);
        assert_eq!((lines.len(), middle), (2, 170.0));
        assert_eq!(label(&words(""), Vec::new(), 0.0, 0.0).0.len(), 0);
    }
}
