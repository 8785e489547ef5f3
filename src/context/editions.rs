//! The versions of a site that stand side by side, and which page of one is which page of another. An *edition* is the whole
//! site at one version; the versions that a guide lists are its own.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A version of the site.
#[derive(Debug, Default)]
pub(crate) struct Edition {
    /// Its folder below `versions/`; nothing for the current one.
    name: Option<String>,
    /// Its pages by site path, those of tasks with their ids.
    pages: HashMap<String, Option<String>>,
    /// Former site paths, each with the one that it leads to.
    moved: HashMap<String, String>,
    /// The former site paths of each page.
    former: HashMap<String, Vec<String>>,
    /// The version that each guide says it has, by its folder.
    versions: BTreeMap<String, String>,
}

impl Edition {
    /// One with these pages, former addresses and versions of its guides.
    pub(crate) fn new(
        name: Option<&str>,
        pages: impl IntoIterator<Item = (String, Option<String>)>,
        moved: impl IntoIterator<Item = (String, String)>,
        versions: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let moved: HashMap<String, String> = moved.into_iter().collect();
        let mut former: HashMap<String, Vec<String>> = HashMap::new();
        let sorted: BTreeMap<&String, &String> = moved.iter().collect();
        for (from, to) in sorted {
            former.entry(to.clone()).or_default().push(from.clone());
        }
        let (pages, versions) = (pages.into_iter().collect(), versions.into_iter().collect());
        Edition { name: name.map(str::to_owned), pages, moved, former, versions }
    }

    /// One of which only the files are known, by their paths.
    pub(crate) fn of_files<'f>(name: &str, files: impl IntoIterator<Item = &'f str>) -> Self {
        let page = |file: &str| match file.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => Some((folder.to_owned(), None)),
            _ => None,
        };
        Edition::new(Some(name), files.into_iter().filter_map(page), [], [])
    }

    /// The page that an address leads to.
    fn find<'e>(&'e self, address: &str) -> Option<&'e str> {
        let to = self.moved.get(address).map_or(address, String::as_str);
        self.pages.get_key_value(to).map(|(address, _)| address.as_str())
    }

    /// All addresses of a page, the one of now first.
    fn addresses<'e>(&'e self, address: &'e str) -> impl Iterator<Item = &'e str> {
        std::iter::once(address).chain(self.former.get(address).into_iter().flatten().map(String::as_str))
    }
}

/// All versions of a site, as one of them sees them; none where there is only one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Editions {
    /// The current one first.
    all: Arc<[Edition]>,
    /// The place of the one that sees them.
    own: usize,
    /// Where the current one will be published, without a final `/`; may be empty.
    base_url: Arc<str>,
}

/// A page of another version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counterpart<'e> {
    /// The same page: its site path there, and the id of its task.
    Page(&'e str, Option<&'e str>),
    /// The first page of its guide.
    Guide(&'e str),
    /// The front page.
    Home,
}

impl Counterpart<'_> {
    /// Its site path.
    pub(crate) fn address(&self) -> &str {
        match self {
            Counterpart::Page(address, _) | Counterpart::Guide(address) => address,
            Counterpart::Home => "",
        }
    }
}

impl Editions {
    /// The current version, and the older ones in the order in which pages list them.
    pub(crate) fn new(all: Vec<Edition>, base_url: &str) -> Self {
        Editions { all: all.into(), own: 0, base_url: base_url.into() }
    }

    /// The same as the version at a place sees them; the current one is 0.
    pub(crate) fn seen_from(&self, own: usize) -> Self {
        Editions { own, ..self.clone() }
    }

    /// The name of the version that sees the others, if it is not the current one.
    pub(crate) fn older(&self) -> Option<&str> {
        self.all.get(self.own)?.name.as_deref()
    }

    /// Where the current version will be published; may be empty.
    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The way from the root of this version to that of the current one.
    pub(crate) fn up(&self) -> &'static str {
        if self.own == 0 { "" } else { "../../" }
    }

    /// Every version: its place, its name where it is an older one, and whether it sees the others.
    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, Option<&str>, bool)> {
        self.all.iter().enumerate().map(|(at, edition)| (at, edition.name.as_deref(), at == self.own))
    }

    /// The way from the root of this version to that of another.
    pub(crate) fn root_of(&self, other: usize) -> String {
        match &self.all[other].name {
            _ if other == self.own => String::new(),
            None => self.up().to_owned(),
            Some(name) => format!("{}versions/{name}/", self.up()),
        }
    }

    /// The version that a guide of the current version says it has.
    pub(crate) fn current_version(&self, guide: &str) -> Option<&str> {
        self.all.first()?.versions.get(guide).map(String::as_str)
    }

    /// The counterpart of a page in another version. Its present, former and later addresses are tried.
    /// A further part of a list counts as its first one, and a page below a task as the task.
    pub(crate) fn counterpart<'e>(&'e self, address: &'e str, other: usize) -> Counterpart<'e> {
        let (own, current, other) = (&self.all[self.own], &self.all[0], &self.all[other]);
        let above = |page: &&'e str| page.strip_suffix('/')?.rfind('/').map(|end| &page[..=end]);
        let is_known = |page: &&str| own.pages.contains_key(*page);
        let address = std::iter::successors(Some(address), above).find(is_known).unwrap_or(address);
        let names = || own.addresses(address);
        let now = names().find_map(|name| current.find(name));
        let later = now.into_iter().flat_map(|now| current.addresses(now));
        if let Some(found) = names().chain(later).find_map(|name| other.find(name)) {
            return Counterpart::Page(found, other.pages.get(found).and_then(|id| id.as_deref()));
        }
        let guide = address.find('/').map(|end| &address[..=end]);
        guide.and_then(|guide| other.find(guide)).map_or(Counterpart::Home, Counterpart::Guide)
    }

    /// Whether a file of the current version's folder belongs to an older one.
    pub(crate) fn holds(&self, path: &str) -> bool {
        let inside = path.strip_prefix("versions/").and_then(|rest| rest.split_once('/'));
        inside.is_some_and(|(folder, _)| self.all.iter().any(|edition| edition.name.as_deref() == Some(folder)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(name: Option<&str>, ids: &[&str], moved: &[(&str, &str)]) -> Edition {
        let address = |id: &str| format!("g/{id}/");
        let tasks = ids.iter().map(|id| (address(id), Some((*id).to_owned())));
        let pages = tasks.chain([("g/".to_owned(), None), (String::new(), None)]);
        Edition::new(name, pages, moved.iter().map(|(from, to)| (address(from), address(to))), [])
    }

    #[test]
    fn a_task_is_found_under_all_its_names() {
        let editions = Editions::new(
            vec![
                edition(None, &["C"], &[("A", "C"), ("B", "C")]),
                edition(Some("2"), &["B", "X"], &[("A", "B")]),
                edition(Some("1"), &["A"], &[]),
            ],
            "",
        );
        let of = |own: usize, id: &str, other: usize| {
            let editions = editions.seen_from(own);
            editions.counterpart(&format!("g/{id}/"), other).address().to_owned()
        };
        assert_eq!([of(0, "C", 1), of(0, "C", 2), of(1, "B", 0)], ["g/B/", "g/A/", "g/C/"]);
        assert_eq!([of(2, "A", 1), of(1, "B", 2), of(2, "A", 0)], ["g/B/", "g/A/", "g/C/"]);
        // What another version lacks leads to its guide.
        assert_eq!(of(1, "X", 0), "g/");
        assert_eq!([of(0, "C/path", 1), of(1, "B/2", 0)], ["g/B/", "g/C/"]);
        assert!(editions.holds("versions/1/g/A/index.html"));
        assert!(!editions.holds("versions/index.html"));
    }

    #[test]
    fn pages_of_a_copied_site_are_known_by_their_files() {
        let copied = Edition::of_files("1", ["index.html", "g/index.html", "g/A/index.html", "g/A/a.png"]);
        let editions = Editions::new(vec![edition(None, &["A", "B"], &[]), copied], "");
        assert_eq!(editions.counterpart("g/A/", 1), Counterpart::Page("g/A/", None));
        assert_eq!(editions.counterpart("g/B/", 1), Counterpart::Guide("g/"));
        assert_eq!(editions.counterpart("about/", 1), Counterpart::Home);
    }
}
