//! Writes HTML with slots, plain text, headings and references while the events of a text go by. Knows nothing
//! of the package that reads Markdown.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::body::{Body, Heading, Reference, ReferenceKind, Slot};
use super::place::Place;
use super::prepare::Prepared;
use super::sentence;
use super::tags::ANCHORS;
use crate::diagnostic::{Diagnostic, Diagnostics, EMPTY_HEADING};
use crate::source::Span;
use crate::text::{WordState, codes, escape_into, web_addresses};

/// HTML with the slots in it.
#[derive(Default)]
pub(super) struct Out {
    pub(super) html: String,
    pub(super) slots: Vec<(u32, Slot)>,
}

impl Out {
    pub(super) fn slot(&mut self, slot: Slot) {
        self.slots.push((self.html.len() as u32, slot));
    }

    pub(super) fn append(&mut self, other: Out) {
        let shift = self.html.len() as u32;
        self.html.push_str(&other.html);
        self.slots.extend(other.slots.into_iter().map(|(at, slot)| (at + shift, slot)));
    }
}

/// The footnotes of a text, by label without case.
#[derive(Default)]
pub(super) struct Footnotes {
    /// In order of first mention.
    pub(super) numbers: HashMap<String, usize, WordState>,
    pub(super) mentioned: Vec<Mentioned>,
    pub(super) texts: HashMap<String, Note, WordState>,
    /// Definitions that are being written: number of the definition, and where it stands.
    pub(super) open: Vec<(usize, Range<usize>)>,
    /// How many definitions there are so far.
    pub(super) definitions: usize,
    /// Marks whose footnote is nowhere.
    pub(super) undefined: Vec<(String, Span)>,
}

/// A mark.
pub(super) struct Mentioned {
    pub(super) label: String,
    pub(super) span: Span,
    /// For each mention the number of the definition that it stands in, if it stands in one.
    pub(super) within: Vec<Option<usize>>,
}

/// The text of a footnote.
pub(super) struct Note {
    /// Number of the definition.
    pub(super) id: usize,
    pub(super) label: String,
    pub(super) out: Out,
    pub(super) span: Span,
    pub(super) order: usize,
}

/// The state of HTML during the walk over a text.
#[derive(Default)]
pub(super) struct RawHtml {
    /// Harmless tags that are open, each with the number of Markdown elements open around it.
    pub(super) open: Vec<OpenTag>,
    /// Elements that are kept as anchors only: how many of each name wait for their end.
    pub(super) anchors: [usize; ANCHORS.len()],
    /// Number of tags that are shown as text, by kind.
    pub(super) kinds: HashMap<String, usize>,
    pub(super) shown: Vec<Shown>,
}

/// A harmless tag that is open.
pub(super) struct OpenTag {
    pub(super) name: &'static str,
    pub(super) depth: usize,
}

/// A kind of tag that is shown as text.
pub(super) struct Shown {
    pub(super) kind: String,
    /// The first of them.
    pub(super) text: String,
    pub(super) range: Range<usize>,
    pub(super) more: usize,
}

/// The id that an author asks for.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) id: String,
    pub(super) span: Span,
    /// As `{#x}`, which other tools don't know; otherwise by an anchor that is called like the heading.
    pub(super) written: bool,
}

/// Headings that wait for the end, since authors' ids go before those that are made of words.
#[derive(Default)]
pub(super) struct Claims {
    /// One for each heading: its own id, and where its words begin in the plain text.
    pub(super) headings: Vec<(Option<Claim>, usize)>,
    /// One for each anchor: its place, and where it stands in the plain text.
    pub(super) anchors: Vec<(Span, usize)>,
}

impl Claims {
    pub(super) fn heading(&mut self, own: Option<String>, span: Span, plain: usize) {
        self.headings.push((own.map(|id| Claim { id, span, written: true }), plain));
    }
}

/// The lines `[label]: address` of a text.
#[derive(Default)]
pub(super) struct Definitions {
    /// Label and place.
    pub(super) all: Vec<(String, Range<usize>)>,
    /// The labels that links have, without case.
    pub(super) used: HashSet<String, WordState>,
}

impl Definitions {
    pub(super) fn new(mut all: Vec<(String, Range<usize>)>) -> Self {
        all.sort_unstable_by_key(|(_, range)| range.start);
        Definitions { all, used: HashSet::default() }
    }

    /// A link or an image uses one.
    pub(super) fn used(&mut self, label: &str) {
        if !self.all.is_empty() {
            self.used.insert(label.to_lowercase());
        }
    }
}

/// The table that is being written.
#[derive(Default)]
pub(super) struct Table {
    /// The class of each column.
    pub(super) columns: Vec<&'static str>,
    pub(super) part: TablePart,
    /// How many cells of the row there were, and where the last one ends in the text.
    pub(super) cells: usize,
    pub(super) end: usize,
    /// Whether the open cell is a heading.
    pub(super) heading: bool,
}

/// The part of a table that is being written.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum TablePart {
    Head,
    #[default]
    Rows,
}

/// The state of the walk over a text.
pub(super) struct Writer<'t, 'f> {
    /// As the parser reads it.
    pub(super) text: &'t str,
    prepared: &'t Prepared<'t>,
    place: Place,
    pub(super) trusted: bool,
    pub(super) faults: &'f mut Diagnostics,
    pub(super) out: Out,
    /// Buffers that wait while a footnote is written.
    pub(super) outer: Vec<(String, Out)>,
    pub(super) body: Body,
    pub(super) depth: usize,
    pub(super) raw: RawHtml,
    /// Start of the current block in the plain text, and the references found in it.
    pub(super) block: usize,
    pub(super) block_references: Vec<(usize, usize)>,
    /// Open links and images; text in a link is not searched for codes.
    pub(super) links: Vec<OpenLink>,
    pub(super) heading: Option<(u8, Option<String>, Range<usize>)>,
    pub(super) code_block: bool,
    pub(super) claims: Claims,
    pub(super) definitions: Definitions,
    pub(super) footnotes: Footnotes,
    pub(super) table: Table,
    pub(super) html_block: Option<(String, Range<usize>)>,
    trail: Trail,
}

/// One character of text is at most so many bytes of source: `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 33;

/// How far the words of an event were found: where it begins, and byte offsets in its text and in its source.
#[derive(Default)]
struct Trail {
    event: Option<usize>,
    as_written: bool,
    text: usize,
    source: usize,
}

/// The link around the current words.
pub(super) enum OpenLink {
    /// A link around the author's words.
    Words(u32),
    /// A link whose text is the target's code and title: the words inside are dropped.
    Task,
    /// An image: the text inside is its alternative text.
    Image(u32, String),
}

impl<'t, 'f> Writer<'t, 'f> {
    pub(super) fn new(prepared: &'t Prepared<'t>, place: Place, trusted: bool, faults: &'f mut Diagnostics) -> Self {
        let text = &*prepared.text;
        Writer {
            text,
            prepared,
            place,
            trusted,
            faults,
            out: Out { html: String::with_capacity(text.len() + text.len() / 4), slots: Vec::new() },
            outer: Vec::new(),
            body: Body { plain: String::with_capacity(text.len()), ..Body::default() },
            depth: 0,
            raw: RawHtml::default(),
            block: 0,
            block_references: Vec::new(),
            links: Vec::new(),
            heading: None,
            code_block: false,
            claims: Claims::default(),
            definitions: Definitions::default(),
            footnotes: Footnotes::default(),
            table: Table::default(),
            html_block: None,
            trail: Trail::default(),
        }
    }

    /// Where bytes of the text stand in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.place.span(self.prepared.origin(range))
    }

    /// Whether the sign before `at` is a backslash that the author did not write.
    pub(super) fn is_escaped_by_us(&self, at: usize) -> bool {
        self.prepared.text[..at].ends_with('\\') && self.prepared.is_inserted(at - 1)
    }

    pub(super) fn block(&mut self, html: &str) {
        self.begin_block();
        self.out.html.push_str(html);
    }

    pub(super) fn begin_block(&mut self) {
        self.settle_block();
        self.block = self.body.plain.len();
    }

    pub(super) fn end_block(&mut self, html: &str) {
        self.settle_block();
        self.out.html.push_str(html);
    }

    /// Ends a line of the plain text and gives the references in it their sentence.
    pub(super) fn settle_block(&mut self) {
        let plain = &self.body.plain[self.block..];
        let mut sentence: Range<usize> = 0..0;
        for (reference, at) in self.block_references.drain(..) {
            let at = at.saturating_sub(self.block).min(plain.len());
            // Most share it with the reference before them.
            if !(sentence.start..sentence.end.saturating_sub(sentence::MARGIN)).contains(&at) {
                let from = if sentence.end <= at { sentence.end } else { 0 };
                sentence = sentence::around(plain, at, from);
            }
            self.body.references[reference].sentence =
                (self.block + sentence.start) as u32..(self.block + sentence.end) as u32;
        }
        if !self.body.plain.is_empty() && !self.body.plain.ends_with('\n') {
            self.body.plain.push('\n');
        }
        self.block = self.body.plain.len();
    }

    pub(super) fn end_heading(&mut self) {
        let (Some((level, own, range)), Some((_, outer))) = (self.heading.take(), self.outer.pop()) else { return };
        let text = self.body.plain[self.block..].trim().to_owned();
        let inner = std::mem::replace(&mut self.out, outer);
        let range = range.start..range.start + self.text[range].trim_end().len();
        let span = self.span(range);
        if text.is_empty() {
            let marks = "#".repeat(usize::from(level));
            let fault = Diagnostic::new(EMPTY_HEADING, span, format!("the heading `{marks}` has no words"));
            self.faults.push(fault.help("write what stands below it, or take the line out"));
            // Nobody can read it or hear it; a picture in it stays.
            if inner.slots.is_empty() && inner.html.trim().is_empty() {
                return;
            }
        }
        let number = self.body.headings.len() as u32;
        self.claims.heading(own, span, self.block);
        self.out.slot(Slot::HeadingOpen(number));
        self.out.append(inner);
        self.out.slot(Slot::HeadingClose(number));
        self.out.html.push('\n');
        self.settle_block();
        self.body.headings.push(Heading { level, id: String::new(), elsewhere: None, text, span });
    }

    pub(super) fn task_marker(&mut self, done: bool) {
        let (sign, word) = if done { ("☑", "checked") } else { ("☐", "unchecked") };
        self.out.html.push_str("<span class=\"checkbox\" role=\"img\" aria-label=\"");
        self.out.slot(Slot::Word(word));
        self.out.html.push_str("\">");
        self.out.html.push_str(sign);
        self.out.html.push_str("</span> ");
    }

    pub(super) fn words(&mut self, text: &str, range: Range<usize>) {
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
            let place = self.locate(url, text, &address, range.clone());
            let number = self.reference(ReferenceKind::Link, url, place);
            self.out.slot(Slot::Address(number));
            self.body.plain.push_str(url);
            self.end_words(number);
            from = address.end;
        }
        self.words_with_codes(&text[from..], text, from, &range);
    }

    /// `part` begins at byte `offset` of the event's text.
    pub(super) fn words_with_codes(&mut self, part: &str, text: &str, offset: usize, range: &Range<usize>) {
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

    pub(super) fn plain_words(&mut self, text: &str) {
        escape_into(&mut self.out.html, text);
        self.body.plain.push_str(text);
    }

    /// Where a word of an event's text stands in the source, which may be longer by escapes and entities. Words come
    /// in order, so each is looked for behind the one before it, and not far.
    pub(super) fn locate(&mut self, word: &str, text: &str, at: &Range<usize>, range: Range<usize>) -> Range<usize> {
        let Some(source) = self.text.get(range.clone()) else { return range };
        if self.trail.event != Some(range.start) {
            self.trail = Trail { event: Some(range.start), as_written: source == text, text: 0, source: 0 };
        }
        if self.trail.as_written {
            return range.start + at.start..range.start + at.end;
        }
        let from = self.trail.source.min(source.len());
        let reach = from + LONGEST_ENTITY * at.start.saturating_sub(self.trail.text) + word.len();
        let near = &source[source.floor_char_boundary(from)..source.ceil_char_boundary(reach.min(source.len()))];
        let found = near.find(word).map(|found| source.floor_char_boundary(from) + found);
        let behind = found.map_or(from + at.end.saturating_sub(self.trail.text), |found| found + word.len());
        self.trail = Trail { text: at.end, source: behind, ..self.trail };
        found.map_or(range.clone(), |found| range.start + found..range.start + found + word.len())
    }

    pub(super) fn inline_code(&mut self, code: &str) {
        match self.links.last_mut() {
            Some(OpenLink::Image(_, alt)) => return alt.push_str(code),
            Some(OpenLink::Task) => return,
            _ => {}
        }
        self.out.html.push_str("<code>");
        self.plain_words(code);
        self.out.html.push_str("</code>");
    }

    pub(super) fn line_break(&mut self, html: &str) {
        match self.links.last_mut() {
            Some(OpenLink::Image(_, alt)) => alt.push(' '),
            Some(OpenLink::Task) => {}
            _ => {
                self.out.html.push_str(html);
                self.body.plain.push(' ');
            }
        }
    }

    pub(super) fn reference(&mut self, kind: ReferenceKind, target: &str, range: Range<usize>) -> u32 {
        let number = self.body.references.len();
        self.block_references.push((number, self.body.plain.len()));
        let span = self.span(range);
        let at = self.body.plain.len() as u32;
        self.body.references.push(Reference { kind, target: target.to_owned(), span, sentence: 0..0, words: at..at });
        number as u32
    }

    /// The words of a reference end here.
    fn end_words(&mut self, number: u32) {
        self.body.references[number as usize].words.end = self.body.plain.len() as u32;
    }

    pub(super) fn end_link(&mut self) {
        match self.links.pop() {
            Some(OpenLink::Words(number)) => {
                self.out.slot(Slot::Close(number));
                self.end_words(number);
            }
            Some(OpenLink::Image(number, alt)) => match self.links.last_mut() {
                Some(OpenLink::Image(_, outer)) => outer.push_str(&alt),
                _ => {
                    self.body.plain.push_str(&alt);
                    self.end_words(number);
                    self.out.slot(Slot::Image(number, alt));
                }
            },
            Some(OpenLink::Task) | None => {}
        }
    }
}
