//! A start tag, as far as it matters to the rest of the site.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use crate::text::find;

/// The facts in a tag that matter to the site, with entities as they are written. Pages are written from text and read
/// as bytes, which need not be looked at one by one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Seen<'t> {
    Id(&'t [u8]),
    /// Leads a reader on.
    Link(&'t [u8]),
    /// Is loaded with the page.
    Resource(&'t [u8]),
    /// Script or style inside the page: the attribute or the element.
    Inline(&'t [u8]),
}

/// The page loads links of these kinds; the others are for programs.
const LOADED: [&[u8]; 7] =
    [b"stylesheet", b"icon", b"preload", b"modulepreload", b"prefetch", b"manifest", b"apple-touch-icon"];

#[derive(Default)]
pub(super) struct Tag<'t> {
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

impl<'t> Tag<'t> {
    /// Reads the start tag whose name begins at `at`; returns where it ends, if it does.
    pub(super) fn read(&mut self, bytes: &'t [u8], at: usize) -> Option<usize> {
        let end = name_end(bytes, at);
        if self.matters {
            *self = Tag::default();
        }
        self.name = &bytes[at..end];
        attributes(bytes, end, |name, value| {
            if may_matter(name[0], name.len()) {
                self.take(name, value);
            }
        })
    }

    fn take(&mut self, name: &'t [u8], value: &'t [u8]) {
        let capitals = name.iter().any(u8::is_ascii_uppercase);
        let lower = if capitals { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) };
        match &*lower {
            b"id" => self.id = Some(value),
            // The anchors of old.
            b"name" if self.name.eq_ignore_ascii_case(b"a") => self.id = self.id.or(Some(value)),
            b"name" => return,
            b"href" | b"xlink:href" => self.href = Some(value),
            b"http-equiv" => self.refresh = value.eq_ignore_ascii_case(b"refresh"),
            b"src" | b"poster" => self.source = Some(value),
            b"srcset" => self.sources = Some(value),
            b"data" if self.name.eq_ignore_ascii_case(b"object") => self.source = Some(value),
            b"action" => self.action = Some(value),
            b"rel" => self.rel = Some(value),
            b"type" => self.kind = Some(value),
            b"content" => self.content = Some(value),
            b"style" | [b'o', b'n', _, ..] => self.inline = Some(name),
            _ => return,
        }
        self.matters = true;
    }

    /// The element's name where what is inside is no markup.
    pub(super) fn holds_code(&self) -> Option<&'static [u8]> {
        match self.name.len() {
            5 if self.name.eq_ignore_ascii_case(b"style") => Some(b"style"),
            6 if self.name.eq_ignore_ascii_case(b"script") => Some(b"script"),
            _ => None,
        }
    }

    /// Whether what is inside a script does not run: it has its code from elsewhere, or is no code.
    pub(super) fn has_source_or_data(&self) -> bool {
        self.source.is_some() || memmem::find(self.kind.unwrap_or_default(), b"json").is_some()
    }

    pub(super) fn tell(&self, seen: &mut impl FnMut(Seen<'t>)) {
        if !self.matters {
            return;
        }
        if let Some(id) = self.id {
            seen(Seen::Id(id));
        }
        if let Some(href) = self.href {
            seen(if self.is_loaded() { Seen::Resource(href) } else { Seen::Link(href) });
        }
        if let Some(source) = self.source {
            seen(Seen::Resource(source));
        }
        if let Some(sources) = self.sources {
            for candidate in sources.split(|byte| *byte == b',') {
                if let Some(source) = words(candidate).next() {
                    seen(Seen::Resource(source));
                }
            }
        }
        if let Some(action) = self.action {
            seen(Seen::Link(action));
        }
        if let (true, Some(content)) = (self.refresh, self.content)
            && let Some(at) = memmem::find(content, b"url=")
        {
            seen(Seen::Link(&content[at + 4..]));
        }
        if let Some(inline) = self.inline {
            seen(Seen::Inline(inline));
        }
    }

    /// Whether what `href` names comes with the page.
    fn is_loaded(&self) -> bool {
        let is = |known: &[u8]| self.name.eq_ignore_ascii_case(known);
        let kinds =
            || words(self.rel.unwrap_or_default()).any(|kind| LOADED.iter().any(|one| one.eq_ignore_ascii_case(kind)));
        is(b"image") || is(b"use") || is(b"feImage") || (is(b"link") && kinds())
    }
}

/// Where the name of an element that begins at `at` ends.
pub(super) fn name_end(bytes: &[u8], at: usize) -> usize {
    until(bytes, at, |byte| ends_name(byte) && byte != b'=')
}

/// Calls `see` with name and value of each attribute of a start tag, whose element's name ends at `at`; returns where the
/// tag ends, if it does. Classes are left out: most attributes are this one, which says nothing here.
#[inline]
pub(super) fn attributes<'t>(bytes: &'t [u8], mut at: usize, mut see: impl FnMut(&'t [u8], &'t [u8])) -> Option<usize> {
    loop {
        at = until(bytes, at, |byte| !is_between(byte));
        if *bytes.get(at)? == b'>' {
            return Some(at + 1);
        }
        if bytes[at..].starts_with(b"class=\"") {
            at = find(bytes, at + 7, b'"') + 1;
            continue;
        }
        // A sign of equality may begin a name, so that every turn of the loop moves on.
        let end = until(bytes, at + 1, ends_name);
        let name = at..end;
        let value;
        (value, at) = match bytes.get(end..end + 2) {
            Some(b"=\"") => quoted(bytes, end + 1, b'"'),
            _ => value_at(bytes, end),
        };
        see(&bytes[name], &bytes[value]);
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
        b'd' | b'n' | b't' => length == 4,
        b'r' => length == 3,
        b'o' => length > 2,
        _ => false,
    }
}

fn words(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty())
}

/// The first place from `from` on with a byte that stops.
fn until(bytes: &[u8], from: usize, stop: impl Fn(u8) -> bool) -> usize {
    let mut at = from;
    while bytes.get(at).is_some_and(|byte| !stop(*byte)) {
        at += 1;
    }
    at
}

/// The value that a quotation mark at `at` begins, and where to read on: behind the end, where the text ends in it.
fn quoted(bytes: &[u8], at: usize, quote: u8) -> (Range<usize>, usize) {
    let end = find(bytes, at + 1, quote);
    (at + 1..end, end + 1)
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

/// The kind of each byte inside a tag, for most bytes of a page.
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
