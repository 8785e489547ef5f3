//! What the bytes of a text are, for those that look for words or codes in every text of a site: a table is faster than
//! questions.

/// What a byte is, or begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
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

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Beyond; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' => Kind::Small,
            b'A'..=b'Z' => Kind::Capital,
            b'0'..=b'9' => Kind::Digit,
            b'-' | b'_' => Kind::Joint,
            _ => Kind::Other,
        };
        byte += 1;
    }
    kinds
};

pub(crate) const fn kind(byte: u8) -> Kind {
    KINDS[byte as usize]
}
