//! Bytes of a table to text (door: `encoding_rs`), in the encodings that Excel writes.

use std::borrow::Cow;

use crate::refusal::Refusal;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text, and the name of its encoding where it is not UTF-8: a byte order mark says which it is. Without one it is
/// UTF-8 where it can be, and else Windows-1252.
pub(super) fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<&'static str>), Refusal> {
    let wide = match bytes {
        [0, _, ..] => Some(UTF_16BE),
        [_, 0, ..] => Some(UTF_16LE),
        _ => None,
    };
    let plain = || if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let (text, encoding, damaged) = marked.or(wide).unwrap_or_else(plain).decode(bytes);
    if damaged || encoding == WINDOWS_1252 && text.contains('\0') {
        return Err(format!(
            "it is no text in {}; in a spreadsheet, choose \"CSV UTF-8\" when saving",
            encoding.name()
        )
        .into());
    }
    Ok((text, (encoding != UTF_8).then(|| encoding.name())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_writes_is_read() {
        let read = |bytes: &[u8]| decoded(bytes).map(|(text, name)| (text.into_owned(), name));
        let said = |text: &str, name: Option<&'static str>| Ok((text.to_owned(), name));
        assert_eq!(read("\u{feff}æ".as_bytes()), said("æ", None));
        assert_eq!(read(b"\xe6 \x80"), said("æ €", Some("windows-1252")));
        assert_eq!(read(b"\xff\xfe\xe6\0;\0"), said("æ;", Some("UTF-16LE")));
        assert_eq!(read(b"\xfe\xff\0\xe6"), said("æ", Some("UTF-16BE")));
        assert_eq!(read(b"i\0d\0"), said("id", Some("UTF-16LE")));
        assert_eq!(read(b""), said("", None));
        assert!(read(b"PK\x03\x04\0\xe6").is_err() && read(b"\xff\xfe\0\xd8").is_err());
    }
}
