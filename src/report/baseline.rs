//! A baseline: the diagnostics that a project has already, so that only new ones fail it. Each is known by code, file and
//! message, not by line, so that it stays known when the text above it changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::refusal::Refusal;
use crate::source::Sources;
use crate::text::visible_json;

/// The diagnostics that are known, each with how often it stands in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    known: BTreeMap<Identity, usize>,
}

/// File, code, message.
type Identity = (String, String, String);

/// The counts of a run beside its baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// How many diagnostics of the run are known; they were taken out.
    pub known: usize,
    /// How many of the baseline the run no longer has.
    pub gone: usize,
}

#[derive(Serialize, Deserialize)]
struct Document {
    schema: u64,
    diagnostics: Vec<KnownFault>,
}

#[derive(Serialize, Deserialize)]
struct KnownFault {
    /// Empty for a diagnostic of the whole project.
    file: String,
    code: String,
    message: String,
    count: usize,
}

impl Baseline {
    /// A baseline of all that a run has found.
    pub fn of(diagnostics: &Diagnostics, sources: &Sources) -> Self {
        let mut known = BTreeMap::new();
        for diagnostic in diagnostics.iter() {
            *known.entry(key(diagnostic, sources)).or_default() += 1;
        }
        Baseline { known }
    }

    /// Reads what [`Baseline::write`] has written.
    ///
    /// # Errors
    /// The reason why the text is no baseline, in words.
    pub fn read(json: &str) -> Result<Self, Refusal> {
        let found: Document = serde_json::from_str(json).map_err(|error| error.to_string())?;
        if found.schema != 1 {
            return Err(format!("its schema is {}, and 1 is known", found.schema).into());
        }
        let entries = found.diagnostics.into_iter();
        Ok(Baseline { known: entries.map(|entry| ((entry.file, entry.code, entry.message), entry.count)).collect() })
    }

    /// As JSON, `"schema": 1`, in order of file, code and message.
    pub fn write(&self) -> String {
        let entries = self.known.iter().map(|((file, code, message), count)| KnownFault {
            file: file.clone(),
            code: code.clone(),
            message: message.clone(),
            count: *count,
        });
        let document = Document { schema: 1, diagnostics: entries.collect() };
        let mut text = visible_json(&serde_json::to_string_pretty(&document).unwrap_or_default());
        text.push('\n');
        text
    }

    /// How many diagnostics it holds.
    pub fn len(&self) -> usize {
        self.known.values().sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes the known diagnostics out of a run. Of one that stands more often than it is known, the last are new.
    pub fn take_out(&self, diagnostics: &mut Diagnostics, sources: &Sources) -> Compared {
        let mut left = self.known.clone();
        let mut known = 0;
        diagnostics.retain(|diagnostic| match left.get_mut(&key(diagnostic, sources)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                known += 1;
                false
            }
            _ => true,
        });
        Compared { known, gone: left.into_values().sum() }
    }
}

fn key(diagnostic: &Diagnostic, sources: &Sources) -> Identity {
    let file = match (diagnostic.labels.first(), &diagnostic.file) {
        (Some(label), _) => sources.path(label.span.file),
        (None, Some(file)) => file,
        (None, None) => "",
    };
    (file.to_owned(), diagnostic.code.name.to_owned(), diagnostic.message.clone())
}
