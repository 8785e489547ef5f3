//! A parsed text, ready to be set into any page.

use std::collections::HashSet;
use std::ops::Range;

use crate::source::Span;
use crate::text::{composed, encode_path, escape_into, readings};

/// A parsed Markdown text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    pub(super) html: String,
    /// In order of their offset in `html`.
    pub(super) slots: Vec<(u32, Slot)>,
    pub(crate) headings: Vec<Heading>,
    /// Their places in `headings`, in the order of their ids.
    pub(super) by_id: Vec<u32>,
    /// Anchors that stand in HTML.
    pub(super) anchors: Vec<OwnAnchor>,
    /// Other names of headings and those of anchors, in order, each with the id on the page that it leads to.
    pub(super) others: Vec<(String, String)>,
    pub(crate) references: Vec<Reference>,
    /// The text without markup, a line a block.
    pub(crate) plain: String,
}

/// A heading that can be linked to.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    /// 2 to 6; the page's title is the one of level 1.
    pub(crate) level: u8,
    /// Unique in the text.
    pub(crate) id: String,
    /// The anchor that other tools make of the heading, where it is not ours and nothing else has it.
    pub(crate) elsewhere: Option<String>,
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// `<a name="x">` and its like.
#[derive(Clone, Debug)]
pub(super) struct OwnAnchor {
    pub(super) id: String,
    /// A heading or another anchor has the id.
    pub(super) silent: bool,
    /// It stands in HTML that passes as it is.
    pub(super) written: bool,
}

/// Something in the text that points elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    pub(crate) kind: ReferenceKind,
    /// As the author wrote it.
    pub(crate) target: String,
    pub(crate) span: Span,
    /// Where the sentence it stands in lies in [`Body::plain`].
    pub(crate) sentence: Range<u32>,
    /// Where the words of a link, or the alternative text of an image, lie in [`Body::plain`].
    pub(crate) words: Range<u32>,
}

impl Reference {
    /// The ending of a bare code that does not belong to the link: `-opgaven`.
    pub(super) fn behind(&self, code: &str) -> &str {
        if self.kind != ReferenceKind::Code {
            return "";
        }
        let named = readings(&self.target).find(|word| composed(word) == code);
        // Else the task is called by a former id.
        let id = named.or(readings(&self.target).last()).unwrap_or_default();
        &self.target[id.len()..]
    }
}

/// How a reference is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReferenceKind {
    /// `[[TF105]]` and its relatives.
    Wiki,
    /// A word with the form of a code, which is a reference if there is such a task.
    Code,
    /// `[words](target)`.
    Link,
    /// `![alt](target)`.
    Image,
}

#[derive(Clone, Debug)]
pub(super) enum Slot {
    /// The start tag of a link around the author's own words.
    Open(u32),
    Close(u32),
    /// A web address that stands bare in the text.
    Address(u32),
    /// A task's code and title.
    Task(u32),
    /// An image with its alternative text.
    Image(u32, String),
    /// A word of the interface.
    Word(&'static str),
    /// Where ids get their prefix.
    Anchor,
    /// An author's own anchor.
    OwnAnchor(u32),
    /// The start tag of a heading with this number.
    HeadingOpen(u32),
    HeadingClose(u32),
}

/// Where a reference leads, from the page that is being made.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) href: String,
    /// Code and title of the task it leads to, if it is one.
    pub(crate) task: Option<(String, String)>,
}

/// The page that a body is set into.
pub(crate) trait Surroundings {
    /// Where the reference with this number in [`Body::references`] leads; `None` shows its text alone.
    fn link(&self, reference: usize) -> Option<Link>;
    /// A word of the interface.
    fn word(&self, key: &str) -> &str;
    /// Put before every id and own anchor; empty where the body is alone on its page.
    fn anchor_prefix(&self) -> &str;
    /// How many levels headings sink.
    fn heading_shift(&self) -> u8;
}

impl Body {
    /// Words without markup, a link if they have a target.
    pub(crate) fn of_link(words: &str, target: Option<(&str, Span)>) -> Body {
        let mut html = String::new();
        escape_into(&mut html, words);
        let all = 0..words.len() as u32;
        let references = target.map(|(target, span)| Reference {
            kind: ReferenceKind::Link,
            target: target.to_owned(),
            span,
            sentence: all.clone(),
            words: all.clone(),
        });
        let slots = match references {
            Some(_) => vec![(0, Slot::Open(0)), (html.len() as u32, Slot::Close(0))],
            None => Vec::new(),
        };
        Body { html, slots, references: references.into_iter().collect(), plain: words.to_owned(), ..Body::default() }
    }

    /// Whether there is nothing to show.
    pub(crate) fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// The body as HTML for one page.
    pub(crate) fn render(&self, page: &impl Surroundings) -> String {
        let mut out = String::with_capacity(self.html.len() + self.slots.len() * 80);
        let mut from = 0;
        for (at, slot) in &self.slots {
            out.push_str(&self.html[from..*at as usize]);
            from = *at as usize;
            self.fill(slot, page, &mut out);
        }
        out.push_str(&self.html[from..]);
        out
    }

    fn fill(&self, slot: &Slot, page: &impl Surroundings, out: &mut String) {
        match slot {
            Slot::Open(number) => {
                if let Some(mut link) = page.link(*number as usize) {
                    let class = if link.task.is_some() { "ref" } else { "" };
                    let reference = &self.references[*number as usize];
                    let words = self.words(reference);
                    link.task = link.task.filter(|(code, _)| !words.contains(code.as_str()));
                    let label = words.trim().is_empty().then_some(reference.target.as_str());
                    open(out, &link, class, label);
                }
            }
            Slot::Close(number) => {
                if page.link(*number as usize).is_some() {
                    out.push_str("</a>");
                }
            }
            Slot::Address(number) => {
                let link = page.link(*number as usize);
                if let Some(link) = &link {
                    open(out, link, "url", None);
                }
                escape_into(out, &self.references[*number as usize].target);
                if link.is_some() {
                    out.push_str("</a>");
                }
            }
            Slot::Task(number) => self.task(*number as usize, page, out),
            Slot::Image(number, alt) => match page.link(*number as usize) {
                Some(link) => {
                    out.push_str("<img src=\"");
                    escape_into(out, &link.href);
                    out.push_str("\" alt=\"");
                    escape_into(out, alt);
                    out.push_str("\" loading=\"lazy\">");
                }
                None => escape_into(out, alt),
            },
            Slot::Word(key) => escape_into(out, page.word(key)),
            Slot::Anchor => escape_into(out, page.anchor_prefix()),
            Slot::OwnAnchor(number) => {
                let anchor = &self.anchors[*number as usize];
                if !(anchor.silent || anchor.written && page.anchor_prefix().is_empty()) {
                    anchor_element(page.anchor_prefix(), &anchor.id, out);
                }
            }
            Slot::HeadingOpen(number) => open_heading(&self.headings[*number as usize], page, out),
            Slot::HeadingClose(number) => {
                let heading = &self.headings[*number as usize];
                out.push_str("</h");
                out.push(level(heading, page));
                out.push('>');
                if page.anchor_prefix().is_empty() {
                    anchor(&heading.id, out);
                }
            }
        }
    }

    fn task(&self, number: usize, page: &impl Surroundings, out: &mut String) {
        match page.link(number) {
            Some(Link { href, task: Some((code, title)) }) => {
                open(out, &Link { href, task: None }, "ref", None);
                out.push_str("<span class=\"code\">");
                escape_into(out, &code);
                out.push_str("</span> ");
                escape_into(out, &title);
                out.push_str("</a>");
                escape_into(out, self.references[number].behind(&code));
            }
            other => {
                if let Some(link) = &other {
                    open(out, link, "ref", None);
                }
                escape_into(out, &self.references[number].target);
                if other.is_some() {
                    out.push_str("</a>");
                }
            }
        }
    }

    /// The words of a link or the alternative text of an image, as plain text.
    pub(crate) fn words(&self, reference: &Reference) -> &str {
        self.plain.get(reference.words.start as usize..reference.words.end as usize).unwrap_or_default()
    }

    /// For each heading, whether anything stands below it before the next one of its level or above.
    pub(crate) fn filled(&self) -> Vec<bool> {
        let mut filled = vec![false; self.headings.len()];
        let mut below: Vec<usize> = Vec::new();
        let mut inside = false;
        let mut from = 0;
        let end = (self.html.len() as u32, None);
        for (at, slot) in self.slots.iter().map(|(at, slot)| (*at, Some(slot))).chain([end]) {
            let words = !self.html[from..at as usize].trim().is_empty();
            from = at as usize;
            let shows = !matches!(slot, None | Some(Slot::Anchor | Slot::OwnAnchor(_) | Slot::HeadingOpen(_)));
            if !inside && (words || shows) {
                below.drain(..).for_each(|heading| filled[heading] = true);
            }
            match slot {
                Some(Slot::HeadingOpen(number)) => {
                    let level = self.headings[*number as usize].level;
                    below.retain(|heading| self.headings[*heading].level < level);
                    inside = true;
                }
                Some(Slot::HeadingClose(number)) => {
                    below.push(*number as usize);
                    inside = false;
                }
                _ => {}
            }
        }
        filled
    }

    /// About how many bytes it takes on a page.
    pub(crate) fn weight(&self) -> usize {
        self.html.len() + self.slots.len() * 80
    }

    /// The sentence that a reference stands in, as plain text.
    pub(crate) fn sentence(&self, reference: &Reference) -> &str {
        self.plain.get(reference.sentence.start as usize..reference.sentence.end as usize).unwrap_or_default()
    }
}

impl Body {
    /// Puts the names in order once all are given.
    pub(super) fn sort_anchors(&mut self) {
        self.by_id = (0..self.headings.len() as u32).collect();
        self.by_id.sort_unstable_by(|a, b| self.headings[*a as usize].id.cmp(&self.headings[*b as usize].id));
        let elsewhere = self.headings.iter().filter_map(|it| Some((it.elsewhere.clone()?, it.id.clone())));
        let own = self.anchors.iter().map(|anchor| (anchor.id.clone(), anchor.id.clone()));
        self.others = elsewhere.chain(own).collect();
        self.others.sort_unstable();
    }

    /// The id on the page that a link to `anchor` leads to: exactly this one, or the heading that other tools call so.
    pub(crate) fn anchor(&self, anchor: &str) -> Option<&str> {
        let anchor = composed(anchor);
        let heading = self.by_id.binary_search_by(|at| self.headings[*at as usize].id.as_str().cmp(&anchor));
        if let Ok(at) = heading {
            return Some(&self.headings[self.by_id[at] as usize].id);
        }
        let at = self.others.binary_search_by(|(other, _)| other.as_str().cmp(&anchor)).ok()?;
        Some(&self.others[at].1)
    }

    /// Every id that links may lead to, headings first.
    pub(crate) fn anchor_names(&self) -> impl Iterator<Item = &str> {
        let own: HashSet<&str> = self.headings.iter().map(|heading| heading.id.as_str()).collect();
        let others = self.anchors.iter().map(|anchor| anchor.id.as_str()).filter(move |id| !own.contains(id));
        self.headings.iter().map(|heading| heading.id.as_str()).chain(others)
    }
}

/// Whether an id may stand on a page beside those of the page itself.
fn is_free(id: &str) -> bool {
    !id.starts_with('_') && !id.starts_with("d--")
}

/// Stands around a heading that is alone on its page, with the link to it.
const HEADING: &str = "<div class=\"heading\">";

/// Whether a heading with this id, behind this part of a page, was written by [`Body::render`]: the prefix of ids ends in a
/// sign that no other id holds.
pub(crate) fn is_of_markdown(before: &[u8], id: &[u8]) -> bool {
    before.ends_with(HEADING.as_bytes()) || id.contains(&b'~')
}

fn open_heading(heading: &Heading, page: &impl Surroundings, out: &mut String) {
    let prefix = page.anchor_prefix();
    let alone = prefix.is_empty();
    out.push_str(if alone { HEADING } else { "" });
    out.push_str("<h");
    out.push(level(heading, page));
    out.push_str(" id=\"");
    escape_into(out, prefix);
    escape_into(out, &heading.id);
    out.push_str("\">");
    // Links from elsewhere lead to pages, not to where several of them stand together.
    if let Some(elsewhere) = heading.elsewhere.as_deref().filter(|id| alone && is_free(id)) {
        anchor_element(prefix, elsewhere, out);
    }
}

/// The level of a heading on a page, as a digit.
fn level(heading: &Heading, page: &impl Surroundings) -> char {
    (b'0' + (heading.level + page.heading_shift()).min(6)) as char
}

/// An element that is nothing but a place to link to.
fn anchor_element(prefix: &str, id: &str, out: &mut String) {
    out.push_str("<span id=\"");
    escape_into(out, prefix);
    escape_into(out, id);
    out.push_str("\"></span>");
}

/// A link to a heading beside it. It has the heading's words for a name and none of its own, and its sign comes from the
/// style, so that the text of the page, and of the heading, is what the author wrote.
fn anchor(id: &str, out: &mut String) {
    out.push_str("<a class=\"anchor\" href=\"#");
    out.push_str(&encode_path(id));
    out.push_str("\" aria-labelledby=\"");
    escape_into(out, id);
    out.push_str("\"></a></div>");
}

/// `label` is the name of a link that has no words.
fn open(out: &mut String, link: &Link, class: &str, label: Option<&str>) {
    out.push_str("<a ");
    if !class.is_empty() {
        out.push_str("class=\"");
        out.push_str(class);
        out.push_str("\" ");
    }
    // Paper shows it where the words don't.
    if let Some((code, _)) = &link.task {
        out.push_str("data-code=\"");
        escape_into(out, code);
        out.push_str("\" ");
    }
    if let Some(label) = label {
        out.push_str("aria-label=\"");
        escape_into(out, label);
        out.push_str("\" ");
    }
    out.push_str("href=\"");
    escape_into(out, &link.href);
    out.push_str("\">");
}
