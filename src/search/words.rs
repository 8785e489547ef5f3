//! Text to words.

use super::address;
use crate::text::{CharClass, char_class, composed, is_mark};

/// Longer words are cut here: nobody types them, and content is untrusted.
const MAX_WORD: usize = 60;

/// Reads words into memory that is used again.
#[derive(Default)]
pub(super) struct Reader {
    word: String,
    joined: String,
}

impl Reader {
    /// Calls `take` with each word of `text` in lower case, and counts them: runs of letters and digits of any script. A code
    /// with a hyphen or underscore is taken twice, by its parts and joined (`tf126`, `a`, `tf126a`), and so are a word behind
    /// a letter or two (`e`, `mail`, `email`) and a name with signs at its end (`c`, `c++`). Of prose, addresses are left out: nobody means a word inside one.
    pub(super) fn each(&mut self, text: &str, is_prose: bool, mut take: impl FnMut(&str)) -> usize {
        let bytes = text.as_bytes();
        let (mut at, mut count) = (0, 0);
        // No address begins before this byte.
        let mut known = 0;
        loop {
            while bytes.get(at).is_some_and(|byte| SORTS[usize::from(*byte)] == 0) {
                at += 1;
            }
            let mut start = at;
            let (mut end, mut sorts) = (start, 0);
            while let Some(byte) = bytes.get(end) {
                let sort = SORTS[usize::from(*byte)];
                if sort == 0 {
                    break;
                }
                sorts |= sort;
                end += 1;
            }
            if start == end {
                return count;
            }
            let is_plain = sorts & !(SMALL | CAPITAL) == 0 && end - start <= MAX_WORD;
            if !is_plain {
                match next(text, start) {
                    Some(first) => start = first,
                    None => return count,
                }
                end = end_of_run(text, start);
            }
            if is_prose && end >= known && may_go_on(bytes, end) {
                let (is_address, behind) = address::behind(text, start, end);
                if is_address {
                    at = behind;
                    continue;
                }
                known = behind;
            }
            // Most words are of ASCII, and in lower case already.
            if sorts == SMALL && is_plain {
                take(&text[start..end]);
                count += 1;
            } else if is_plain {
                self.word.clear();
                self.word.push_str(&text[start..end]);
                self.word.make_ascii_lowercase();
                take(&self.word);
                count += 1;
            } else {
                count += self.run(&text[start..end], &mut take);
            }
            at = end;
            if let Some(signs) = signs(bytes, end) {
                lower(&text[start..end], &mut self.word);
                self.word.push_str(signs);
                take(&self.word);
                at += signs.len();
            }
        }
    }

    /// The words of a run of letters, digits, hyphens and underscores.
    fn run(&mut self, run: &str, take: &mut impl FnMut(&str)) -> usize {
        let Reader { word, joined } = self;
        joined.clear();
        let mut parts = 0;
        for part in run.split(['-', '_']).filter(|part| !part.is_empty()) {
            lower(part, word);
            joined.push_str(word);
            parts += 1;
            take(word);
        }
        let first = run.split(['-', '_']).find(|part| !part.is_empty()).unwrap_or_default();
        let is_name = joined.bytes().any(|byte| byte.is_ascii_digit()) || first.len() < 3;
        if parts > 1 && joined.chars().count() <= MAX_WORD && is_name {
            take(joined);
        }
        parts
    }
}

/// Whether a word may be the beginning of an address: behind the sign at its end something stands.
fn may_go_on(bytes: &[u8], end: usize) -> bool {
    matches!(bytes.get(end), Some(b':' | b'@' | b'.'))
        && bytes.get(end + 1).is_some_and(|byte| !byte.is_ascii_whitespace())
}

/// The signs behind a word that belong to its name, as in C++ and C#.
fn signs(bytes: &[u8], end: usize) -> Option<&'static str> {
    let is_last = |at: usize| bytes.get(at).is_none_or(|byte| SORTS[usize::from(*byte)] == 0);
    match bytes.get(end)? {
        b'+' if bytes.get(end + 1) == Some(&b'+') => Some("++"),
        b'#' if is_last(end + 1) => Some("#"),
        _ => None,
    }
}

/// Small letters and digits of ASCII.
const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
/// A byte that may be part of a word, and takes a closer look.
const OTHER: u8 = 4;

/// The sort of each byte; 0 is part of no word.
static SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        sorts[byte] = match char_class(byte as u8) {
            CharClass::Small | CharClass::Digit => SMALL,
            CharClass::Capital => CAPITAL,
            CharClass::Joint | CharClass::Beyond => OTHER,
            CharClass::Other => 0,
        };
        byte += 1;
    }
    sorts
};

/// Where the first letter or digit from byte `at` on stands.
fn next(text: &str, mut at: usize) -> Option<usize> {
    loop {
        match char_class(*text.as_bytes().get(at)?) {
            CharClass::Small | CharClass::Capital | CharClass::Digit => return Some(at),
            CharClass::Joint | CharClass::Other => at += 1,
            CharClass::Beyond => {
                let c = text[at..].chars().next()?;
                if c.is_alphanumeric() {
                    return Some(at);
                }
                at += c.len_utf8();
            }
        }
    }
}

/// Where letters, digits, hyphens and underscores from byte `at` on end.
fn end_of_run(text: &str, mut at: usize) -> usize {
    while let Some(byte) = text.as_bytes().get(at) {
        at += match char_class(*byte) {
            CharClass::Small | CharClass::Capital | CharClass::Digit | CharClass::Joint => 1,
            CharClass::Other => break,
            CharClass::Beyond => match text[at..].chars().next() {
                Some(c) if c.is_alphanumeric() || is_mark(c) => c.len_utf8(),
                _ => break,
            },
        };
    }
    at
}

fn lower(part: &str, word: &mut String) {
    word.clear();
    if part.is_ascii() {
        word.push_str(&part[..part.len().min(MAX_WORD)]);
        word.make_ascii_lowercase();
    } else {
        word.extend(composed(part).chars().flat_map(char::to_lowercase).take(MAX_WORD));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        Reader::default().each(text, true, |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(words("Opret »Serviceaftale« (STS/ADM)."), ["opret", "serviceaftale", "sts", "adm"]);
        assert_eq!(words("på én ÆØÅ"), ["på", "én", "æøå"]);
        assert_eq!(words("ADMs Sts2 aB_c åB"), ["adms", "sts2", "ab", "c", "abc", "åb"]);
        assert_eq!(words("- _ ."), Vec::<String>::new());
        assert_eq!(words("a @b[c`d{e\u{7f}f:g–h…iÅ"), ["a", "b", "c", "d", "e", "f", "g", "h", "iå"]);
    }

    #[test]
    fn codes_are_also_joined() {
        assert_eq!(words("TF126-A"), ["tf126", "a", "tf126a"]);
        assert_eq!(words("it-systeminstans"), ["it", "systeminstans", "itsysteminstans"]);
        assert_eq!(words("a--1"), ["a", "1", "a1"]);
    }

    #[test]
    fn signs_at_the_end_of_a_name_belong_to_it() {
        assert_eq!(words("C++ or C#, g++17"), ["c", "c++", "or", "c", "c#", "g", "g++", "17"]);
        assert_eq!(words("a+b #1 x#y TF1-A++"), ["a", "b", "1", "x", "y", "tf1", "a", "tf1a", "tf1-a++"]);
    }

    #[test]
    fn letters_in_two_pieces_are_letters() {
        assert_eq!(words("Ha\u{30a}ndtering, e\u{301}n"), ["håndtering", "én"]);
    }

    #[test]
    fn addresses_are_no_prose() {
        assert_eq!(words("Se https://kan-jeg.dk/starte?x=1 og ring."), ["se", "og", "ring"]);
        assert_eq!(words("(www.starte.example/nu) anna.b@kan.dk, <http://x.y/z>!"), ["anna"]);
        assert_eq!(
            words("kan-starte.dk. Og tasks.csv, f.eks. aftale.De"),
            ["og", "tasks", "csv", "f", "eks", "aftale", "de"]
        );
        // Of a title, everything is read.
        let mut found = Vec::new();
        assert_eq!(Reader::default().each("kl.dk", false, |word| found.push(word.to_owned())), 2);
        assert_eq!(found, ["kl", "dk"]);
    }

    #[test]
    fn words_without_end_are_cut() {
        assert_eq!(words(&"x".repeat(1_000)), ["x".repeat(MAX_WORD)]);
        assert_eq!(words(&"X".repeat(1_000)), ["x".repeat(MAX_WORD)]);
    }
}
