//! Two texts line by line, and two lines word by word (door: similar).

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text::composed;

/// Longer texts are not compared line by line.
const MAX_LINES: usize = 2_000;
/// The same in words.
const MAX_WORDS: usize = 50_000;
/// Of longer lines, no words are told apart: the work grows with the square of their number.
const MAX_LINE_WORDS: usize = 1_000;

/// Lines of the old text that others took the place of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub(crate) struct Hunk {
    /// The number of its first line in the old text, from 1. Of a hunk that only adds, the line that it stands before.
    pub(crate) at: usize,
    pub(crate) old: Vec<Line>,
    pub(crate) new: Vec<Line>,
}

/// A line in pieces.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub(crate) struct Line(pub(crate) Vec<Piece>);

/// Words in a row, which either stand in the other text too or don't.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) changed: bool,
}

impl Line {
    fn whole(text: &str) -> Self {
        Line(vec![Piece { text: text.to_owned(), changed: true }])
    }

    /// The line as it stands in its text.
    pub(crate) fn text(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// The differences of two texts; none are told of texts that are too long.
pub(crate) fn hunks(old: &[String], new: &[String]) -> Option<Vec<Hunk>> {
    let is_long = |lines: &[String]| {
        lines.len() > MAX_LINES || lines.iter().map(|line| line.split(' ').count()).sum::<usize>() > MAX_WORDS
    };
    if is_long(old) || is_long(new) {
        return None;
    }
    let lines = |lines: &[String]| lines.iter().map(|line| composed(line).into_owned()).collect::<Vec<_>>();
    let found = capture_diff_slices(Algorithm::Myers, &lines(old), &lines(new)).into_iter().filter_map(|op| {
        let (old_range, new_range) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            return None;
        }
        let (old, new) = pairs(&old[old_range.clone()], &new[new_range]);
        Some(Hunk { at: old_range.start + 1, old, new })
    });
    Some(found.collect())
}

/// Lines that stand for each other, each told by its words.
fn pairs(old: &[String], new: &[String]) -> (Vec<Line>, Vec<Line>) {
    let mut told: (Vec<Line>, Vec<Line>) = old.iter().zip(new).map(|(old, new)| words(old, new)).unzip();
    told.0.extend(old.iter().skip(new.len()).map(|line| Line::whole(line)));
    told.1.extend(new.iter().skip(old.len()).map(|line| Line::whole(line)));
    told
}

/// Two lines, with what only one of them has marked. Lines that have little in common are marked whole.
fn words(old: &str, new: &str) -> (Line, Line) {
    let (olds, news) = (tokens(old), tokens(new));
    if olds.len().max(news.len()) > MAX_LINE_WORDS {
        return (Line::whole(old), Line::whole(new));
    }
    let (mut one, mut other) = (Line(Vec::new()), Line(Vec::new()));
    let mut common = 0;
    for op in capture_diff_slices(Algorithm::Myers, &olds, &news) {
        let same = matches!(op, DiffOp::Equal { .. });
        for (line, text) in [(&mut one, olds[op.old_range()].concat()), (&mut other, news[op.new_range()].concat())] {
            common += if same { text.trim().len() } else { 0 };
            match line.0.last_mut() {
                Some(last) if last.changed != same => last.text.push_str(&text),
                _ if text.is_empty() => {}
                _ => line.0.push(Piece { text, changed: !same }),
            }
        }
    }
    if common * 2 < old.len().min(new.len()) { (Line::whole(old), Line::whole(new)) } else { (one, other) }
}

/// Words, and each sign between them.
fn tokens(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let end = if word == 0 { first.len_utf8() } else { word };
        found.push(&rest[..end]);
        rest = &rest[end..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    fn marked(line: &Line) -> String {
        let piece = |piece: &Piece| if piece.changed { format!("[{}]", piece.text) } else { piece.text.clone() };
        line.0.iter().map(piece).collect()
    }

    #[test]
    fn words_are_told_apart_within_a_line() {
        let found = hunks(&lines("one\ntake the old flour\nthree"), &lines("one\ntake new flour\nthree\nfour"));
        let found = found.unwrap_or_default();
        let shown: Vec<_> = found
            .iter()
            .map(|hunk| {
                let lines = |lines: &[Line]| lines.iter().map(marked).collect::<Vec<_>>().join("/");
                (hunk.at, lines(&hunk.old), lines(&hunk.new))
            })
            .collect();
        let expected = [
            (2, "take [the old] flour".to_owned(), "take [new] flour".to_owned()),
            (4, String::new(), "[four]".to_owned()),
        ];
        assert_eq!(shown, expected);
        assert_eq!(found[0].new[0].text(), "take new flour");
    }

    #[test]
    fn lines_with_little_in_common_are_marked_whole() {
        let (one, other) = words("Nothing of this stays here", "Another sentence altogether");
        assert_eq!(
            (marked(&one), marked(&other)),
            ("[Nothing of this stays here]".to_owned(), "[Another sentence altogether]".to_owned())
        );
    }

    #[test]
    fn long_texts_are_not_compared() {
        let long = vec!["x".to_owned(); MAX_LINES + 1];
        assert_eq!(hunks(&long, &lines("x")), None);
        assert_eq!(hunks(&["x ".repeat(MAX_WORDS + 1)], &lines("x")), None);
        let line = "x ".repeat(MAX_LINE_WORDS);
        let found = hunks(std::slice::from_ref(&line), &[format!("{line}y")]).unwrap_or_default();
        assert_eq!(found[0].old, [Line::whole(&line)]);
    }
}
