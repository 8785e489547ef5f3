//! Text to words.

/// Longer words are cut here: nobody types them, and content is untrusted.
const MAX_WORD: usize = 60;

/// Calls `take` with each word of `text` in lower case: runs of letters and digits of any script. A code with a
/// hyphen or underscore is told twice, by its parts and joined (`tf126`, `a`, `tf126a`).
pub(super) fn each(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    let mut joined = String::new();
    let mut rest = text;
    loop {
        rest = &rest[length(rest, |c| !c.is_alphanumeric())..];
        if rest.is_empty() {
            return;
        }
        let (run, after) = rest.split_at(length(rest, is_joined));
        rest = after;
        if !run.contains(['-', '_']) {
            lower(run, &mut word);
            take(&word);
            continue;
        }
        joined.clear();
        let mut parts = 0;
        for part in run.split(['-', '_']).filter(|part| !part.is_empty()) {
            lower(part, &mut word);
            joined.push_str(&word);
            parts += 1;
            take(&word);
        }
        if parts > 1 && joined.chars().count() <= MAX_WORD && joined.bytes().any(|b| b.is_ascii_digit()) {
            take(&joined);
        }
    }
}

fn is_joined(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

/// Bytes at the start of `text` whose characters are all of a kind. Nearly all are ASCII, which is not decoded.
fn length(text: &str, kind: impl Fn(char) -> bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let (c, size) = if byte.is_ascii() {
            (char::from(*byte), 1)
        } else {
            let c = text[at..].chars().next().unwrap_or_default();
            (c, c.len_utf8())
        };
        if !kind(c) {
            break;
        }
        at += size;
    }
    at
}

fn lower(part: &str, word: &mut String) {
    word.clear();
    if part.is_ascii() {
        word.push_str(&part[..part.len().min(MAX_WORD)]);
        word.make_ascii_lowercase();
    } else {
        word.extend(part.chars().flat_map(char::to_lowercase).take(MAX_WORD));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each(text, |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(words("Opret »Serviceaftale« (STS/ADM)."), ["opret", "serviceaftale", "sts", "adm"]);
        assert_eq!(words("på én ÆØÅ"), ["på", "én", "æøå"]);
        assert_eq!(words("- _ ."), Vec::<String>::new());
    }

    #[test]
    fn codes_are_also_joined() {
        assert_eq!(words("TF126-A"), ["tf126", "a", "tf126a"]);
        assert_eq!(words("it-systeminstans"), ["it", "systeminstans"]);
        assert_eq!(words("a--1"), ["a", "1", "a1"]);
    }

    #[test]
    fn words_without_end_are_cut() {
        assert_eq!(words(&"x".repeat(1_000)), ["x".repeat(MAX_WORD)]);
    }
}
