//! Codes of tasks in running text: `TF109`, `TF126-A`, `REQ_7b`.

use std::ops::Range;

use super::chunk::{Chunk, Chunks};
use super::code_form::{has_code_form, is_code_char, is_hidden};
use super::normalization::is_mark;
use super::{CharClass, any_pair, char_class};

/// Byte ranges of the words in `text` that may name a task. A word is a run of letters, digits, `-` and `_`, and single
/// full stops between them: the longest id wins, so it is for those who know the ids to say what of it is one
/// ([`readings`]). It has the form of a code when it holds a digit and a letter, or is two or more capital letters (with
/// `-` and `_`), whatever is tied to it (`TF109-opgaven`). Plain words are left alone even where a task is called so: prose
/// would fill with links. So are addresses, paths and file names with a folder.
pub(crate) fn codes(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    codes_from(text, if may_hold(text) { 0 } else { text.len() })
}

/// Those from byte `at` on.
fn codes_from(text: &str, mut at: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut chunks = Chunks::new(text);
    std::iter::from_fn(move || {
        loop {
            let Run { start, end, promising } = next_run(text, at)?;
            at = end;
            if !promising {
                continue;
            }
            let (chunk, chunk_end) = chunks.at(start);
            if chunk != Chunk::Words {
                at = chunk_end.max(end);
                continue;
            }
            let word = text[start..end].trim_end_matches(is_edge);
            let lead = word.len() - word.trim_start_matches(|c| is_edge(c) || is_mark(c)).len();
            let word = &word[lead..];
            if has_code_form(word) || has_code_form(without_ending(word)) {
                return Some(start + lead..start + lead + word.len());
            }
        }
    })
}

/// The parts of a word from [`codes`] that may be the id of a task, the longest first: all of it, or the
/// part before a word for *task* (`TF109-opgaven`) or before a Danish genitive (`TF109s`). With any other ending it is another word.
pub(crate) fn readings(word: &str) -> impl Iterator<Item = &str> {
    const TASK: [&str; 9] =
        ["opgave", "opgaves", "opgaven", "opgavens", "opgaver", "opgaverne", "opgavernes", "task", "tasks"];
    let named = word.rsplit_once('-').filter(|(code, ending)| TASK.contains(ending) && has_code_form(code));
    let genitive =
        word.strip_suffix('s').filter(|code| code.ends_with(|c: char| c.is_ascii_digit() || c.is_uppercase()));
    let shorter = named.map(|(code, _)| code).or(genitive.filter(|code| has_code_form(code)));
    std::iter::once(word).chain(shorter)
}

/// Whether what stands at `range` is only a part of a word: `API` in `API-key`, `API.pdf` and `REST_API`.
pub(crate) fn is_joined(text: &str, range: Range<usize>) -> bool {
    let mut behind = text[range.end..].chars().peekable();
    let is_marked = behind.peek().is_some_and(|c| is_mark(*c));
    is_marked || goes_on(behind) || goes_on(text[..range.start].chars().rev().skip_while(|c| is_mark(*c)))
}

/// Whether a word goes on with these characters, behind a joint or without one.
fn goes_on(mut chars: impl Iterator<Item = char>) -> bool {
    let first = chars.next();
    let joint = |c: char| matches!(c, '-' | '_' | '.') || is_hidden(c);
    let next = if first.is_some_and(joint) { chars.next() } else { first };
    next.is_some_and(char::is_alphanumeric)
}

/// Whether there is what no code is without: a digit, or a capital letter with another one or a joint behind it. Beyond
/// ASCII, small letters of Latin-1 (`æ`) are neither; whatever else there is gets a closer look.
#[expect(clippy::needless_bitwise_bool, reason = "without branches, one instruction compares many bytes")]
fn may_hold(text: &str) -> bool {
    any_pair(text, |first, second| {
        let digit = first.is_ascii_digit() | second.is_ascii_digit();
        let joint = (second == b'-') | (second == b'_') | (second == b'.');
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
        match char_class(*bytes.get(at)?) {
            CharClass::Small | CharClass::Capital | CharClass::Digit | CharClass::Joint => break at,
            CharClass::Other => at += 1,
            CharClass::Beyond if is_code_char(char_at(at)) => break at,
            CharClass::Beyond => at += char_at(at).len_utf8(),
        }
    };
    let (mut digit, mut capitals) = (false, 0);
    loop {
        // Most are these, and nothing is to be done for them.
        while bytes.get(at).is_some_and(|byte| char_class(*byte) == CharClass::Small) {
            at += 1;
        }
        let Some(byte) = bytes.get(at) else { break };
        match char_class(*byte) {
            CharClass::Small | CharClass::Joint => {}
            CharClass::Capital => capitals += 1,
            CharClass::Digit => digit = true,
            CharClass::Other if *byte == b'.' && text[at + 1..].starts_with(char::is_alphanumeric) => {}
            CharClass::Other => break,
            CharClass::Beyond => {
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

/// True for signs that no word begins or ends with.
fn is_edge(c: char) -> bool {
    matches!(c, '-' | '_') || is_hidden(c)
}

/// A code without the word that a language may tie to it: `API` of `API-nøglen`.
pub(crate) fn without_ending(word: &str) -> &str {
    match word.split_once('-') {
        Some((code, ending))
            if has_code_form(code) && ending.len() > 1 && ending.chars().all(|c| c.is_lowercase() || c == '-') =>
        {
            code
        }
        _ => word,
    }
}

/// Whether `word` is `prefix`, a number, and at most single letters and more numbers (`TF109`, `TF-109`, `TF126-A`,
/// `TF109b`): a code that the prefix claims. Another word, such as `TF109-style`, is none.
pub(crate) fn is_claimed(word: &str, prefix: &str) -> bool {
    let Some(rest) = word.strip_prefix(prefix) else { return false };
    let rest = rest.strip_prefix(['-', '_']).unwrap_or(rest);
    let is_number = |part: &str| {
        let letters = part.chars().filter(|c| !c.is_ascii_digit()).count();
        !part.is_empty() && letters <= 1 && part.chars().all(char::is_alphanumeric)
    };
    let mut parts = rest.split(['-', '_', '.']);
    // Behind a hyphen another code may stand: `TF109-TF112`.
    rest.starts_with(|c: char| c.is_ascii_digit())
        && parts.all(|part| is_number(part) && !has_prefix_form(part, prefix))
}

/// Whether `word` is `prefix` and then a number, whatever stands behind it.
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
        assert_eq!(found("TF109-opgaven, TF1-a, req-login-1"), ["TF109-opgaven", "TF1-a", "req-login-1"]);
        assert_eq!(found("FakturaInformationAfsend"), Vec::<&str>::new());
        assert_eq!(found("A1.2. A1.pdf, A1..A5 A1. A1: (A1)."), ["A1.2", "A1.pdf", "A1", "A5", "A1", "A1", "A1"]);
        assert_eq!(
            found("TF109/TF110, TF109\u{2013}TF112 \u{bb}TF1\u{ab} TF109's"),
            ["TF109", "TF110", "TF109", "TF112", "TF1", "TF109"]
        );
        assert_eq!(found("a\u{30a}1, \u{26a0}\u{fe0f}A1 A\u{ad}1 A1\u{ad}"), ["a\u{30a}1", "A1", "A\u{ad}1", "A1"]);
        assert_eq!(found("a/A1.xlsx A1@x.dk ftp://x/A1 urn:x:A1 www.x.dk/A1 and/A1 A2"), ["A2"]);
    }

    #[test]
    fn the_longest_reading_comes_first() {
        let of = |word: &'static str| readings(word).collect::<Vec<_>>();
        assert_eq!(of("TF109"), ["TF109"]);
        assert_eq!(of("TF126-A-opgaven"), ["TF126-A-opgaven", "TF126-A"]);
        assert_eq!(of("A1.2-task"), ["A1.2-task", "A1.2"]);
        assert_eq!(of("TF109s"), ["TF109s", "TF109"]);
        for other in ["A1-compliant", "EIP-1559-style", "API-1-kompatibel", "A1.pdf", "hjemme-opgaven", "S3s-opgave-a"]
        {
            assert_eq!(of(other), [other]);
        }
    }

    #[test]
    fn parts_of_words_are_joined() {
        for (text, joined) in [
            ("API", false),
            ("(API).", false),
            ("API-key", true),
            ("REST_API", true),
            ("API.pdf", true),
            ("API\u{ad}key", true),
            ("API- og", false),
        ] {
            let at = text.find("API").unwrap_or(0);
            assert_eq!(is_joined(text, at..at + 3), joined, "{text}");
        }
        assert!(is_joined("a\u{30a}", 0..1) && !is_joined("\u{26a0}\u{fe0f}API", 6..9));
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
        for claimed in ["TF1", "TF-109", "TF126-A", "TF109b", "TF1.2", "TF_1-2b"] {
            assert!(is_claimed(claimed, "TF"), "{claimed}");
        }
        for other in ["TF109-style", "TF109-TF112", "TF109.pdf", "TFH1", "TF", "TF1-"] {
            assert!(!is_claimed(other, "TF"), "{other}");
        }
        assert!(is_claimed("A126-A", "A") && !is_claimed("A1-A126", "A"));
    }
}
