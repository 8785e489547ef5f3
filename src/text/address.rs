//! Addresses of pages as they are written into links.

use std::fmt::Write as _;

/// Percent-encodes a site path for use in a URL (RFC 3986): unreserved characters and `/` stay.
pub(crate) fn encode_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte as char);
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// What leads from the page or file at `path` (relative to the site's root, no leading slash) back to the root:
/// `""`, `"../"`, `"../../"`, …
pub(crate) fn relative_root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// Undoes percent-encoding; `None` where what comes out is not UTF-8.
pub(crate) fn decode_path(path: &str) -> Option<String> {
    if !path.contains('%') {
        return Some(path.to_owned());
    }
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = path.get(at + 1..at + 3).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

/// `target` as seen from `folder`, with `.` and `..` worked out; `None` where it leads above the top.
pub(crate) fn join_path(folder: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_what_a_url_cannot_hold() {
        assert_eq!(encode_path("g/TF126-A/index.html"), "g/TF126-A/index.html");
        assert_eq!(encode_path("g/Å 1\"/"), "g/%C3%85%201%22/");
    }

    #[test]
    fn decodes_and_joins() {
        assert_eq!(decode_path("a%20%C3%A5%").as_deref(), Some("a å%"));
        assert_eq!(decode_path("%FF"), None);
        assert_eq!(join_path("g/sub", "../x/./y.md").as_deref(), Some("g/x/y.md"));
        assert_eq!(join_path("g", "../../x"), None);
    }

    #[test]
    fn root_is_one_step_per_folder() {
        assert_eq!(relative_root("index.html"), "");
        assert_eq!(relative_root("g/TF1/index.html"), "../../");
    }
}
