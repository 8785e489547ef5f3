//! Results of former parsing. A preview reads the same project again and again, and all but a file or two are as they were.

use std::collections::HashMap;

use super::Document;
use crate::diagnostic::Diagnostics;
use crate::parallel;
use crate::source::{FileId, Project};
use crate::text::WordState;

/// The result for a file: a document, or the ids that it may have; and its faults.
pub(super) type Outcome = (Result<Document, Vec<String>>, Diagnostics);

/// Documents by the path of their file, each with all that it was parsed from.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    known: HashMap<String, ParsedFile, WordState>,
}

#[derive(Debug)]
struct ParsedFile {
    /// Stands in every span of the document.
    file: FileId,
    text: String,
    circumstances: Circumstances,
    outcome: Outcome,
}

/// The inputs of parsing beside a file's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Circumstances {
    pub(super) in_guide: bool,
    pub(super) in_doubt: bool,
    pub(super) trusted: bool,
}

impl Memo {
    /// The documents of the project; parses only files that changed. Forgets files that are no
    /// longer part of the project.
    pub(super) fn outcomes(
        &mut self,
        project: &Project,
        circumstances: impl Fn(&str) -> Circumstances + Sync,
        parse: impl Fn(&FileId, &mut Diagnostics) -> Result<Document, Vec<String>> + Sync,
    ) -> Vec<Outcome> {
        let known = &self.known;
        let found = parallel::map(&project.documents, |file| {
            let source = project.sources.file(*file);
            let circumstances = circumstances(&source.path);
            let same = |entry: &&ParsedFile| {
                (entry.file, entry.circumstances) == (*file, circumstances) && entry.text == source.text
            };
            match known.get(&source.path).filter(same) {
                Some(entry) => (entry.outcome.clone(), None),
                None => {
                    let mut faults = Diagnostics::default();
                    let outcome = (parse(file, &mut faults), faults);
                    let text = source.text.clone();
                    (outcome.clone(), Some(ParsedFile { file: *file, text, circumstances, outcome }))
                }
            }
        });
        let mut before = std::mem::take(&mut self.known);
        let mut outcomes = Vec::with_capacity(found.len());
        for (file, (outcome, entry)) in project.documents.iter().zip(found) {
            let path = project.sources.path(*file);
            if let Some(entry) = entry.or_else(|| before.remove(path)) {
                self.known.insert(path.to_owned(), entry);
            }
            outcomes.push(outcome);
        }
        outcomes
    }
}
