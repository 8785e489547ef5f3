//! Text made safe for the place it goes to.

/// Appends `text` to `out` as HTML or XML text or attribute value. Characters that neither HTML nor XML can hold
/// (control characters, `U+FFFE`, `U+FFFF`) become `U+FFFD`.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let replacement = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            '\t' | '\n' | '\r' => continue,
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => "\u{FFFD}",
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        out.push_str(replacement);
        plain = at + c.len_utf8();
    }
    out.push_str(&text[plain..]);
}

/// [`escape_into`] as a value.
pub(crate) fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// Text as it may be shown in a terminal: control characters, bidi overrides and invisible format characters are
/// written out as `\u{…}`, so that content can neither steer the terminal nor hide from the reader.
pub(crate) fn visible(text: &str) -> String {
    if !text.chars().any(is_hidden) {
        return text.to_owned();
    }
    text.chars()
        .flat_map(|c| {
            let shown: Vec<char> = if is_hidden(c) { c.escape_unicode().collect() } else { vec![c] };
            shown
        })
        .collect()
}

fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_way_out_of_an_attribute() {
        assert_eq!(attribute("a\"b'<c>&\0"), "a&quot;b&#39;&lt;c&gt;&amp;\u{FFFD}");
    }

    #[test]
    fn hidden_characters_are_written_out() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}"), "a\\u{1b}[31mb\\u{202e}");
        assert_eq!(visible("blåbær"), "blåbær");
    }
}
