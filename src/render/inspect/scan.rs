//! One walk over the tags of a page or picture, without building anything. What is read was written by templates, so
//! it may be any HTML; what browsers would mend is read as they would.

use memchr::memmem;

use super::tag::{Seen, Tag};
use super::target::without_entities;
use crate::text::find;

/// Calls `seen` for all that matters in a text. `false` where the text ends inside a tag, a comment or a script, so that
/// what follows it would be read as part of that. `picture` says that it is a picture with a file of its own, which has its
/// style inside.
pub(in crate::render) fn scan<'t>(bytes: &'t [u8], picture: bool, seen: &mut impl FnMut(Seen<'t>)) -> bool {
    let mut tag = Tag::default();
    let mut at = 0;
    loop {
        let open = find(bytes, at, b'<');
        at = open + 1;
        match bytes.get(at) {
            Some(first) if first.is_ascii_alphabetic() => {
                let end = tag.read(bytes, at);
                at = end.unwrap_or(bytes.len());
                tag.tell(seen);
                if let Some(name) = tag.holds_code() {
                    let end = end_of(bytes, at, name);
                    let own = picture && name == b"style";
                    if !tag.has_source_or_data() && !own && !bytes[at..end].trim_ascii().is_empty() {
                        seen(Seen::Inline(name));
                    }
                    at = end;
                    if at == bytes.len() {
                        return false;
                    }
                }
                if end.is_none() {
                    return false;
                }
            }
            Some(b'!') if bytes[at..].starts_with(b"!--") => {
                let Some(end) = memmem::find(&bytes[at..], b"-->") else { return false };
                at += end;
            }
            // An end tag says nothing.
            Some(_) => {}
            None => return open == bytes.len(),
        }
    }
}

/// The ids on a page, in order.
pub(in crate::render) fn ids(bytes: &[u8]) -> Vec<String> {
    let mut ids = Vec::new();
    scan(bytes, false, &mut |seen| {
        if let Seen::Id(id) = seen {
            ids.push(without_entities(&String::from_utf8_lossy(id)).into_owned());
        }
    });
    ids
}

/// Where the end tag of `name` begins.
pub(super) fn end_of(bytes: &[u8], from: usize, name: &[u8]) -> usize {
    let mut at = from;
    loop {
        at = find(bytes, at, b'<');
        let Some(behind) = bytes.get(at + 1..) else { return bytes.len() };
        let found = behind.strip_prefix(b"/").and_then(|rest| rest.get(..name.len()));
        if found.is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return at;
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Seen<'_>> {
        let mut found = Vec::new();
        scan(text.as_bytes(), false, &mut |seen| found.push(seen));
        found
    }

    #[test]
    fn reads_tags_as_browsers_do() {
        use Seen::{Id, Inline, Link, Resource};
        assert_eq!(all("<!DOCTYPE html><p id=\"a\" class=x><a HREF='b'>c</a>"), [Id(b"a"), Link(b"b")]);
        assert_eq!(all("<!-- <a href=\"x\"> --><img src=y alt=\">\">"), [Resource(b"y")]);
        assert_eq!(
            all("<link href=\"c.css\" rel='Stylesheet'><link rel=canonical href=d>"),
            [Resource(b"c.css"), Link(b"d")]
        );
        assert_eq!(all("<p onClick=\"x\"><b style=\"y\">"), [Inline(b"onClick"), Inline(b"style")]);
        assert_eq!(all("<script>if (a<b) {}</script><a href=z>"), [Inline(b"script"), Link(b"z")]);
        assert_eq!(
            all("<script src=\"a.js\"></script><script type=\"application/ld+json\">{}</script>"),
            [Resource(b"a.js")]
        );
        assert_eq!(all("<img srcset=\"a.png 1x, b.png 2x\">"), [Resource(b"a.png"), Resource(b"b.png")]);
        assert_eq!(all("<meta http-equiv=\"refresh\" content=\"0; url=../b/\">"), [Link(b"../b/")]);
        assert_eq!(all("<svg><use xlink:href=\"#a\"/></svg>"), [Resource(b"#a")]);
    }

    #[test]
    fn a_text_that_ends_between_tags_is_told_from_one_that_does_not() {
        assert!(scan(b"<svg id=\"a\"><g class=x><a href=\"b\"/></g></svg>", false, &mut |_| {}));
        for open in ["<p title='x", "<p", "<!-- x", "<script>x", "<style>x</p>", "x<"] {
            assert!(!scan(open.as_bytes(), false, &mut |_| {}), "{open}");
        }
    }

    #[test]
    fn broken_markup_ends_the_walk_and_nothing_else() {
        for text in [
            "<",
            "<a",
            "<a ",
            "<a href",
            "<a href=",
            "<a href=\"x",
            "<a =",
            "<a ==>",
            "<!--",
            "<script>",
            "<æ",
            "<a æ=ø>",
            "<a \u{1F35E}",
        ] {
            all(text);
        }
    }
}
