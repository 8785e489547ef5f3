//! XML text and attribute values, for this room only.

/// Append `text` so that it stands for itself in XML 1.0 text and in a double or single quoted attribute.
/// Characters that XML doesn't allow (<https://www.w3.org/TR/xml/#charsets>) are left out.
pub(super) fn push_escaped(out: &mut Vec<u8>, text: &str) {
    // Most texts are plain.
    if is_plain(text.as_bytes()) {
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

/// Whether no byte has to be looked at. Sixteen at a time are compared at once, without a branch for each.
#[expect(clippy::needless_bitwise_bool, reason = "a branch for each byte is what this spares")]
fn is_plain(text: &[u8]) -> bool {
    let special = |byte: u8| {
        (byte < 32)
            | (byte == b'&')
            | (byte == b'<')
            | (byte == b'>')
            | (byte == b'"')
            | (byte == b'\'')
            | (byte == 0xef)
    };
    let (chunks, rest) = text.as_chunks::<16>();
    let plain = |chunk: &[u8; 16]| !chunk.iter().fold(false, |any, byte| any | special(*byte));
    chunks.iter().all(plain) && !rest.iter().any(|byte| LOOKED_AT[*byte as usize])
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
    let cut = value as i64;
    let rest = value - cut as f64;
    let tenths = cut + i64::from(rest >= 0.5) - i64::from(rest <= -0.5);
    if tenths < 0 {
        out.push(b'-');
    }
    let size = tenths.unsigned_abs();
    let (whole, tenth) = (size / 10, (size % 10) as u8);
    // Nearly all are below a thousand. All that may be needed goes in at once, and what is too much out again.
    let length = if let Some([a, b, c, digits]) = SHORT.get(whole as usize).copied() {
        let length = out.len() + usize::from(digits);
        out.extend_from_slice(&[a, b, c]);
        length
    } else {
        out.extend_from_slice(whole.to_string().as_bytes());
        out.len()
    };
    out.truncate(length);
    if tenth > 0 {
        out.extend_from_slice(&[b'.', b'0' + tenth]);
    }
}

/// The digits of all numbers below a thousand, from the first on, and how many they are.
static SHORT: [[u8; 4]; 1_000] = {
    let mut short = [[b'0', 0, 0, 1]; 1_000];
    let mut at: usize = 1;
    while at < 1_000 {
        let digits = [b'0' + (at / 100) as u8, b'0' + (at / 10 % 10) as u8, b'0' + (at % 10) as u8];
        short[at] = match at {
            0..=9 => [digits[2], 0, 0, 1],
            10..=99 => [digits[1], digits[2], 0, 2],
            _ => [digits[0], digits[1], digits[2], 3],
        };
        at += 1;
    }
    short
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
