//! `texts.json`: the texts of tasks as their readers read them, for programs that compare versions.

use std::collections::BTreeMap;

use serde::Serialize;

use super::json::json;

/// `texts.json`, `"schema": 1`.
#[derive(Serialize)]
struct Document<'a> {
    schema: u8,
    #[serde(flatten)]
    texts: &'a Texts<'a>,
}

/// The lines of each task's text, by its id.
#[derive(Serialize)]
pub(super) struct Texts<'a> {
    texts: BTreeMap<&'a str, Vec<String>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(texts: impl Iterator<Item = (&'a str, Vec<String>)>) -> Self {
        Texts { texts: texts.collect() }
    }

    /// `texts.json`.
    pub(super) fn json(&self) -> String {
        json(&Document { schema: 1, texts: self })
    }
}
