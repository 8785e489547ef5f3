//! Codes and terms are sought in words, not in addresses: file names, paths, mail addresses and whatever has a scheme.

use std::ops::Range;

use super::code_form::{has_code_form, is_code_char};

/// The kind of a run of characters without blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chunk {
    /// Words with punctuation: `(TF109/TF110),`.
    Words,
    /// Words with a stroke between them, not all of which are codes: a path (`docs/A1`), or `and/or`.
    Stroke,
    /// `A1@example.org`, `ftp://example.org/A1`, `www.example.org/A1`, `urn:x:A1`, `/g/A1/`, `list/A1.xlsx`.
    Address,
}

/// Finds the chunks of places in a text, asked for in order. Reads each chunk once.
pub(crate) struct Chunks<'t> {
    text: &'t str,
    known: Range<usize>,
    is: Chunk,
}

impl<'t> Chunks<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Chunks { text, known: 0..0, is: Chunk::Words }
    }

    /// The chunk at byte `at`, and where it ends.
    pub(crate) fn at(&mut self, at: usize) -> (Chunk, usize) {
        if at >= self.known.end {
            let end = |ends: fn(char) -> bool| self.text[at..].find(ends).map_or(self.text.len(), |found| at + found);
            // Skipped text counts too: `www.example.org/a,A1`.
            let passed = self.behind_last(at, ends_address);
            let start = self.behind_last(at, parts);
            (self.is, self.known) = if has_host(&self.text[passed..end(parts)]) {
                (Chunk::Address, start..end(ends_address))
            } else {
                (kind(&self.text[start..end(parts)]), start..end(parts))
            };
        }
        (self.is, self.known.end)
    }

    /// The end of the last such character before `at` and behind the known chunk, or the end of that.
    fn behind_last(&self, at: usize, such: fn(char) -> bool) -> usize {
        let new = &self.text[self.known.end..at];
        let last = new.char_indices().rev().find(|(_, c)| such(*c));
        self.known.end + last.map_or(0, |(found, c)| found + c.len_utf8())
    }
}

/// Whether a character parts chunks.
fn parts(c: char) -> bool {
    ends_address(c) || matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '|' | ',' | ';' | '“' | '”' | '„')
}

fn ends_address(c: char) -> bool {
    c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»')
}

/// Whether an address begins here, which may hold what else would part chunks.
fn has_host(text: &str) -> bool {
    let is_www = |part: &str| part.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    text.contains("://") || text.split(parts).any(is_www)
}

fn kind(chunk: &str) -> Chunk {
    let chunk = chunk.trim_start_matches(['*', '\'', '’', '‘', '`', '!', '?', ':']);
    let chunk = chunk.trim_end_matches(['*', '\'', '’', '‘', '`', '!', '?', ':', '.', '…', '\\']);
    if has_scheme(chunk) || is_mail(chunk) || chunk.contains('\\') || is_encoded(chunk) {
        return Chunk::Address;
    }
    if !chunk.contains('/') {
        return Chunk::Words;
    }
    if chunk
        .split('/')
        .any(|part| part.is_empty() || part == "~" || part.bytes().all(|byte| byte == b'.') || is_file(part))
    {
        Chunk::Address
    } else if chunk.split('/').all(|part| has_code_form(part) || !part.contains(char::is_alphabetic)) {
        Chunk::Words
    } else {
        Chunk::Stroke
    }
}

/// `urn:x`, `mailto:x`, but not `TF109:x`: a scheme has no digits here, though some few of those that are registered have.
fn has_scheme(chunk: &str) -> bool {
    chunk.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'+' | b'-' | b'.'))
            && rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '+' | '%'))
    })
}

fn is_mail(chunk: &str) -> bool {
    chunk
        .split_once('@')
        .is_some_and(|(before, behind)| before.ends_with(is_code_char) && behind.starts_with(is_code_char))
}

/// Whether there is a sign such as `%20`.
fn is_encoded(chunk: &str) -> bool {
    let hex = |rest: &str| rest.bytes().take_while(u8::is_ascii_hexdigit).take(2).count() == 2;
    chunk.match_indices('%').any(|(at, _)| hex(&chunk[at + 1..]))
}

/// `A1.xlsx`, `example.org`, but not `A1.2`.
fn is_file(part: &str) -> bool {
    let Some((_, ending)) = part.rsplit_once('.') else { return false };
    let letters = ending.bytes().all(|byte| byte.is_ascii_alphabetic());
    let small = ending.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    ending.len() > 1 && (letters || small && ending.starts_with(|c: char| c.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_words() {
        let kind = |chunk: &str| Chunks::new(chunk).at(chunk.rfind("A1").unwrap_or(0)).0;
        for words in
            ["A1", "(A1/B2-x).", "A1/110", "A1:B2", "«A1»", "@A1", "A1–A5", "A1.2/A1.3", "50%/A1", "A1's", "x=A1"]
        {
            assert_eq!(kind(words), Chunk::Words, "{words}");
        }
        for words in ["and/A1", "docs/A1", "A1/other"] {
            assert_eq!(kind(words), Chunk::Stroke, "{words}");
        }
        let addresses = [
            "A1@example.org",
            "(ftp://example.org/A1)",
            "urn:x:A1",
            "mailto:A1",
            "www.x.dk/a,A1",
            "a1-list/A1.xlsx",
            "/A1",
            "A1/",
            "../A1",
            "./A1",
            "~/A1",
            "C:\\A1",
            "A1%20x.pdf",
            "x.dk/A1",
            "WWW.X.DK/A1",
            "file:///A1",
            "git@host:A1.git",
        ];
        for address in addresses {
            assert_eq!(kind(address), Chunk::Address, "{address}");
        }
        let text = "ftp://x/(a) A1, B2";
        let mut chunks = Chunks::new(text);
        assert_eq!(chunks.at(8), (Chunk::Address, 11));
        assert_eq!(chunks.at(12), (Chunk::Words, 14));
        assert_eq!(chunks.at(16), (Chunk::Words, 18));
    }
}
