//! A text as the parser is to read it. Where the parser would misread what authors mean, a few bytes are cut out or
//! escaped first: comments with text behind them, `[[x]](address)`, the stroke of a reference in a table, a word with a
//! colon before it, and what a merge left behind. Few texts hold any of these; all others pass as they are.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::edit::{Edit, is_escaped};
use super::place::Place;
use super::strokes;
use crate::diagnostic::{Diagnostic, Diagnostics, UNCLOSED_COMMENT, UNDEFINED_LINK_REFERENCE, merge_conflict};
use crate::source::Span;
use crate::text::{Markers, any_pair, conflict};

/// Extensions of `CommonMark`.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_WIKILINKS);

/// A text with its edits, and the way back to the bytes of the file.
pub(super) struct Prepared<'t> {
    pub(super) text: Cow<'t, str>,
    rounds: Vec<Vec<Stretch>>,
}

/// From here on, up to the next stretch, the bytes are those of the text before the edits.
struct Stretch {
    at: usize,
    before: usize,
}

impl Prepared<'_> {
    /// Where bytes of the prepared text stand in the text that the author wrote.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        self.rounds.iter().rev().fold(range, |range, stretches| {
            let origin = |at: usize| {
                let next = stretches.partition_point(|stretch| stretch.at <= at);
                next.checked_sub(1).map_or(at, |this| stretches[this].before + at - stretches[this].at)
            };
            let start = origin(range.start);
            // Text cut out behind the last byte is not part of the range.
            let end = if range.is_empty() { start } else { origin(range.end - 1) + 1 };
            start..end.max(start)
        })
    }
}

/// Prepares a text; tells of merges that left both versions, and of comments without an end.
pub(super) fn prepare<'t>(text: &'t str, place: Place, faults: &mut Diagnostics) -> Prepared<'t> {
    let mut prepared = Prepared { text: Cow::Borrowed(text), rounds: Vec::new() };
    if !may_need_edits(text) {
        return prepared;
    }
    if text.contains("<!--") || text.contains("<<<<<<<") {
        let survey = Survey::of(text);
        let mut edits = Vec::new();
        survey.conflicts(place, &mut edits, faults);
        survey.comments(place, &mut edits, faults);
        prepared.apply(edits);
    }
    let mut edits = strokes::in_tables(&prepared.text);
    let suspicious = prepared.text.contains("]](") || prepared.text.contains("]][") || has_colon_word(&prepared.text);
    if suspicious || !edits.is_empty() {
        let survey = Survey::of(&prepared.text);
        edits.retain(|edit| !survey.code_blocks.iter().any(|block| block.contains(&edit.range.start)));
        edits.extend(survey.escapes);
        for (label, range) in survey.undefined {
            faults.push(undefined_link(label, place.span(prepared.origin(range))));
        }
        prepared.apply(edits);
    }
    prepared
}

impl Prepared<'_> {
    /// Whether the author's text has no byte for the one at `at`.
    pub(super) fn is_inserted(&self, at: usize) -> bool {
        self.origin(at..at).start == self.origin(at + 1..at + 1).start
    }

    fn apply(&mut self, mut edits: Vec<Edit>) {
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let mut out = String::with_capacity(self.text.len() + edits.len());
        let mut stretches = Vec::with_capacity(edits.len());
        let mut from = 0;
        for edit in edits {
            if edit.range.start < from {
                continue;
            }
            out.push_str(&self.text[from..edit.range.start]);
            out.push_str(edit.text);
            from = edit.range.end;
            stretches.push(Stretch { at: out.len(), before: from });
        }
        if !stretches.is_empty() {
            out.push_str(&self.text[from..]);
            self.text = Cow::Owned(out);
            self.rounds.push(stretches);
        }
    }
}

/// Whether there is anything without which no text needs an edit: few have it, and all others cost one look.
#[expect(clippy::needless_bitwise_bool, reason = "without branches, one instruction compares many bytes")]
fn may_need_edits(text: &str) -> bool {
    let pair = |first: u8, second: u8| {
        let link = (first == b']') & ((second == b'(') | (second == b'['));
        let begins = (first == b'\n') | (first == b' ') | (first == b'>') | (first == b'\t');
        (first == b'<') | (first == b'|') | link | (begins & (second == b':'))
    };
    text.starts_with(':') || any_pair(text, pair)
}

/// Whether a line begins with a colon and no blank behind it.
fn has_colon_word(text: &str) -> bool {
    text.lines().any(|line| {
        let word = line.trim_start_matches([' ', '\t', '>']).strip_prefix(':');
        word.is_some_and(|word| !word.is_empty() && !word.starts_with(char::is_whitespace))
    })
}

/// The fault of a link by a label that no line defines.
pub(super) fn undefined_link(label: &str, span: Span) -> Diagnostic {
    Diagnostic::new(UNDEFINED_LINK_REFERENCE, span, format!("no line defines the link `{label}`"))
        .help(format!("write a line `[{label}]: address`, or the address in parentheses: `[words](address)`"))
}

/// The parser's view of a text.
#[derive(Default)]
struct Survey<'t> {
    text: &'t str,
    /// In order, like the next ones.
    code: Vec<Range<usize>>,
    code_blocks: Vec<Range<usize>>,
    html_blocks: Vec<Range<usize>>,
    inline_html: Vec<Range<usize>>,
    escapes: Vec<Edit>,
    /// References with a label behind them that nothing defines.
    undefined: Vec<(&'t str, Range<usize>)>,
}

impl<'t> Survey<'t> {
    fn of(text: &'t str) -> Self {
        let mut survey = Survey { text, ..Survey::default() };
        let mut events = Parser::new_ext(text, OPTIONS).into_offset_iter();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Code(_) => survey.code.push(range),
                Event::Start(Tag::CodeBlock(_)) => {
                    survey.code.push(range.clone());
                    survey.code_blocks.push(range);
                }
                Event::Start(Tag::HtmlBlock) => survey.html_blocks.push(range),
                Event::InlineHtml(_) => survey.inline_html.push(range),
                Event::Start(Tag::DefinitionListDefinition) => survey.definition(range.start),
                Event::Start(
                    Tag::Link { link_type: LinkType::WikiLink { .. }, .. }
                    | Tag::Image { link_type: LinkType::WikiLink { .. }, .. },
                ) => {
                    let defined = |label: &str| events.reference_definitions().get(label).is_some();
                    survey.reference(range, defined);
                }
                _ => {}
            }
        }
        survey
    }

    /// A definition begins with a colon and a blank; `:wq` is a word.
    fn definition(&mut self, at: usize) {
        let line = &self.text[at..];
        let colon = at + line.len() - line.trim_start_matches([' ', '\t']).len();
        let behind = self.text.as_bytes().get(colon + 1);
        if self.text[colon..].starts_with(':') && behind.is_some_and(|byte| !byte.is_ascii_whitespace()) {
            self.escapes.push(Edit::escape(colon));
        }
    }

    /// `[[x]](address)` and `[[x]][label]` are links of `CommonMark`.
    fn reference(&mut self, range: Range<usize>, defined: impl Fn(&str) -> bool) {
        let behind = &self.text[range.end..];
        let label = behind.strip_prefix('[').filter(|label| !label.starts_with(['[', '^', ']']));
        let label = label
            .and_then(|label| label.split(['[', ']', '\n']).next().filter(|it| label[it.len()..].starts_with(']')));
        let is_link = match label {
            Some(label) if !defined(label) => {
                self.undefined.push((label, range.start..range.end + label.len() + 2));
                false
            }
            Some(_) => true,
            None => is_destination(behind),
        };
        if is_link {
            let open = range.start + usize::from(self.text[range.start..].starts_with('!')) + 1;
            self.escapes.extend([Edit::escape(open), Edit::escape(range.end - 2)]);
        }
    }

    fn in_code(&self, at: usize) -> Option<&Range<usize>> {
        within(&self.code, at)
    }

    /// Takes out lines that a merge left, so that they cause no other diagnostics.
    fn conflicts(&self, place: Place, edits: &mut Vec<Edit>, faults: &mut Diagnostics) {
        let mut from = 0;
        let may_begin = |at: usize| within(&self.code_blocks, at).is_none();
        while let Some(Markers { ours, between, theirs }) = conflict::find(self.text, from, may_begin) {
            from = theirs.end;
            let shown = &self.text[ours.clone()];
            faults.push(merge_conflict(shown, [&ours, &between, &theirs].map(|line| place.span(line.clone()))));
            edits.extend([ours, between, theirs].map(Edit::cut));
        }
    }

    fn comments(&self, place: Place, edits: &mut Vec<Edit>, faults: &mut Diagnostics) {
        let text = self.text;
        let (mut from, mut behind) = (0, 0);
        let (mut ticks, mut counted) = (0, 0);
        let mut close = Some(0);
        let mut told = false;
        while let Some(at) = text[from..].find("<!--").map(|found| from + found) {
            from = at + "<!--".len();
            let passed = self.in_code(at).or_else(|| within(&self.inline_html, at)).or_else(|| self.verbatim(at));
            if let Some(passed) = passed {
                from = passed.end.max(from);
                continue;
            }
            let block = within(&self.html_blocks, at);
            // Behind a comment that begins a block, code is not known as such yet.
            if block.is_some_and(|block| block.start < behind) {
                ticks += text[counted..at].matches('`').count();
                counted = at;
                if ticks % 2 == 1 {
                    continue;
                }
            }
            if is_escaped(text, at) {
                continue;
            }
            let first = block.is_some_and(|block| block.start == at || behind == at);
            // `<!-->` is a comment too.
            if close.is_some_and(|close| close < at + 2) {
                close = text[at + 2..].find("-->").map(|found| at + 2 + found);
            }
            let Some(end) = close.filter(|close| first || self.in_code(*close).is_none()).map(|end| end + "-->".len())
            else {
                edits.push(Edit::escape(at));
                if !std::mem::replace(&mut told, true) {
                    let fault =
                        Diagnostic::new(UNCLOSED_COMMENT, place.span(at..from), "the comment `<!--` is never closed");
                    faults.push(fault.help("write `-->` where it ends, or `\\<!--` if readers are to see it"));
                }
                continue;
            };
            from = end;
            let rest = text[end..].split('\n').next().unwrap_or_default();
            let alone = rest.trim().is_empty();
            if first && alone && block.is_some_and(|block| end <= block.end) {
                continue;
            }
            let blanks = if first { rest.len() - rest.trim_start().len() } else { 0 };
            behind = end + blanks;
            (ticks, counted) = (0, behind);
            edits.push(Edit::cut(at..behind));
        }
    }

    /// The block around `at` whose text HTML takes as it stands.
    fn verbatim(&self, at: usize) -> Option<&Range<usize>> {
        within(&self.html_blocks, at).filter(|block| {
            let start = self.text[block.start..block.end].get(1..9).unwrap_or_default().to_ascii_lowercase();
            ["script", "style", "pre", "textarea", "?", "![cdata"].iter().any(|word| start.starts_with(word))
        })
    }
}

/// The range that holds `at`.
fn within(ranges: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let next = ranges.partition_point(|range| range.start <= at);
    ranges.get(next.checked_sub(1)?).filter(|range| at < range.end)
}

/// Whether a text begins with what makes a link of the brackets before it: `(address)` or `(address "title")`.
fn is_destination(text: &str) -> bool {
    /// Longer addresses are none.
    const LONGEST: usize = 4_096;
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let Some(inner) = text.strip_prefix('(').map(str::trim_start) else { return false };
    let length = match inner.strip_prefix('<') {
        Some(inner) => inner.find(['>', '<', '\n']).filter(|at| inner[*at..].starts_with('>')).map(|at| at + 2),
        None => address_length(inner),
    };
    let Some(behind) = length.map(|length| &inner[length..]) else { return false };
    let title = behind.trim_start();
    if title.starts_with(')') {
        return true;
    }
    let closing = match title.chars().next() {
        Some('(') => ')',
        Some(mark @ ('"' | '\'')) => mark,
        _ => return false,
    };
    let end = title[1..].find(closing).filter(|_| title.len() < behind.len());
    end.is_some_and(|end| title[end + 2..].trim_start().starts_with(')'))
}

/// The length of an address without angle brackets: up to a blank, or to a parenthesis that closes none in it.
fn address_length(text: &str) -> Option<usize> {
    let mut open = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            c if c.is_whitespace() || c.is_control() => return Some(at).filter(|_| open == 0),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn place() -> Place {
        Place::File(Sources::default().add("x.md", ""), 0)
    }

    fn prepared(text: &str) -> String {
        prepare(text, place(), &mut Diagnostics::default()).text.into_owned()
    }

    #[test]
    fn comments_go_and_what_stands_behind_them_stays() {
        assert_eq!(prepared("<!-- a --> Then do."), "Then do.");
        assert_eq!(prepared("<!-- a\nb\n--> The rest."), "The rest.");
        assert_eq!(prepared("- <!-- a --> item"), "- item");
        assert_eq!(prepared("> <!-- a\n> b --> text"), "> text");
        assert_eq!(prepared("A <!-- a\n\nb --> c"), "A  c");
        assert_eq!(prepared("<!-- a --><!-- b --> c"), "c");
        for same in
            ["<!-- a -->\n- x", "a <!-- b --> c", "`<!--` and `-->`", "```\n<!-- a --> b\n```", "\\<!-- a --> b"]
        {
            assert_eq!(prepared(same), same);
        }
        assert_eq!(prepared("<!-- a\n\n[[A2]]"), "\\<!-- a\n\n[[A2]]");
    }

    #[test]
    fn references_with_an_address_become_links() {
        assert_eq!(
            prepared("[[R1]](https://x.dk/(a)), [[B2]](<a b> 'c')"),
            "[\\[R1\\]](https://x.dk/(a)), [\\[B2\\]](<a b> 'c')"
        );
        assert_eq!(prepared("[[B2]][ref] [[B2]][other]\n\n[ref]: x"), "[\\[B2\\]][ref] [[B2]][other]\n\n[ref]: x");
        for same in ["[[A]](see below)", "[[A]][[B]]", "[[A]][^1]\n\n[^1]: x", "`[[A]](b)`", "[[A]](b", "[[A]] (b)"] {
            assert_eq!(prepared(same), same);
        }
    }

    #[test]
    fn places_lead_back() {
        let text = "<!-- x --> [[R1]](a) end";
        let prepared = prepare(text, place(), &mut Diagnostics::default());
        let at = prepared.text.find("end").unwrap_or_default();
        assert_eq!(prepared.origin(at..at + 3), 21..24);
        let link = prepared.text.find(" end").unwrap_or_default();
        assert_eq!(prepared.origin(0..link), 11..20);
    }
}
