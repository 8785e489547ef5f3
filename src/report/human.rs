//! For people at a terminal (door: annotate-snippets).

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::place::excerpt;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::Sources;
use crate::text::visible;

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
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.name);
    let mut group = Group::with_title(title);
    for (number, label) in diagnostic.labels.iter().enumerate() {
        let file = sources.file(label.span.file);
        let excerpt = excerpt(file, label.span);
        let kind = if number == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let mut mark = kind.span(excerpt.range.clone());
        if !label.text.is_empty() {
            mark = mark.label(visible(&label.text));
        }
        group = if excerpt.text.is_empty() {
            // There is no line to show, as in an empty file.
            group.element(Origin::path(visible(&file.path)).line(excerpt.line))
        } else {
            group.element(
                Snippet::source(excerpt.text).line_start(excerpt.line).path(visible(&file.path)).annotation(mark),
            )
        };
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    group
}
