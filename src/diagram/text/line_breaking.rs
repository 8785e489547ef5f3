//! Text into lines that fit: breaks at spaces, after hyphens and slashes. Words wider than a line are broken at
//! camelCase borders, at likely joints of Danish compounds, where the patterns of the language allow it, else anywhere.
//! Nothing is ever cut.

use super::glyph_widths::{combining, glyph_width, width};
use super::hyphenation::Hyphens;
use crate::diagram::size;

/// One line of a wrapped text: a byte range of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextLine {
    /// First byte.
    pub start: usize,
    /// Byte after the last, including the space at which the text was broken.
    pub end: usize,
    /// A word is broken here: a hyphen is seen that is not in the text.
    pub hyphen: bool,
}

/// Endings after which a Danish compound is likely to go on with its next word.
const JOINTS: [&str; 8] = ["rings", "tions", "heds", "ments", "ings", "elses", "skabs", "systems"];

/// Tidy a text for one run: white space and control characters become single spaces, ends are trimmed.
pub(crate) fn tidy(text: &str) -> String {
    // Nearly all are so already.
    if is_tidy(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if legal(c) {
            out.push(c);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Whether XML 1.0 allows the character.
fn legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether a text holds only characters of ASCII and the letters U+00C0 to U+00FF, and no blank too many. Others may be
/// tidy too.
fn is_tidy(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        // 0xc3 begins one of those letters, and bytes from 0x80 to 0xbf go on.
        let plain = matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xc3);
        if !plain || (byte == b' ' && before == b' ') {
            return false;
        }
        before = byte;
    }
    before != b' ' || text.is_empty()
}

/// Break `text` into lines no wider than `limit` px at `size` px.
pub(crate) fn wrap(text: &str, limit: f64, size: f64, bold: bool, hyphens: Hyphens) -> Vec<TextLine> {
    let lines = Vec::with_capacity(4);
    let mut wrapper = Wrapper { text, limit: limit / size, bold, hyphens, lines, start: 0, used: 0.0 };
    let mut at = 0;
    while at < text.len() {
        let chunk = wrapper.chunk(at);
        wrapper.place(at, &chunk);
        let end = chunk.end;
        at = end;
    }
    wrapper.finish(text.len(), false);
    wrapper.lines
}

/// Lines of a code no wider than `limit` px with the mark of its party; none if it fits on one.
pub(crate) fn code(id: &str, limit: f64) -> Vec<TextLine> {
    let room = limit - size::MARK_ROOM;
    if width(id, size::CODE, true) <= room { Vec::new() } else { wrap(id, room, size::CODE, true, Hyphens::of("")) }
}

/// The lines of `text` as strings, for labels, which are bold.
pub(crate) fn wrap_words(text: &str, limit: f64, size: f64, hyphens: Hyphens) -> Vec<String> {
    let text = tidy(text);
    let hyphenated = |line: &TextLine| {
        let mut part = text[line.start..line.end].trim_end().to_owned();
        if line.hyphen {
            part.push('-');
        }
        part
    };
    wrap(&text, limit, size, true, hyphens).iter().map(hyphenated).collect()
}

/// A piece of text that stays together on a line.
struct Chunk {
    end: usize,
    /// Width without a trailing space, in type sizes, and with it.
    bare: f64,
    full: f64,
}

/// Lengths are in type sizes here.
struct Wrapper<'a> {
    text: &'a str,
    limit: f64,
    bold: bool,
    hyphens: Hyphens,
    lines: Vec<TextLine>,
    start: usize,
    used: f64,
}

impl Wrapper<'_> {
    fn chunk(&self, at: usize) -> Chunk {
        let mut bare = 0.0;
        let mut seen = false;
        for (offset, c) in self.text[at..].char_indices() {
            if c.is_ascii_alphanumeric() {
                bare += glyph_width(c, self.bold);
                seen = true;
                continue;
            }
            let end = at + offset + c.len_utf8();
            if c == ' ' {
                return Chunk { end, bare, full: bare + glyph_width(c, self.bold) };
            }
            bare += glyph_width(c, self.bold);
            if matches!(c, '-' | '/' | '–' | '—' | '_' | '\u{2010}') {
                let on = self.text[end..].chars().next();
                if seen && on.is_some_and(char::is_alphanumeric) {
                    return Chunk { end, bare, full: bare };
                }
            }
            seen = seen || c.is_alphanumeric();
        }
        Chunk { end: self.text.len(), bare, full: bare }
    }

    fn place(&mut self, at: usize, chunk: &Chunk) {
        if self.used + chunk.bare > self.limit && self.used > 0.0 {
            self.finish(at, false);
        }
        if chunk.bare > self.limit {
            return self.split(at, chunk.end);
        }
        self.used += chunk.full;
    }

    /// A word wider than a line, from the start of one.
    fn split(&mut self, mut at: usize, end: usize) {
        loop {
            let word = &self.text[at..end];
            if width(word.trim_end(), 1.0, self.bold) <= self.limit {
                self.used = width(word, 1.0, self.bold);
                return;
            }
            let (length, hyphen) = split_at(word, self.limit, self.bold, &self.hyphens.breaks(word));
            at += length;
            self.finish(at, hyphen);
        }
    }

    fn finish(&mut self, end: usize, hyphen: bool) {
        if end > self.start {
            self.lines.push(TextLine { start: self.start, end, hyphen });
        }
        self.start = end;
        self.used = 0.0;
    }
}

/// Bytes of `word` for this line, at least one character, and whether a hyphen follows; `breaks` are where the patterns
/// of the language allow one.
fn split_at(word: &str, limit: f64, bold: bool, breaks: &[usize]) -> (usize, bool) {
    let hyphen = glyph_width('-', bold);
    let mut used = 0.0;
    let (mut hard, mut camel, mut joint, mut syllable) = (0, 0, 0, 0);
    let mut before = ' ';
    for (at, c) in word.char_indices() {
        if at > 0 && !combining(c) && before != '\u{200d}' && used + hyphen <= limit {
            hard = at;
            if before.is_lowercase() && c.is_uppercase() {
                camel = at;
            } else if breaks.binary_search(&at).is_ok() {
                syllable = at;
                if JOINTS.iter().any(|ending| word[..at].ends_with(ending)) {
                    joint = at;
                }
            }
        }
        used += glyph_width(c, bold);
        if used > limit {
            break;
        }
        before = c;
    }
    let third = word.len().min(hard) / 3;
    let chosen = [camel, joint, syllable].into_iter().find(|at| *at > third).unwrap_or(hard);
    if chosen == 0 {
        return (first_cluster(word), false);
    }
    let parts = |at: usize| (word[..at].chars().next_back(), word[at..].chars().next());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && c < '\u{250}');
    let (left, right) = parts(chosen);
    (chosen, chosen != camel && latin(left) && latin(right))
}

fn first_cluster(word: &str) -> usize {
    let mut before = ' ';
    for (at, c) in word.char_indices() {
        if at > 0 && !combining(c) && before != '\u{200d}' {
            return at;
        }
        before = c;
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, limit: f64) -> Vec<String> {
        wrap_words(text, limit, 13.0, Hyphens::of("da"))
    }

    #[test]
    fn nothing_is_lost_and_all_fits() {
        let long = "a".repeat(160);
        for text in ["", "a", "Opret rute", "漢字漢字漢字漢字漢字漢字", long.as_str(), "e\u{301}\u{301}\u{301}"]
        {
            let got = wrap(text, 60.0, 13.0, false, Hyphens::of("da"));
            let whole: String = got.iter().map(|line| &text[line.start..line.end]).collect();
            assert_eq!(whole, text);
            assert!(got.iter().all(|line| width(text[line.start..line.end].trim_end(), 13.0, false) <= 60.0));
        }
    }

    #[test]
    fn camel_case_and_compounds() {
        assert_eq!(lines("FakturaInformationAfsend", 160.0), ["FakturaInformation", "Afsend"]);
        assert_eq!(lines("fakturahåndteringssystemet", 175.0), ["fakturahåndterings-", "systemet"]);
    }

    #[test]
    fn control_characters_are_spaces() {
        assert_eq!(tidy(" a\u{0}b\n\n c\u{fffe} "), "a b c");
    }
}
