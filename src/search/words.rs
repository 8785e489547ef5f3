//! Text to words.

/// Longer words are cut here: nobody types them, and content is untrusted.
const MAX_WORD: usize = 60;

/// Calls `take` with each word of `text` in lower case: runs of letters and digits of any script. A code with a
/// hyphen or underscore is told twice, by its parts and joined (`tf126`, `a`, `tf126a`).
pub(super) fn each(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    let mut joined = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let run = &rest[..rest.find(|c| !is_joined(c)).unwrap_or(rest.len())];
        rest = &rest[run.len()..];
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

fn lower(part: &str, word: &mut String) {
    word.clear();
    word.extend(part.chars().flat_map(char::to_lowercase).take(MAX_WORD));
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
