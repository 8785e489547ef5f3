//! Differences of two versions of a guide. Pure: it takes two descriptions and gives data; the formats beside it say them
//! in words.

mod compare;
mod described;
mod entry;
mod guide;
mod history;
mod human;
mod markdown;
mod matching;
mod parts;
mod phrases;
mod text;

pub use compare::changes;
pub use described::Described;
pub(crate) use entry::{Affected, Section, TaskDifference};
pub use entry::{Changes, Side, Weight};
pub(crate) use history::History;
pub use phrases::TextDetail;
pub(crate) use phrases::{because, brief, counts, details, guide_change, heading, unknown};
pub(crate) use text::Line;

use crate::i18n::Words;
use crate::text::visible_json;

/// A way to write differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffFormat {
    /// For the terminal.
    Human,
    /// For comments and notes.
    Markdown,
    /// For other programs.
    Json,
}

/// The differences in a format, with a line break at the end.
pub(crate) fn told(changes: &Changes, format: DiffFormat, text: TextDetail, words: &Words) -> String {
    match format {
        DiffFormat::Human => human::human(changes, text, words),
        DiffFormat::Markdown => markdown::markdown(changes, text, words),
        DiffFormat::Json => visible_json(&serde_json::to_string_pretty(changes).unwrap_or_default()) + "\n",
    }
}
