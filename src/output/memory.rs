//! A site in memory, for the preview and tests. A site may come after another: pages that are the same share their
//! bytes with it, and are not made again.

use std::cmp;
use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::render::Sink;

/// A file that was made.
#[derive(Clone, Debug)]
struct Held {
    fingerprint: u64,
    bytes: Arc<[u8]>,
}

/// A finished site: files by site path.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    files: BTreeMap<String, Held>,
    copies: BTreeMap<String, String>,
    /// Something is wrong with its pages.
    faulty: bool,
}

/// A site that is being made. Copies of the project's files are kept as their source path.
#[derive(Debug, Default)]
pub struct Memory {
    former: Arc<Snapshot>,
    files: Mutex<BTreeMap<String, Held>>,
    copies: Mutex<BTreeMap<String, String>>,
    faulty: AtomicBool,
}

impl Snapshot {
    /// The bytes of a file that was made.
    pub fn file(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(path).map(|held| &held.bytes)
    }

    /// All files that were made, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        self.files.iter().map(|(path, held)| (path.as_str(), &held.bytes))
    }

    /// Where copied files come from, by path.
    pub fn copies(&self) -> &BTreeMap<String, String> {
        &self.copies
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len() + self.copies.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many files are new, gone or other than in `former`; copies count where they come from elsewhere.
    pub fn changed_since(&self, former: &Snapshot) -> usize {
        let same = |a: &Held, b: &Held| Arc::ptr_eq(&a.bytes, &b.bytes) || a.bytes == b.bytes;
        differences(&self.files, &former.files, same) + differences(&self.copies, &former.copies, |a, b| a == b)
    }

    /// This site with the files of another over it.
    #[must_use]
    pub fn with(&self, newer: Snapshot) -> Snapshot {
        let mut both = self.clone();
        both.files.extend(newer.files);
        both.copies.extend(newer.copies);
        both
    }
}

/// How many keys have other values, or only one of the two. Both are walked once, side by side.
fn differences<V>(a: &BTreeMap<String, V>, b: &BTreeMap<String, V>, same: impl Fn(&V, &V) -> bool) -> usize {
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    let mut count = 0;
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return count,
            (Some(_), None) => cmp::Ordering::Less,
            (None, Some(_)) => cmp::Ordering::Greater,
            (Some((a, _)), Some((b, _))) => a.cmp(b),
        };
        let pair = match order {
            cmp::Ordering::Less => left.next().zip(None),
            cmp::Ordering::Greater => right.next().zip(None),
            cmp::Ordering::Equal => left.next().zip(right.next()),
        };
        count += usize::from(!pair.is_some_and(|((_, a), (_, b))| same(a, b)));
    }
}

impl Memory {
    /// A site that comes after `former`.
    pub fn after(former: Arc<Snapshot>) -> Self {
        Memory { former, ..Memory::default() }
    }

    /// The files so far.
    pub fn so_far(&self) -> Snapshot {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let copies = self.copies.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Snapshot { files, copies, faulty: self.faulty.load(Ordering::Relaxed) }
    }

    /// The site as it is now; no more is taken.
    pub fn finish(self) -> Snapshot {
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let copies = self.copies.into_inner().unwrap_or_else(PoisonError::into_inner);
        Snapshot { files, copies, faulty: self.faulty.load(Ordering::Relaxed) }
    }

    /// All files, by path.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.iter().map(|(path, held)| (path.clone(), held.bytes.to_vec())).collect()
    }

    /// Where copied files come from, by path.
    pub fn copies(&self) -> BTreeMap<String, String> {
        self.copies.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn hold(&self, path: &str, held: Held) {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), held);
    }
}

impl Sink for Memory {
    fn keep(&self, path: &str, fingerprint: u64) -> bool {
        let known = self.former.files.get(path).filter(|held| held.fingerprint == fingerprint);
        if let Some(held) = known {
            self.hold(path, held.clone());
        }
        known.is_some()
    }

    fn put(&self, path: &str, fingerprint: u64, bytes: &[u8]) -> io::Result<()> {
        let same = self.former.files.get(path).filter(|held| *held.bytes == *bytes);
        let bytes = same.map_or_else(|| Arc::from(bytes), |held| Arc::clone(&held.bytes));
        self.hold(path, Held { fingerprint, bytes });
        Ok(())
    }

    fn copy(&self, path: &str, source: &str) -> io::Result<()> {
        self.copies.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), source.to_owned());
        Ok(())
    }

    fn former(&self, path: &str) -> Option<Vec<u8>> {
        self.former.file(path).map(|bytes| bytes.to_vec())
    }

    fn was_faulty(&self) -> bool {
        self.former.faulty
    }

    fn is_faulty(&self) {
        self.faulty.store(true, Ordering::Relaxed);
    }

    fn lost(&self, made: &dyn Fn(&str) -> bool) -> bool {
        self.former.files.keys().chain(self.former.copies.keys()).any(|path| !made(path))
    }
}
