//! Markdown events to a [`Body`]. Every event is written by this code, never by the package's own HTML writer,
//! which lets raw HTML, unsafe links and heading attributes through.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
    TextMergeWithOffset,
};

use super::body::{Body, Heading, Reference, ReferenceKind, Slot};
use super::html::{self, Raw};
use super::sentence;
use crate::diagnostic::{Diagnostic, RAW_HTML};
use crate::source::{FileId, Span};
use crate::text::{codes, escape_into, slug, web_addresses};

/// Where the text that is parsed stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// In the file from this byte on, as it is.
    File(FileId, usize),
    /// In a value of the front matter, whose bytes differ from the text (quotes, folding).
    Value(Span),
}

impl Place {
    fn span(self, range: Range<usize>) -> Span {
        match self {
            Place::File(file, offset) => Span::new(file, range.start + offset..range.end + offset),
            Place::Value(span) => span,
        }
    }
}

/// Parses `text`. With `trusted`, raw HTML is passed through as it is.
pub(crate) fn parse(text: &str, place: Place, trusted: bool, faults: &mut Vec<Diagnostic>) -> Body {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    let mut writer = Writer::new(text, place, trusted, faults);
    for (event, range) in TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter()) {
        writer.event(event, range);
    }
    writer.finish()
}

#[derive(Default)]
struct Out {
    html: String,
    slots: Vec<(u32, Slot)>,
}

impl Out {
    fn slot(&mut self, slot: Slot) {
        self.slots.push((self.html.len() as u32, slot));
    }

    fn append(&mut self, other: Out) {
        let shift = self.html.len() as u32;
        self.html.push_str(&other.html);
        self.slots.extend(other.slots.into_iter().map(|(at, slot)| (at + shift, slot)));
    }
}

/// A harmless raw tag that is open, with the number of Markdown elements open around it.
struct OpenTag {
    name: &'static str,
    depth: usize,
}

struct Writer<'t, 'f> {
    text: &'t str,
    place: Place,
    trusted: bool,
    faults: &'f mut Vec<Diagnostic>,
    out: Out,
    /// Buffers that wait while a footnote is written.
    outer: Vec<(String, Out)>,
    body: Body,
    depth: usize,
    raw: Vec<OpenTag>,
    /// Start of the current block in the plain text, and the references found in it.
    block: usize,
    block_references: Vec<(usize, usize)>,
    /// Open links and images; text in a link is not searched for codes.
    links: Vec<OpenLink>,
    heading: Option<(u8, Option<String>, usize)>,
    code_block: bool,
    ids: HashSet<String>,
    numbers: HashMap<String, usize>,
    footnotes: Footnotes,
    table: Vec<Alignment>,
    column: usize,
    table_head: bool,
    html_block: Option<(String, Range<usize>)>,
}

#[derive(Default)]
struct Footnotes {
    /// Number by label, in order of first mention.
    numbers: HashMap<String, usize>,
    texts: HashMap<String, Out>,
    mentions: HashMap<usize, usize>,
}

enum OpenLink {
    /// A link around the author's words.
    Words(u32),
    /// A link whose text is the target's code and title: the words inside are dropped.
    Task,
    /// An image: the text inside is its alternative text.
    Image(u32, String),
}

impl<'t, 'f> Writer<'t, 'f> {
    fn new(text: &'t str, place: Place, trusted: bool, faults: &'f mut Vec<Diagnostic>) -> Self {
        Writer {
            text,
            place,
            trusted,
            faults,
            out: Out { html: String::with_capacity(text.len() + text.len() / 4), slots: Vec::new() },
            outer: Vec::new(),
            body: Body { plain: String::with_capacity(text.len()), ..Body::default() },
            depth: 0,
            raw: Vec::new(),
            block: 0,
            block_references: Vec::new(),
            links: Vec::new(),
            heading: None,
            code_block: false,
            ids: HashSet::new(),
            numbers: HashMap::new(),
            footnotes: Footnotes::default(),
            table: Vec::new(),
            column: 0,
            table_head: false,
            html_block: None,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.close_raw(self.depth);
                self.end(tag);
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text, range),
            Event::Code(code) => self.inline_code(&code),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.out.html.push_str("<hr>\n"),
            Event::FootnoteReference(label) => self.footnote_mention(&label),
            Event::TaskListMarker(done) => self.task_marker(done),
            Event::Html(text) => match &mut self.html_block {
                Some((whole, _)) => whole.push_str(&text),
                None => self.raw_html(&text, range),
            },
            Event::InlineHtml(text) => self.raw_html(&text, range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.block("<p>"),
            Tag::Heading { level, id, .. } => {
                let level = heading_level(level);
                self.begin_block();
                let id = id.map(|id| explicit_id(&id)).filter(|id| !id.is_empty());
                self.heading = Some((level, id, self.out.html.len()));
                self.outer.push((String::new(), std::mem::take(&mut self.out)));
            }
            Tag::BlockQuote(kind) => self.blockquote(kind),
            Tag::CodeBlock(kind) => self.start_code_block(&kind),
            Tag::HtmlBlock => self.html_block = Some((String::new(), range)),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::Item => self.block("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.begin_block();
                self.outer.push((label.into_string(), std::mem::take(&mut self.out)));
            }
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => self.block("<dt>"),
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::Table(alignment) => {
                self.table = alignment;
                self.block("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"");
                self.out.slot(Slot::Word("table"));
                self.out.html.push_str("\"><table>\n");
            }
            Tag::TableHead => {
                self.table_head = true;
                self.column = 0;
                self.out.html.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.html.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.html.push_str("<em>"),
            Tag::Strong => self.out.html.push_str("<strong>"),
            Tag::Strikethrough => self.out.html.push_str("<del>"),
            Tag::Superscript => self.out.html.push_str("<sup>"),
            Tag::Subscript => self.out.html.push_str("<sub>"),
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url, range),
            Tag::Image { dest_url, .. } => {
                let number = self.reference(ReferenceKind::Image, &dest_url, range);
                self.links.push(OpenLink::Image(number, String::new()));
            }
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_block("</p>\n"),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(kind) => {
                self.end_block(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => {
                self.code_block = false;
                self.end_block("</code></pre>\n");
            }
            TagEnd::HtmlBlock => {
                if let Some((whole, range)) = self.html_block.take() {
                    self.raw_block(&whole, range);
                }
            }
            TagEnd::List(true) => self.end_block("</ol>\n"),
            TagEnd::List(false) => self.end_block("</ul>\n"),
            TagEnd::Item => self.end_block("</li>\n"),
            TagEnd::FootnoteDefinition => {
                self.settle_block();
                if let Some((label, outer)) = self.outer.pop() {
                    let text = std::mem::replace(&mut self.out, outer);
                    self.footnotes.texts.insert(label, text);
                }
            }
            TagEnd::DefinitionList => self.end_block("</dl>\n"),
            TagEnd::DefinitionListTitle => self.end_block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.end_block("</dd>\n"),
            TagEnd::Table => self.end_block("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.table_head = false;
                self.out.html.push_str("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.out.html.push_str("</tr>\n"),
            TagEnd::TableCell => self.end_block(if self.table_head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis => self.out.html.push_str("</em>"),
            TagEnd::Strong => self.out.html.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.html.push_str("</del>"),
            TagEnd::Superscript => self.out.html.push_str("</sup>"),
            TagEnd::Subscript => self.out.html.push_str("</sub>"),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::MetadataBlock(_) => {}
        }
    }

    // Blocks

    fn block(&mut self, html: &str) {
        self.begin_block();
        self.out.html.push_str(html);
    }

    fn begin_block(&mut self) {
        self.settle_block();
        self.block = self.body.plain.len();
    }

    fn end_block(&mut self, html: &str) {
        self.settle_block();
        self.out.html.push_str(html);
    }

    /// Ends a line of the plain text and gives the references in it their sentence.
    fn settle_block(&mut self) {
        let plain = &self.body.plain[self.block..];
        for (reference, at) in self.block_references.drain(..) {
            let sentence = sentence::around(plain, at.saturating_sub(self.block).min(plain.len()));
            self.body.references[reference].sentence =
                (self.block + sentence.start) as u32..(self.block + sentence.end) as u32;
        }
        if !self.body.plain.is_empty() && !self.body.plain.ends_with('\n') {
            self.body.plain.push('\n');
        }
        self.block = self.body.plain.len();
    }

    fn end_heading(&mut self) {
        let (Some((level, id, _)), Some((_, outer))) = (self.heading.take(), self.outer.pop()) else { return };
        let text = self.body.plain[self.block..].trim().to_owned();
        let id = self.unique_id(id.unwrap_or_else(|| slug(&text)));
        let inner = std::mem::replace(&mut self.out, outer);
        self.out.slot(Slot::HeadingOpen(level));
        self.out.html.push_str(" id=\"");
        self.out.slot(Slot::Anchor);
        escape_into(&mut self.out.html, &id);
        self.out.html.push_str("\">");
        self.out.append(inner);
        self.out.slot(Slot::HeadingClose(level));
        self.out.html.push_str(">\n");
        self.settle_block();
        self.body.headings.push(Heading { level, id, text });
    }

    /// `wanted`, or with the first free number behind it; the counter makes equal headings cost no search.
    fn unique_id(&mut self, wanted: String) -> String {
        if self.ids.insert(wanted.clone()) {
            return wanted;
        }
        let mut number = self.numbers.get(&wanted).copied().unwrap_or(1);
        loop {
            number += 1;
            let id = format!("{wanted}-{number}");
            if self.ids.insert(id.clone()) {
                self.numbers.insert(wanted, number);
                return id;
            }
        }
    }

    fn blockquote(&mut self, kind: Option<BlockQuoteKind>) {
        let (name, word) = match kind {
            None => return self.block("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", "alert_note"),
            Some(BlockQuoteKind::Tip) => ("tip", "alert_tip"),
            Some(BlockQuoteKind::Important) => ("important", "alert_important"),
            Some(BlockQuoteKind::Warning) => ("warning", "alert_warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "alert_caution"),
        };
        self.block(&format!("<div class=\"notice notice-{name}\" role=\"note\">\n<p class=\"notice-title\">"));
        self.out.slot(Slot::Word(word));
        self.out.html.push_str("</p>\n");
    }

    fn start_code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.code_block = true;
        self.block("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) = info.split_whitespace().next()
        {
            self.out.html.push_str(" class=\"language-");
            escape_into(&mut self.out.html, language);
            self.out.html.push('"');
        }
        self.out.html.push('>');
    }

    fn cell(&mut self) {
        self.begin_block();
        let tag = if self.table_head { "th scope=\"col\"" } else { "td" };
        let class = match self.table.get(self.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        self.column += 1;
        self.out.html.push('<');
        self.out.html.push_str(tag);
        self.out.html.push_str(class);
        self.out.html.push('>');
    }

    fn task_marker(&mut self, done: bool) {
        let (sign, word) = if done { ("☑", "checked") } else { ("☐", "unchecked") };
        self.out.html.push_str("<span class=\"checkbox\" role=\"img\" aria-label=\"");
        self.out.slot(Slot::Word(word));
        self.out.html.push_str("\">");
        self.out.html.push_str(sign);
        self.out.html.push_str("</span> ");
    }

    // Text

    fn words(&mut self, text: &str, range: Range<usize>) {
        match self.links.last_mut() {
            Some(OpenLink::Image(_, alt)) => return alt.push_str(text),
            Some(OpenLink::Task) => return,
            Some(OpenLink::Words(_)) => return self.plain_words(text),
            None => {}
        }
        if self.code_block {
            return self.plain_words(text);
        }
        let mut from = 0;
        for address in web_addresses(text) {
            self.words_with_codes(&text[from..address.start], text, from, &range);
            let url = &text[address.clone()];
            let number = self.reference(ReferenceKind::Link, url, self.locate(url, text, &address, range.clone()));
            self.out.slot(Slot::Open(number));
            self.plain_words(url);
            self.out.slot(Slot::Close(number));
            from = address.end;
        }
        self.words_with_codes(&text[from..], text, from, &range);
    }

    /// `part` begins at byte `offset` of the event's text.
    fn words_with_codes(&mut self, part: &str, text: &str, offset: usize, range: &Range<usize>) {
        let mut from = 0;
        for word in codes(part) {
            self.plain_words(&part[from..word.start]);
            let code = &part[word.clone()];
            let place = self.locate(code, text, &(word.start + offset..word.end + offset), range.clone());
            let number = self.reference(ReferenceKind::Code, code, place);
            self.out.slot(Slot::Task(number));
            self.body.plain.push_str(code);
            from = word.end;
        }
        self.plain_words(&part[from..]);
    }

    fn plain_words(&mut self, text: &str) {
        escape_into(&mut self.out.html, text);
        self.body.plain.push_str(text);
    }

    /// Where a word of an event's text stands in the source, which may differ from it by escapes and entities.
    fn locate(&self, word: &str, text: &str, at: &Range<usize>, range: Range<usize>) -> Range<usize> {
        let Some(source) = self.text.get(range.clone()) else { return range };
        let found = if source == text { Some(at.start) } else { source.find(word) };
        found.map_or(range.clone(), |found| range.start + found..range.start + found + word.len())
    }

    fn inline_code(&mut self, code: &str) {
        match self.links.last_mut() {
            Some(OpenLink::Image(_, alt)) => return alt.push_str(code),
            Some(OpenLink::Task) => return,
            _ => {}
        }
        self.out.html.push_str("<code>");
        self.plain_words(code);
        self.out.html.push_str("</code>");
    }

    fn line_break(&mut self, html: &str) {
        match self.links.last_mut() {
            Some(OpenLink::Image(_, alt)) => alt.push(' '),
            Some(OpenLink::Task) => {}
            _ => {
                self.out.html.push_str(html);
                self.body.plain.push(' ');
            }
        }
    }

    // Links

    fn reference(&mut self, kind: ReferenceKind, target: &str, range: Range<usize>) -> u32 {
        let number = self.body.references.len();
        self.block_references.push((number, self.body.plain.len()));
        let span = self.place.span(range);
        self.body.references.push(Reference { kind, target: target.to_owned(), span, sentence: 0..0 });
        number as u32
    }

    fn start_link(&mut self, kind: LinkType, target: &str, range: Range<usize>) {
        if let LinkType::WikiLink { has_pothole } = kind {
            // In a table the stroke is written `\|`, or it would end the cell.
            let target = target.strip_suffix('\\').filter(|_| has_pothole).unwrap_or(target);
            let number = self.reference(ReferenceKind::Wiki, target, range);
            if has_pothole {
                self.out.slot(Slot::Open(number));
                self.links.push(OpenLink::Words(number));
            } else {
                self.out.slot(Slot::Task(number));
                self.body.plain.push_str(target);
                self.links.push(OpenLink::Task);
            }
            return;
        }
        let target = if kind == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        let number = self.reference(ReferenceKind::Link, &target, range);
        self.out.slot(Slot::Open(number));
        self.links.push(OpenLink::Words(number));
    }

    fn end_link(&mut self) {
        match self.links.pop() {
            Some(OpenLink::Words(number)) => self.out.slot(Slot::Close(number)),
            Some(OpenLink::Image(number, alt)) => match self.links.last_mut() {
                Some(OpenLink::Image(_, outer)) => outer.push_str(&alt),
                _ => {
                    self.body.plain.push_str(&alt);
                    self.out.slot(Slot::Image(number, alt));
                }
            },
            Some(OpenLink::Task) | None => {}
        }
    }

    fn footnote_mention(&mut self, label: &str) {
        let next = self.footnotes.numbers.len() + 1;
        let number = *self.footnotes.numbers.entry(label.to_owned()).or_insert(next);
        let mention = self.footnotes.mentions.entry(number).or_insert(0);
        *mention += 1;
        let suffix = if *mention == 1 { String::new() } else { format!("-{mention}") };
        self.out.html.push_str("<sup class=\"footnote\"><a id=\"_");
        self.out.slot(Slot::Anchor);
        self.out.html.push_str(&format!("fnref-{number}{suffix}\" href=\"#_"));
        self.out.slot(Slot::Anchor);
        self.out.html.push_str(&format!("fn-{number}\">{number}</a></sup>"));
    }

    // Raw HTML

    fn raw_html(&mut self, text: &str, range: Range<usize>) {
        if matches!(self.links.last(), Some(OpenLink::Image(..) | OpenLink::Task)) {
            return;
        }
        if self.trusted {
            return self.out.html.push_str(text);
        }
        match html::sort(text) {
            Raw::Comment => {}
            Raw::Void(name) => self.out.html.push_str(&format!("<{name}>")),
            Raw::Open(name) => {
                self.out.html.push_str(&format!("<{name}>"));
                self.raw.push(OpenTag { name, depth: self.depth });
            }
            Raw::Close(name) => {
                // One that closes nothing here would break the nesting: dropped.
                if self.raw.last().is_some_and(|open| open.name == name && open.depth == self.depth) {
                    self.raw.pop();
                    self.out.html.push_str(&format!("</{name}>"));
                }
            }
            Raw::Other => {
                self.plain_words(text);
                self.warn_of_html(text, range);
            }
        }
    }

    fn raw_block(&mut self, text: &str, range: Range<usize>) {
        if self.trusted {
            self.out.html.push_str(text);
        } else if html::sort(text) != Raw::Comment {
            self.block("<pre class=\"raw-html\" tabindex=\"0\">");
            self.plain_words(text.trim_end());
            self.end_block("</pre>\n");
            self.warn_of_html(text, range);
        }
    }

    fn warn_of_html(&mut self, text: &str, range: Range<usize>) {
        let first = text.lines().next().unwrap_or_default().trim();
        let shown: String = first.chars().take(40).collect();
        let fault = Diagnostic::new(RAW_HTML, self.place.span(range), format!("HTML is shown as text: {shown}"))
            .help("use Markdown, put it in backticks to show it, or set `html: trusted` in vejviser.yaml");
        self.faults.push(fault);
    }

    /// Closes the raw tags that were opened inside the element that ends.
    fn close_raw(&mut self, depth: usize) {
        while self.raw.last().is_some_and(|open| open.depth >= depth) {
            if let Some(open) = self.raw.pop() {
                self.out.html.push_str(&format!("</{}>", open.name));
            }
        }
    }

    fn finish(mut self) -> Body {
        self.close_raw(0);
        self.settle_block();
        self.write_footnotes();
        self.body.html = self.out.html;
        self.body.slots = self.out.slots;
        self.body
    }

    fn write_footnotes(&mut self) {
        let mut known: Vec<(usize, String)> =
            self.footnotes.numbers.drain().map(|(label, number)| (number, label)).collect();
        known.sort_unstable();
        if known.is_empty() {
            return;
        }
        self.out.html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        self.out.slot(Slot::Word("footnotes"));
        self.out.html.push_str("\"><ol>\n");
        for (number, label) in known {
            self.out.html.push_str("<li id=\"_");
            self.out.slot(Slot::Anchor);
            self.out.html.push_str(&format!("fn-{number}\">"));
            self.out.append(self.footnotes.texts.remove(&label).unwrap_or_default());
            self.out.html.push_str("<a href=\"#_");
            self.out.slot(Slot::Anchor);
            self.out.html.push_str(&format!("fnref-{number}\" aria-label=\""));
            self.out.slot(Slot::Word("footnote_back"));
            self.out.html.push_str("\">↩</a></li>\n");
        }
        self.out.html.push_str("</ol></section>\n");
    }
}

/// The page has one heading of level 1, its title; a text that begins at level 1 begins at 2 here.
fn heading_level(level: HeadingLevel) -> u8 {
    (level as u8).max(2)
}

/// An author's own heading id with what can't be in an anchor taken out; a leading `_` is kept for the page's own.
fn explicit_id(id: &str) -> String {
    id.trim_start_matches('_').chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')).collect()
}
