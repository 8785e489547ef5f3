//! A text read to its end in spite of mistakes: what has one is cut out, and the rest is read again.

use std::borrow::Cow;
use std::ops::Range;

use super::Node;
use super::lines::Line;
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Diagnostics, merge_conflict};
use crate::source::{FileId, Span};
use crate::text::{Markers, conflict};

/// The most mistakes of one text in a run, and the longest text whose mistakes are cut out to read on.
const MAX_MISTAKES: usize = 20;
const MAX_CUT_BYTES: usize = 64 * 1024;

/// The readable part of a text.
pub(crate) struct Reading {
    /// `Value::Null` for an empty document. Where something was cut out, every node is marked as partial.
    pub(crate) node: Node,
    /// The unreadable parts.
    pub(crate) cut: Vec<Cut>,
}

/// An entry that could not be read, by the words that its lines begin with, which are mostly keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Of the line at the margin that it belongs to.
    pub(crate) top: String,
    /// Of its own line.
    pub(crate) word: String,
}

/// The remains of a merge in a file that is YAML as a whole; nothing of such a file can be trusted.
pub(crate) fn unmerged(text: &str, file: FileId) -> Option<Diagnostic> {
    let Markers { ours, between, theirs } = conflict::find(text, 0, |_| true)?;
    Some(merge_conflict(&text[ours.clone()], [ours, between, theirs].map(|line| Span::new(file, line))))
}

/// Reads one YAML document of `file` whose text starts at byte `offset`. The reader stops at a mistake; so that an
/// author sees all faults in one run, the entry with the mistake is cut out and the rest is read again.
pub(crate) fn read(text: &str, file: FileId, offset: usize, faults: &mut Diagnostics) -> Reading {
    let mut text = Cow::Borrowed(text);
    let mut cut = Vec::new();
    loop {
        let mut found = Diagnostics::default();
        let partial = !cut.is_empty();
        let (node, mistake) = Reader::new(&text, file, offset, partial, &mut found).document();
        let Some(mistake) = mistake else {
            faults.append(found);
            return Reading { node, cut };
        };
        let range = mistake.labels.first().map_or(0..0, |label| label.span.range());
        faults.push(*mistake);
        let block = block(&text, range.start - offset, range.end - offset);
        cut.push(Cut {
            top: Line::at(&text, block.start).top().first_word(),
            word: Line::at(&text, block.start).first_word(),
        });
        let too_much = cut.len() >= MAX_MISTAKES || text.len() > MAX_CUT_BYTES;
        if too_much || text[block.clone()].trim().is_empty() {
            faults.append(found);
            return Reading { node: Node { partial: true, ..node }, cut };
        }
        let blanks: String = text[block.clone()].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
        text.to_mut().replace_range(block, &blanks);
    }
}

/// The lines from byte `at` to byte `end`, with all that stands deeper below them, and the items of their list.
fn block(text: &str, at: usize, end: usize) -> Range<usize> {
    let first = Line::at(text, at);
    let mut last = first;
    while let Some(next) = last.below() {
        let item =
            !first.content().starts_with('-') && next.indent() == first.indent() && next.content().starts_with('-');
        if !(next.start < end || next.content().is_empty() || next.indent() > first.indent() || item) {
            break;
        }
        last = next;
    }
    first.start..last.start + last.text.len()
}
