//! XML text and attribute values, for this room only.

/// Append `text` so that it stands for itself in XML 1.0 text and in a double or single quoted attribute.
/// Characters that XML doesn't allow (<https://www.w3.org/TR/xml/#charsets>) are left out.
pub(super) fn push_escaped(out: &mut Vec<u8>, text: &str) {
    // Most texts are plain.
    if !text.bytes().any(|byte| LOOKED_AT[byte as usize]) {
        return out.extend_from_slice(text.as_bytes());
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| LOOKED_AT[byte as usize]) {
        let (plain, special) = rest.split_at(at);
        out.extend_from_slice(plain.as_bytes());
        let mut chars = special.chars();
        match chars.next() {
            Some('&') => out.extend_from_slice(b"&amp;"),
            Some('<') => out.extend_from_slice(b"&lt;"),
            Some('>') => out.extend_from_slice(b"&gt;"),
            Some('"') => out.extend_from_slice(b"&quot;"),
            Some('\'') => out.extend_from_slice(b"&#39;"),
            Some('\n') => out.extend_from_slice(b"&#10;"),
            Some('\t') => out.extend_from_slice(b"&#9;"),
            Some(c) if legal(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            _ => {}
        }
        rest = chars.as_str();
    }
    out.extend_from_slice(rest.as_bytes());
}

/// Whether a byte begins a character that may not stand for itself; U+FFFE and U+FFFF begin with `0xef`.
static LOOKED_AT: [bool; 256] = {
    let mut looked_at = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        looked_at[byte] = byte < 32 || matches!(byte as u8, b'&' | b'<' | b'>' | b'"' | b'\'' | 0xef);
        byte += 1;
    }
    looked_at
};

/// Whether XML 1.0 allows the character.
pub(super) fn legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Append a length in px with at most one decimal and no trailing zero.
pub(super) fn push_number(out: &mut Vec<u8>, value: f64) {
    let value = if value.is_finite() { value * 10.0 } else { 0.0 };
    // Cut and looked at, since rounding is a call on most machines; half a tenth goes away from zero.
    let cut = value.abs() as i64;
    let size = cut.unsigned_abs() + u64::from(value.abs() - cut as f64 >= 0.5);
    if value < 0.0 && size > 0 {
        out.push(b'-');
    }
    let (whole, tenth) = (size / 10, (size % 10) as usize);
    // Nearly all are below a thousand.
    match whole {
        0..=9 => out.push(b'0' + whole as u8),
        10..=99 => out.extend_from_slice(&THREE[whole as usize][1..]),
        100..=999 => out.extend_from_slice(&THREE[whole as usize]),
        1_000..=9_999 => {
            let [a, b, c] = THREE[(whole % 1_000) as usize];
            out.extend_from_slice(&[b'0' + (whole / 1_000) as u8, a, b, c]);
        }
        _ => out.extend_from_slice(whole.to_string().as_bytes()),
    }
    if tenth > 0 {
        out.extend_from_slice(&[b'.', b'0' + tenth as u8]);
    }
}

/// The digits of all numbers below a thousand.
static THREE: [[u8; 3]; 1_000] = {
    let mut digits = [[b'0'; 3]; 1_000];
    let mut at = 0;
    while at < 1_000 {
        digits[at] = [b'0' + (at / 100) as u8, b'0' + (at / 10 % 10) as u8, b'0' + (at % 10) as u8];
        at += 1;
    }
    digits
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_illegal_characters() {
        let mut out = Vec::new();
        push_escaped(&mut out, "a<b>&\"'\u{1}\u{b}\u{ffff}ø\u{ff01}\n");
        assert_eq!(String::from_utf8_lossy(&out), "a&lt;b&gt;&amp;&quot;&#39;ø\u{ff01}&#10;");
    }

    #[test]
    fn numbers() {
        let mut out = Vec::new();
        for value in [0.0, 12.0, -3.46, 0.04, 0.5, 105.0, 1004.56, 98765.4, f64::NAN] {
            push_number(&mut out, value);
            out.push(b' ');
        }
        assert_eq!(String::from_utf8_lossy(&out), "0 12 -3.5 0 0.5 105 1004.6 98765.4 0 ");
    }
}
