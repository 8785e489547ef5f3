//! One spelling for letters that Unicode can store in two ways (door: unicode-normalization).

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// `text` in Unicode's composed form (NFC, Unicode Standard Annex 15): `å` is one character, whether it was typed as
/// one or as `a` and a ring.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// How many bytes of `text` are `start`, which is composed, in whatever way they are stored.
pub(crate) fn starts_with_composed(text: &str, start: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix(start) {
        return (!rest.starts_with(is_mark)).then_some(start.len());
    }
    // A letter has two or three marks; each of them has two bytes or three.
    let most = text.floor_char_boundary(start.len() * 8);
    let near = &text[..most];
    if near.is_ascii() || !near.contains(is_mark) {
        return None;
    }
    let mut decomposed = near.nfc();
    if !start.chars().all(|c| decomposed.next() == Some(c)) {
        return None;
    }
    let ends = near.char_indices().map(|(at, _)| at).skip(1).chain([most]);
    let whole = |end: &usize| !text[*end..].starts_with(is_mark) && composed(&text[..*end]) == start;
    ends.filter(|end| *end >= start.len()).take(start.len() * 4).find(whole)
}

/// `text` with every letter apart from what is set on it (NFD).
pub(crate) fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

/// Whether a character is set on the letter before it, as the ring of an `å` may be.
pub(crate) fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_of_storing_a_letter_become_one() {
        assert_eq!(composed("a\u{30a}"), "å");
        assert!(matches!(composed("å TF109"), Cow::Borrowed(_)));
        assert_eq!(decomposed("å"), "a\u{30a}");
    }

    #[test]
    fn words_begin_with_others_however_they_are_stored() {
        assert_eq!(starts_with_composed("Åben x", "Åben"), Some(5));
        assert_eq!(starts_with_composed("A\u{30a}ben x", "Åben"), Some(6));
        assert_eq!(starts_with_composed("bla\u{30a}", "blå"), Some(5));
        assert_eq!(starts_with_composed("bla\u{30a}", "bla"), None);
        assert_eq!(starts_with_composed("A\u{30a}bn", "Åben"), None);
        assert_eq!(starts_with_composed("", "Å"), None);
    }
}
