//! Events of the YAML reader to [`Node`]s (door: serde-saphyr, through the event reader that it exports).

use std::collections::HashSet;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};

use super::{Node, Spanned, Value};
use crate::diagnostic::{DUPLICATE_KEY, Diagnostic, INVALID_YAML};
use crate::source::{FileId, Span};

/// How deep lists and keys may stand in each other.
const MAX_DEPTH: usize = 32;
/// How many values one front matter or settings file may hold.
const MAX_NODES: usize = 100_000;

/// Reads one YAML document of `file` whose text starts at byte `offset`. What is returned beside the diagnostics is
/// the part that could be read; an empty document is [`Value::Null`].
pub(crate) fn read(text: &str, file: FileId, offset: usize, faults: &mut Vec<Diagnostic>) -> Node {
    let mut reader = Reader { text, file, offset, nodes: 0, faults, parser: Parser::new_from_str(text) };
    let mut root = Node { span: Span::new(file, offset..offset), value: Value::Null };
    loop {
        match reader.next() {
            Some(Ok((Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd, _))) => {}
            Some(Ok((event, span))) if !matches!(event, Event::StreamEnd) => match reader.node(event, span, 0) {
                Ok(node) => root = node,
                Err(fault) => {
                    reader.faults.push(*fault);
                    return root;
                }
            },
            Some(Err(error)) => {
                let fault = reader.scan_error(&error);
                reader.faults.push(fault);
                return root;
            }
            _ => return root,
        }
    }
}

struct Reader<'t, 'f> {
    text: &'t str,
    file: FileId,
    offset: usize,
    nodes: usize,
    faults: &'f mut Vec<Diagnostic>,
    parser: Parser<'t, serde_saphyr::granit_parser::StrInput<'t>>,
}

type Read<T> = Result<T, Box<Diagnostic>>;

impl<'t> Reader<'t, '_> {
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
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                let null = plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if null { Value::Null } else { Value::Text { text: text.into_owned(), plain } };
                (range, value)
            }
            Event::SequenceStart(..) => self.list(range.start, depth)?,
            Event::MappingStart(..) => self.map(range.start, depth)?,
            Event::Alias(..) | Event::UnresolvedAlias(..) => {
                let fault = self.refuse(range, "an alias (`*name`) is not used here");
                return Err(Box::new(fault.help("write the value out; text that begins with `*` goes in quotes")));
            }
            _ => return Err(Box::new(self.refuse(range, "the YAML ends in the middle"))),
        };
        Ok(Node { span: self.span(range), value })
    }

    fn list(&mut self, start: usize, depth: usize) -> Read<(std::ops::Range<usize>, Value)> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.event()?;
            if matches!(event, Event::SequenceEnd) {
                return Ok((start..self.end_of(&items).unwrap_or(end(&span)), Value::List(items)));
            }
            items.push(self.node(event, span, depth + 1)?);
        }
    }

    fn map(&mut self, start: usize, depth: usize) -> Read<(std::ops::Range<usize>, Value)> {
        let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
        let mut keys = HashSet::new();
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
            if keys.insert(text.clone()) {
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

    fn end_of(&self, items: &[Node]) -> Option<usize> {
        items.last().map(|node| node.span.end as usize - self.offset)
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range.start + self.offset..range.end + self.offset)
    }

    fn refuse(&self, range: std::ops::Range<usize>, message: &str) -> Diagnostic {
        Diagnostic::new(INVALID_YAML, self.span(range), message)
    }

    /// The reader's complaint in an author's words, with the cure where the cause is plain.
    fn scan_error(&self, error: &ScanError) -> Diagnostic {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let bytes = self.text.as_bytes();
        let line_start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
        let line_end = bytes[line_start..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| line_start + n);
        let line = &self.text[line_start..line_end];
        let wrong = |message: String| self.refuse(at..at, &message);
        let info = error.info();

        if let Some(tab) = line.find('\t').filter(|tab| line[..*tab].trim().is_empty()) {
            return self
                .refuse(line_start + tab..line_start + tab + 1, "a tab stands where YAML wants blanks")
                .help("indent with blanks");
        }
        if let Some((key, value)) = line.split_once(": ")
            && let Some(colon) = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))
            && !value.trim_start().starts_with(['"', '\'', '{', '[', '|', '>'])
        {
            let place = line_start + key.len() + 2 + colon;
            let key = key.trim_start().trim_start_matches("- ");
            return self
                .refuse(place..place + 1, &format!("a second colon in the value of `{key}`"))
                .label("YAML takes this for the start of another value")
                .help(format!("put the value in quotes: {key}: \"{}\"", value.trim().replace('"', "\\\"")));
        }
        if let Some((key, value)) = line.split_once(": ")
            && value.trim_start().starts_with(['@', '`', '%'])
        {
            return wrong(format!("the value of `{}` begins with a sign that YAML keeps for itself", key.trim()))
                .help("put the value in quotes");
        }
        if info.contains("unknown anchor") {
            return wrong("an alias (`*name`) is not used here".to_owned())
                .help("write the value out; text that begins with `*` goes in quotes");
        }
        if info.contains("quote") {
            return wrong("a quotation mark is never closed, or text follows it".to_owned())
                .help("close the text with the same mark; a mark inside double quotes is written `\\\"`");
        }
        wrong(format!("this is not YAML: {info}"))
            .help("check the indentation, and put text with special signs in quotes")
    }
}

fn end(span: &YamlSpan) -> usize {
    span.byte_range().map_or(0, |range| range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn faults(text: &str) -> Vec<(String, String)> {
        let mut sources = Sources::default();
        let file = sources.add("a", text);
        let mut faults = Vec::new();
        read(text, file, 0, &mut faults);
        faults.into_iter().map(|f| (f.message, text[f.labels[0].span.range()].to_owned())).collect()
    }

    #[test]
    fn keeps_text_as_written() {
        let mut sources = Sources::default();
        let text = "a: 007\nb: no\nc: \"x\"\nd: ~\ne: [1.10, two]\n";
        let file = sources.add("a", text);
        let node = read(text, file, 0, &mut Vec::new());
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
        assert_eq!(faults(bomb)[0].0, "an alias (`*name`) is not used here");
    }
}
