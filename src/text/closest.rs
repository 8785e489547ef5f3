//! "Did you mean": the known word nearest to an unknown one.

/// Words longer than this are not compared; no real key or id is.
const MAX_CHARS: usize = 64;
/// At most this many candidates are compared, so that a guide with very many tasks and very many unknown
/// names stays linear.
const MAX_CANDIDATES: usize = 20_000;

/// Words that others are compared with, made ready for it. Much cheaper than [`closest`] where many words are asked for.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary<'a>(Vec<(u64, &'a str)>);

impl<'a> FromIterator<&'a str> for Vocabulary<'a> {
    fn from_iter<T: IntoIterator<Item = &'a str>>(words: T) -> Self {
        Vocabulary(words.into_iter().take(MAX_CANDIDATES).map(with_letters).collect())
    }
}

impl<'a> Vocabulary<'a> {
    /// The word nearest to `word`, as [`closest`] finds it.
    pub(crate) fn closest(&self, word: &str) -> Option<&'a str> {
        nearest(word, self.0.iter().copied())
    }
}

/// The candidate nearest to `word` by Damerau–Levenshtein distance (optimal string alignment), letters compared
/// without case, if it is near enough to be meant: at most a third of the letters differ, and from three letters on at
/// least one may. Another number is another code, not a slip: `TF8` is not near `TF2`. Of equally near ones the first
/// wins.
pub(crate) fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(word, candidates.into_iter().take(MAX_CANDIDATES).map(with_letters))
}

/// `candidates` are words with their [`letters_of`].
fn nearest<'a>(word: &str, candidates: impl Iterator<Item = (u64, &'a str)>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    if word.is_empty() || word.len() > MAX_CHARS {
        return None;
    }
    let mut limit = if word.len() < 3 { 0 } else { (word.len() / 3).max(1) };
    let mut best = None;
    let letters = letters_of(word.iter().copied());
    for (its_letters, candidate) in candidates {
        // Most are told apart without being copied: each edit changes at most two letters of the set.
        let unlike = (letters ^ its_letters).count_ones() as usize;
        if unlike > 2 * limit || candidate.len() + limit < word.len() {
            continue;
        }
        let other: Vec<char> = candidate.chars().flat_map(char::to_lowercase).take(MAX_CHARS + 1).collect();
        if other.len().abs_diff(word.len()) > limit || differ_in_number(&word, &other) {
            continue;
        }
        let distance = alignment_distance(&word, &other);
        if distance == 0 {
            return Some(candidate);
        }
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
            limit = distance;
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn with_letters(word: &str) -> (u64, &str) {
    (letters_of(word.chars().take(MAX_CHARS + 1)), word)
}

/// The letters and digits of a word as a set of bits, without case; others share bits, so that unlike sets are unlike
/// words and like sets may be.
fn letters_of(word: impl Iterator<Item = char>) -> u64 {
    word.filter(char::is_ascii_alphanumeric).fold(0, |set, c| set | 1u64 << (c.to_ascii_lowercase() as u32 % 64))
}

/// Whether the words are alike but for some of their digits.
fn differ_in_number(a: &[char], b: &[char]) -> bool {
    let mut unlike = a.iter().zip(b).filter(|(x, y)| x != y).peekable();
    a.len() == b.len() && unlike.peek().is_some() && unlike.all(|(x, y)| x.is_ascii_digit() && y.is_ascii_digit())
}

/// Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`.
fn alignment_distance(a: &[char], b: &[char]) -> usize {
    let mut before = vec![0; b.len() + 1];
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            let replace = row[j] + usize::from(x != y);
            next[j + 1] = replace.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                next[j + 1] = next[j + 1].min(before[j - 1] + 1);
            }
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_near_miss() {
        assert_eq!(closest("FF202", ["FF100", "FFH202", "TF111"]), Some("FFH202"));
        assert_eq!(closest("requries", ["requires", "title"]), Some("requires"));
        assert_eq!(closest("TF109A", ["TF109a"]), Some("TF109a"));
    }

    #[test]
    fn says_nothing_when_nothing_is_near() {
        assert_eq!(closest("zebra", ["title", "party"]), None);
        assert_eq!(closest("", ["a"]), None);
        assert_eq!(closest("c", ["a"]), None);
        assert_eq!(closest("TF8", ["TF2"]), None);
        assert_eq!(closest(&"x".repeat(1000), ["x"]), None);
    }
}
