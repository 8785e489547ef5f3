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
    let pattern = Pattern::new(&word);
    let mut other = Vec::with_capacity(MAX_CHARS + 1);
    for (its_letters, candidate) in candidates {
        // Most are told apart without being copied: each edit changes at most two letters of the set.
        let unlike = (letters ^ its_letters).count_ones() as usize;
        if unlike > 2 * limit || candidate.len() + limit < word.len() {
            continue;
        }
        other.clear();
        if candidate.is_ascii() {
            other.extend(candidate.chars().take(MAX_CHARS + 1).map(|c| c.to_ascii_lowercase()));
        } else {
            other.extend(candidate.chars().flat_map(char::to_lowercase).take(MAX_CHARS + 1));
        }
        if other.len().abs_diff(word.len()) > limit || differ_in_number(&word, &other) {
            continue;
        }
        let distance = pattern.distance(&other);
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

/// A word that others are compared with: where each of its letters stands, as a set of bits.
struct Pattern {
    length: usize,
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
}

impl Pattern {
    /// Of at most 64 letters.
    fn new(word: &[char]) -> Self {
        let mut pattern = Pattern { length: word.len(), ascii: [0; 128], others: Vec::new() };
        for (at, c) in word.iter().enumerate() {
            match pattern.ascii.get_mut(*c as usize) {
                Some(places) => *places |= 1 << at,
                None => pattern.others.push((*c, 1 << at)),
            }
        }
        pattern
    }

    fn places(&self, c: char) -> u64 {
        let others = || self.others.iter().filter(|(other, _)| *other == c).fold(0, |all, (_, places)| all | places);
        self.ascii.get(c as usize).copied().unwrap_or_else(others)
    }

    /// Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. A column of the usual
    /// table is two words of bits, which say where it rises and where it falls (Hyyrö, "A bit-vector algorithm for
    /// computing Levenshtein and Damerau edit distances", 2003).
    fn distance(&self, other: &[char]) -> usize {
        let (mut rises, mut falls) = (u64::MAX, 0u64);
        let (mut diagonal, mut places_before) = (0u64, 0u64);
        let last = 1u64 << (self.length - 1);
        let mut distance = self.length;
        for c in other {
            let places = self.places(*c);
            let swapped = ((!diagonal & places) << 1) & places_before;
            diagonal = ((places & rises).wrapping_add(rises) ^ rises) | places | falls | swapped;
            let up = falls | !(diagonal | rises);
            let down = diagonal & rises;
            distance += usize::from(up & last != 0);
            distance -= usize::from(down & last != 0);
            let up = up << 1 | 1;
            rises = down << 1 | !(diagonal | up);
            falls = up & diagonal;
            places_before = places;
        }
        distance
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::{SizeRange, vec};
    use proptest::prelude::*;
    use proptest::sample::select;

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

    /// The usual table, a cell at a time.
    fn by_table(a: &[char], b: &[char]) -> usize {
        let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
        for (i, x) in a.iter().enumerate() {
            let mut row = vec![i + 1];
            for (j, y) in b.iter().enumerate() {
                let mut least = (rows[i][j] + usize::from(x != y)).min(rows[i][j + 1] + 1).min(row[j] + 1);
                if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                    least = least.min(rows[i - 1][j - 1] + 1);
                }
                row.push(least);
            }
            rows.push(row);
        }
        rows[a.len()][b.len()]
    }

    fn word(lengths: impl Into<SizeRange>) -> impl Strategy<Value = Vec<char>> {
        vec(select(vec!['a', 'b', 'å', '1']), lengths)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn distances_are_those_of_the_table(a in word(1..=64), b in word(0..=65)) {
            assert_eq!(Pattern::new(&a).distance(&b), by_table(&a, &b));
        }
    }
}
