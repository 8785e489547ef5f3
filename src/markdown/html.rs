//! HTML that authors write into Markdown.

/// Tags that may pass as they are, without any attribute: they mark up words and can do no harm.
const HARMLESS: [&str; 9] = ["abbr", "kbd", "mark", "small", "sub", "sup", "br", "wbr", "u"];

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
        Some(&"br" | &"wbr") | None => Raw::Other,
        Some(name) if close => Raw::Close(name),
        Some(name) => Raw::Open(name),
    }
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
}
