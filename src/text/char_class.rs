//! Classes of bytes, for those that look for words or codes in every text of a site: a table is faster than questions.

/// The class of a byte, or of the character that it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CharClass {
    /// `a` to `z`.
    Small,
    Digit,
    /// `A` to `Z`.
    Capital,
    /// `-` and `_`, which stand inside codes.
    Joint,
    /// Any other of ASCII.
    Other,
    /// Of a character that is not of ASCII.
    Beyond,
}

const CLASSES: [CharClass; 256] = {
    let mut classes = [CharClass::Beyond; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        classes[byte as usize] = match byte {
            b'a'..=b'z' => CharClass::Small,
            b'A'..=b'Z' => CharClass::Capital,
            b'0'..=b'9' => CharClass::Digit,
            b'-' | b'_' => CharClass::Joint,
            _ => CharClass::Other,
        };
        byte += 1;
    }
    classes
};

pub(crate) const fn char_class(byte: u8) -> CharClass {
    CLASSES[byte as usize]
}
