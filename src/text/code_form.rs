//! The form of a code: what a word must hold to be one, and the characters that it is made of.

use super::normalization::is_mark;

/// Letters with what is set on them, digits, joints, and what nobody sees: `A\u{ad}1` is one word.
pub(super) fn is_code_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_') || is_mark(c) || is_hidden(c)
}

/// Soft hyphens and signs without width, which may stand inside words.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether a word holds a digit and a letter, or is two or more capital letters with no small ones.
pub(crate) fn has_code_form(word: &str) -> bool {
    let digit = word.bytes().any(|b| b.is_ascii_digit());
    let letter = word.chars().any(char::is_alphabetic);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (digit && letter) || (capitals >= 2 && !word.chars().any(char::is_lowercase))
}
