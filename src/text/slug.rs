//! Heading text to anchor.

use super::{composed, is_mark};

/// The anchor of a heading: lower case, letters and digits of any script kept with their marks, all else one hyphen.
/// Never empty.
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in composed(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if is_mark(c) && !out.is_empty() && !out.ends_with('-') {
            out.push(c);
        } else if !is_joiner(c) && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    if out.ends_with('-') {
        out.pop();
    }
    if out.is_empty() { "section".to_owned() } else { out }
}

/// The anchor that GitHub, GitLab and most tools for Markdown make of the same heading: punctuation dropped, each blank a
/// hyphen. May be empty.
pub(crate) fn anchor_elsewhere(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in composed(text).chars() {
        match c {
            ' ' => out.push('-'),
            '-' | '_' => out.push(c),
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            c if is_mark(c) => out.push(c),
            _ => {}
        }
    }
    out
}

/// Characters without width that say how the letters beside them are joined.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_letters_and_digits() {
        assert_eq!(slug("Hvad går opgaven ud på?"), "hvad-går-opgaven-ud-på");
        assert_eq!(slug("  A & B — 2.0 "), "a-b-2-0");
        assert_eq!(slug("!?"), "section");
    }

    #[test]
    fn marks_belong_to_their_letter() {
        assert_eq!(slug("A\u{30a}ben"), "åben");
        assert_eq!(slug("हिन्दी भाषा"), "हिन्दी-भाषा");
        assert_eq!(slug("क्\u{200d}ष"), "क्ष");
        assert_eq!(slug("\u{30a} x"), "x");
    }

    #[test]
    fn anchors_are_made_as_elsewhere() {
        assert_eq!(anchor_elsewhere("Upgrade / Downgrade"), "upgrade--downgrade");
        assert_eq!(anchor_elsewhere("What's new?"), "whats-new");
        assert_eq!(anchor_elsewhere("A\u{30a}ben_x – 2.0"), "åben_x--20");
        assert_eq!(anchor_elsewhere("!?"), "");
    }
}
