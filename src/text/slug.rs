//! Heading text to anchor.

/// The anchor of a heading: lower case, letters and digits of any script kept, all else one hyphen. Never empty.
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    if out.ends_with('-') {
        out.pop();
    }
    if out.is_empty() { "section".to_owned() } else { out }
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
}
