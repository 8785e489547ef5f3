//! Text made safe for the place it goes to.

use super::next_such;

/// A text that grows, also as its bytes.
pub(crate) trait Push {
    fn push_str(&mut self, text: &str);
}

impl Push for String {
    fn push_str(&mut self, text: &str) {
        String::push_str(self, text);
    }
}

impl Push for Vec<u8> {
    fn push_str(&mut self, text: &str) {
        self.extend_from_slice(text.as_bytes());
    }
}

/// Appends `text` to `out` as HTML or XML text or attribute value. Characters that neither HTML nor XML can hold
/// (control characters, `U+FFFE`, `U+FFFF`) become `U+FFFD`.
pub(crate) fn escape_into(out: &mut impl Push, text: &str) {
    let mut plain = 0;
    let mut at = 0;
    while let Some(next) = next_such(text.as_bytes(), at, maybe_suspect, |byte| SUSPECT[usize::from(byte)]) {
        at = next;
        // A suspect byte is the first of its character.
        let Some(c) = text[at..].chars().next() else { break };
        let replacement = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => "\u{FFFD}",
            c => {
                at += c.len_utf8();
                continue;
            }
        };
        out.push_str(&text[plain..at]);
        out.push_str(replacement);
        at += c.len_utf8();
        plain = at;
    }
    out.push_str(&text[plain..]);
}

/// The bytes that may begin a character to be replaced: those of ASCII that are, and the first bytes of `U+0080` to
/// `U+00BF` and of `U+F000` to `U+FFFF`. Nearly all text passes by a look into this table.
const SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let control = byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D;
        let special = matches!(byte as u8, b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7F | 0xC2 | 0xEF);
        table[byte] = control || special;
        byte += 1;
    }
    table
};

/// Whether a byte is a suspect, or a tab or an end of line, as a question without branches: `&` and `'` differ in one bit only,
/// and so do `<` and `>`.
#[expect(clippy::needless_bitwise_bool, reason = "without branches, one instruction compares many bytes")]
fn maybe_suspect(byte: u8) -> bool {
    let special = (byte & !1 == b'&') | (byte | 2 == b'>') | (byte == b'"');
    special | (byte < 0x20) & (byte != b'\n') | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xEF)
}

/// [`escape_into`] as a value.
pub(crate) fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// Text as it may be shown in a terminal: control characters, bidi overrides and invisible format characters are
/// written out as `\u{…}`, so that content can neither steer the terminal nor hide from the reader. Line feeds and tabs
/// stay.
pub(crate) fn visible(text: &str) -> String {
    shown(text, |c| is_hidden(c) && !matches!(c, '\n' | '\t'))
}

/// [`visible`] for what is one line by nature, such as a path or a message: a line feed in it would let content write
/// lines of its own.
pub(crate) fn visible_line(text: &str) -> String {
    shown(text, is_hidden)
}

fn shown(text: &str, hidden: impl Fn(char) -> bool) -> String {
    if !text.chars().any(&hidden) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hidden(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// A JSON document of which nothing hides: what [`visible`] writes out becomes `\uXXXX`, which a reader of JSON turns
/// back. Such characters stand in strings only, so that the document stays the same.
pub(crate) fn visible_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_hidden(c) && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Control characters (of both blocks), separators of lines, and characters that order or mark text without being seen.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_way_out_of_an_attribute() {
        assert_eq!(attribute("a\"b'<c>&\0"), "a&quot;b&#39;&lt;c&gt;&amp;\u{FFFD}");
    }

    #[test]
    fn every_character_is_replaced_or_stays() {
        for c in '\0'..=char::MAX {
            let expected = match c {
                '&' | '<' | '>' | '"' | '\'' => continue,
                '\t' | '\n' | '\r' => c,
                c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => '\u{FFFD}',
                c => c,
            };
            assert_eq!(attribute(&format!("a{c}b")), format!("a{expected}b"));
        }
    }

    #[test]
    fn hidden_characters_are_written_out() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}"), "a\\u{1b}[31mb\\u{202e}");
        assert_eq!(visible("blåbær\n\t"), "blåbær\n\t");
        assert_eq!(visible_line("a\nb"), "a\\u{a}b");
    }

    #[test]
    fn json_says_the_same_without_hiding_it() {
        let text = "a\u{7f}\u{9b}\u{202e}\u{e0041}\u{2028}å";
        let json = visible_json(&serde_json::json!([text]).to_string());
        assert_eq!(json, "[\"a\\u007f\\u009b\\u202e\\udb40\\udc41\\u2028å\"]");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).ok(), Some(vec![text.to_owned()]));
    }
}
