//! The index A–Å of the whole site.

use std::ops::Range;

use serde::Serialize;

use crate::context::{ROOM, SiteContext, parts};
use crate::view::frame::{About, Frame};
use crate::view::guide::GuideViews;
use crate::view::paged::{Give, PageView, Paged, Parts};

/// `index` in `pages/search.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct IndexView {
    pub(crate) letters: Vec<Letter>,
    pub(crate) parts: Option<Parts>,
}

impl PageView for IndexView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/search.html", "index");
}

/// All entries with one first letter.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Letter {
    pub(crate) letter: String,
    pub(crate) anchor: String,
    pub(crate) entries: Vec<IndexEntry>,
}

/// A task or page.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct IndexEntry {
    pub(crate) title: String,
    pub(crate) path: String,
    /// The task's code.
    pub(crate) id: Option<String>,
    pub(crate) party: Option<String>,
    pub(crate) party_number: usize,
    pub(crate) stage: Option<String>,
    /// Title of the guide.
    pub(crate) guide: Option<String>,
    /// Language of the guide, where it is not the site's.
    pub(crate) lang: Option<String>,
}

impl IndexEntry {
    /// About how many bytes it takes.
    fn weight(&self) -> usize {
        let more = [&self.id, &self.party, &self.stage, &self.guide];
        let more: usize = more.into_iter().flatten().map(|text| text.len() + 40).sum();
        60 + self.path.len() + self.title.len() + more
    }
}

/// The index: every task in force and every page an author wrote.
pub(crate) fn index<'a, E>(
    site: &SiteContext<'_>,
    guides: &'a [GuideViews<'_>],
    give: Give<'_, 'a, IndexView, E>,
) -> Result<(), E> {
    let words = site.words();
    let mut entries: Vec<IndexEntry> = Vec::new();
    let several = guides.len() > 1;
    for context in guides {
        let lang = (context.guide.language != site.site.settings.language).then(|| context.guide.language.clone());
        let guide = several.then(|| context.guide.title.clone());
        for task in &context.plan.order {
            let link = context.links[*task].clone();
            entries.push(IndexEntry {
                title: link.title,
                path: link.path,
                id: Some(link.id),
                party: Some(link.party),
                party_number: link.party_number,
                stage: Some(link.stage),
                guide: guide.clone(),
                lang: lang.clone(),
            });
        }
        let pages = context.guide.pages.iter().map(|page| page_entry(site, page, guide.clone(), lang.clone()));
        entries.extend(pages);
    }
    entries.extend(site.site.pages.iter().map(|page| page_entry(site, page, None, None)));
    entries.sort_by_cached_key(|entry| (collation(&entry.title), entry.id.clone(), entry.path.clone()));
    let parts = parts(entries.len(), ROOM, |at| entries[at].weight());
    let address = |number: usize| if number == 0 { "search/".to_owned() } else { format!("search/{}/", number + 1) };
    let page = |(number, part): (usize, &Range<usize>)| {
        let address = address(number);
        let about = About {
            address: &address,
            title: words.get("search"),
            description: Some(words.get("index_text")),
            updated: None,
            file: None,
        };
        let entries = &entries[part.clone()];
        let view =
            IndexView { letters: letters(entries), parts: Parts::new(site, words, number, parts.len(), "search/") };
        Paged { frame: Frame::of_site(site, &about), address, view, pictures: Vec::new() }
    };
    parts.iter().enumerate().map(page).try_for_each(give)
}

/// Entries in the order of their collation under their first letters.
fn letters(entries: &[IndexEntry]) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for entry in entries {
        let entry = entry.clone();
        let first = entry.title.chars().find(|c| c.is_alphanumeric());
        let letter = first_letter(&collation(&String::from_iter(first)));
        // Of letters that are sorted as one, none stands apart, and each has one place.
        let anchor = format!("_{letter}");
        match letters.last_mut() {
            Some(last) if last.anchor == anchor => last.entries.push(entry),
            _ => letters.push(Letter { anchor, letter: letter.to_uppercase(), entries: vec![entry] }),
        }
    }
    letters
}

fn page_entry(
    site: &SiteContext<'_>,
    page: &crate::model::Page,
    guide: Option<String>,
    lang: Option<String>,
) -> IndexEntry {
    IndexEntry {
        title: page.title.clone(),
        path: site.path(&page.address),
        id: None,
        party: None,
        party_number: 0,
        stage: None,
        guide,
        lang,
    }
}

/// The letter, in lower case, that titles whose keys begin so stand under.
fn first_letter(key: &str) -> String {
    let mut chars = key.chars();
    match (chars.next(), chars.next()) {
        (Some('{'), Some('a')) => "æ".to_owned(),
        (Some('{'), Some('b')) => "ø".to_owned(),
        (Some('{'), _) => "å".to_owned(),
        (Some(c), _) if !c.is_ascii_digit() => c.to_string(),
        _ => "0–9".to_owned(),
    }
}

/// A key that sorts Danish and English titles as their readers expect: without case, accents on vowels ignored, and
/// æ, ø, å behind z, in that order (Dansk Sprognævn, Retskrivningsordbogen, § on alphabetisation).
fn collation(title: &str) -> String {
    let mut key = String::with_capacity(title.len());
    for c in title.chars().flat_map(char::to_lowercase) {
        match c {
            'æ' | 'ä' => key.push_str("{a"),
            'ø' | 'ö' => key.push_str("{b"),
            'å' => key.push_str("{c"),
            'é' | 'è' | 'ê' => key.push('e'),
            'á' | 'à' | 'â' => key.push('a'),
            'ü' | 'ú' => key.push('u'),
            c if c.is_alphanumeric() => key.push(c),
            ' ' => key.push(' '),
            _ => {}
        }
    }
    // Titles that begin with a sign count by their first letter; digits come first.
    key.trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_sorted_as_one_are_one() {
        let titles =
            ["Elm", "Étage", "Ezra", "«Zebra» and more", "Zoo", "ſo", "so", "\u{212A}elvin", "Ål", "2", "?", "²"];
        let mut letters: Vec<(String, String)> =
            titles.map(|title| (collation(title), first_letter(&collation(title)))).into();
        letters.sort();
        letters.dedup_by(|a, b| a.1 == b.1);
        let letters: Vec<&str> = letters.iter().map(|(_, letter)| letter.as_str()).collect();
        assert_eq!(letters, ["0–9", "e", "k", "s", "z", "å", "²", "ſ"]);
    }

    #[test]
    fn danish_letters_come_last() {
        let mut titles = ["Ålborg", "Ærø", "Zebra", "Østre", "abe", "»Citat«", "2 ting"];
        titles.sort_by_key(|title| collation(title));
        assert_eq!(titles, ["2 ting", "abe", "»Citat«", "Zebra", "Ærø", "Østre", "Ålborg"]);
    }
}
