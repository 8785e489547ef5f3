//! Every path that a reference may lead to, and what a path that leads nowhere may have meant: the same letters as Unicode
//! stores them in another way, or the nearest name of the folder.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::addresses::Addresses;
use super::entity::Entity;
use crate::text::{Vocabulary, WordState, composed};

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

/// Every path of the project, with its owner. The lists that serve only wrong paths are built for the first of them.
pub(super) struct KnownPaths<'a> {
    /// By path below `content/`.
    pub(super) entities: &'a HashMap<String, Entity, WordState>,
    /// Files below `content/` that are not Markdown, by path below `content/`.
    pub(super) files: &'a HashSet<&'a str>,
    /// Every site path that will exist.
    pub(super) addresses: &'a Addresses,
    /// Paths that are not stored in the composed form, by that form. Hardly any project has one.
    by_form: OnceLock<HashMap<String, &'a str, WordState>>,
    pages_near: OnceLock<Folders<'a>>,
    files_near: OnceLock<Folders<'a>>,
    addresses_near: OnceLock<Folders<'a>>,
}

impl<'a> KnownPaths<'a> {
    pub(super) fn new(
        entities: &'a HashMap<String, Entity, WordState>,
        files: &'a HashSet<&'a str>,
        addresses: &'a Addresses,
    ) -> Self {
        KnownPaths {
            entities,
            files,
            addresses,
            by_form: OnceLock::new(),
            pages_near: OnceLock::new(),
            files_near: OnceLock::new(),
            addresses_near: OnceLock::new(),
        }
    }

    /// The path that is stored in another way than `path`; `exists` says whether there is one exactly like this.
    pub(super) fn stored_as(&self, path: &str, exists: impl Fn(&str) -> bool) -> Option<String> {
        if path.is_ascii() {
            return None;
        }
        let path = composed(path);
        if exists(&path) {
            return Some(path.into_owned());
        }
        let ready = self.by_form.get_or_init(|| self.read_forms());
        ready.get(&*path).map(|path| (*path).to_owned())
    }

    fn read_forms(&self) -> HashMap<String, &'a str, WordState> {
        let pages = self.entities.keys().map(String::as_str);
        let all = pages.chain(self.files.iter().copied()).chain(self.addresses.iter()).filter(|path| !path.is_ascii());
        let forms = all.map(|path| (composed(path), path)).filter(|(form, path)| form != path);
        forms.map(|(form, path)| (form.into_owned(), path)).collect()
    }

    /// How many pages get suggestions, and how many each, where so many pages have faults.
    pub(super) fn shares(&self, pages: usize) -> (usize, usize) {
        let names = self.entities.len().max(self.files.len()).max(self.addresses.len()).max(1);
        let suggestions = COMPARISONS / names;
        let each = (suggestions / pages.max(1)).clamp(1, MAX_SUGGESTED);
        (suggestions / each, each)
    }

    /// The name nearest to that of `path` among the Markdown files of the same folder.
    pub(super) fn nearest_page(&self, path: &str) -> Option<&'a str> {
        self.pages_near.get_or_init(|| Folders::new(self.entities.keys().map(String::as_str))).closest(path)
    }

    /// The same among the other files.
    pub(super) fn nearest_file(&self, path: &str) -> Option<&'a str> {
        self.files_near.get_or_init(|| Folders::new(self.files.iter().copied())).closest(path)
    }

    /// The address nearest to a path from the site's root, among those in the same folder.
    pub(super) fn nearest_address(&self, path: &str) -> Option<String> {
        let path = path.trim_matches('/');
        let known = || self.addresses.iter().map(|known| known.trim_end_matches('/'));
        let near = self.addresses_near.get_or_init(|| Folders::new(known())).closest(path)?;
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        Some(format!("/{folder}{near}/"))
    }
}
