//! XML text and attribute values, for this room only.

/// Append `text` so that it stands for itself in XML 1.0 text and in a double or single quoted attribute.
/// Characters that XML doesn't allow (<https://www.w3.org/TR/xml/#charsets>) are left out.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    // Most texts are plain, which is seen many bytes at a time.
    if text.bytes().fold(0, |seen, byte| seen | looked_at(byte)) == 0 {
        return out.push_str(text);
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| looked_at(byte) != 0) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = special.chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\'') => out.push_str("&#39;"),
            Some('\n') => out.push_str("&#10;"),
            Some('\t') => out.push_str("&#9;"),
            Some(c) if legal(c) => out.push(c),
            _ => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// Not zero where a byte begins a character that may not stand for itself; U+FFFE and U+FFFF begin with `0xef`.
/// Without a branch, so that many bytes are looked at together.
fn looked_at(byte: u8) -> u8 {
    let is = |other: u8| u8::from(byte == other);
    u8::from(byte < 32) | is(b'&') | is(b'<') | is(b'>') | is(b'"') | is(b'\'') | is(0xef)
}

/// Whether XML 1.0 allows the character.
pub(super) fn legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Append a length in px with at most one decimal and no trailing zero.
pub(super) fn push_number(out: &mut String, value: f64) {
    let value = if value.is_finite() { value * 10.0 } else { 0.0 };
    // Cut and looked at, since rounding is a call on most machines; half a tenth goes away from zero.
    let cut = value as i64;
    let rest = value - cut as f64;
    let tenths = cut + i64::from(rest >= 0.5) - i64::from(rest <= -0.5);
    let mut size = tenths.unsigned_abs();
    // From the last digit on.
    let mut digits = [0_u8; 24];
    let mut at = digits.len();
    let mut put = |digit: u8| {
        at -= 1;
        digits[at] = digit;
    };
    if !size.is_multiple_of(10) {
        put(b'0' + (size % 10) as u8);
        put(b'.');
    }
    size /= 10;
    while size >= 10 {
        put(b'0' + (size % 10) as u8);
        size /= 10;
    }
    put(b'0' + size as u8);
    if tenths < 0 {
        put(b'-');
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_illegal_characters() {
        let mut out = String::new();
        push_escaped(&mut out, "a<b>&\"'\u{1}\u{b}\u{ffff}ø\u{ff01}\n");
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;&#39;ø\u{ff01}&#10;");
    }

    #[test]
    fn numbers() {
        let mut out = String::new();
        for value in [0.0, 12.0, -3.46, 0.04, 0.5, 1234.56, f64::NAN] {
            push_number(&mut out, value);
            out.push(' ');
        }
        assert_eq!(out, "0 12 -3.5 0 0.5 1234.6 0 ");
    }
}
