//! Markdown events to a [`Body`]. Every event is written by this code, never by the package's own HTML writer,
//! which lets raw HTML, unsafe links and heading attributes through.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, Event, HeadingLevel, LinkType, Parser, RefDefs, Tag, TagEnd,
    TextMergeWithOffset,
};

use super::anchors::explicit_id;
use super::body::{Body, ReferenceKind, Slot};
use super::limits;
use super::place::Place;
use super::prepare::{OPTIONS, prepare, undefined_link};
use super::writer::{Definitions, OpenLink, Writer};
use crate::diagnostic::Diagnostics;
use crate::text::escape_into;

/// Parses `text`. With `trusted`, raw HTML is passed through as it is.
pub(crate) fn parse(text: &str, place: Place, trusted: bool, faults: &mut Diagnostics) -> Body {
    if let Some(fault) = limits::too_many_marks(text, place) {
        faults.push(fault);
        return Body::default();
    }
    let prepared = prepare(text, place, faults);
    let undefined = RefCell::new(Vec::new());
    let broken = |link: BrokenLink<'_>| {
        // `[words]` alone are words in brackets.
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.borrow_mut().push((link.reference.into_string(), link.span));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(&prepared.text, OPTIONS, Some(broken));
    let mut writer = Writer::new(&prepared, place, trusted, faults);
    writer.definitions = definitions_of(&prepared.text, parser.reference_definitions());
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        if let Some(fault) = writer.exceeded(&range) {
            writer.faults.push(fault);
            break;
        }
        writer.event(event, range);
    }
    for (label, range) in undefined.into_inner() {
        let span = writer.span(range);
        writer.faults.push(undefined_link(&label, span));
    }
    writer.finish()
}

/// The lines `[label]: address` that links may use.
fn definitions_of(text: &str, found: &RefDefs<'_>) -> Definitions {
    if !text.contains("]:") {
        return Definitions::default();
    }
    // Lines such as `[//]: # (words)` are comments.
    let real = found.iter().filter(|(label, link)| link.dest.as_ref() != "#" && !label.starts_with("//"));
    Definitions::new(real.map(|(label, link)| (label.to_owned(), link.span.clone())).collect())
}

/// Whether a link has its address in another line.
fn is_defined_elsewhere(kind: LinkType) -> bool {
    matches!(kind, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
}

/// The definitions of links (`[label]: target`) in `text`: where each stands, and its target. A link that uses one has
/// its target there, not where it stands itself.
pub(crate) fn definitions(text: &str) -> Vec<(Range<usize>, String)> {
    if !text.contains("]:") {
        return Vec::new();
    }
    let parser = Parser::new_ext(text, OPTIONS);
    let found = parser.reference_definitions().iter();
    let mut found: Vec<_> = found.map(|(_, link)| (link.span.clone(), link.dest.to_string())).collect();
    found.sort_unstable_by_key(|(range, _)| range.start);
    found
}

impl Writer<'_, '_> {
    fn finish(mut self) -> Body {
        self.close_raw(0);
        self.settle_block();
        self.write_footnotes();
        self.settle_anchors();
        self.tell_of_html();
        self.unused_definitions();
        self.body.html = self.out.html;
        self.body.slots = self.out.slots;
        self.body
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.close_raw(self.depth);
                self.end(tag, range);
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.slips(&range);
                self.words(&text, range);
            }
            Event::Code(code) => self.inline_code(&code),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.out.html.push_str("<hr>\n"),
            Event::FootnoteReference(label) => self.footnote_mention(&label, range),
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
                self.heading = Some((level, id, range));
                self.outer.push((String::new(), std::mem::take(&mut self.out)));
            }
            Tag::BlockQuote(kind) => self.blockquote(kind, &range),
            Tag::CodeBlock(kind) => self.start_code_block(&kind),
            Tag::HtmlBlock => self.html_block = Some((String::new(), range)),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => self.block("<ul>\n"),
            Tag::Item => self.block("<li>"),
            Tag::FootnoteDefinition(label) => self.start_footnote(&label, range),
            Tag::DefinitionList => self.block("<dl>\n"),
            Tag::DefinitionListTitle => self.block("<dt>"),
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::Table(alignment) => self.start_table(alignment.into_iter().map(column_class).collect()),
            Tag::TableHead => self.start_table_head(),
            Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(range),
            Tag::Emphasis => self.out.html.push_str("<em>"),
            Tag::Strong => self.out.html.push_str("<strong>"),
            Tag::Strikethrough => self.out.html.push_str("<del>"),
            Tag::Superscript => self.out.html.push_str("<sup>"),
            Tag::Subscript => self.out.html.push_str("<sub>"),
            Tag::Link { link_type, dest_url, id, .. } => {
                if is_defined_elsewhere(link_type) {
                    self.definitions.used(&id);
                }
                self.start_link(link_type, &dest_url, range);
            }
            Tag::Image { link_type, dest_url, id, .. } => {
                if is_defined_elsewhere(link_type) {
                    self.definitions.used(&id);
                }
                let number = self.reference(ReferenceKind::Image, &dest_url, range);
                self.links.push(OpenLink::Image(number, String::new()));
            }
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
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
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::DefinitionList => self.end_block("</dl>\n"),
            TagEnd::DefinitionListTitle => self.end_block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.end_block("</dd>\n"),
            TagEnd::Table => self.end_block("</tbody></table></div>\n"),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.end_row(range),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.out.html.push_str("</em>"),
            TagEnd::Strong => self.out.html.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.html.push_str("</del>"),
            TagEnd::Superscript => self.out.html.push_str("</sup>"),
            TagEnd::Subscript => self.out.html.push_str("</sub>"),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::MetadataBlock(_) => {}
        }
    }

    fn blockquote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        let (name, word) = match kind {
            None => {
                self.unknown_alert(range);
                return self.block("<blockquote>\n");
            }
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

    fn start_link(&mut self, kind: LinkType, target: &str, range: Range<usize>) {
        if let LinkType::WikiLink { has_pothole } = kind {
            // In a table the stroke is written `\|`, or it would end the cell.
            let target = target.strip_suffix('\\').filter(|_| has_pothole).unwrap_or(target);
            let words = self.text[range.clone()].split_once('|').map(|(_, words)| words.trim_end_matches(']').trim());
            let number = self.reference(ReferenceKind::Wiki, target, range);
            if words.is_some_and(|words| !words.is_empty()) && has_pothole {
                self.out.slot(Slot::Open(number));
                self.links.push(OpenLink::Words(number));
            } else {
                self.out.slot(Slot::Task(number));
                // In a sentence, the code says more than guide and anchor.
                let code = target.split('#').next().unwrap_or_default();
                self.body.plain.push_str(code.rsplit('/').next().unwrap_or(code));
                self.links.push(OpenLink::Task);
            }
            return;
        }
        let target = if kind == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        let number = self.reference(ReferenceKind::Link, &target, range);
        self.out.slot(Slot::Open(number));
        self.links.push(OpenLink::Words(number));
    }
}

fn column_class(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Right => " class=\"right\"",
        Alignment::Center => " class=\"center\"",
        Alignment::Left | Alignment::None => "",
    }
}

/// The page has one heading of level 1, its title; a text that begins at level 1 begins at 2 here.
fn heading_level(level: HeadingLevel) -> u8 {
    (level as u8).max(2)
}
