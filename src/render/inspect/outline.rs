//! What a page tells those who hear it: its headings, the names of its buttons and links, the alternatives of its images.
//! Our own pages have them all, so only those are read that templates or HTML of the project's own may have changed.
//! Headings of Markdown are passed, since faults of theirs are shown where they are written.

use super::scan::end_of;
use super::tag::{attributes, name_end};
use crate::diagnostic::{Code, NAMELESS_CONTROL, OUTPUT_HEADING_ORDER, OUTPUT_IMAGE_ALT};
use crate::markdown::is_of_markdown;
use crate::text::find;

/// Elements without an end.
const VOID: [&[u8]; 14] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source",
    b"track", b"wbr",
];
/// A tag is quoted up to so many bytes.
const QUOTED: usize = 120;

/// The faults of a page.
pub(super) fn faults(page: &[u8]) -> Vec<(String, Code)> {
    let mut outline = Outline { level: 1, ..Outline::default() };
    outline.read(page);
    outline.end_control();
    match outline.titles {
        1 => {}
        0 => outline.fault("has no `h1`".to_owned(), OUTPUT_HEADING_ORDER),
        several => outline.fault(format!("has {several} elements `h1`"), OUTPUT_HEADING_ORDER),
    }
    outline.faults
}

#[derive(Default)]
struct Outline<'t> {
    /// How many headings of level 1 there are.
    titles: usize,
    /// The level of the last heading.
    level: u8,
    /// The name of the element that hides what is in it, and how many of its name are open.
    hidden: Option<(&'t [u8], usize)>,
    control: Option<Control<'t>>,
    faults: Vec<(String, Code)>,
}

/// A button or link that is open.
struct Control<'t> {
    name: &'t [u8],
    /// As it is written.
    tag: &'t [u8],
    is_named: bool,
}

/// A start tag.
struct Start<'t> {
    name: &'t [u8],
    /// As it is written.
    tag: &'t [u8],
    kind: Element,
    is_hidden: bool,
    /// An attribute gives it a name.
    is_named: bool,
}

enum Element {
    /// A button or link.
    Control,
    /// A heading of this level.
    Heading(u8),
    /// The same, written by Markdown.
    OfMarkdown(u8),
    /// An image that says nothing of an alternative.
    SilentImage,
    Other,
}

impl<'t> Outline<'t> {
    fn read(&mut self, page: &'t [u8]) {
        let mut at = 0;
        loop {
            let open = find(page, at, b'<');
            self.text(page.get(at..open).unwrap_or_default());
            at = open + 1;
            match page.get(at) {
                Some(first) if first.is_ascii_alphabetic() => {
                    let Some((start, end)) = start_at(page, open) else { return };
                    at = end;
                    if let Some(code) = [&b"script"[..], b"style"].into_iter().find(|code| is(start.name, code)) {
                        at = end_of(page, end, code);
                    }
                    self.start(&start);
                }
                Some(b'/') => {
                    self.end(&page[at + 1..name_end(page, at + 1)]);
                    at = find(page, at, b'>') + 1;
                }
                Some(b'!') if page[at..].starts_with(b"!--") => {
                    let Some(end) = page[at..].windows(3).position(|bytes| bytes == b"-->") else { return };
                    at += end + 3;
                }
                Some(b'!' | b'?') => at = find(page, at, b'>') + 1,
                // A sign that is no tag.
                Some(_) => {}
                None => return,
            }
        }
    }

    fn text(&mut self, text: &[u8]) {
        if !text.trim_ascii().is_empty() {
            self.names();
        }
    }

    /// Something that has a name stands here.
    fn names(&mut self) {
        if let (None, Some(control)) = (self.hidden, &mut self.control) {
            control.is_named = true;
        }
    }

    fn start(&mut self, start: &Start<'t>) {
        let Start { name, tag, .. } = *start;
        let is_void = tag.ends_with(b"/>") || VOID.iter().any(|void| is(name, void));
        if let Some((hiding, open)) = &mut self.hidden {
            *open += usize::from(!is_void && is(name, hiding));
            return;
        }
        if start.is_hidden {
            self.hidden = (!is_void).then_some((name, 1));
            return;
        }
        if start.is_named && !matches!(start.kind, Element::Control) {
            self.names();
        }
        match start.kind {
            Element::Control => {
                self.end_control();
                self.control = Some(Control { name, tag, is_named: start.is_named });
            }
            Element::SilentImage => {
                self.fault(format!("has an image without `alt`: `{}`", quoted(tag)), OUTPUT_IMAGE_ALT);
            }
            Element::Heading(level) => {
                if level > self.level + 1 {
                    let (above, tag) = (self.level, quoted(tag));
                    let message = format!("has a heading of level {level} right below level {above}: `{tag}`");
                    self.fault(message, OUTPUT_HEADING_ORDER);
                }
                self.titles += usize::from(level == 1);
                self.level = level;
            }
            Element::OfMarkdown(level) => self.level = level,
            Element::Other => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        if let Some((hiding, open)) = &mut self.hidden {
            *open -= usize::from(is(name, hiding));
            if *open == 0 {
                self.hidden = None;
            }
        } else if self.control.as_ref().is_some_and(|control| is(name, control.name)) {
            self.end_control();
        }
    }

    fn end_control(&mut self) {
        if let Some(Control { name, tag, .. }) = self.control.take_if(|control| !control.is_named) {
            let what = if is(name, b"a") { "link" } else { "button" };
            self.fault(format!("has a {what} without a name: `{}`", quoted(tag)), NAMELESS_CONTROL);
        }
        self.control = None;
    }

    fn fault(&mut self, message: String, code: Code) {
        self.faults.push((message, code));
    }
}

/// The start tag that begins at `open`, and where it ends, if it does.
fn start_at(page: &[u8], open: usize) -> Option<(Start<'_>, usize)> {
    let end_of_name = name_end(page, open + 1);
    let name = &page[open + 1..end_of_name];
    let (mut has_href, mut has_alt, mut is_named) = (false, false, false);
    let mut is_hidden = is(name, b"template");
    let mut id: &[u8] = b"";
    let end = attributes(page, end_of_name, |name, value| {
        let says = !value.trim_ascii().is_empty();
        match name.to_ascii_lowercase().as_slice() {
            b"href" => has_href = true,
            b"hidden" => is_hidden = true,
            b"aria-hidden" => is_hidden |= value == b"true",
            b"alt" => (has_alt, is_named) = (true, is_named || says),
            b"aria-label" | b"aria-labelledby" | b"title" if says => (has_alt, is_named) = (true, true),
            b"role" => has_alt |= value == b"none" || value == b"presentation",
            b"id" => id = value,
            _ => {}
        }
    })?;
    let kind = match name {
        [b'h' | b'H', level @ b'1'..=b'6'] if is_of_markdown(&page[..open], id) => Element::OfMarkdown(level - b'0'),
        [b'h' | b'H', level @ b'1'..=b'6'] => Element::Heading(level - b'0'),
        _ if is(name, b"button") || is(name, b"a") && has_href => Element::Control,
        _ if is(name, b"img") && !has_alt => Element::SilentImage,
        _ => Element::Other,
    };
    Some((Start { name, tag: &page[open..end], kind, is_hidden, is_named }, end))
}

fn is(name: &[u8], known: &[u8]) -> bool {
    name.eq_ignore_ascii_case(known)
}

fn quoted(tag: &[u8]) -> String {
    let text = String::from_utf8_lossy(tag);
    match text.get(..text.floor_char_boundary(QUOTED)).filter(|cut| cut.len() < text.len()) {
        Some(cut) => format!("{cut}…"),
        None => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<(String, &'static str)> {
        faults(html.as_bytes()).into_iter().map(|(message, code)| (message, code.name)).collect()
    }

    #[track_caller]
    fn is_fine(html: &str) {
        assert_eq!(found(&format!("<h1>x</h1>{html}")), [], "{html}");
    }

    #[track_caller]
    fn is_wrong(html: &str, what: &str) {
        let found = found(&format!("<h1>x</h1>{html}"));
        assert!(found.len() == 1 && found[0].0.contains(what), "{html}: {found:?}");
    }

    #[test]
    fn buttons_and_links_need_a_name() {
        for named in [
            "<button>x</button>",
            "<a href=x><img src=y alt=z></a>",
            "<a href=x title=z></a>",
            "<button aria-label='x'><i aria-hidden=true>y</i></button>",
            "<a href=x><i aria-hidden=true>y</i>z</a>",
            "<a href=x><svg><title>y</title></svg></a>",
            "<a href=x><b aria-label=y></b></a>",
            "<a id=x></a>",
            "<button hidden></button>",
            "<div aria-hidden=\"true\"><div></div><a href=x></a></div>",
            "<template><button></button></template>",
            "<script>'<button></button>'</script>",
            "<!-- <a href=x></a> -->",
        ] {
            is_fine(named);
        }
        for nameless in [
            "<a href=x></a>",
            "<a href=x> <i></i>\n</a>y",
            "<A HREF=x><img src=y alt=''></A>",
            "<a href=x><i aria-hidden=true>y<i>z</i></i></a>",
            "<a href=x>",
            "<a href=x><a href=y>z</a>",
            "<a href=x aria-label=' '></a>",
            "<div hidden><div>x</div></div><a href=x></a>",
        ] {
            is_wrong(nameless, "has a link without a name: `<");
        }
        is_wrong(
            "<button class=\"x\"><svg hidden><title>y</title></svg></button>",
            "has a button without a name: `<button class=\"x\">`",
        );
    }

    #[test]
    fn headings_go_down_one_level_at_a_time() {
        is_fine("<h2>x</h2><h3>x</h3><h2>x</h2><h3 hidden>x</h3><h3>x</h3>");
        is_fine("<div class=\"heading\"><h4 id=\"x\">x</h4></div><h2>x</h2><h4 id=\"B1~x\">x</h4>");
        is_wrong("<h3>x</h3>", "has a heading of level 3 right below level 1: `<h3>`");
        is_wrong("<h2>x</h2><h4 id=x>x</h4>", "level 4 right below level 2: `<h4 id=x>`");
        is_wrong("<H1>x</H1>", "has 2 elements `h1`");
        assert_eq!(found("<h2>x</h2>"), [("has no `h1`".to_owned(), "output-heading-order")]);
    }

    #[test]
    fn images_say_what_stands_for_them() {
        for fine in
            ["<img src=x alt>", "<img src=x alt=''>", "<img src=x role=presentation>", "<img src=x aria-label=y>"]
        {
            is_fine(fine);
        }
        is_wrong("<img src=\"x.png\">", "has an image without `alt`: `<img src=\"x.png\">`");
        let long = format!("<img src=\"{}\">", "å".repeat(200));
        is_wrong(&long, "…`");
    }

    #[test]
    fn broken_markup_ends_the_walk_and_nothing_else() {
        for text in
            ["<", "<a", "<a href", "</", "</a", "<!", "<!--", "<?", "<script>", "<h1 ", "<a href=x>\u{1F35E}<", "</i>"]
        {
            found(text);
        }
    }
}
