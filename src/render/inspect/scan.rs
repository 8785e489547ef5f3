//! One walk over the tags of a page or picture, without building anything. What is read was written by templates, so
//! it may be any HTML; what browsers would mend is read as they would.

/// What of a tag matters to the rest of the site, with entities as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen<'t> {
    Id(&'t str),
    /// Leads a reader on.
    Link(&'t str),
    /// Is loaded with the page.
    Resource(&'t str),
    /// Script or style inside the page: the attribute or the element.
    Inline(&'t str),
}

/// Links of these kinds are loaded with the page; the others are told to programs.
const LOADED: [&str; 7] =
    ["stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"];

/// Calls `seen` for all that matters in `text`. A picture that is a file of its own has its style inside.
pub(super) fn scan<'t>(text: &'t str, picture: bool, seen: &mut impl FnMut(Seen<'t>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at = until(bytes, at, |byte| byte == b'<') + 1;
        if at >= bytes.len() {
            return;
        }
        if bytes[at..].starts_with(b"!--") {
            at = text[at..].find("-->").map_or(bytes.len(), |end| at + end);
        } else if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            let (tag, behind) = read(text, at);
            tag.tell(seen);
            at = behind;
            let inside = ["script", "style"].into_iter().find(|name| tag.name.eq_ignore_ascii_case(name));
            if let Some(name) = inside {
                let end = end_of(text, at, name);
                let data = tag.kind.is_some_and(|kind| kind.contains("json"));
                let own = picture && name == "style";
                if tag.source.is_none() && !data && !own && !text[at..end].trim().is_empty() {
                    seen(Seen::Inline(name));
                }
                at = end;
            }
        }
    }
}

/// Where the end tag of `name` begins.
fn end_of(text: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(open) = text[at..].find("</") {
        at += open;
        let is_it = text.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        if is_it {
            return at;
        }
        at += 2;
    }
    text.len()
}

#[derive(Default)]
struct Tag<'t> {
    name: &'t str,
    id: Option<&'t str>,
    href: Option<&'t str>,
    source: Option<&'t str>,
    sources: Option<&'t str>,
    action: Option<&'t str>,
    rel: Option<&'t str>,
    kind: Option<&'t str>,
    refresh: bool,
    content: Option<&'t str>,
    inline: Option<&'t str>,
}

/// The first place from `from` on with a byte that stops.
fn until(bytes: &[u8], from: usize, stop: impl Fn(u8) -> bool) -> usize {
    bytes[from..].iter().position(|byte| stop(*byte)).map_or(bytes.len(), |length| from + length)
}

/// Reads the start tag whose name begins at `at`, and where it ends.
fn read(text: &str, mut at: usize) -> (Tag<'_>, usize) {
    let bytes = text.as_bytes();
    let end = until(bytes, at, |byte| ends_name(byte) && byte != b'=');
    let mut tag = Tag { name: &text[at..end], ..Tag::default() };
    at = end;
    loop {
        at = until(bytes, at, |byte| !is_blank(byte) && byte != b'/');
        match bytes.get(at) {
            None => return (tag, bytes.len()),
            Some(b'>') => return (tag, at + 1),
            Some(_) => {}
        }
        // A sign of equality may begin a name, so that every turn of the loop moves on.
        let start = at;
        at = until(bytes, at + 1, ends_name);
        let name = start..at;
        if bytes.get(at).is_some_and(|byte| is_blank(*byte)) {
            at = until(bytes, at, |byte| !is_blank(byte));
        }
        let mut value = at..at;
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            if bytes.get(at).is_some_and(|byte| is_blank(*byte)) {
                at = until(bytes, at, |byte| !is_blank(byte));
            }
            match bytes.get(at).copied() {
                Some(quote @ (b'"' | b'\'')) => {
                    let end = until(bytes, at + 1, |byte| byte == quote);
                    value = at + 1..end;
                    at = (end + 1).min(bytes.len());
                }
                _ => {
                    let end = until(bytes, at, |byte| is_blank(byte) || byte == b'>');
                    value = at..end;
                    at = end;
                }
            }
        }
        if matches_any(bytes[start]) {
            tag.take(&text[name], &text[value]);
        }
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

fn ends_name(byte: u8) -> bool {
    is_blank(byte) || matches!(byte, b'=' | b'/' | b'>')
}

/// Whether an attribute that matters begins with this letter.
fn matches_any(byte: u8) -> bool {
    matches!(byte | 0x20, b'a' | b'c' | b'd' | b'h' | b'i' | b'o' | b'p' | b'r' | b's' | b't' | b'x')
}

impl<'t> Tag<'t> {
    fn take(&mut self, name: &'t str, value: &'t str) {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        match name.as_bytes()[0].to_ascii_lowercase() {
            b'i' if is("id") => self.id = Some(value),
            b'h' if is("href") => self.href = Some(value),
            b'h' if is("http-equiv") => self.refresh = value.eq_ignore_ascii_case("refresh"),
            b'x' if is("xlink:href") => self.href = Some(value),
            b's' if is("src") => self.source = Some(value),
            b's' if is("srcset") => self.sources = Some(value),
            b's' if is("style") => self.inline = Some(name),
            b'p' if is("poster") => self.source = Some(value),
            b'd' if is("data") && self.name.eq_ignore_ascii_case("object") => self.source = Some(value),
            b'a' if is("action") => self.action = Some(value),
            b'r' if is("rel") => self.rel = Some(value),
            b't' if is("type") => self.kind = Some(value),
            b'c' if is("content") => self.content = Some(value),
            b'o' if name.len() > 2 && name.as_bytes()[1].eq_ignore_ascii_case(&b'n') => self.inline = Some(name),
            _ => {}
        }
    }

    fn tell(&self, seen: &mut impl FnMut(Seen<'t>)) {
        if let Some(id) = self.id {
            seen(Seen::Id(id));
        }
        if let Some(href) = self.href {
            let is = |known: &str| self.name.eq_ignore_ascii_case(known);
            let rel = self.rel.unwrap_or_default();
            let kinds =
                || rel.split_ascii_whitespace().any(|kind| LOADED.iter().any(|one| one.eq_ignore_ascii_case(kind)));
            let loaded = is("image") || is("use") || is("feImage") || (is("link") && kinds());
            seen(if loaded { Seen::Resource(href) } else { Seen::Link(href) });
        }
        if let Some(source) = self.source {
            seen(Seen::Resource(source));
        }
        for candidate in self.sources.unwrap_or_default().split(',') {
            if let Some(source) = candidate.split_ascii_whitespace().next() {
                seen(Seen::Resource(source));
            }
        }
        if let Some(action) = self.action {
            seen(Seen::Link(action));
        }
        if let (true, Some(content)) = (self.refresh, self.content)
            && let Some((_, url)) = content.split_once("url=")
        {
            seen(Seen::Link(url));
        }
        if let Some(inline) = self.inline {
            seen(Seen::Inline(inline));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Seen<'_>> {
        let mut found = Vec::new();
        scan(text, false, &mut |seen| found.push(seen));
        found
    }

    #[test]
    fn reads_tags_as_browsers_do() {
        use Seen::{Id, Inline, Link, Resource};
        assert_eq!(all("<!DOCTYPE html><p id=\"a\" class=x><a HREF='b'>c</a>"), [Id("a"), Link("b")]);
        assert_eq!(all("<!-- <a href=\"x\"> --><img src=y alt=\">\">"), [Resource("y")]);
        assert_eq!(
            all("<link href=\"c.css\" rel='Stylesheet'><link rel=canonical href=d>"),
            [Resource("c.css"), Link("d")]
        );
        assert_eq!(all("<p onClick=\"x\"><b style=\"y\">"), [Inline("onClick"), Inline("style")]);
        assert_eq!(all("<script>if (a<b) {}</script><a href=z>"), [Inline("script"), Link("z")]);
        assert_eq!(
            all("<script src=\"a.js\"></script><script type=\"application/ld+json\">{}</script>"),
            [Resource("a.js")]
        );
        assert_eq!(all("<img srcset=\"a.png 1x, b.png 2x\">"), [Resource("a.png"), Resource("b.png")]);
        assert_eq!(all("<meta http-equiv=\"refresh\" content=\"0; url=../b/\">"), [Link("../b/")]);
        assert_eq!(all("<svg><use xlink:href=\"#a\"/></svg>"), [Resource("#a")]);
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
