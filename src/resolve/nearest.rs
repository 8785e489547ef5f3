//! "Did you mean" for very many names: what words are compared with is made ready when the first is asked for, once.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::addresses::Addresses;
use super::links::Entity;
use crate::text::{Vocabulary, WordState};

/// So many names a run are compared with, whatever is asked for: a second of work.
const COMPARISONS: usize = 30_000_000;
/// Behind so many faults of one page, nobody reads suggestions.
const MAX_SUGGESTED: usize = 300;

/// Names of files or addresses, by the folder that they stand in.
#[derive(Debug, Default)]
struct Folders<'a>(HashMap<&'a str, Vocabulary<'a>>);

impl<'a> Folders<'a> {
    fn new(paths: impl Iterator<Item = &'a str>) -> Self {
        let mut folders: HashMap<&str, Vec<&str>> = HashMap::new();
        for path in paths {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            folders.entry(folder).or_default().push(name);
        }
        let ready = folders.into_iter().map(|(folder, mut names)| {
            names.sort_unstable();
            (folder, names.into_iter().collect())
        });
        Folders(ready.collect())
    }

    fn closest(&self, path: &str) -> Option<&'a str> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.0.get(folder)?.closest(name)
    }
}

/// What references that lead nowhere are compared with.
#[derive(Debug)]
pub(super) struct Nearest<'a> {
    entities: &'a HashMap<String, Entity, WordState>,
    files: &'a HashSet<&'a str>,
    addresses: &'a Addresses,
    pages_ready: OnceLock<Folders<'a>>,
    files_ready: OnceLock<Folders<'a>>,
    addresses_ready: OnceLock<Folders<'a>>,
}

impl<'a> Nearest<'a> {
    /// `entities` and `files` by path below `content/`.
    pub(super) fn new(
        entities: &'a HashMap<String, Entity, WordState>,
        files: &'a HashSet<&'a str>,
        addresses: &'a Addresses,
    ) -> Self {
        Nearest {
            entities,
            files,
            addresses,
            pages_ready: OnceLock::new(),
            files_ready: OnceLock::new(),
            addresses_ready: OnceLock::new(),
        }
    }

    /// How many pages get suggestions, and how many each, where so many pages have faults.
    pub(super) fn shares(&self, pages: usize) -> (usize, usize) {
        let names = self.entities.len().max(self.files.len()).max(self.addresses.len()).max(1);
        let suggestions = COMPARISONS / names;
        let each = (suggestions / pages.max(1)).clamp(1, MAX_SUGGESTED);
        (suggestions / each, each)
    }

    /// The name nearest to that of `path` among the Markdown files of the same folder.
    pub(super) fn page(&self, path: &str) -> Option<&'a str> {
        self.pages_ready.get_or_init(|| Folders::new(self.entities.keys().map(String::as_str))).closest(path)
    }

    /// The same among the other files.
    pub(super) fn file(&self, path: &str) -> Option<&'a str> {
        self.files_ready.get_or_init(|| Folders::new(self.files.iter().copied())).closest(path)
    }

    /// The address nearest to a path from the site's root, among those in the same folder.
    pub(super) fn address(&self, path: &str) -> Option<String> {
        let path = path.trim_matches('/');
        let known = || self.addresses.iter().map(|known| known.trim_end_matches('/'));
        let near = self.addresses_ready.get_or_init(|| Folders::new(known())).closest(path)?;
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        Some(format!("/{folder}{near}/"))
    }
}
