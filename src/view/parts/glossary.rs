//! Words of the glossary in running text: the first of each on a page leads to its meaning at the end of the page.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::Serialize;

use crate::context::GuideContext;
use crate::model::{Guide, Term};
use crate::text::{
    Chunk, Chunks, WordState, attribute, composed, decomposed, encode_path, has_code_form, is_joined, is_mark, slug,
    starts_with_composed,
};

/// A word that stands on the page, with its meaning.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TermHere {
    pub(crate) term: String,
    pub(crate) lang: Option<String>,
    /// Id of the place where the meaning stands.
    pub(crate) anchor: String,
    /// Site path of the glossary, at this word.
    pub(crate) path: String,
    /// Plain text.
    pub(crate) meaning: String,
}

/// The anchor of each term on its page.
pub(crate) fn anchors(guide: &Guide) -> Vec<String> {
    let mut taken = HashSet::new();
    // How far the numbers of a word have come, so that equal words cost no search.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut anchor = |term: &Term| {
        let slug = slug(&term.term);
        let number = numbers.entry(slug.clone()).or_default();
        loop {
            *number += 1;
            let anchor = if *number == 1 { slug.clone() } else { format!("{slug}-{number}") };
            if taken.insert(anchor.clone()) {
                return anchor;
            }
        }
    };
    guide.terms.iter().map(&mut anchor).collect()
}

/// The words of a guide's glossary, ready to be found.
pub(crate) struct Glossary {
    words: Vec<Word>,
    /// Their places in `words` by the first run of letters and digits in them, longest first.
    by_first: HashMap<String, Vec<usize>, WordState>,
    /// The bytes that any of them begins with: most words of a text need no closer look.
    first: [bool; 256],
    anchors: Vec<String>,
}

struct Word {
    /// As it stands in HTML, composed.
    text: String,
    term: usize,
    /// The term itself, not a variant of it.
    main: bool,
}

/// Elements whose words are left alone: links, code, and headings, which have names of their own.
const LEFT_ALONE: [&str; 11] = ["a", "code", "pre", "kbd", "abbr", "h2", "h3", "h4", "h5", "h6", "svg"];

impl Glossary {
    /// The words of a guide; `None` where it has no glossary, and nothing is to be looked for.
    pub(crate) fn of(guide: &Guide) -> Option<Glossary> {
        if guide.terms.is_empty() {
            return None;
        }
        let mut glossary =
            Glossary { words: Vec::new(), by_first: HashMap::default(), first: [false; 256], anchors: anchors(guide) };
        for (at, term) in guide.terms.iter().enumerate() {
            glossary.add(&term.term, at, true);
            for variant in &term.variants {
                glossary.add(variant, at, false);
            }
        }
        glossary.longest_first();
        Some(glossary)
    }

    fn longest_first(&mut self) {
        let words = &self.words;
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for places in self.by_first.values_mut() {
            places.sort_by_key(|place| std::cmp::Reverse(words[*place].text.len()));
        }
    }

    /// A word as written, and with its first letter in the other case, as at the beginning of a sentence. The others
    /// keep their case: `KL` is not `kl`.
    fn add(&mut self, word: &str, term: usize, main: bool) {
        let word = composed(word);
        let Some(first) = word.chars().next() else { return };
        let rest = &word[first.len_utf8()..];
        let other =
            if first.is_uppercase() { first.to_lowercase().to_string() } else { first.to_uppercase().to_string() };
        for begin in [first.to_string(), other] {
            let text = attribute(&format!("{begin}{rest}"));
            let run = run_at(&text, 0);
            if run == 0 {
                continue;
            }
            for bytes in [text.as_bytes(), decomposed(&text[..run]).as_bytes()] {
                self.first[usize::from(bytes[0])] = true;
            }
            self.by_first.entry(text[..run].to_owned()).or_default().push(self.words.len());
            self.words.push(Word { text, term, main });
        }
    }

    /// `html` with the first mention of each word as a link to its meaning, and what was found, in order.
    pub(crate) fn mark(&self, context: &GuideContext<'_>, html: String) -> (String, Vec<TermHere>) {
        let mut marks = Marks { glossary: self, seen: vec![false; self.anchors.len()], found: Vec::new() };
        marks.walk(&html);
        if marks.found.is_empty() {
            return (html, Vec::new());
        }
        let terms = &context.guide.terms;
        let mut out = String::with_capacity(html.len() + marks.found.len() * 60);
        let mut here = Vec::with_capacity(marks.found.len());
        let mut from = 0;
        for (at, place) in marks.found {
            let word = &self.words[place];
            let term = &terms[word.term];
            let anchor = format!("_term.{}", self.anchors[word.term]);
            out.push_str(&html[from..at.start]);
            let lang = term.lang.as_ref().filter(|_| word.main).map(|lang| format!(" lang=\"{lang}\""));
            let (href, lang) = (encode_path(&anchor), lang.unwrap_or_default());
            out.push_str(&format!("<a class=\"term\"{lang} href=\"#{href}\">{}</a>", &html[at.clone()]));
            from = at.end;
            here.push(TermHere {
                term: term.term.clone(),
                lang: term.lang.clone(),
                path: format!("{}#{}", context.path("terms/"), encode_path(&self.anchors[word.term])),
                anchor,
                meaning: term.meaning.body.plain.trim().to_owned(),
            });
        }
        out.push_str(&html[from..]);
        (out, here)
    }
}

/// A walk over finished HTML.
struct Marks<'g> {
    glossary: &'g Glossary,
    /// By term.
    seen: Vec<bool>,
    /// Where a word stands, and which.
    found: Vec<(Range<usize>, usize)>,
}

impl Marks<'_> {
    fn walk(&mut self, html: &str) {
        let mut from = 0;
        let mut alone = 0usize;
        while let Some(open) = html[from..].find('<') {
            if alone == 0 {
                self.words(html, from, from + open);
            }
            let tag = &html[from + open + 1..];
            let Some(end) = tag.find('>') else { return };
            let (name, closes) = match tag[..end].strip_prefix('/') {
                Some(name) => (name, true),
                None => (tag[..end].split([' ', '\n']).next().unwrap_or_default(), false),
            };
            if LEFT_ALONE.contains(&name) {
                alone = if closes { alone.saturating_sub(1) } else { alone + 1 };
            }
            from += open + 1 + end + 1;
        }
        if alone == 0 {
            self.words(html, from, html.len());
        }
    }

    /// Looks through the text between two tags.
    fn words(&mut self, html: &str, from: usize, to: usize) {
        let text = &html[from..to];
        let mut chunks = Chunks::new(text);
        let mut at = 0;
        while at < text.len() {
            let run = run_at(text, at);
            if run == 0 {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let promising = self.glossary.first[usize::from(text.as_bytes()[at])];
            match promising.then(|| self.at(text, at, run)).flatten() {
                Some((place, end)) if self.stands_alone(at, place, &mut chunks) => {
                    self.seen[self.glossary.words[place].term] = true;
                    self.found.push((from + at..from + end, place));
                    at = end;
                }
                _ => at += run,
            }
        }
    }

    /// The longest word at a place of `text`, if its term was not on the page before, and where it ends.
    fn at(&self, text: &str, at: usize, run: usize) -> Option<(usize, usize)> {
        let first = &text[at..at + run];
        let first = if first.is_ascii() { Cow::Borrowed(first) } else { composed(first) };
        let whole = |place: &usize| {
            let word = &self.glossary.words[*place];
            let end = at + starts_with_composed(&text[at..], &word.text)?;
            let fits = !self.seen[word.term] && !is_joined(text, at..end);
            fits.then_some((*place, end))
        };
        self.glossary.by_first.get(&*first)?.iter().find_map(whole)
    }

    /// Whether a word stands in no address, nor, where it has the form of a code, in a path: what holds for codes in prose.
    fn stands_alone(&self, at: usize, place: usize, chunks: &mut Chunks<'_>) -> bool {
        match chunks.at(at).0 {
            Chunk::Words => true,
            Chunk::Stroke => !has_code_form(&self.glossary.words[place].text),
            Chunk::Address => false,
        }
    }
}

/// How many bytes of letters and digits stand in `text` from `at` on.
fn run_at(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while let Some(byte) = bytes.get(end) {
        if byte.is_ascii_alphanumeric() {
            end += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            match text[end..].chars().next() {
                Some(c) if c.is_alphanumeric() || is_mark(c) => end += c.len_utf8(),
                _ => break,
            }
        }
    }
    end - at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[(&str, usize)], html: &str) -> Vec<String> {
        let mut glossary =
            Glossary { words: Vec::new(), by_first: HashMap::default(), first: [false; 256], anchors: Vec::new() };
        for (word, term) in words {
            glossary.add(word, *term, true);
        }
        glossary.longest_first();
        let mut marks = Marks { glossary: &glossary, seen: vec![false; words.len()], found: Vec::new() };
        marks.walk(html);
        marks.found.into_iter().map(|(at, _)| html[at].to_owned()).collect()
    }

    #[test]
    fn whole_words_are_found_once_outside_links_code_and_headings() {
        let words = [("Rute", 0), ("KL", 1), ("STS Token Service", 2), ("STS", 2), ("R&D", 3), ("\u{d8}iR", 4)];
        let html = "<h2 id=\"rute\">Rute</h2><p title=\"KL\">En rute, <code>KL</code> kl. 12 (KL) <a href=\"#\">\u{d8}iR</a> \
                    Ruter \u{bb}STS Token Service\u{ab} STS R&amp;D \u{f8}iR \u{d8}iR rute</p>";
        assert_eq!(found(&words, html), ["rute", "KL", "STS Token Service", "R&amp;D", "\u{f8}iR"]);
    }

    #[test]
    fn a_word_is_not_found_inside_another_nor_in_an_address() {
        let words = [("API", 0), ("kommune", 1), ("\u{c5}bning", 2), ("C++", 3), ("API-nøgle", 4)];
        let html = "<p>API-key REST_API API.pdf docs/API API@x.dk ftp://x/API www.x.dk/kommune API\u{ad}er (API)</p>";
        assert_eq!(found(&words, html), ["API"]);
        let html = "<p>kommune/region A\u{30a}bning C++, API-nøgle og API/STS kommuneA\u{30a}bning</p>";
        assert_eq!(found(&words, html), ["kommune", "A\u{30a}bning", "C++", "API-nøgle", "API"]);
    }

    #[test]
    fn broken_tags_end_the_walk() {
        for html in ["<", "<a", "rute <", "</a>rute", "<a>rute"] {
            assert!(found(&[("rute", 0)], html).len() <= 1, "{html}");
        }
    }
}
