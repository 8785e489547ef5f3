//! Where an address in a page leads, as a browser would work it out.

use std::borrow::Cow;

use crate::text::{decode_path, join_path};

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A file of the site, and the id of an element in it.
    File(String, Option<String>),
    /// Another host, a mail program, a telephone.
    Elsewhere,
    /// Data in the address itself.
    Data,
    /// Something that runs, or that only this machine has.
    Unsafe,
    /// Above the top of the site.
    Outside,
}

/// Schemes that can do nothing but lead elsewhere.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// `address`, with its entities, as it stands in the file `page`. `base` is where the site will stand, if anywhere.
pub(super) fn target(page: &str, address: &str, base: &str) -> Target {
    let address = without_entities(address);
    let address = address.trim();
    if address.starts_with("//") {
        return Target::Elsewhere;
    }
    if let Some(scheme) = scheme(address) {
        let known = SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme));
        let data = scheme.eq_ignore_ascii_case("data");
        return if known {
            Target::Elsewhere
        } else if data {
            Target::Data
        } else {
            Target::Unsafe
        };
    }
    if let Some(from_host) = address.strip_prefix('/') {
        // Where the site stands in a folder of its host, what is beside that is none of ours.
        let folder = base.splitn(4, '/').nth(3).unwrap_or_default();
        return match from_host.strip_prefix(folder) {
            Some(rest) if base.is_empty() || folder.is_empty() || rest.is_empty() || rest.starts_with('/') => {
                file("", rest.trim_start_matches('/'))
            }
            _ => Target::Elsewhere,
        };
    }
    if address.starts_with(['#', '?']) || address.is_empty() {
        let fragment = address.split_once('#').map(|(_, fragment)| fragment);
        return Target::File(page.to_owned(), fragment.and_then(id));
    }
    file(page.rsplit_once('/').map_or("", |(folder, _)| folder), address)
}

/// Letters, digits and `+-.` before the first colon (RFC 3986). Browsers drop tabs and line ends before they look.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let plain = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '\t' | '\n' | '\r'));
    (plain && scheme.starts_with(|c: char| c.is_ascii_alphabetic() || c.is_ascii_control())).then_some(scheme)
}

fn file(folder: &str, rest: &str) -> Target {
    let (rest, fragment) = rest.split_once('#').map_or((rest, None), |(rest, fragment)| (rest, Some(fragment)));
    let path = rest.split('?').next().unwrap_or_default();
    let Some(decoded) = decode_path(path) else { return Target::Outside };
    let Some(mut joined) = join_path(folder, &decoded) else { return Target::Outside };
    let last = decoded.rsplit('/').next().unwrap_or_default();
    if matches!(last, "" | "." | "..") {
        if !joined.is_empty() {
            joined.push('/');
        }
        joined.push_str("index.html");
    }
    Target::File(joined, fragment.and_then(id))
}

/// The id that a fragment asks for; the top of the page needs none.
fn id(fragment: &str) -> Option<String> {
    let id = decode_path(fragment)?;
    (!id.is_empty() && !id.eq_ignore_ascii_case("top")).then_some(id)
}

/// Text of an attribute with the entities read that our escaping, or a template, may write.
pub(super) fn without_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let read = end.and_then(|end| Some((entity(&rest[1..end])?, end + 1)));
        let (c, length) = read.unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "colon" => Some(':'),
        "sol" => Some('/'),
        "num" => Some('#'),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str, base: &str) -> Target {
        target("bread/B1/index.html", address, base)
    }

    #[test]
    fn leads_where_a_browser_would_go() {
        let at = |path: &str| Target::File(path.to_owned(), None);
        assert_eq!(of("../B2/", ""), at("bread/B2/index.html"));
        assert_eq!(of("../../index.html", ""), at("index.html"));
        assert_eq!(of("../..", ""), at("index.html"));
        assert_eq!(of("a%20b.png?x=1", ""), at("bread/B1/a b.png"));
        assert_eq!(of("", ""), at("bread/B1/index.html"));
        assert_eq!(of("#top", ""), at("bread/B1/index.html"));
        assert_eq!(of("#a&amp;%C3%A6", ""), Target::File("bread/B1/index.html".to_owned(), Some("a&æ".to_owned())));
        assert_eq!(of("../../../x", ""), Target::Outside);
        // Other things may stand on the site's own host.
        assert_eq!(of("https://e.org/g/bread/", "https://e.org/g"), Target::Elsewhere);
        assert_eq!(of("/g/assets/style.css", "https://e.org/g"), at("assets/style.css"));
        assert_eq!(of("/other/", "https://e.org/g"), Target::Elsewhere);
        assert_eq!(of("/assets/style.css", "https://e.org"), at("assets/style.css"));
        assert_eq!(of("//e.org/x.js", ""), Target::Elsewhere);
        assert_eq!(of("MAILTO:a@b", ""), Target::Elsewhere);
        assert_eq!(of("javascript:x", ""), Target::Unsafe);
        assert_eq!(of("java&#9;script&colon;x", ""), Target::Unsafe);
        assert_eq!(of("data:image/png;base64,x", ""), Target::Data);
    }
}
