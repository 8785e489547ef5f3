//! The sentence around a place in plain text.

use std::ops::Range;

/// The longest sentence that is shown, in bytes; longer ones are cut at a word.
const MAX_BYTES: usize = 300;

/// The sentence of `block` (one paragraph, item or cell) that holds byte `at`: from after the last `. `, `! ` or `? `
/// before it to the first one behind it.
pub(super) fn around(block: &str, at: usize) -> Range<usize> {
    let ends = |text: &str, from: usize| {
        let behind = |at: &usize| text[at + 1..].chars().next().is_none_or(char::is_whitespace);
        let stop = |at: &usize| matches!(text.as_bytes()[*at], b'.' | b'!' | b'?');
        (from..text.len()).filter(stop).find(behind).map(|at| at + 1)
    };
    let mut start = 0;
    let low = block.floor_char_boundary(at.saturating_sub(MAX_BYTES));
    let mut probe = low;
    while let Some(end) = ends(block, probe) {
        if end > at {
            break;
        }
        start = end;
        probe = end;
    }
    if start == 0 && low > 0 {
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
        assert_eq!(&text[around(text, at)], "Se TF105 (kap.");
        assert_eq!(around("TF1", 0), 0..3);
        let long = "ord ".repeat(1_000) + "TF1 " + &"ord ".repeat(1_000);
        assert!(around(&long, 4_000).len() <= 600);
    }
}
