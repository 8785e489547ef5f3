//! For people at a terminal (door: annotate-snippets).

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::place::excerpt;
use crate::diagnostic::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::Sources;
use crate::text::visible_line;

pub(super) fn report(diagnostics: &Diagnostics, sources: &Sources, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        out.push_str(&renderer.render(&[group(diagnostic, sources)]));
        out.push_str("\n\n");
    }
    out
}

fn group<'a>(diagnostic: &Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible_line(&diagnostic.message)).id(diagnostic.code.name);
    let mut group = Group::with_title(title);
    let mut left = diagnostic.labels.as_slice();
    while let Some(label) = left.first() {
        let file = sources.file(label.span.file);
        let shown = excerpt(file, label.span);
        if shown.text.is_empty() {
            // There is no line to show, as in an empty file.
            group = group.element(Origin::path(visible_line(&file.path)).line(shown.line));
            left = &left[1..];
            continue;
        }
        // Places on one line are marked on that line, as long as it is shown alike for all of them.
        let alike = |other: &&Label| {
            let other_shown = excerpt(sources.file(other.span.file), other.span);
            other.span.file == label.span.file && other_shown.line == shown.line && other_shown.text == shown.text
        };
        let count = left.iter().take_while(alike).count().max(1);
        let mut snippet = Snippet::source(shown.text.clone()).line_start(shown.line).path(visible_line(&file.path));
        for other in &left[..count] {
            let kind = if diagnostic.labels.first().is_some_and(|first| std::ptr::eq(first, other)) {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let mark = kind.span(excerpt(file, other.span).range);
            let text = visible_line(&other.text);
            snippet = snippet.annotation(if text.is_empty() { mark } else { mark.label(text) });
        }
        group = group.element(snippet);
        left = &left[count..];
    }
    if let Some(file) = diagnostic.file.as_ref().filter(|_| diagnostic.labels.is_empty()) {
        group = group.element(Origin::path(visible_line(file)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible_line(help)));
    }
    group
}
