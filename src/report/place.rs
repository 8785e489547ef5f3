//! Places of labels as they are shown.

use std::ops::Range;

use crate::source::{SourceFile, Span};
use crate::text::visible_line;

/// Longer lines are cut around the place.
const MAX_LINE: usize = 200;

/// The lines of a label, safe to show: control characters written out, long lines cut.
pub(super) struct Excerpt {
    /// One-based number of the first line.
    pub(super) line: usize,
    pub(super) text: String,
    /// The label's place in `text`.
    pub(super) range: Range<usize>,
}

/// The line that a span begins on, and the part of the span that lies on it.
pub(super) fn excerpt(file: &SourceFile, span: Span) -> Excerpt {
    let (start, end) = (file.floor(span.start as usize), file.floor(span.end as usize));
    let (line, from) = file.line(start);
    // A line may be the whole file; no more of it is looked at than is shown.
    let window = file.floor(start + 2 * MAX_LINE);
    let to = file.text[start..window].find('\n').map_or(window, |at| start + at);
    let end = end.clamp(start, to);
    let low = file.floor(from.max(start.saturating_sub(MAX_LINE / 2)));
    let high = file.floor(to.min(end.min(start + MAX_LINE) + MAX_LINE / 2));
    let end = end.min(high);
    let lead = if low > from { "…" } else { "" };
    let tail = if high < to { "…" } else { "" };
    // Tabs would move the caret; a byte order mark is no sign of the author's.
    let shown =
        |part: &str| visible_line(&part.trim_start_matches('\u{FEFF}').trim_end_matches('\r').replace('\t', "    "));
    let before = format!("{lead}{}", shown(&file.text[low..start]));
    let marked = shown(&file.text[start..end]);
    let after = format!("{}{tail}", shown(&file.text[end..high]));
    let range = before.len()..before.len() + marked.len();
    Excerpt { line, text: format!("{before}{marked}{after}"), range }
}
