//! For people at a terminal (door: annotate-snippets). What weighs most comes last, where the eye is when the text has
//! run by.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::place::excerpt;
use crate::diagnostic::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::{SourceFile, Sources, Span};
use crate::text::visible_line;

pub(super) fn report(diagnostics: &Diagnostics, sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for severity in [Severity::Note, Severity::Warning, Severity::Error] {
        for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity) {
            let mut places = Places::default();
            let text = renderer.render(&[group(diagnostic, sources, &mut places)]);
            places.put_into(&text, &mut out);
            out.push_str("\n\n");
        }
    }
    out
}

/// Where snippets stand in their files. What is shown of a line may be cut, with signs written out, so that the renderer
/// can't count its columns; it is given a sign for each place instead, which no text holds that is safe to show.
#[derive(Default)]
struct Places(Vec<String>);

impl Places {
    const SIGN: char = '\u{1}';

    /// The path that the renderer gets for a snippet at `span`.
    fn add(&mut self, file: &SourceFile, span: Span) -> String {
        let (line, column) = file.position(span.start as usize);
        self.0.push(format!("{}:{line}:{column}", visible_line(&file.path)));
        format!("{0}{1}{0}", Self::SIGN, self.0.len() - 1)
    }

    /// A rendered text with the places where their signs stand; the renderer has put its own line and column behind each.
    fn put_into(&self, text: &str, out: &mut String) {
        let mut parts = text.split(Self::SIGN);
        out.push_str(parts.next().unwrap_or_default());
        while let (Some(number), Some(rest)) = (parts.next(), parts.next()) {
            let place = number.parse().ok().and_then(|number: usize| self.0.get(number));
            out.push_str(place.map_or("", String::as_str));
            out.push_str(rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
        }
    }
}

fn group<'a>(diagnostic: &Diagnostic, sources: &'a Sources, places: &mut Places) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible_line(&diagnostic.message)).id(diagnostic.code.name);
    let mut group = Group::with_title(title);
    let is_first = |label: &Label| diagnostic.labels.first().is_some_and(|first| std::ptr::eq(first, label));
    let mut left = diagnostic.labels.as_slice();
    while let Some(label) = left.first() {
        let file = sources.file(label.span.file);
        let in_file = left.iter().take_while(|other| other.span.file == label.span.file).take(64);
        let shown = excerpt(file, &in_file.map(|label| label.span).collect::<Vec<_>>());
        if shown.text.is_empty() {
            // There is no line to show, as in an empty file.
            group = group.element(Origin::path(places.add(file, label.span)));
            left = &left[1..];
            continue;
        }
        let (marked, behind) = left.split_at(shown.ranges.len().min(left.len()));
        let first = marked.iter().min_by_key(|other| (!is_first(other), other.span.start)).unwrap_or(label);
        let path = places.add(file, first.span);
        let mut snippet = Snippet::source(shown.text).line_start(shown.line).path(path);
        for (other, range) in marked.iter().zip(shown.ranges) {
            let kind = if is_first(other) { AnnotationKind::Primary } else { AnnotationKind::Context };
            let mark = kind.span(range);
            let text = visible_line(&other.text);
            snippet = snippet.annotation(if text.is_empty() { mark } else { mark.label(text) });
        }
        group = group.element(snippet);
        left = behind;
    }
    if let Some(file) = diagnostic.file.as_ref().filter(|_| diagnostic.labels.is_empty()) {
        group = group.element(Origin::path(visible_line(file)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible_line(help)));
    }
    group
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use super::super::{Format, report};
    use crate::diagnostic::{Diagnostic, Diagnostics, UNKNOWN_TASK};
    use crate::source::{Sources, Span};

    /// `file:line:column` of every place that the text names.
    fn places(text: &str) -> Vec<String> {
        let lines = text.lines().filter_map(|line| line.trim_start().strip_prefix("--> "));
        lines.map(|place| place.trim().to_owned()).collect()
    }

    /// Lines of letters of every width, and the place of one of them with an end at, or in, a later one.
    fn texts() -> impl Strategy<Value = (String, Range<usize>)> {
        let signs = ["a", "b", " ", "\t", "æ", "漢", "👩‍🚀", "e\u{301}", "\u{1b}", "\u{202e}", ":7:7", "\u{feff}"];
        let length = prop_oneof![2 => 0..30_usize, 1 => 0..600_usize];
        let line = length.prop_flat_map(move |length| vec(select(signs.to_vec()), length));
        let lines =
            (vec(line, 3), select(vec!["\n", "\r\n"]), any::<Index>(), any::<Index>(), prop::bool::weighted(0.2));
        lines.prop_filter_map("no letter", |(lines, end, from, to, inside)| {
            let mut starts = Vec::new();
            let mut text = String::new();
            for line in &lines {
                for sign in line {
                    starts.push(text.len());
                    text.push_str(sign);
                }
                text.push_str(end);
            }
            let (from, to) = (*starts.get(from.index(starts.len().max(1)))?, starts[to.index(starts.len())]);
            Some((text, from..to.max(from) + usize::from(inside)))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn places_are_those_of_the_source((text, place) in texts()) {
            let mut sources = Sources::default();
            let file = sources.add("content/g/a b.md", text);
            let mut found = Diagnostics::default();
            found.push(Diagnostic::new(UNKNOWN_TASK, Span::new(file, place), "x"));
            let short = report(&found, &sources, Format::Short, false, "");
            let place = short.split(": error").next().unwrap_or_default().to_owned();
            let human = report(&found, &sources, Format::Human, false, "");
            assert_eq!(places(&human), std::slice::from_ref(&place), "{human}");
            let coloured = report(&found, &sources, Format::Human, true, "");
            assert!(coloured.contains(&place) && !coloured.contains('\u{1}'), "{coloured}");
        }
    }

    #[test]
    fn places_near_each_other_on_a_long_line_are_marked_on_it_together() {
        let mut sources = Sources::default();
        let file = sources.add("a.md", "a".repeat(1_000));
        let mut found = Diagnostics::default();
        let span = |start: usize| Span::new(file, start..start + 3);
        let diagnostic =
            Diagnostic::new(UNKNOWN_TASK, span(400), "x").and(span(430), "").and(span(450), "").and(span(900), "");
        found.push(diagnostic);
        let text = report(&found, &sources, Format::Human, false, "");
        assert_eq!(text.matches("1 | ").count(), 2, "{text}");
        assert!(text.contains("^^^                           ---                 ---"), "{text}");
        assert!(text.contains(" --> a.md:1:401\n") && text.contains(" ::: a.md:1:901\n"), "{text}");
    }
}
