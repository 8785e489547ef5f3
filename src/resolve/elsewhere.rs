//! Links that lead out of the site, and those that were meant to.

use std::fmt::Write as _;

use super::links::Here;
use crate::config::address_meant;
use crate::diagnostic::{BROKEN_LINK, Diagnostic, EXTERNAL_IMAGE, MISSING_TARGET, UNSAFE_LINK};
use crate::model::Target;
use crate::source::Span;

/// Schemes that can do nothing but lead elsewhere.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];
/// Endings of hosts in links to the web whose authors left the scheme out.
const HOSTS: [&str; 8] = ["dk", "com", "org", "net", "eu", "se", "no", "de"];
/// The help for a path that only one network or computer knows.
const OWN_PATH: &str = "put the file below `content/` and write its path from here, such as `[words](form.pdf)`, or write its `https://` address";

/// A link to an address with a scheme.
pub(super) fn external(target: &str, scheme: &str, image: bool, span: Span, here: &mut Here<'_>) -> Target {
    if scheme.eq_ignore_ascii_case("file") || scheme.len() == 1 {
        let fault = Diagnostic::new(UNSAFE_LINK, span, format!("`{target}` is a file on a computer of one reader"));
        here.faults.push(fault.help(OWN_PATH));
        return Target::None;
    }
    if image {
        let fault = Diagnostic::new(EXTERNAL_IMAGE, span, "pages only show images that lie below `content/`");
        here.faults.push(fault.help("put the file below `content/` and link to it there"));
        return Target::None;
    }
    let rest = target[scheme.len() + 1..].trim();
    if rest.trim_matches('/').is_empty() {
        let fault = Diagnostic::new(MISSING_TARGET, span, format!("the link `{target}` leads nowhere yet"));
        here.faults.push(fault.help(format!("write the whole address behind `{scheme}:`, or take the brackets out")));
        return Target::None;
    }
    let is_web = ["http", "https"].iter().any(|known| known.eq_ignore_ascii_case(scheme));
    if is_web && (!rest.starts_with("//") || rest.starts_with("///")) {
        let fault = Diagnostic::new(BROKEN_LINK, span, format!("the link `{target}` names no host"));
        here.faults.push(match address_meant(target) {
            Some(meant) => fault.help(format!("write `{meant}`")),
            None => fault.help(format!("write two slashes behind `{scheme}:`")),
        });
        return Target::None;
    }
    if scheme.eq_ignore_ascii_case("tel") {
        return Target::External(encoded(&target.split_whitespace().collect::<String>()));
    }
    if SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return Target::External(encoded(target));
    }
    let fault = Diagnostic::new(UNSAFE_LINK, span, format!("links with `{scheme}:` are not published"));
    here.faults.push(fault.help(format!("known schemes: {}", SCHEMES.join(", "))));
    Target::None
}

/// A link that begins with two slashes or a backslash: to the web without a scheme, or to a network's own server.
pub(super) fn without_scheme(target: &str, span: Span, here: &mut Here<'_>) -> Target {
    let host = target.trim_start_matches(['/', '\\']).split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let fault = if target.starts_with("//") && host.contains('.') {
        Diagnostic::new(UNSAFE_LINK, span, format!("the link `{target}` names no scheme"))
            .help(format!("write `https:{target}`"))
    } else {
        Diagnostic::new(UNSAFE_LINK, span, format!("`{target}` is a path that only one network knows")).help(OWN_PATH)
    };
    here.faults.push(fault);
    Target::None
}

/// The intended address of a path that looks like one of the web or of mail.
pub(super) fn meant(path: &str) -> Option<String> {
    if path.starts_with("https//") || path.starts_with("http//") {
        return address_meant(path);
    }
    let host = path.split('/').next().unwrap_or_default();
    let (name, ending) = host.rsplit_once('.')?;
    let letters = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if let Some((user, server)) = name.split_once('@') {
        return (!user.is_empty() && server.split('.').all(letters)).then(|| format!("mailto:{path}"));
    }
    let web = (name.starts_with("www.") || HOSTS.contains(&ending)) && host.split('.').all(letters);
    web.then(|| format!("https://{path}"))
}

/// An address with what no URL can hold percent-encoded (RFC 3986); what its author encoded stays.
fn encoded(address: &str) -> String {
    let unfit = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    if !address.contains(unfit) {
        return address.to_owned();
    }
    let mut out = String::with_capacity(address.len() + 8);
    for c in address.chars() {
        if unfit(c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// The scheme of a URL (RFC 3986, 3.1), if it has one.
pub(super) fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let mut chars = scheme.chars();
    let first = chars.next()?.is_ascii_alphabetic();
    (first && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_encoded_and_what_is_encoded_stays() {
        assert_eq!(encoded("https://x.dk/a b%20c?q=\"å\""), "https://x.dk/a%20b%20c?q=%22å%22");
        assert_eq!(encoded("https://x.dk/\u{a0}"), "https://x.dk/%C2%A0");
    }

    #[test]
    fn addresses_without_a_scheme_are_known() {
        assert_eq!(meant("www.kl.dk").as_deref(), Some("https://www.kl.dk"));
        assert_eq!(meant("kl.dk/a/b.html").as_deref(), Some("https://kl.dk/a/b.html"));
        assert_eq!(meant("navn@kl.dk").as_deref(), Some("mailto:navn@kl.dk"));
        for other in ["A2.md", "form.pdf", "../kl.dk", "a/b.dk", "", ".dk", "www"] {
            assert_eq!(meant(other), None, "{other}");
        }
    }
}
