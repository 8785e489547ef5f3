//! One walk over the tags of a page or picture, without building anything. What is read was written by templates, so
//! it may be any HTML; what browsers would mend is read as they would.

use std::ops::Range;

use memchr::{memchr, memmem};

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
    /// The known text with this number.
    Known(usize),
}

/// Links of these kinds are loaded with the page; the others are told to programs.
const LOADED: [&str; 7] =
    ["stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"];

/// What is read, and how.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Text<'t> {
    pub(super) bytes: &'t [u8],
    /// A picture that is a file of its own has its style inside.
    pub(super) picture: bool,
    /// What was read before and is passed over where it stands between tags. Each begins with a tag.
    pub(super) known: &'t [&'t str],
}

/// How a known text begins, for a look that costs nothing.
type Beginning = [u8; 8];

/// Calls `seen` for all that matters in a text. `false` where the text ends inside a tag, a comment or a script, so that
/// what follows it would be read as part of that.
pub(super) fn scan<'t>(Text { bytes, picture, known }: Text<'t>, seen: &mut impl FnMut(Seen<'t>)) -> bool {
    let beginnings: Vec<Beginning> =
        known.iter().map(|known| known.as_bytes().first_chunk().copied().unwrap_or_default()).collect();
    let mut at = 0;
    let mut tag = Tag::default();
    while let Some(open) = memchr(b'<', &bytes[at..]) {
        at += open;
        if let Some(number) = known_at(&bytes[at..], known, &beginnings) {
            seen(Seen::Known(number));
            at += known[number].len();
            continue;
        }
        at += 1;
        let Some(first) = bytes.get(at) else { return false };
        if first.is_ascii_alphabetic() {
            let end = tag.read(bytes, at);
            at = end.unwrap_or(bytes.len());
            if tag.matters {
                tag.tell(seen);
            }
            if let Some(name) = tag.holds_code() {
                let end = end_of(bytes, at, name);
                let data = memmem::find(tag.kind.unwrap_or_default(), b"json").is_some();
                let own = picture && name == "style";
                if tag.source.is_none() && !data && !own && !bytes[at..end].trim_ascii().is_empty() {
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
        } else if bytes[at..].starts_with(b"!--") {
            let Some(end) = memmem::find(&bytes[at..], b"-->") else { return false };
            at += end;
        }
    }
    true
}

/// The number of the known text that stands here.
fn known_at(bytes: &[u8], known: &[&str], beginnings: &[Beginning]) -> Option<usize> {
    let beginning = bytes.first_chunk::<8>()?;
    let mut numbers = (0..known.len()).filter(|number| beginnings[*number] == *beginning);
    numbers.find(|number| bytes.starts_with(known[*number].as_bytes()))
}

/// A value as text: pages are written from text, and are read as bytes, which need not be looked at one by one first.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// Where the end tag of `name` begins.
fn end_of(bytes: &[u8], from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(open) = memchr(b'<', &bytes[at..]) {
        at += open;
        let behind = bytes[at + 1..].strip_prefix(b"/").and_then(|rest| rest.get(..name.len()));
        if behind.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

#[derive(Default)]
struct Tag<'t> {
    name: &'t [u8],
    /// Any of the following is there.
    matters: bool,
    id: Option<&'t [u8]>,
    href: Option<&'t [u8]>,
    source: Option<&'t [u8]>,
    sources: Option<&'t [u8]>,
    action: Option<&'t [u8]>,
    rel: Option<&'t [u8]>,
    kind: Option<&'t [u8]>,
    refresh: bool,
    content: Option<&'t [u8]>,
    inline: Option<&'t [u8]>,
}

/// The first place from `from` on with a byte that stops.
fn until(bytes: &[u8], from: usize, stop: impl Fn(u8) -> bool) -> usize {
    bytes[from..].iter().position(|byte| stop(*byte)).map_or(bytes.len(), |length| from + length)
}

/// The first place from `from` on with this byte. Values are short: eight bytes at a time are faster than a call that
/// takes more ("Determine if a word has a byte equal to n", Anderson, Bit Twiddling Hacks).
fn find(bytes: &[u8], from: usize, byte: u8) -> usize {
    const ONES: u64 = u64::MAX / 255;
    let pattern = ONES * u64::from(byte);
    let (words, rest) = bytes[from..].as_chunks::<8>();
    let mut at = from;
    for word in words {
        let differs = u64::from_le_bytes(*word) ^ pattern;
        let zeros = differs.wrapping_sub(ONES) & !differs & (ONES << 7);
        if zeros != 0 {
            return at + (zeros.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    rest.iter().position(|found| *found == byte).map_or(bytes.len(), |length| at + length)
}

/// The value that a quotation mark at `at` begins, and where to read on.
fn quoted(bytes: &[u8], at: usize, quote: u8) -> (Range<usize>, usize) {
    let end = find(bytes, at + 1, quote);
    (at + 1..end, (end + 1).min(bytes.len()))
}

/// The value behind a name that ends at `at`, however it is written, and where to read on.
fn value_at(bytes: &[u8], at: usize) -> (Range<usize>, usize) {
    let equals = until(bytes, at, |byte| !is_blank(byte));
    if bytes.get(equals) != Some(&b'=') {
        return (equals..equals, equals);
    }
    let at = until(bytes, equals + 1, |byte| !is_blank(byte));
    match bytes.get(at).copied() {
        Some(quote @ (b'"' | b'\'')) => quoted(bytes, at, quote),
        _ => {
            let end = until(bytes, at, |byte| is_blank(byte) || byte == b'>');
            (at..end, end)
        }
    }
}

fn is_blank(byte: u8) -> bool {
    KINDS[usize::from(byte)] & BLANK != 0
}

/// Between attributes, a stroke says nothing.
fn is_between(byte: u8) -> bool {
    KINDS[usize::from(byte)] & (BLANK | STROKE) != 0
}

fn ends_name(byte: u8) -> bool {
    KINDS[usize::from(byte)] != 0
}

const BLANK: u8 = 1;
const STROKE: u8 = 2;
const OTHER: u8 = 4;

/// What each byte is inside a tag: asked of most bytes of a page.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let blanks = b" \t\n\r\x0C";
    let mut at = 0;
    while at < blanks.len() {
        kinds[blanks[at] as usize] = BLANK;
        at += 1;
    }
    kinds[b'/' as usize] = STROKE;
    kinds[b'=' as usize] = OTHER;
    kinds[b'>' as usize] = OTHER;
    kinds
};

impl<'t> Tag<'t> {
    /// Reads the start tag whose name begins at `at`; returns where it ends, if it does.
    fn read(&mut self, bytes: &'t [u8], mut at: usize) -> Option<usize> {
        let end = until(bytes, at, |byte| ends_name(byte) && byte != b'=');
        if self.matters {
            *self = Tag::default();
        }
        self.name = &bytes[at..end];
        at = end;
        loop {
            at = until(bytes, at, |byte| !is_between(byte));
            match bytes.get(at) {
                None => return None,
                Some(b'>') => return Some(at + 1),
                Some(_) => {}
            }
            // A sign of equality may begin a name, so that every turn of the loop moves on.
            let start = at;
            at = until(bytes, at + 1, ends_name);
            let name = start..at;
            let value;
            (value, at) = match bytes.get(at..at + 2) {
                Some(b"=\"") => quoted(bytes, at + 1, b'"'),
                _ => value_at(bytes, at),
            };
            if may_matter(bytes[start], name.len()) {
                self.take(&bytes[name], &bytes[value]);
            }
        }
    }

    fn take(&mut self, name: &'t [u8], value: &'t [u8]) {
        let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
        match name[0].to_ascii_lowercase() {
            b'i' if is("id") => self.id = Some(value),
            b'h' if is("href") => self.href = Some(value),
            b'h' if is("http-equiv") => self.refresh = value.eq_ignore_ascii_case(b"refresh"),
            b'x' if is("xlink:href") => self.href = Some(value),
            b's' if is("src") => self.source = Some(value),
            b's' if is("srcset") => self.sources = Some(value),
            b's' if is("style") => self.inline = Some(name),
            b'p' if is("poster") => self.source = Some(value),
            b'd' if is("data") && self.name.eq_ignore_ascii_case(b"object") => self.source = Some(value),
            b'a' if is("action") => self.action = Some(value),
            b'r' if is("rel") => self.rel = Some(value),
            b't' if is("type") => self.kind = Some(value),
            b'c' if is("content") => self.content = Some(value),
            b'o' if name.len() > 2 && name[1].eq_ignore_ascii_case(&b'n') => self.inline = Some(name),
            _ => return,
        }
        self.matters = true;
    }

    /// The element's name where what is inside is no markup.
    fn holds_code(&self) -> Option<&'static str> {
        match self.name.len() {
            5 if self.name.eq_ignore_ascii_case(b"style") => Some("style"),
            6 if self.name.eq_ignore_ascii_case(b"script") => Some("script"),
            _ => None,
        }
    }

    fn tell(&self, seen: &mut impl FnMut(Seen<'t>)) {
        if let Some(id) = self.id {
            seen(Seen::Id(text(id)));
        }
        if let Some(href) = self.href {
            let href = text(href);
            seen(if self.is_loaded() { Seen::Resource(href) } else { Seen::Link(href) });
        }
        if let Some(source) = self.source {
            seen(Seen::Resource(text(source)));
        }
        for candidate in self.sources.into_iter().flat_map(|sources| text(sources).split(',')) {
            if let Some(source) = candidate.split_ascii_whitespace().next() {
                seen(Seen::Resource(source));
            }
        }
        if let Some(action) = self.action {
            seen(Seen::Link(text(action)));
        }
        if let (true, Some(content)) = (self.refresh, self.content)
            && let Some((_, url)) = text(content).split_once("url=")
        {
            seen(Seen::Link(url));
        }
        if let Some(inline) = self.inline {
            seen(Seen::Inline(text(inline)));
        }
    }

    /// Whether what `href` names comes with the page.
    fn is_loaded(&self) -> bool {
        let is = |known: &str| self.name.eq_ignore_ascii_case(known.as_bytes());
        let rel = || text(self.rel.unwrap_or_default()).split_ascii_whitespace();
        let kinds = || rel().any(|kind| LOADED.iter().any(|one| one.eq_ignore_ascii_case(kind)));
        is("image") || is("use") || is("feImage") || (is("link") && kinds())
    }
}

/// Whether an attribute whose name has this first letter and length may be one that matters: most are not.
fn may_matter(first: u8, length: usize) -> bool {
    match first | 0x20 {
        b'i' => length == 2,
        b'h' => length == 4 || length == 10,
        b's' => matches!(length, 3 | 5 | 6),
        b'x' => length == 10,
        b'a' | b'p' => length == 6,
        b'c' => length == 7,
        b'd' | b't' => length == 4,
        b'r' => length == 3,
        b'o' => length > 2,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Seen<'_>> {
        let mut found = Vec::new();
        scan(Text { bytes: text.as_bytes(), ..Text::default() }, &mut |seen| found.push(seen));
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
    fn what_is_known_is_passed_over_between_tags_only() {
        const OTHER: &str = "<g class=x><a href=\"d\"/></g>";
        let known = "<g class=x><a href=\"b\"/></g>";
        let mut found = Vec::new();
        let mut read = |text: &str| {
            found.clear();
            let text = Text { bytes: text.as_bytes(), known: &[OTHER, known], picture: false };
            let whole = scan(text, &mut |seen| found.push(format!("{seen:?}")));
            (whole, found.join(" "))
        };
        assert_eq!(read(&format!("<svg id=\"a\">{known}</svg><a href=\"c\">")).1, "Id(\"a\") Known(1) Link(\"c\")");
        assert_eq!(read(&format!("<p title='{known}'>")).1, "");
        assert_eq!(read(&format!("<!-- {known} --><i id=a>")), (true, "Id(\"a\")".to_owned()));
        for open in ["<p title='x", "<p", "<!-- x", "<script>x", "<style>x</p>", "x<"] {
            assert!(!read(open).0, "{open}");
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
