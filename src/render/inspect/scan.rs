//! One walk over the tags of a page or picture, without building anything. What is read was written by templates, so
//! it may be any HTML; what browsers would mend is read as they would.

use memchr::memmem;

use super::tag::{Tag, find};

/// What of a tag matters to the rest of the site, with entities as they are written. Pages are written from text and read
/// as bytes, which need not be looked at one by one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen<'t> {
    Id(&'t [u8]),
    /// Leads a reader on.
    Link(&'t [u8]),
    /// Is loaded with the page.
    Resource(&'t [u8]),
    /// Script or style inside the page: the attribute or the element.
    Inline(&'t [u8]),
    /// The known text with this number.
    Known(usize),
}

/// What is read, and how.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Text<'t> {
    pub(super) bytes: &'t [u8],
    /// A picture that is a file of its own has its style inside.
    pub(super) picture: bool,
    /// What was read before and is passed over where it stands between tags. Each begins with a start tag.
    pub(super) known: &'t [&'t str],
}

/// Calls `seen` for all that matters in a text. `false` where the text ends inside a tag, a comment or a script, so that
/// what follows it would be read as part of that.
pub(super) fn scan<'t>(Text { bytes, picture, known }: Text<'t>, seen: &mut impl FnMut(Seen<'t>)) -> bool {
    let known = Known::new(known);
    let mut tag = Tag::default();
    let mut at = 0;
    loop {
        let open = find(bytes, at, b'<');
        at = open + 1;
        match bytes.get(at) {
            Some(first) if first.is_ascii_alphabetic() => {
                if let Some((number, length)) = known.at(&bytes[open..], *first) {
                    seen(Seen::Known(number));
                    at = open + length;
                    continue;
                }
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

/// Texts that were read before.
struct Known<'t> {
    texts: &'t [&'t str],
    /// How each begins, for a look that costs nothing.
    beginnings: Vec<u64>,
    /// A bit for each letter that a name begins with there: most tags begin with others.
    letters: u32,
}

impl<'t> Known<'t> {
    fn new(texts: &'t [&'t str]) -> Self {
        let beginnings = texts.iter().map(|text| beginning(text.as_bytes()).unwrap_or_default()).collect();
        let names = texts.iter().filter_map(|text| text.as_bytes().get(1));
        Known { texts, beginnings, letters: names.fold(0, |letters, first| letters | letter(*first)) }
    }

    /// The number of the one that stands here, and its length. `first` is the first letter of the tag's name.
    fn at(&self, bytes: &[u8], first: u8) -> Option<(usize, usize)> {
        if self.letters & letter(first) == 0 {
            return None;
        }
        let here = beginning(bytes)?;
        if !self.beginnings.contains(&here) {
            return None;
        }
        let number = self.texts.iter().zip(&self.beginnings).position(|(text, beginning)| {
            // A text that is too short for a beginning, as an empty one is, stands nowhere.
            *beginning == here && bytes.starts_with(text.as_bytes())
        })?;
        Some((number, self.texts[number].len()))
    }
}

fn letter(letter: u8) -> u32 {
    1 << (letter & 31)
}

fn beginning(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk().map(|word| u64::from_le_bytes(*word))
}

/// Where the end tag of `name` begins.
fn end_of(bytes: &[u8], from: usize, name: &[u8]) -> usize {
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
        scan(Text { bytes: text.as_bytes(), ..Text::default() }, &mut |seen| found.push(seen));
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
    fn what_is_known_is_passed_over_between_tags_only() {
        const KNOWN: [&str; 3] = ["<g class=x><a href=\"d\"/></g>", "<g class=x><a href=\"b\"/></g>", ""];
        fn read(text: &str) -> (bool, Vec<Seen<'_>>) {
            let mut found = Vec::new();
            let text = Text { bytes: text.as_bytes(), known: &KNOWN, picture: false };
            (scan(text, &mut |seen| found.push(seen)), found)
        }
        let [_, known, _] = KNOWN;
        let between = format!("<svg id=\"a\">{known}</svg><a href=\"c\">");
        assert_eq!(read(&between).1, [Seen::Id(b"a"), Seen::Known(1), Seen::Link(b"c")]);
        assert_eq!(read(&format!("<p title='{known}'>")).1, []);
        assert_eq!(read(&format!("<!-- {known} --><i id=a>")), (true, vec![Seen::Id(b"a")]));
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
