//! Addresses of the web in settings and fields.

/// Whether `address` is one of the web.
pub(crate) fn is_web_address(address: &str) -> bool {
    no_web_address(address).is_none()
}

/// The reason why `address` is none of the web, if there is one.
pub(super) fn no_web_address(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    if rest.is_none_or(|rest| rest.is_empty() || rest.starts_with('/')) {
        return Some(format!("must begin with https:// or http:// and name a host, not `{address}`"));
    }
    let unfit = |c: &char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>');
    address.chars().find(unfit).map(|c| match c {
        ' ' => format!("has a blank, which no address can hold: `{address}`"),
        '"' | '<' | '>' => format!("has the sign `{c}`, which no address can hold: `{address}`"),
        _ => format!("has the character U+{:04X}, which no address can hold: `{address}`", u32::from(c)),
    })
}

/// The reason why no site can stand at `address`, if there is one: pages stand below it, so that it can't end in a
/// query or an anchor.
pub(crate) fn no_base_url(address: &str) -> Option<String> {
    let tail = |at: usize| format!("ends in `{}`, below which no page can stand", &address[at..]);
    no_web_address(address).or_else(|| address.find(['?', '#']).map(tail))
}

/// The address that a text was probably meant to be, if it is none: `example.org` and `https:/example.org` lack a part.
pub(crate) fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let schemes = ["https:", "http:", "https", "http"].into_iter().filter(|scheme| lower.starts_with(scheme));
    let rest = schemes.map(|scheme| &text[scheme.len()..]).find(|rest| rest.starts_with(['/', '\\']));
    let rest = rest.unwrap_or(text).trim_start_matches(['/', '\\']).replace('\\', "/");
    let host = rest.split('/').next().unwrap_or_default();
    let letters = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_host = host.contains('.') && host.split('.').all(letters);
    let address = format!("https://{rest}");
    (is_host && no_web_address(&address).is_none()).then_some(address)
}

/// The address without a final `/`, and with one where several stand in a row: of two at the beginning of a path, browsers
/// would make the name of a host.
pub(crate) fn plain_base_url(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
    if scheme.is_empty() { parts.join("/") } else { format!("{scheme}://{}", parts.join("/")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_that_was_meant_is_found() {
        for text in
            ["example.org/a", "//example.org/a", "http:/example.org/a", "https//example.org/a", "HTTPS://example.org/a"]
        {
            assert_eq!(meant(text).as_deref(), Some("https://example.org/a"), "{text}");
        }
        for none in ["", "ja", "a b.dk", "mailto:a@b.dk", "example.org /a", "https:example.org"] {
            assert_eq!(meant(none), None, "{none}");
        }
    }
}
