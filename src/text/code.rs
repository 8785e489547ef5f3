//! Codes of tasks in running text: `TF109`, `TF126-A`, `REQ_7b`.

use super::{Kind, any_pair, kind};

/// Byte ranges of the words in `text` that have the form of a task's code. A word is a run of letters, digits, `-`
/// and `_`; it has the form of a code when it holds a digit and a letter, or is two or more capital letters (with
/// `-` and `_`). Plain words are left alone even where a task is called so: prose would fill with links.
pub(crate) fn codes(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    codes_from(text, if may_hold(text) { 0 } else { text.len() })
}

/// Those from byte `at` on.
fn codes_from(text: &str, mut at: usize) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    std::iter::from_fn(move || {
        loop {
            let Run { start, end, promising } = next_run(text, at)?;
            at = end;
            if !promising {
                continue;
            }
            let word = text[start..end].trim_end_matches(['-', '_']);
            let lead = word.len() - word.trim_start_matches(['-', '_']).len();
            let word = &word[lead..];
            let word = without_ending(word);
            if has_code_form(word) {
                at = start + lead + word.len();
                return Some(start + lead..start + lead + word.len());
            }
        }
    })
}

/// Whether there is what no code is without: a digit, or a capital letter with another one or a joint behind it. Beyond
/// ASCII, small letters of Latin-1 (`æ`) are neither; whatever else there is gets a closer look.
#[expect(clippy::needless_bitwise_bool, reason = "without branches, many bytes are looked at at a time")]
fn may_hold(text: &str) -> bool {
    any_pair(text, |first, second| {
        let digit = first.is_ascii_digit() | second.is_ascii_digit();
        let joint = (second == b'-') | (second == b'_');
        let capitals = first.is_ascii_uppercase() & (second.is_ascii_uppercase() | joint);
        let latin = (first == 0xC3) & (second < 0x9F);
        digit | capitals | latin | (first == 0xC2) | (first > 0xC3)
    })
}

/// A run of the characters that codes are made of.
struct Run {
    start: usize,
    end: usize,
    /// It holds a digit or two capital letters, without which nothing in it is a code: most words need no closer look.
    promising: bool,
}

/// The first run in `text` from byte `from` on. Nearly all characters are ASCII, which is not decoded.
fn next_run(text: &str, from: usize) -> Option<Run> {
    let bytes = text.as_bytes();
    let mut at = from;
    let char_at = |at: usize| text[at..].chars().next().unwrap_or_default();
    let start = loop {
        match kind(*bytes.get(at)?) {
            Kind::Small | Kind::Capital | Kind::Digit | Kind::Joint => break at,
            Kind::Other => at += 1,
            Kind::Beyond if is_code_char(char_at(at)) => break at,
            Kind::Beyond => at += char_at(at).len_utf8(),
        }
    };
    let (mut digit, mut capitals) = (false, 0);
    loop {
        // Most are these, and nothing is to be done for them.
        while bytes.get(at).is_some_and(|byte| kind(*byte) == Kind::Small) {
            at += 1;
        }
        let Some(byte) = bytes.get(at) else { break };
        match kind(*byte) {
            Kind::Small | Kind::Joint => {}
            Kind::Capital => capitals += 1,
            Kind::Digit => digit = true,
            Kind::Other => break,
            Kind::Beyond => {
                let c = char_at(at);
                if !is_code_char(c) {
                    break;
                }
                capitals += usize::from(c.is_uppercase());
                at += c.len_utf8() - 1;
            }
        }
        at += 1;
    }
    Some(Run { start, end: at, promising: digit || capitals >= 2 })
}

fn is_code_char(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// A code without the word that a language may tie to it: `TF109` of `TF109-opgaven`.
fn without_ending(word: &str) -> &str {
    match word.split_once('-') {
        Some((code, ending))
            if has_code_form(code) && ending.len() > 1 && ending.chars().all(|c| c.is_lowercase() || c == '-') =>
        {
            code
        }
        _ => word,
    }
}

fn has_code_form(word: &str) -> bool {
    let digit = word.bytes().any(|b| b.is_ascii_digit());
    let letter = word.chars().any(char::is_alphabetic);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (digit && letter) || (capitals >= 2 && !word.chars().any(char::is_lowercase))
}

/// Whether `word` is `prefix` and then a number (`TF109`, `TF-109`, `TF126-A`): a code that the prefix claims.
pub(crate) fn has_prefix_form(word: &str, prefix: &str) -> bool {
    let Some(rest) = word.strip_prefix(prefix) else { return false };
    let rest = rest.strip_prefix(['-', '_']).unwrap_or(rest);
    rest.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        codes(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn finds_codes_and_leaves_words() {
        assert_eq!(found("Se TF109, (TF126-A) og STS; ikke noget-som-helst 2024."), ["TF109", "TF126-A", "STS"]);
        assert_eq!(found("-TF1- og å2"), ["TF1", "å2"]);
        assert_eq!(found("TF109-opgaven, TF1-a, req-login-1"), ["TF109", "TF1-a", "req-login-1"]);
        assert_eq!(found("FakturaInformationAfsend"), Vec::<&str>::new());
    }

    #[test]
    fn no_code_is_passed_over() {
        for c in '\0'..'\u{3000}' {
            for text in [format!("{c}A"), format!("A{c}"), format!("A-{c}"), format!("A{c}B"), format!("{c}{c}")] {
                assert!(may_hold(&text) || codes_from(&text, 0).next().is_none(), "{text:?}");
            }
        }
    }

    #[test]
    fn prefix_needs_a_number() {
        assert!(has_prefix_form("TF126-A", "TF"));
        assert!(!has_prefix_form("TFH201", "TF"));
        assert!(!has_prefix_form("TF", "TF"));
    }
}
