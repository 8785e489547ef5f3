//! Addresses of pages as they are written into links (door: `percent_encoding`).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::find;

/// All but what stays as it is in the path of a URL: unreserved characters (RFC 3986) and `/`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Percent-encodes a site path for use in a URL.
pub(crate) fn encode_path(path: &str) -> String {
    Cow::from(utf8_percent_encode(path, ENCODED)).into_owned()
}

/// Whether Windows takes a name for a device, with whatever ending: such a file or folder can't be made there (Microsoft,
/// "Naming Files, Paths, and Namespaces").
pub(crate) fn is_device(name: &str) -> bool {
    let lower = name.to_lowercase();
    let stem = lower.split('.').next().unwrap_or_default();
    let is_port = |number: &str| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit());
    let port = ["com", "lpt"].iter().any(|port| stem.strip_prefix(port).is_some_and(is_port));
    port || ["con", "prn", "aux", "nul"].contains(&stem)
}

/// The way from the page or file at `path` (relative to the site's root, no leading slash) back to the root:
/// `""`, `"../"`, `"../../"`, …
pub(crate) fn relative_root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// Undoes percent-encoding; `None` where what comes out is not UTF-8.
pub(crate) fn decode_path(path: &str) -> Option<String> {
    percent_decode_str(path).decode_utf8().ok().map(Cow::into_owned)
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

/// Byte ranges of the web addresses that stand bare in running text: from `https://` or `http://` to the next blank,
/// without the punctuation that ends the sentence (GitHub Flavored Markdown, "Autolinks (extension)").
pub(crate) fn web_addresses(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    // Colons are rare in prose, and one byte is found faster than a word.
    while let colon = find(text.as_bytes(), from, b':')
        && colon < text.len()
    {
        let schemes = ["https", "http"].into_iter();
        let scheme = schemes.filter(|_| text[colon..].starts_with("://")).find(|it| text[from..colon].ends_with(it));
        let at = colon - scheme.map_or(0, str::len);
        let starts_word = !text[..at].ends_with(|c: char| c.is_alphanumeric());
        let Some(scheme) = scheme.filter(|_| starts_word) else {
            from = colon + 1;
            continue;
        };
        let rest = &text[at..];
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '»' | '«')).unwrap_or(rest.len());
        let mut address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
        while address.ends_with(')') && address.matches(')').count() > address.matches('(').count() {
            address = address[..address.len() - 1].trim_end_matches(['.', ',', ';', ':']);
        }
        if address.len() > scheme.len() + "://".len() {
            found.push(at..at + address.len());
        }
        from = at + end;
    }
    found
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
    fn finds_bare_addresses() {
        let found = |text: &str| web_addresses(text).into_iter().map(|at| text[at].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("Se https://x.dk/a(b); og (http://y.dk/q?z=1)."), ["https://x.dk/a(b)", "http://y.dk/q?z=1"]);
        assert!(found("http, https:// xhttp://a").is_empty());
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
