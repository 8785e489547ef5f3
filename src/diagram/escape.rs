//! XML text and attribute values, for this room only.

/// Append `text` so that it stands for itself in XML 1.0 text and in a double or single quoted attribute.
/// Characters that XML doesn't allow (<https://www.w3.org/TR/xml/#charsets>) are left out.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\n' => "&#10;",
            '\t' => "&#9;",
            c if legal(c) => continue,
            _ => "",
        };
        out.push_str(&text[plain..at]);
        out.push_str(instead);
        plain = at + c.len_utf8();
    }
    out.push_str(&text[plain..]);
}

/// Whether XML 1.0 allows the character.
pub(super) fn legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Append a length in px with at most one decimal and no trailing zero.
pub(super) fn push_number(out: &mut String, value: f64) {
    let tenths = (value * 10.0).round();
    let tenths = if tenths.is_finite() { tenths as i64 } else { 0 };
    if tenths < 0 {
        out.push('-');
    }
    let size = tenths.unsigned_abs();
    push_integer(out, size / 10);
    if size % 10 != 0 {
        out.push('.');
        out.push(char::from(b'0' + (size % 10) as u8));
    }
}

fn push_integer(out: &mut String, value: u64) {
    if value >= 10 {
        push_integer(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_illegal_characters() {
        let mut out = String::new();
        push_escaped(&mut out, "a<b>&\"'\u{1}\u{b}\u{ffff}ø");
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;&#39;ø");
    }

    #[test]
    fn numbers() {
        let mut out = String::new();
        for value in [0.0, 12.0, -3.46, 0.04, 1234.56, f64::NAN] {
            push_number(&mut out, value);
            out.push(' ');
        }
        assert_eq!(out, "0 12 -3.5 0 1234.6 0 ");
    }
}
