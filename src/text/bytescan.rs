//! Looks for what hardly any text holds, at many bytes at a time. What asks for such bytes should not branch (`&` and `|`
//! instead of `&&`, `||` and `match`): then the compiler has one instruction look at sixteen of them. Single bytes are looked for
//! with more at a time (door: memchr).

use memchr::{memchr, memchr3, memmem};

/// The number of pairs in one step.
const MANY: usize = 32;

/// Whether two bytes of `text` that follow each other are such ones. The last byte may be
/// taken as one with a NUL behind it.
pub(crate) fn any_pair(text: &str, such: impl Fn(u8, u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let found = |from: usize| {
        let firsts = bytes[from..].first_chunk::<MANY>();
        let seconds = bytes[from + 1..].first_chunk::<MANY>();
        firsts.zip(seconds).is_some_and(|(firsts, seconds)| pairs(firsts, seconds, &such))
    };
    let Some(last) = bytes.len().checked_sub(MANY + 1) else {
        let (mut firsts, mut seconds) = ([0; MANY], [0; MANY]);
        firsts[..bytes.len()].copy_from_slice(bytes);
        seconds[..MANY - 1].copy_from_slice(&firsts[1..]);
        return pairs(&firsts, &seconds, &such);
    };
    // The last ones may have been looked at before, which does no harm.
    (0..last).step_by(MANY).any(&found) || found(last)
}

fn pairs(firsts: &[u8; MANY], seconds: &[u8; MANY], such: impl Fn(u8, u8) -> bool) -> bool {
    firsts.iter().zip(seconds).fold(false, |found, (first, second)| found | such(*first, *second))
}

/// Where the first such byte of `bytes` from `from` on stands. `maybe` may take others for such bytes, if that makes it a
/// question without branches.
pub(crate) fn next_such(
    bytes: &[u8],
    from: usize,
    maybe: impl Fn(u8) -> bool,
    such: impl Fn(u8) -> bool,
) -> Option<usize> {
    const MANY: usize = 16;
    let mut at = from;
    while at < bytes.len() {
        // Of the last ones, some were looked at before, which does no harm.
        let start = at.min(bytes.len().saturating_sub(MANY)).max(from);
        let found = match bytes[start..].first_chunk::<MANY>() {
            Some(chunk) if !chunk.iter().fold(false, |found, byte| found | maybe(*byte)) => None,
            Some(chunk) => chunk.iter().position(|byte| such(*byte)),
            None => bytes[start..].iter().position(|byte| such(*byte)),
        };
        if let Some(found) = found {
            return Some(start + found);
        }
        at = start + MANY;
    }
    None
}

/// The first place from `from` on with this byte, or the end.
pub(crate) fn find(bytes: &[u8], from: usize, byte: u8) -> usize {
    bytes.get(from..).and_then(|rest| memchr(byte, rest)).map_or(bytes.len(), |length| from + length)
}

/// Where the first of three bytes from `from` on stands.
pub(crate) fn find_any(bytes: &[u8], from: usize, [a, b, c]: [u8; 3]) -> Option<usize> {
    memchr3(a, b, c, bytes.get(from..)?).map(|length| from + length)
}

/// The bytes before and behind the first `text`.
pub(crate) fn split_once<'t>(bytes: &'t [u8], text: &[u8]) -> Option<(&'t [u8], &'t [u8])> {
    let at = memmem::find(bytes, text)?;
    Some((&bytes[..at], &bytes[at + text.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_found_wherever_they_stand() {
        let pair = |text: &str| any_pair(text, |first, second| first == b'x' && second == b'y');
        for at in 0..200 {
            for behind in [0, 1, 2, 31, 32, 33, 40] {
                assert!(pair(&format!("{}xy{}", "-".repeat(at), "-".repeat(behind))), "{at} {behind}");
                assert!(!pair(&format!("{}yx{}", "-".repeat(at), "-".repeat(behind))), "{at} {behind}");
            }
        }
        assert!(!pair("") && !pair("x"));
    }

    #[test]
    fn the_first_byte_is_found_wherever_it_stands() {
        for at in 0..100 {
            let text = format!("{}.a{}", "a".repeat(at), ".".repeat(at % 3));
            let next = |from: usize| next_such(text.as_bytes(), from, |byte| byte <= b'a', |byte| byte == b'.');
            assert_eq!(next(0), Some(at), "{text}");
            let behind = text[at + 1..].find('.').map(|found| at + 1 + found);
            assert_eq!(next(at + 1), behind, "{text}");
            assert_eq!(find(text.as_bytes(), 0, b'.'), at, "{text}");
            assert_eq!(find(text.as_bytes(), at + 1, b'.'), behind.unwrap_or(text.len()), "{text}");
            assert_eq!(find_any(text.as_bytes(), at + 1, [b'!', b'.', b'?']), behind, "{text}");
        }
    }
}
