//! The header and the side bar are the same on all pages but for what they say of the page that they stand on.

/// Says of the links to `address` that they lead to the page itself, where the template has not said so, and opens the part
/// whose `data-nav` is `nav`. These attributes are taken out. Addresses of pages are percent-encoded, and hold nothing that a
/// template would escape.
pub(super) fn say_where(html: &mut Vec<u8>, address: &str, nav: &str) {
    let text = String::from_utf8(std::mem::take(html)).unwrap_or_default();
    *html = with_current(&with_open(&text, nav), address).into_bytes();
}

fn with_open(html: &str, nav: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(" data-nav=\"") {
        let (key, after) = after.split_once('"').unwrap_or((after, ""));
        out.push_str(before);
        if key == nav {
            out.push_str(" open");
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn with_current(html: &str, address: &str) -> String {
    const CURRENT: &str = " aria-current=\"page\"";
    let link = format!("href=\"{address}\"");
    let mut out = String::with_capacity(html.len() + CURRENT.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(&link) {
        out.push_str(before);
        out.push_str(&link);
        if !after.starts_with(" aria-current") {
            out.push_str(CURRENT);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_of_the_page_is_open() {
        let html = r#"<details class="a" data-nav="x y"><i></i></details><details data-nav="x z"></details>"#;
        assert_eq!(with_open(html, "x z"), r#"<details class="a"><i></i></details><details open></details>"#);
        assert_eq!(with_open(html, ""), r#"<details class="a"><i></i></details><details></details>"#);
    }

    #[test]
    fn links_to_the_page_itself_are_marked_once() {
        let html = r#"<a href="../a/">A</a><a class="x" href="../b/">B</a><a href="../b/" aria-current="page">B</a>"#;
        let marked = with_current(html, "../b/");
        assert_eq!(
            marked,
            html.replace(r#"<a class="x" href="../b/">"#, r#"<a class="x" href="../b/" aria-current="page">"#)
        );
        assert_eq!(with_current(html, "../c/"), html);
    }
}
