//! A site that nobody keeps.

use std::io;

use crate::render::Sink;

/// Takes every file and keeps none.
pub(crate) struct Nowhere;

impl Sink for Nowhere {
    fn keep(&self, _: &str, _: u64) -> bool {
        false
    }

    fn put(&self, _: &str, _: u64, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn copy(&self, _: &str, _: &str) -> io::Result<()> {
        Ok(())
    }
}
