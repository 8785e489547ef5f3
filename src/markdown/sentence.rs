//! The sentence around a place in plain text.

use std::ops::Range;

use crate::text::find_any;

/// The longest sentence that is shown, in bytes; longer ones are cut at a word.
const MAX_BYTES: usize = 300;
/// So near its end, another sentence may be the better one: it may have been cut there.
pub(super) const MARGIN: usize = 100;

/// The sentence of `block` (one paragraph, item or cell) that holds byte `at`: from after the last `. `, `! ` or `? `
/// before it to the first one behind it.
///
/// A sentence is known to begin at `from`, such as where the one before ended; 0 always is.
pub(super) fn around(block: &str, at: usize, from: usize) -> Range<usize> {
    let ends = |text: &str, from: usize| {
        let behind = |end: &usize| text[*end..].chars().next().is_none_or(char::is_whitespace);
        let next = |from: usize| find_any(text.as_bytes(), from, [b'.', b'!', b'?']).map(|at| at + 1);
        std::iter::successors(next(from), |end| next(*end)).find(behind)
    };
    // The letter behind `at` says whether a sentence ends there; reads no more, as a block may be megabytes.
    let before = &block[..block.ceil_char_boundary((at + 4).min(block.len()))];
    let low = block.floor_char_boundary(at.saturating_sub(MAX_BYTES));
    let (mut start, mut probe) = if from < low { (0, low) } else { (from, from) };
    while let Some(end) = ends(before, probe) {
        if end > at {
            break;
        }
        start = end;
        probe = end;
    }
    if start == 0 && low > 0 && from < low {
        start = block[low..at].find(' ').map_or(low, |space| low + space);
    }
    let high = block.floor_char_boundary((start + 2 * MAX_BYTES).max(at));
    let end = ends(&block[..high], at.min(high)).unwrap_or(high);
    let trimmed = block[start..end].trim();
    let lead = block[start..end].len() - block[start..end].trim_start().len();
    start + lead..start + lead + trimmed.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_sentence_and_no_more() {
        let text = "Først dette. Se TF105 (kap. 2) nu! Til sidst.";
        let at = text.find("TF105").unwrap_or(0);
        assert_eq!(&text[around(text, at, 0)], "Se TF105 (kap.");
        assert_eq!(around("TF1", 0, 0), 0..3);
        let long = "ord ".repeat(1_000) + "TF1 " + &"ord ".repeat(1_000);
        assert!(around(&long, 4_000, 0).len() <= 600);
    }
}
