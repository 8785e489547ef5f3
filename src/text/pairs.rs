//! A cheap look for what hardly any text holds.

/// Whether two bytes of `text` that follow each other are such ones. What asks should not branch (`&` and `|` instead of
/// `&&`, `||` and `match`): then the compiler makes of it a look at many bytes at a time.
pub(crate) fn any_pair(text: &str, such: impl Fn(u8, u8) -> bool) -> bool {
    const MANY: usize = 64;
    let bytes = text.as_bytes();
    let behind = bytes.get(1..).unwrap_or_default();
    bytes.chunks(MANY).zip(behind.chunks(MANY)).any(|(firsts, seconds)| {
        firsts.iter().zip(seconds).fold(false, |found, (first, second)| found | such(*first, *second))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_found_wherever_they_stand() {
        let pair = |text: &str| any_pair(text, |first, second| first == b'x' && second == b'y');
        for at in 0..200 {
            assert!(pair(&format!("{}xy{}", "-".repeat(at), "-".repeat(at % 3))), "{at}");
        }
        assert!(!pair("") && !pair("x") && !pair("yx"));
    }
}
