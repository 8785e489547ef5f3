//! Site paths: who has which, those of the program among them, and those that lead on.

use std::collections::{HashMap, HashSet};

use crate::source::Span;
use crate::text::{WordState, composed};

/// The owner of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddressKind {
    /// A folder with a page in it.
    Page,
    /// The same, with the picture of a task beside the page, and perhaps everything that the task rests on.
    Task,
    /// A page of the program's own, with its picture and its further parts below it.
    List,
    /// The folder of the theme.
    Assets,
    File,
}

/// Every site path that will exist.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// With where the page is written, if an author wrote it.
    taken: HashMap<String, (AddressKind, Option<Span>), WordState>,
    /// All that lies above them.
    folders: HashSet<String, WordState>,
    exact: HashSet<String, WordState>,
}

impl Addresses {
    /// Takes a path; where another page or file has it or is in the way, returns where that one is written.
    pub(super) fn claim(&mut self, address: &str, kind: AddressKind, span: Option<Span>) -> Result<(), Option<Span>> {
        let key = Self::key(address);
        self.room(&key, kind)?;
        for (folder, _) in above(&key) {
            if self.folders.contains(folder) {
                break;
            }
            self.folders.insert(folder.to_owned());
        }
        self.taken.insert(key, (kind, span));
        self.exact.insert(address.to_owned());
        Ok(())
    }

    /// Takes a path that nobody can link to.
    pub(super) fn reserve(&mut self, address: &str, kind: AddressKind) {
        self.taken.insert(Self::key(address), (kind, None));
    }

    /// Lets links lead to a path that is reserved.
    pub(super) fn publish(&mut self, address: &str) {
        self.exact.insert(address.to_owned());
    }

    /// Whether a file could have this path.
    pub(super) fn is_free(&self, file: &str) -> bool {
        self.room(&Self::key(file), AddressKind::File).is_ok()
    }

    /// Fails if the path is taken, or a file stands where it needs a folder, or a folder where it needs a file; the error is
    /// the span of that one.
    fn room(&self, key: &str, kind: AddressKind) -> Result<(), Option<Span>> {
        if let Some((_, span)) = self.taken.get(key) {
            return Err(*span);
        }
        for (folder, rest) in above(key) {
            if let Some((_, span)) = self.taken.get(folder).filter(|(other, _)| other.is_beside(rest)) {
                return Err(*span);
            }
        }
        let folder = match kind {
            AddressKind::File => self.folders.contains(key),
            _ => self.folders.contains(&[key, "/index.html"].concat()),
        };
        if folder { Err(None) } else { Ok(()) }
    }

    /// Whether a page or file has exactly this path.
    pub(super) fn contains(&self, address: &str) -> bool {
        self.exact.contains(address)
    }

    pub(super) fn len(&self) -> usize {
        self.exact.len()
    }

    /// Every path, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.exact.iter().map(String::as_str)
    }

    /// One name on disk: a folder's page, the folder itself and a file of that name exclude each other, also where
    /// the disk tells neither cases nor the two ways to store an `å` apart.
    fn key(address: &str) -> String {
        let lower = composed(address).to_lowercase();
        let folder = match lower.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &lower,
        };
        folder.trim_end_matches('/').to_owned()
    }
}

impl AddressKind {
    /// Whether what has this address leaves no room for `rest` below it.
    fn is_beside(self, rest: &str) -> bool {
        let first = rest.split('/').next().unwrap_or_default();
        match self {
            AddressKind::File => true,
            _ if first == "index.html" => true,
            AddressKind::Page => false,
            AddressKind::Assets => rest.contains('.'),
            AddressKind::Task => first == "diagram.svg" || rest == "path",
            AddressKind::List => {
                matches!(first, "diagram.svg" | "stages") || rest.bytes().all(|byte| byte.is_ascii_digit())
            }
        }
    }
}

/// The folders above a path, each with what leads from there to it; the nearest first, the top last.
fn above(key: &str) -> impl Iterator<Item = (&str, &str)> {
    let folders = key.rmatch_indices('/').map(|(at, _)| (&key[..at], &key[at + 1..]));
    folders.chain((!key.is_empty()).then_some(("", key)))
}
