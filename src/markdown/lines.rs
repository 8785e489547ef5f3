//! A text as its readers read it: a line for each block, without markup that only changes how it looks. It is walked
//! through as it was written for pages, so that lines say what pages show.

use std::borrow::Cow;

use super::body::{Body, Slot};
use crate::text::any_pair;

/// Where a reference leads, in words.
pub(crate) enum Lead {
    /// To a task: its id, and the name that stands for it.
    Task { id: String, name: String },
    /// To another address.
    Address(String),
}

impl Body {
    /// The lines of the text. `lead` tells where the reference with a number in [`Body::references`] leads, if it leads
    /// anywhere.
    pub(crate) fn lines(&self, lead: impl Fn(usize) -> Option<Lead>) -> Vec<String> {
        let mut lines = Lines::default();
        let mut from = 0;
        for (at, slot) in &self.slots {
            lines.html(&self.html[from..*at as usize]);
            from = *at as usize;
            if lines.tag.is_none() {
                self.slot(slot, &lead, &mut lines);
            }
        }
        lines.html(&self.html[from..]);
        lines.end();
        lines.done
    }

    fn slot(&self, slot: &Slot, lead: &impl Fn(usize) -> Option<Lead>, lines: &mut Lines) {
        match slot {
            Slot::Task(number) => {
                let number = *number as usize;
                match lead(number) {
                    Some(Lead::Task { id, name }) => {
                        lines.words(&name);
                        lines.words(self.references[number].behind(&id));
                    }
                    _ => lines.words(&self.references[number].target),
                }
            }
            Slot::Address(number) => lines.words(&self.references[*number as usize].target),
            Slot::Close(number) => {
                if let Some(Lead::Task { name: address, .. } | Lead::Address(address)) = lead(*number as usize) {
                    lines.words(&format!(" <{address}>"));
                }
            }
            Slot::Image(number, alt) => {
                let file = match lead(*number as usize) {
                    Some(Lead::Task { name: file, .. } | Lead::Address(file)) => file,
                    None => self.references[*number as usize].target.clone(),
                };
                lines.words(&format!("![{alt}]({file})"));
            }
            Slot::HeadingOpen(number) => {
                lines.end();
                lines.mark = format!("{} ", "#".repeat(usize::from(self.headings[*number as usize].level)));
            }
            Slot::HeadingClose(_) => lines.end_marked(),
            // Words of the interface, and places to link to.
            Slot::Open(_) | Slot::Word(_) | Slot::Anchor | Slot::OwnAnchor(_) => {}
        }
    }
}

/// The walk over the HTML of a text.
#[derive(Default)]
struct Lines {
    done: Vec<String>,
    line: String,
    /// Goes before the next words.
    mark: String,
    /// How many lists are open.
    depth: usize,
    /// The tag that is open so far. A slot may stand in it.
    tag: Option<String>,
    /// Inside code, where line breaks count.
    code: bool,
    /// Inside a link back from a footnote, or what a browser shows nobody: the tag that ends it.
    hidden: Option<&'static str>,
    /// Inside the mark of a footnote.
    note: bool,
}

impl Lines {
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            if let Some(tag) = &mut self.tag {
                let end = if tag.starts_with("<!--") || rest.starts_with("<!--") { "-->" } else { ">" };
                let Some(at) = rest.find(end) else { return tag.push_str(rest) };
                tag.push_str(&rest[..at + end.len()]);
                rest = &rest[at + end.len()..];
                let tag = self.tag.take().unwrap_or_default();
                self.element(&tag);
                continue;
            }
            let at = rest.find('<').unwrap_or(rest.len());
            self.text(&rest[..at]);
            rest = &rest[at..];
            let is_tag = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
            if !rest.is_empty() && !rest[1..].starts_with(is_tag) {
                // Of HTML that passes as it is.
                self.words("<");
                rest = &rest[1..];
            } else if !rest.is_empty() {
                self.tag = Some(String::new());
            }
        }
    }

    fn element(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if let Some(end) = self.hidden {
            if tag.starts_with(end) {
                self.hidden = None;
            }
            return;
        }
        match (tag.starts_with("</"), name) {
            (false, "script") => self.hidden = Some("</script"),
            (false, "style") => self.hidden = Some("</style"),
            (false, "a") if tag.starts_with("<a href=\"#_") => self.hidden = Some("</a"),
            (false, "a") if tag.starts_with("<a id=\"_") => {
                self.words("[");
                self.note = true;
            }
            (true, "a") if self.note => {
                self.words("]");
                self.note = false;
            }
            (false, "pre") => {
                self.end();
                self.code = true;
            }
            (true, "pre") => self.end_code(),
            (false, "div") if tag.starts_with("<div class=\"notice notice-") => {
                self.end();
                let kind = tag.trim_start_matches("<div class=\"notice notice-").split('"').next().unwrap_or_default();
                self.done.push(format!("[!{}]", kind.to_uppercase()));
            }
            (closes, "ul" | "ol") => {
                self.end();
                self.depth = if closes { self.depth.saturating_sub(1) } else { self.depth + 1 };
            }
            (false, "li") => {
                self.end();
                self.mark = format!("{}- ", "  ".repeat(self.depth.saturating_sub(1).min(DEEPEST)));
            }
            (false, "dd") => {
                self.end_marked();
                self.mark.push_str(": ");
            }
            (true, "li" | "dd") => self.end_marked(),
            (false, "td" | "th") => self.line.push_str("| "),
            (true, "td" | "th") | (_, "br") => self.words(" "),
            (true, "tr") => {
                self.line.push('|');
                self.end();
            }
            (_, name) if BLOCKS.contains(&name) => self.end(),
            _ => {}
        }
    }

    fn text(&mut self, html: &str) {
        if self.hidden.is_some() || html.is_empty() {
            return;
        }
        let mut rest = html;
        while let Some(at) = rest.find('&') {
            self.words(&rest[..at]);
            let found = ENTITIES.iter().find(|(entity, _)| rest[at..].starts_with(entity));
            let (entity, sign) = found.copied().unwrap_or(("&", "&"));
            self.words(sign);
            rest = &rest[at + entity.len()..];
        }
        self.words(rest);
    }

    /// Appends words. Outside code, all blanks in a row are one.
    fn words(&mut self, words: &str) {
        if self.code {
            return self.line.push_str(words);
        }
        let is_space = |byte| byte == b' ';
        let is_uneven = |one, next| is_blank(one) & (is_blank(next) | !is_space(one));
        let last = words.bytes().next_back().unwrap_or_default();
        let even = if any_pair(words, is_uneven) || is_uneven(last, 0) {
            Cow::Owned(evened(words))
        } else {
            Cow::Borrowed(words)
        };
        let goes_on = !self.line.is_empty() && !self.line.ends_with(' ');
        let words = if goes_on { &even } else { even.trim_start_matches(' ') };
        if self.line.is_empty() && !words.is_empty() {
            self.line.push_str(&std::mem::take(&mut self.mark));
        }
        self.line.push_str(words);
    }

    /// Ends the line, if there is one.
    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim_end();
        if !line.is_empty() {
            self.done.push(line.to_owned());
        }
    }

    /// The same; a mark without words behind it is none.
    fn end_marked(&mut self) {
        self.end();
        self.mark.clear();
    }

    fn end_code(&mut self) {
        self.code = false;
        self.mark.clear();
        let code = std::mem::take(&mut self.line);
        self.done.extend(code.lines().map(str::to_owned));
    }
}

/// Lists in lists are set in up to here.
const DEEPEST: usize = 8;

/// Elements that begin a line of their own, and end it.
const BLOCKS: [&str; 18] = [
    "p",
    "div",
    "blockquote",
    "table",
    "tr",
    "dl",
    "dt",
    "section",
    "hr",
    "details",
    "summary",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

const ENTITIES: [(&str, &str); 5] = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];

/// Blanks at which lines may break.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// The words with one space for all blanks in a row.
fn evened(words: &str) -> String {
    let mut even = String::with_capacity(words.len());
    for (number, word) in words.split(|c: char| c.is_ascii() && is_blank(c as u8)).enumerate() {
        if number > 0 && !even.ends_with(' ') {
            even.push(' ');
        }
        even.push_str(word);
    }
    even
}
