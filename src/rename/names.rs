//! The names that references are made of.

use crate::model::Guide;
use crate::text::{composed, readings};

/// The names that references are made of.
pub(super) struct Names<'a> {
    pub(super) old: &'a str,
    pub(super) new: &'a str,
    /// The guide's folder.
    pub(super) guide: &'a str,
    /// The guide as it is, which knows the other ids.
    pub(super) known: &'a Guide,
    /// The task's file below `content/`, and its name from now on if that changes.
    pub(super) path: &'a str,
    pub(super) file: Option<String>,
}

impl Names<'_> {
    /// The part of a bare word that is the former id, where it is not another task's.
    pub(super) fn named<'w>(&self, word: &'w str) -> Option<&'w str> {
        let at = readings(word).position(|word| composed(word) == self.old)?;
        let is_other = readings(word).take(at).any(|longer| self.known.holder(longer).is_some());
        readings(word).nth(at).filter(|_| !is_other)
    }
}
