//! A page that is neither guide nor task.

use super::{Alias, Asset, Question, Text};
use crate::source::FileId;

/// A page that is neither guide nor task.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) file: FileId,
    /// Site path with a final `/`: `om/`, `sf1590-d/vejledning/`; empty for the front page.
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) updated: Option<String>,
    pub(crate) text: Text,
    pub(crate) source: Option<Text>,
    pub(crate) questions: Vec<Question>,
    pub(crate) assets: Vec<Asset>,
    pub(crate) aliases: Vec<Alias>,
    pub(crate) extra: serde_json::Value,
    /// Of pages outside guides: the page of the folder that it stands in, in [`Site::pages`](super::Site::pages).
    pub(crate) above: Option<usize>,
    /// Its place among the pages of its folder: lower numbers come first, and pages without one last.
    pub(crate) weight: Option<i32>,
    /// Its place in [`Site::read_pages`](super::Site::read_pages).
    pub(crate) place: usize,
    /// The pages that it is above, in order.
    pub(crate) below: Vec<usize>,
}

impl Page {
    pub(super) fn texts(&self) -> Vec<&Text> {
        std::iter::once(&self.text).chain(&self.source).chain(self.questions.iter().flat_map(Question::texts)).collect()
    }

    pub(super) fn texts_mut(&mut self) -> (Vec<&mut Text>, &mut Vec<Asset>) {
        let texts = std::iter::once(&mut self.text)
            .chain(&mut self.source)
            .chain(self.questions.iter_mut().flat_map(Question::texts_mut));
        (texts.collect(), &mut self.assets)
    }
}
