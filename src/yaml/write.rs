//! Text as YAML: what is written here reads back as the same text.

use std::fmt::Write as _;

/// A text as a scalar: as it is where no reader could take it for anything else, also inside brackets, otherwise in
/// quotes.
pub(crate) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { in_quotes(text) }
}

/// A text in double quotes.
pub(crate) fn in_quotes(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A text as it stands between double quotes.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || matches!(c, '\u{FEFF}' | '\u{2028}' | '\u{2029}' | '\u{FFFE}' | '\u{FFFF}') => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

/// Whether a text may stand without quotes. Stricter than YAML, so that nobody has to know its rules by heart.
fn is_plain(text: &str) -> bool {
    let word = !matches!(text.to_ascii_lowercase().as_str(), "null" | "true" | "false" | "yes" | "no" | "on" | "off");
    word && text.starts_with(char::is_alphanumeric)
        && !text.ends_with(' ')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')'))
}

#[cfg(test)]
mod tests {
    use super::super::{Value, read};
    use super::*;
    use crate::source::Sources;

    #[test]
    fn what_is_written_reads_back() {
        let texts = [
            "TF109",
            "null",
            "no",
            "-a",
            "~",
            "a: b",
            "# x",
            "a #b",
            "[x]",
            "{y}",
            "*z",
            "&a",
            "!t",
            "'q'",
            "\"q\"",
            "a\\b",
            "a\nb",
            "\u{1}\u{85}\u{2028}",
            " a",
            "a ",
            "007",
            "@a",
            "`a`",
            "%a",
            "|",
            ">",
            "?",
            "- a",
            "a, b",
            "Å (b) c/d",
            "---",
            "",
        ];
        for text in texts {
            for yaml in [format!("a: {}\n", scalar(text)), format!("a: [{}, x]\n", scalar(text))] {
                let mut sources = Sources::default();
                let file = sources.add("a", yaml.as_str());
                let mut faults = crate::diagnostic::Diagnostics::default();
                let node = read(&yaml, file, 0, &mut faults).node;
                assert!(faults.is_empty(), "{yaml}");
                let Value::Map(entries) = node.value else { panic!("{yaml}") };
                let found = match &entries[0].1.value {
                    Value::List(items) => &items[0].value,
                    other => other,
                };
                assert!(matches!(found, Value::Text { text: read, .. } if read == text), "{yaml} {found:?}");
            }
        }
    }
}
