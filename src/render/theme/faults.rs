//! Tera's errors as diagnostics at their places (door: Tera).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use tera::{Error, ErrorKind};

use crate::diagnostic::{Diagnostic, TEMPLATE_ERROR};
use crate::render::{RenderError, WriteError};
use crate::source::{FileId, Sources, Span};

/// The template that all built-in pages extend.
const BASE: &str = "base.html";

/// Blocks that the project's own base lacks, and the built-in pages that fill them.
type Lacking<'t> = BTreeMap<&'t str, Vec<&'t str>>;

/// Faults met while pages are made, one for each place, since a template may fail on every page: of several messages, the
/// first in the order of letters, whichever page came first. Without a place, each message is one.
#[derive(Default)]
pub(in crate::render) struct Broken(Mutex<BTreeMap<(Option<Span>, String), Diagnostic>>);

impl Broken {
    /// Keeps the faults of a page that could not be made.
    pub(in crate::render) fn keep(&self, made: Result<(), RenderError>) -> Result<(), WriteError> {
        let faults = match made {
            Ok(()) => return Ok(()),
            Err(RenderError::Write(error)) => return Err(error),
            Err(RenderError::Template(faults)) => faults,
        };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for fault in faults {
            let place = fault.labels.first().map(|label| label.span);
            let message = if place.is_none() { fault.message.clone() } else { String::new() };
            let first = known.entry((place, message)).or_insert_with(|| fault.clone());
            if fault.message < first.message {
                *first = fault;
            }
        }
        Ok(())
    }

    pub(in crate::render) fn is_empty(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    pub(in crate::render) fn into_faults(self) -> Vec<Diagnostic> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
    }
}

/// The project's own templates, by name; places in built-in ones can only be named.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    files: BTreeMap<String, (FileId, String)>,
}

impl Own {
    pub(super) fn add(&mut self, name: &str, file: FileId, sources: &Sources) {
        self.files.insert(name.to_owned(), (file, sources.text(file).to_owned()));
    }

    /// Names of those that make pages, in order.
    pub(super) fn pages(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).filter(|name| name.ends_with(".html")).collect()
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// A fault of one of them, at its place.
    pub(super) fn at(&self, name: &str, range: Range<usize>, message: &str) -> Diagnostic {
        self.fault(message, name, 1, Some(range))
    }

    /// All faults of one error; Tera joins those of unknown names into one text.
    pub(super) fn faults(&self, error: &Error) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let at = report.span();
                vec![self.fault(report.message(), report.filename(), at.start_line, Some(at.range.clone()))]
            }
            ErrorKind::MissingParent { current, parent } => {
                vec![self.naming(
                    &format!("template `{current}` extends `{parent}`, which does not exist"),
                    current,
                    parent,
                )]
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain } => vec![self.circle("extend", tpl, inheritance_chain)],
            ErrorKind::CircularInclude { tpl, include_chain } => vec![self.circle("include", tpl, include_chain)],
            _ => {
                let text = error.to_string();
                let mut lacking = Lacking::new();
                let reports = text.split("\n\n").filter_map(|report| self.report(report, &mut lacking));
                let mut faults: Vec<Diagnostic> = reports.collect();
                faults.extend(lacking.iter().filter_map(|(block, pages)| self.without_block(block, pages)));
                if faults.is_empty() { vec![self.placeless(&text)] } else { faults }
            }
        }
    }

    fn fault(&self, message: &str, name: &str, line: usize, range: Option<Range<usize>>) -> Diagnostic {
        match (self.files.get(name), range) {
            (Some((file, _)), Some(range)) => {
                Diagnostic::new(TEMPLATE_ERROR, Span::new(*file, range), first_line(message))
            }
            _ => {
                let message = format!("template `{name}`, line {line}: {message}");
                Diagnostic::of_file(TEMPLATE_ERROR, first_line(&message))
            }
        }
    }

    /// `error: Unknown filter …`, and below it ` --> pages/task.html:3:14`. Where a built-in page fills a block that the
    /// project's own base lacks, this is noted in `lacking`.
    fn report<'t>(&self, report: &'t str, lacking: &mut Lacking<'t>) -> Option<Diagnostic> {
        let mut lines = report.lines();
        let message = lines.next()?.strip_prefix("error: ")?;
        let (_, place) = lines.next()?.split_once("--> ")?;
        let mut parts = place.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        let line: usize = parts.next()?.parse().ok()?;
        let name = parts.next()?;
        let block = message
            .strip_prefix("Block `")
            .and_then(|rest| rest.strip_suffix("` is not defined in any parent template"));
        if let Some(block) = block.filter(|_| self.holds(BASE) && !self.holds(name)) {
            lacking.entry(block).or_default().push(name);
            return None;
        }
        let range = self.files.get(name).map(|(_, text)| {
            let start = offset(text, line, column);
            // The word that is unknown stands in backticks, and at this place or behind it.
            let word = message.split('`').nth(1).unwrap_or_default();
            let found = text[start..].lines().next().and_then(|rest| rest.find(word)).map_or(start, |at| start + at);
            found..found + if text[found..].starts_with(word) { word.len() } else { 0 }
        });
        Some(self.fault(message, name, line, range))
    }

    /// The project's own base lacks a block that built-in pages fill.
    fn without_block(&self, block: &str, pages: &[&str]) -> Option<Diagnostic> {
        let (file, _) = self.files.get(BASE)?;
        let others = match pages.len() {
            0 | 1 => String::new(),
            2 => format!(" and `{}`", pages[1]),
            more => format!(" and {} other templates", more - 1),
        };
        let message = format!("`{BASE}` has no block `{block}`, which `{}`{others} would fill", pages.first()?);
        let help = format!("write `{{% block {block} %}}{{% endblock %}}` where that is to stand");
        Some(Diagnostic::new(TEMPLATE_ERROR, Span::new(*file, 0..0), message).help(help))
    }

    /// `chain` leads from `start`, which it may leave out, to a template that it has been at. Which start Tera takes
    /// changes from run to run, so the message begins at the first of the project's templates in the circle: there is one.
    fn circle(&self, what: &str, start: &str, chain: &[String]) -> Diagnostic {
        let whole: Vec<&str> = std::iter::once(start).chain(chain.iter().map(String::as_str)).collect();
        let last = whole.last().copied().unwrap_or(start);
        let behind = whole[..whole.len() - 1].iter().rposition(|name| *name == last).unwrap_or(0);
        let mut circle = if whole.len() > 1 { whole[behind..whole.len() - 1].to_vec() } else { whole };
        let own = circle.iter().filter(|name| self.files.contains_key(**name)).min();
        let first = own.and_then(|own| circle.iter().position(|name| name == own)).unwrap_or(0);
        circle.rotate_left(first);
        let next = circle.get(1).copied().unwrap_or(circle[0]);
        let message = format!("templates {what} each other in a circle: {} → {}", circle.join(" → "), circle[0]);
        self.naming(&message, circle[0], next)
    }

    /// A fault of template `name` where it names `other`.
    fn naming(&self, message: &str, name: &str, other: &str) -> Diagnostic {
        let place = self.files.get(name).map(|(file, text)| {
            let quoted = ['"', '\'', '`'].iter().find_map(|quote| text.find(&format!("{quote}{other}{quote}")));
            Span::new(*file, quoted.map_or(0..0, |at| at + 1..at + 1 + other.len()))
        });
        match place {
            Some(span) => Diagnostic::new(TEMPLATE_ERROR, span, message),
            None => Diagnostic::of_file(TEMPLATE_ERROR, message),
        }
    }

    /// Of a component that never ends, Tera tells nothing but that; the likeliest place is one that calls itself.
    fn placeless(&self, message: &str) -> Diagnostic {
        let recursion = message.contains("recursion depth for components");
        let own = self.files.values().filter(|_| recursion).find_map(|(file, text)| {
            let at = text.match_indices("component ").map(|(at, word)| at + word.len());
            at.map(|at| at..at + text[at..].find('(').unwrap_or(0))
                .find(|range| !range.is_empty() && text.contains(&format!("<{}", text[range.clone()].trim())))
                .map(|range| Span::new(*file, range))
        });
        match own {
            Some(span) => Diagnostic::new(TEMPLATE_ERROR, span, "components call each other without end"),
            None => Diagnostic::of_file(TEMPLATE_ERROR, first_line(message)),
        }
    }
}

/// The byte at a one-based line and column, the latter in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    text[start..].char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| start + at)
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}
