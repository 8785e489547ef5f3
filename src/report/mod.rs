//! Diagnostics to text. One file a format, all over the same list.

mod human;
mod json;
mod place;
mod short;

use crate::diagnostic::{Diagnostics, Severity};
use crate::source::Sources;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the lines they are about.
    Human,
    /// A line each.
    Short,
    /// For programs; see the manual for its shape.
    Json,
}

/// All diagnostics as text; `color` only counts for [`Format::Human`].
pub fn report(diagnostics: &Diagnostics, sources: &Sources, format: Format, color: bool) -> String {
    match format {
        Format::Human => human::report(diagnostics, sources, color),
        Format::Short => short::report(diagnostics, sources),
        Format::Json => json::report(diagnostics, sources),
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
