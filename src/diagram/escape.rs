//! XML text and attribute values, for this room only.

/// Append `text` so that it stands for itself in XML 1.0 text and in a double or single quoted attribute.
/// Characters that XML doesn't allow (<https://www.w3.org/TR/xml/#charsets>) are left out.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| LOOKED_AT[usize::from(byte)]) {
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

/// Bytes that begin a character which may not stand for itself: all others are passed over at a glance.
const LOOKED_AT: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut at = 0;
    while at < 32 {
        bytes[at] = true;
        at += 1;
    }
    let marks = b"&<>\"'";
    at = 0;
    while at < marks.len() {
        bytes[marks[at] as usize] = true;
        at += 1;
    }
    // U+FFFE and U+FFFF begin so.
    bytes[0xef] = true;
    bytes
};

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
