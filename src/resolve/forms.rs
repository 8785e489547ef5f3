//! Paths whose letters Unicode can store in two ways: a file and a link to it mean the same name, whichever way each has.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::addresses::Addresses;
use super::links::Entity;
use crate::text::{WordState, composed};

/// Paths that are not stored in the composed form, by that form. Hardly any project has one, and only a path that is
/// not found asks for them.
pub(super) struct Forms<'a> {
    entities: &'a HashMap<String, Entity, WordState>,
    files: &'a HashSet<&'a str>,
    addresses: &'a Addresses,
    ready: OnceLock<HashMap<String, &'a str, WordState>>,
}

impl<'a> Forms<'a> {
    pub(super) fn new(
        entities: &'a HashMap<String, Entity, WordState>,
        files: &'a HashSet<&'a str>,
        addresses: &'a Addresses,
    ) -> Self {
        Forms { entities, files, addresses, ready: OnceLock::new() }
    }

    fn read(&self) -> HashMap<String, &'a str, WordState> {
        let pages = self.entities.keys().map(String::as_str);
        let all = pages.chain(self.files.iter().copied()).chain(self.addresses.iter()).filter(|path| !path.is_ascii());
        let forms = all.map(|path| (composed(path), path)).filter(|(form, path)| form != path);
        forms.map(|(form, path)| (form.into_owned(), path)).collect()
    }

    /// The path that is stored in another way than `path`; `exists` says whether there is one exactly like this.
    pub(super) fn other(&self, path: &str, exists: impl Fn(&str) -> bool) -> Option<String> {
        if path.is_ascii() {
            return None;
        }
        let path = composed(path);
        if exists(&path) {
            return Some(path.into_owned());
        }
        let ready = self.ready.get_or_init(|| self.read());
        ready.get(&*path).map(|path| (*path).to_owned())
    }
}
