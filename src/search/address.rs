//! Addresses in prose: of pages, of hosts, of mail.

/// A host's name is no longer.
const MAX_HOST: usize = 253;
/// Ends of hosts' names. Others, such as `.md` or `.csv`, end the names of files, which readers look for.
const ENDS: [&str; 19] = [
    "com", "de", "dev", "dk", "edu", "eu", "example", "fi", "fr", "gov", "info", "io", "net", "nl", "no", "org", "se",
    "uk", "us",
];

/// Whether an address begins with the word at `start..end`, and where it ends; where none does, where what was looked at ends.
pub(super) fn behind(text: &str, start: usize, end: usize) -> (bool, usize) {
    let rest = &text[end..];
    if rest.starts_with("://") || rest.strip_prefix('@').is_some_and(|host| host.starts_with(char::is_alphanumeric)) {
        return (true, end_of_address(text, end));
    }
    let end_of_host = end_of_name(text, start);
    let name = text[start..end_of_host].trim_end_matches(['.', '-']);
    let is_host = name.starts_with("www.") || name.rsplit_once('.').is_some_and(|(_, last)| ENDS.contains(&last));
    (is_host, if is_host { end_of_address(text, start + name.len()) } else { end_of_host.max(end + 1) })
}

/// Where letters, digits, full stops and hyphens end.
fn end_of_name(text: &str, start: usize) -> usize {
    let name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let mut chars = text[start..].char_indices();
    let behind = chars.find(|(at, c)| *at > MAX_HOST || !name(*c));
    behind.map_or(text.len(), |(at, _)| start + at)
}

/// Where an address ends that goes on from byte `at`: at a blank or what closes it.
fn end_of_address(text: &str, at: usize) -> usize {
    let closes = |c: char| {
        c.is_whitespace()
            || matches!(c, '<' | '>' | '"' | '\'' | '`' | '(' | ')' | '[' | ']' | ',' | ';' | '»' | '«' | '”')
    };
    text[at..].find(closes).map_or(text.len(), |behind| at + behind)
}
