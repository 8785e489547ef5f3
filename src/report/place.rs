//! Places of labels as they are shown.

use std::ops::Range;

use crate::source::{SourceFile, Span};
use crate::text::visible_line;

/// A file's path as seen from `folder`'s beginning; one from the root of the file system stays.
pub(super) fn seen(folder: &str, path: &str) -> String {
    if path.starts_with('/') { path.to_owned() } else { format!("{folder}{path}") }
}

/// Longer lines are cut around the place.
const MAX_LINE: usize = 200;

/// A line, safe to show: control characters written out, long ones cut.
pub(super) struct Excerpt {
    /// One-based number of the line.
    pub(super) line: usize,
    pub(super) text: String,
    /// The places in `text` of as many spans as it shows, at least of one.
    pub(super) ranges: Vec<Range<usize>>,
}

/// The line that the first of some spans begins on, and the parts that lie on it of this span and of those behind it, as
/// long as they are near enough to be shown together.
pub(super) fn excerpt(file: &SourceFile, spans: &[Span]) -> Excerpt {
    let ends = |span: &Span| (file.floor(span.start as usize), file.floor(span.end as usize));
    let (start, end) = spans.first().map_or((0, 0), ends);
    let (line, from) = file.line(start);
    // A line may be the whole file; this reads only the part that is shown.
    let window = file.floor(start + 3 * MAX_LINE);
    let to = file.text[start..window].find('\n').map_or(window, |at| start + at);
    let (mut first, mut last) = (start, end.clamp(start, to).min(start + MAX_LINE));
    let mut count = 1;
    for (start, end) in spans.iter().skip(1).map(ends) {
        let wider = (first.min(start), last.max(end.min(to)));
        if file.line(start).0 != line || start > to || wider.1 - wider.0 > MAX_LINE {
            break;
        }
        (first, last) = wider;
        count += 1;
    }
    let low = file.floor(from.max(first.saturating_sub(MAX_LINE / 2)));
    let high = file.floor(to.min(last + MAX_LINE / 2));
    let lead = if low > from { "…" } else { "" };
    let tail = if high < to { "…" } else { "" };
    // Tabs would move the caret; a byte order mark is no sign of the author's.
    let shown = |range: Range<usize>| {
        let part = &file.text[range.clone()];
        let part = if range.start == 0 { part.trim_start_matches('\u{FEFF}') } else { part };
        visible_line(&part.trim_end_matches('\r').replace('\t', "    "))
    };
    let ranges = spans.iter().take(count).map(ends).map(|(start, end)| {
        let begin = lead.len() + shown(low..start).len();
        begin..begin + shown(start..end.clamp(start, high.max(start))).len()
    });
    Excerpt { line, ranges: ranges.collect(), text: format!("{lead}{}{tail}", shown(low..high)) }
}
