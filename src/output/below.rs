//! A folder of the site that is a site of its own: an older version.

use std::collections::BTreeMap;
use std::io;

use crate::render::Sink;
use crate::text;

/// Takes the files of a site into a folder of another sink.
pub(crate) struct Below<'a> {
    sink: &'a dyn Sink,
    /// With a slash at its end.
    folder: String,
    /// The files of the revision by their paths in the project. Others are copied from the disk.
    files: &'a BTreeMap<String, Vec<u8>>,
}

impl<'a> Below<'a> {
    /// A folder of a sink; `files` are copied from memory.
    pub(crate) fn new(sink: &'a dyn Sink, folder: String, files: &'a BTreeMap<String, Vec<u8>>) -> Self {
        Below { sink, folder, files }
    }

    fn path(&self, path: &str) -> String {
        [&self.folder, path].concat()
    }
}

impl Sink for Below<'_> {
    fn keep(&self, path: &str, fingerprint: u64) -> bool {
        self.sink.keep(&self.path(path), fingerprint)
    }

    fn put(&self, path: &str, fingerprint: u64, bytes: &[u8]) -> io::Result<()> {
        self.sink.put(&self.path(path), fingerprint, bytes)
    }

    fn copy(&self, path: &str, source: &str) -> io::Result<()> {
        let path = self.path(path);
        match self.files.get(source) {
            Some(bytes) => {
                let fingerprint = text::fingerprint(bytes);
                if self.sink.keep(&path, fingerprint) { Ok(()) } else { self.sink.put(&path, fingerprint, bytes) }
            }
            None => self.sink.copy(&path, source),
        }
    }

    fn former(&self, path: &str) -> Option<Vec<u8>> {
        self.sink.former(&self.path(path))
    }
}
