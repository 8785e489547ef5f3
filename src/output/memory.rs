//! A site in memory, for tests and the preview.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

use crate::render::Sink;

/// Files by site path. Copies of the project's files are kept as their source path.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    copies: Mutex<BTreeMap<String, String>>,
}

impl Memory {
    /// All files, by path.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where copied files come from, by path.
    pub fn copies(&self) -> BTreeMap<String, String> {
        self.copies.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Sink for Memory {
    fn keep(&self, _: &str, _: u64) -> bool {
        false
    }

    fn put(&self, path: &str, _: u64, bytes: &[u8]) -> io::Result<()> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.to_vec());
        Ok(())
    }

    fn copy(&self, path: &str, source: &str) -> io::Result<()> {
        self.copies.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), source.to_owned());
        Ok(())
    }
}
