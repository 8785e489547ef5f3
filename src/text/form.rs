//! One spelling for letters that Unicode can store in two ways (door: unicode-normalization).

use std::borrow::Cow;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_of_storing_a_letter_become_one() {
        assert_eq!(composed("a\u{30a}"), "å");
        assert!(matches!(composed("å TF109"), Cow::Borrowed(_)));
    }
}
