//! One piece of HTML at a time: what kind of tag it is, and which anchors it has. Pure.

/// Tags that may pass as they are, without any attribute: they mark up words and can do no harm.
const HARMLESS: [&str; 9] = ["abbr", "kbd", "mark", "small", "sub", "sup", "br", "wbr", "u"];
/// Elements that authors write for the sake of their id.
pub(super) const ANCHORS: [&str; 4] = ["a", "div", "span", "p"];

/// A piece of raw HTML, as the filter sees it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Raw {
    /// A comment: dropped.
    Comment,
    /// A harmless start tag.
    Open(&'static str),
    /// A harmless end tag.
    Close(&'static str),
    /// A harmless tag without an end.
    Void(&'static str),
    /// The start of an element that has an id and nothing else, with the place of its name in [`ANCHORS`].
    Anchor(usize),
    /// The end of an element that may be such a one.
    AnchorEnd(usize),
    /// Anything else: shown as text.
    Other,
}

/// Sorts one piece of raw HTML.
pub(super) fn sort(piece: &str) -> Raw {
    let piece = piece.trim();
    if piece.starts_with("<!--") && piece.ends_with("-->") && piece.matches("<!--").count() == 1 {
        return Raw::Comment;
    }
    let Some(inner) = piece.strip_prefix('<').and_then(|p| p.strip_suffix('>')) else { return Raw::Other };
    let (name, close) = match inner.strip_prefix('/') {
        Some(name) => (name.trim_end(), true),
        None => (inner.strip_suffix('/').unwrap_or(inner).trim_end(), false),
    };
    match HARMLESS.iter().find(|known| known.eq_ignore_ascii_case(name)) {
        Some(name @ (&"br" | &"wbr")) if !close => Raw::Void(name),
        Some(&"br" | &"wbr") => Raw::Other,
        Some(name) if close => Raw::Close(name),
        Some(name) => Raw::Open(name),
        None => anchor(piece, close).unwrap_or(Raw::Other),
    }
}

fn anchor(piece: &str, close: bool) -> Option<Raw> {
    let name = tag_name(piece);
    let at = ANCHORS.iter().position(|known| *known == name)?;
    if close {
        return Some(Raw::AnchorEnd(at)).filter(|_| piece[2..].trim_end_matches('>').trim().len() == name.len());
    }
    is_anchor(piece).then_some(Raw::Anchor(at))
}

/// Whether a start tag has an id and nothing else.
fn is_anchor(piece: &str) -> bool {
    let name = tag_name(piece);
    let mut attributes = attributes(piece).peekable();
    attributes.peek().is_some() && attributes.all(|(key, value)| is_id(&name, key) && !value.is_empty())
}

fn is_id(name: &str, key: &str) -> bool {
    key.eq_ignore_ascii_case("id") || name == "a" && key.eq_ignore_ascii_case("name")
}

/// The ids that a start tag gives, each once.
pub(super) fn anchors(piece: &str) -> Vec<&str> {
    let name = tag_name(piece);
    let mut found: Vec<&str> = attributes(piece).filter(|(key, _)| is_id(&name, key)).map(|(_, id)| id).collect();
    found.dedup();
    found
}

/// The name of a tag in lower case; of other pieces of HTML, the sign that they begin with.
pub(super) fn tag_name(piece: &str) -> String {
    let inner = piece.trim_start().trim_start_matches(['<', '/']);
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(inner.len());
    let end = if end == 0 { inner.chars().next().map_or(0, char::len_utf8) } else { end };
    inner[..end].to_ascii_lowercase()
}

/// The attributes of a start tag with their values, without quotes.
fn attributes(piece: &str) -> impl Iterator<Item = (&str, &str)> {
    let start = piece.trim().strip_prefix('<').filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let inner = start.and_then(|rest| rest.strip_suffix('>')).map_or("", |inner| inner.trim_end_matches('/'));
    let blank = |c: char| c.is_ascii_whitespace();
    let mut rest = inner.find(blank).map_or("", |at| &inner[at..]);
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(blank);
        let end = rest.find(|c: char| blank(c) || c == '=').unwrap_or(rest.len());
        let key = Some(&rest[..end]).filter(|key| !key.is_empty())?;
        let behind = rest[end..].trim_start_matches(blank);
        let Some(value) = behind.strip_prefix('=') else {
            rest = behind;
            return Some((key, ""));
        };
        let value = value.trim_start_matches(blank);
        let (value, behind) = match value.chars().next() {
            Some(mark @ ('"' | '\'')) => value[1..].split_once(mark).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(blank).unwrap_or(value.len())),
        };
        rest = behind;
        Some((key, value))
    })
}

/// A text of HTML as its tags, its comments, and what stands between them.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = match rest.strip_prefix('<') {
            _ if rest.is_empty() => return None,
            Some(inner) if inner.starts_with("!--") => rest.find("-->").map_or(rest.len(), |at| at + 3),
            Some(inner) => tag_end(inner) + 1,
            None => rest.find('<').unwrap_or(rest.len()),
        };
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        Some(piece)
    })
}

/// Where a tag ends, quotes passed over.
fn tag_end(inner: &str) -> usize {
    let mut quote = None;
    for (at, byte) in inner.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    inner.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bare_harmless_tags_pass() {
        assert_eq!(sort("<kbd>"), Raw::Open("kbd"));
        assert_eq!(sort("</KBD>"), Raw::Close("kbd"));
        assert_eq!(sort("<br />"), Raw::Void("br"));
        assert_eq!(sort("<!-- x -->"), Raw::Comment);
        for bad in
            ["<kbd onclick=x>", "<script>", "<img src=x onerror=y>", "<sub\nid=a>", "<!-- a --><b><!-- -->", "<a"]
        {
            assert_eq!(sort(bad), Raw::Other, "{bad}");
        }
    }

    #[test]
    fn elements_with_nothing_but_an_id_are_anchors() {
        for good in ["<a name=\"x\">", "<a id='x' name=\"x\">", "<DIV id=x>", "<span id = \"x\" />"] {
            assert!(matches!(sort(good), Raw::Anchor(_)), "{good}");
            assert_eq!(anchors(good), ["x"], "{good}");
        }
        for bad in [
            "<a name=\"x\" href=\"y\">",
            "<div>",
            "<div id>",
            "<div name=x>",
            "<td id=x>",
            "</a b>",
            "<div id=x onclick=y>",
        ] {
            assert_eq!(sort(bad), Raw::Other, "{bad}");
        }
        assert_eq!(sort("</Span >"), Raw::AnchorEnd(2));
        assert_eq!(anchors("<h2 class='c' id=\"x y\">"), ["x y"]);
        assert_eq!(
            pieces("<a id=\"a>b\"></a> x<!-- <i> -->").collect::<Vec<_>>(),
            ["<a id=\"a>b\">", "</a>", " x", "<!-- <i> -->"]
        );
    }
}
