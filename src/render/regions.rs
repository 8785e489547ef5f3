//! The header and the side bar are the same on all pages but for what they say of the page that they stand on.

use crate::text::split_once;

/// Says of the links to `address` that they lead to the page itself, where the template has not said so, and opens the part
/// whose `data-nav` is `nav`, or a folder that `nav` lies in. These attributes are taken out. Addresses of pages are percent-encoded, and hold nothing that a
/// template would escape.
pub(super) fn say_where(html: &mut Vec<u8>, address: &str, nav: &str) {
    *html = with_current(&with_open(html, nav), address);
}

fn with_open(html: &[u8], nav: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = split_once(rest, b" data-nav=\"") {
        let (key, after) = split_once(after, b"\"").unwrap_or((after, b""));
        out.extend_from_slice(before);
        if key == nav.as_bytes() || key.ends_with(b"/") && nav.as_bytes().starts_with(key) {
            out.extend_from_slice(b" open");
        }
        rest = after;
    }
    out.extend_from_slice(rest);
    out
}

fn with_current(html: &[u8], address: &str) -> Vec<u8> {
    const CURRENT: &[u8] = b" aria-current=\"page\"";
    let link = ["href=\"", address, "\""].concat();
    let mut out = Vec::with_capacity(html.len() + CURRENT.len());
    let mut rest = html;
    while let Some((before, after)) = split_once(rest, link.as_bytes()) {
        out.extend_from_slice(before);
        out.extend_from_slice(link.as_bytes());
        if !after.starts_with(b" aria-current") {
            out.extend_from_slice(CURRENT);
        }
        rest = after;
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(html: &str, nav: &str) -> String {
        String::from_utf8_lossy(&with_open(html.as_bytes(), nav)).into_owned()
    }

    fn current(html: &str, address: &str) -> String {
        String::from_utf8_lossy(&with_current(html.as_bytes(), address)).into_owned()
    }

    #[test]
    fn the_part_of_the_page_is_open() {
        let html = r#"<details class="a" data-nav="x y"><i></i></details><details data-nav="x z"></details>"#;
        assert_eq!(open(html, "x z"), r#"<details class="a"><i></i></details><details open></details>"#);
        let folders =
            r#"<details data-nav="a/"></details><details data-nav="a/b/"></details><details data-nav="b/"></details>"#;
        assert_eq!(open(folders, "a/b/c/"), "<details open></details><details open></details><details></details>");
        assert_eq!(open(html, ""), r#"<details class="a"><i></i></details><details></details>"#);
    }

    #[test]
    fn links_to_the_page_itself_are_marked_once() {
        let html = r#"<a href="../a/">A</a><a class="x" href="../b/">B</a><a href="../b/" aria-current="page">B</a>"#;
        let marked = current(html, "../b/");
        assert_eq!(
            marked,
            html.replace(r#"<a class="x" href="../b/">"#, r#"<a class="x" href="../b/" aria-current="page">"#)
        );
        assert_eq!(current(html, "../c/"), html);
    }
}
