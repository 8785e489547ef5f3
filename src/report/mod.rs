//! Diagnostics to text. One file a format, all over the same list.

mod baseline;
mod github;
mod human;
mod json;
mod place;
mod sarif;
mod short;

pub use baseline::{Baseline, Compared};

use crate::diagnostic::{Diagnostics, Severity};
use crate::source::Sources;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the lines they are about.
    Human,
    /// A line each.
    Short,
    /// For programs; the manual has its shape.
    Json,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// Commands for GitHub's workflows, which show them beside the lines.
    Github,
}

impl Format {
    /// Whether the text is one document for a program, beside which nothing else may stand.
    pub fn is_document(self) -> bool {
        matches!(self, Format::Json | Format::Sarif)
    }
}

/// All diagnostics as text. `color` only counts for [`Format::Human`]; `folder`, only for SARIF and GitHub, leads from
/// where those name files (the checkout) to the project, and is empty or ends in `/`.
pub fn report(diagnostics: &Diagnostics, sources: &Sources, format: Format, color: bool, folder: &str) -> String {
    match format {
        Format::Human => human::report(diagnostics, sources, color),
        Format::Short => short::report(diagnostics, sources),
        Format::Json => json::report(diagnostics, sources),
        Format::Sarif => sarif::report(diagnostics, sources, folder),
        Format::Github => github::report(diagnostics, sources, folder),
    }
}

/// "2 errors, 1 warning"; empty where there is nothing.
pub fn summary(diagnostics: &Diagnostics) -> String {
    let count = |severity: Severity| {
        let n = diagnostics.count(severity);
        (n > 0).then(|| format!("{n} {}{}", severity.name(), if n == 1 { "" } else { "s" }))
    };
    let parts: Vec<String> =
        [Severity::Error, Severity::Warning, Severity::Note].into_iter().filter_map(count).collect();
    parts.join(", ")
}
