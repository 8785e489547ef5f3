//! Events of the YAML reader to [`Node`]s (door: serde-saphyr, through the event reader that it exports).

use std::collections::HashSet;
use std::ops::Range;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};

use super::lines::{KeyLine, Line, quoted};
use super::{Node, Spanned, Value, mistakes};
use crate::diagnostic::{DUPLICATE_KEY, Diagnostic, Diagnostics, INVALID_YAML};
use crate::source::{FileId, Span};
use crate::text::WordState;

/// How deep lists and keys may stand in each other.
const MAX_DEPTH: usize = 32;
/// How many values one front matter or settings file may hold.
const MAX_NODES: usize = 100_000;

/// The keys of a map, for telling whether one stands twice.
#[derive(Default)]
struct Keys(HashSet<String, WordState>);

impl Keys {
    /// From this many on they are not compared one by one.
    const MANY: usize = 24;

    /// Whether none of `entries` has the key `text`, which will be the next one of them if so.
    fn are_without(&mut self, text: &str, entries: &[(Spanned<String>, Node)]) -> bool {
        if entries.len() < Keys::MANY {
            return entries.iter().all(|(known, _)| known.value != text);
        }
        for (known, _) in &entries[self.0.len()..] {
            self.0.insert(known.value.clone());
        }
        !self.0.contains(text)
    }
}

/// One reading of a text, up to its first mistake.
pub(super) struct Reader<'t, 'f> {
    text: &'t str,
    file: FileId,
    offset: usize,
    nodes: usize,
    partial: bool,
    faults: &'f mut Diagnostics,
    parser: Parser<'t, serde_saphyr::granit_parser::StrInput<'t>>,
}

type Read<T> = Result<T, Box<Diagnostic>>;

impl<'t, 'f> Reader<'t, 'f> {
    pub(super) fn new(text: &'t str, file: FileId, offset: usize, partial: bool, faults: &'f mut Diagnostics) -> Self {
        Reader { text, file, offset, nodes: 0, partial, faults, parser: Parser::new_from_str(text) }
    }

    /// The document as far as it can be read, and what ended the reading early.
    pub(super) fn document(&mut self) -> (Node, Option<Box<Diagnostic>>) {
        let start = Span::new(self.file, self.offset..self.offset);
        let mut root = Node { span: start, value: Value::Null, partial: self.partial };
        let mut ended = false;
        loop {
            match self.next() {
                Some(Ok((Event::DocumentStart(..), span))) if ended => {
                    let range = span.byte_range().unwrap_or_default();
                    let at = Line::at(self.text, range.start.saturating_sub(1)).content_range();
                    let fault = self.refuse(at, "the YAML ends here, and more follows");
                    return (root, Some(Box::new(fault.help("take this line out"))));
                }
                Some(Ok((Event::DocumentEnd, _))) => ended = true,
                Some(Ok((Event::StreamStart | Event::DocumentStart(..), _))) => {}
                Some(Ok((event, span))) if !matches!(event, Event::StreamEnd) => match self.node(event, span, 0) {
                    Ok(node) => root = node,
                    Err(fault) => return (root, Some(fault)),
                },
                Some(Err(error)) => return (root, Some(Box::new(self.scan_error(&error)))),
                _ => return (root, None),
            }
        }
    }

    fn next(&mut self) -> Option<Result<(Event<'t>, YamlSpan), ScanError>> {
        self.parser.next_event()
    }

    /// The next event that is part of a value.
    fn event(&mut self) -> Read<(Event<'t>, YamlSpan)> {
        match self.next() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(Box::new(self.scan_error(&error))),
            None => Err(Box::new(self.refuse(self.text.len()..self.text.len(), "the YAML ends in the middle"))),
        }
    }

    fn node(&mut self, event: Event<'t>, span: YamlSpan, depth: usize) -> Read<Node> {
        let range = span.byte_range().unwrap_or_default();
        self.nodes += 1;
        if depth > MAX_DEPTH {
            return Err(Box::new(
                self.refuse(range, &format!("values stand more than {MAX_DEPTH} deep in each other")),
            ));
        }
        if self.nodes > MAX_NODES {
            return Err(Box::new(self.refuse(range, &format!("more than {MAX_NODES} values"))));
        }
        let (range, value) = match event {
            Event::Scalar(_, _, anchor, ref tag) if anchor > 0 || tag.is_some() => return Err(self.property(&range)),
            Event::SequenceStart(_, anchor, ref tag) | Event::MappingStart(_, anchor, ref tag)
                if anchor > 0 || tag.is_some() =>
            {
                return Err(self.property(&range));
            }
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                if plain && !text.is_empty() {
                    self.cut_short(range.end);
                }
                let null = plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if null { Value::Null } else { Value::Text { text: text.into_owned(), plain } };
                (range, value)
            }
            Event::SequenceStart(..) => self.list(range.start, depth)?,
            Event::MappingStart(..) => self.map(range.start, depth)?,
            Event::Alias(..) | Event::UnresolvedAlias(..) => {
                return Err(Box::new(self.alias(range)));
            }
            _ => return Err(Box::new(self.refuse(range, "the YAML ends in the middle"))),
        };
        Ok(Node { span: self.span(range), value, partial: self.partial })
    }

    fn list(&mut self, start: usize, depth: usize) -> Read<(Range<usize>, Value)> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.event()?;
            if matches!(event, Event::SequenceEnd) {
                return Ok((start..self.end_of(&items).unwrap_or(end(&span)), Value::List(items)));
            }
            items.push(self.node(event, span, depth + 1)?);
        }
    }

    fn map(&mut self, start: usize, depth: usize) -> Read<(Range<usize>, Value)> {
        let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
        let mut keys = Keys::default();
        loop {
            let (event, span) = self.event()?;
            if matches!(event, Event::MappingEnd) {
                let last = entries.last().map(|(_, node)| node.span.end as usize - self.offset);
                return Ok((start..last.unwrap_or(end(&span)), Value::Map(entries)));
            }
            let key = self.node(event, span, depth + 1)?;
            let (event, span) = self.event()?;
            let value = self.node(event, span, depth + 1)?;
            let text = match key.value {
                Value::Text { text, .. } => text,
                Value::Null => String::new(),
                Value::List(_) | Value::Map(_) => {
                    let fault = Diagnostic::new(INVALID_YAML, key.span, "a key must be a word")
                        .help("text that begins with `{` or `[` goes in quotes");
                    self.faults.push(fault);
                    continue;
                }
            };
            let value = self.not_a_comment(&text, value);
            if keys.are_without(&text, &entries) {
                entries.push((Spanned { value: text, span: key.span }, value));
            } else {
                let first = entries.iter().find(|(known, _)| known.value == text).map(|(known, _)| known.span);
                let fault = Diagnostic::new(DUPLICATE_KEY, key.span, format!("the key `{text}` stands twice"))
                    .label("here again")
                    .help("keep one of the two");
                self.faults.push(match first {
                    Some(span) => fault.and(span, "first here"),
                    None => fault,
                });
            }
        }
    }

    /// `title: #2`: what looks like a value to its author is a comment to YAML.
    fn not_a_comment(&mut self, key: &str, value: Node) -> Node {
        if !matches!(value.value, Value::Null) {
            return value;
        }
        let at = (value.span.start as usize).saturating_sub(self.offset).min(self.text.len());
        let written =
            Line::at(self.text, at).entry().filter(|entry| entry.key == Some(key) && entry.value.starts_with('#'));
        let Some(entry) = written.filter(|entry| !entry.value.starts_with("# ")) else { return value };
        let message = format!("the value of `{key}` begins with `#`, which begins a comment");
        let help = format!("put the value in quotes: {}", entry.with(&quoted(entry.value)));
        let fault = self.refuse(entry.value_at..entry.value_at + 1, &message).help(help);
        self.faults.push(fault);
        let span = self.span(entry.value_at..entry.value_at + entry.value.len());
        Node { span, value: Value::Text { text: entry.value.to_owned(), plain: true }, ..value }
    }

    /// `title: Pay invoice #12 first`: the number and what follows are a comment to YAML, and none to their author.
    fn cut_short(&mut self, end: usize) {
        let line = self.text[end..].split('\n').next().unwrap_or_default();
        let rest = line.trim_start();
        let numbered = rest.strip_prefix('#').is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()));
        if !numbered || rest.len() == line.len() {
            return;
        }
        let at = end + line.len() - rest.len();
        let shown = rest.trim_end();
        let entry = Line::at(self.text, at).entry();
        let name = entry.as_ref().map_or_else(|| "a text".to_owned(), KeyLine::name);
        let cure = entry.map_or_else(String::new, |entry| format!(": {}", entry.with(&quoted(entry.value))));
        let message = format!("the value of {name} ends before `{shown}`: a `#` behind a blank begins a comment");
        let help = format!("put the value in quotes{cure}, or write `# ` if it is a comment");
        self.faults.push(self.refuse(at..at + shown.len(), &message).help(help));
    }

    fn end_of(&self, items: &[Node]) -> Option<usize> {
        items.last().map(|node| node.span.end as usize - self.offset)
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range.start + self.offset..range.end + self.offset)
    }

    fn refuse(&self, range: Range<usize>, message: &str) -> Diagnostic {
        Diagnostic::new(INVALID_YAML, self.span(range), message)
    }

    /// An anchor (`&name`) or a tag (`!name`) before a value, which nobody means who writes a guide.
    fn property(&self, range: &Range<usize>) -> Box<Diagnostic> {
        let before = self.text[..range.start].rfind(['&', '!']).unwrap_or(range.start);
        let line = Line::at(self.text, before);
        let mistake = mistakes::explain(self.text, before.max(line.start), "");
        Box::new(self.refuse(mistake.range, &mistake.message).help(mistake.help))
    }

    fn alias(&self, range: Range<usize>) -> Diagnostic {
        let mistake = mistakes::explain(self.text, range.start, "");
        if mistake.message.starts_with("this is not YAML") {
            let help = "write the value out; text that begins with `*` goes in quotes";
            return self.refuse(range, "an alias (`*name`) is not used here").help(help);
        }
        self.refuse(mistake.range, &mistake.message).help(mistake.help)
    }

    /// The reader's complaint in an author's words.
    fn scan_error(&self, error: &ScanError) -> Diagnostic {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        if error.info().contains("unknown anchor") {
            return self.alias(at..at);
        }
        let mistake = mistakes::explain(self.text, self.text.floor_char_boundary(at), &error.info());
        self.refuse(mistake.range, &mistake.message).help(mistake.help)
    }
}

fn end(span: &YamlSpan) -> usize {
    span.byte_range().map_or(0, |range| range.end)
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::source::Sources;

    fn faults(text: &str) -> Vec<(String, String)> {
        let mut sources = Sources::default();
        let file = sources.add("a", text);
        let mut faults = Diagnostics::default();
        read(text, file, 0, &mut faults);
        faults.iter().map(|f| (f.message.clone(), text[f.labels[0].span.range()].to_owned())).collect()
    }

    #[test]
    fn keeps_text_as_written() {
        let mut sources = Sources::default();
        let text = "a: 007\nb: no\nc: \"x\"\nd: ~\ne: [1.10, two]\n";
        let file = sources.add("a", text);
        let node = read(text, file, 0, &mut Diagnostics::default()).node;
        let Value::Map(entries) = node.value else { panic!("a map") };
        let shown: Vec<_> = entries
            .iter()
            .map(|(key, node)| format!("{} {:?} {}", key.value, text[node.span.range()].to_owned(), node.kind()))
            .collect();
        assert_eq!(
            shown,
            ["a \"007\" text", "b \"no\" text", "c \"\\\"x\\\"\" text", "d \"~\" nothing", "e \"[1.10, two\" a list"]
        );
    }

    #[test]
    fn says_what_is_wrong_in_plain_words() {
        assert_eq!(faults("title: Trin 1: opret\n"), [("a second colon in the value of `title`".into(), ":".into())]);
        assert_eq!(faults("a:\n\t- b\n"), [("a tab stands where YAML wants blanks".into(), "\t".into())]);
        assert_eq!(faults("a: 1\na: 2\n"), [("the key `a` stands twice".into(), "a".into())]);
        assert_eq!(faults("a: *b\n").len(), 1);
    }

    #[test]
    fn bounds_hold() {
        let deep = "[".repeat(5_000);
        assert_eq!(faults(&deep).len(), 1);
        let bomb = "a: &a [x,x]\nb: &b [*a,*a]\n";
        assert_eq!(faults(bomb)[0].0, "the value of `a` begins with `&`, which YAML keeps for itself");
    }
}
