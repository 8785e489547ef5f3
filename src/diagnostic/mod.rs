//! Faults of the content, as data. Nothing here prints; [`crate::report`] does.

mod codes;
mod collection;
mod repeated;
mod severity;

pub(crate) use codes::*;
pub use codes::{ALL, Code, manual};
pub use collection::Diagnostics;
pub use severity::Severity;

use crate::source::Span;
use crate::text::closest;

/// A diagnostic that the authors of one page let pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowance {
    /// The name of the code.
    pub(crate) code: &'static str,
    /// Where it is written; it holds for this file.
    pub(crate) span: Span,
    /// The page is a draft, so that little is found on it unless drafts are taken in.
    pub(crate) draft: bool,
}

/// A place, and what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// A few words; may be empty.
    pub text: String,
}

/// One fault. The first label is where it is; further ones show the other places involved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable name and default weight.
    pub code: Code,
    /// The weight that counts in this run.
    pub severity: Severity,
    /// One line, lower case, no final stop.
    pub message: String,
    /// Places; empty only for faults of a file that has no text.
    pub labels: Vec<Label>,
    /// The file, relative to the project, where there is no text to point at.
    pub file: Option<String>,
    /// The way to mend it.
    pub help: Option<String>,
}

/// No part of a diagnostic is longer, in bytes: what it quotes may be megabytes.
const MAX_TEXT: usize = 1_000;

impl Diagnostic {
    /// Cuts texts that are too long to be read, and makes one line of a message that quotes several.
    fn shorten(&mut self) {
        if self.message.contains(['\n', '\r']) {
            self.message = self.message.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        let labels = self.labels.iter_mut().map(|label| &mut label.text);
        for text in labels.chain([&mut self.message]).chain(&mut self.help) {
            if text.len() > MAX_TEXT {
                text.truncate(text.floor_char_boundary(MAX_TEXT));
                text.push('…');
            }
        }
    }

    /// A diagnostic at `span`.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: code.severity,
            message: message.into(),
            labels: vec![Label { span, text: String::new() }],
            file: None,
            help: None,
        }
    }

    /// A diagnostic of a file that could not be read, so that there is no text to point at.
    pub fn of_file(code: Code, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: code.severity,
            message: message.into(),
            labels: Vec::new(),
            file: None,
            help: None,
        }
    }

    /// Names the file that the fault is in.
    #[must_use]
    pub fn in_file(mut self, path: &str) -> Self {
        self.file = Some(path.to_owned());
        self
    }

    /// Says what is at the first place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Suggests a known word for an unknown one, where one is near.
    #[must_use]
    pub fn did_you_mean(mut self, near: Option<&str>) -> Self {
        if let Some(near) = near {
            self.help = Some(format!("did you mean `{near}`?"));
        }
        self
    }
}

/// The code that an author names at `span`; otherwise the fault, with the nearest one.
pub(crate) fn named(name: &str, span: Span) -> Result<&'static Code, Box<Diagnostic>> {
    ALL.iter().find(|code| code.name == name).ok_or_else(|| {
        let near = closest(name, ALL.iter().map(|code| code.name));
        Box::new(Diagnostic::new(INVALID_VALUE, span, format!("there is no check `{name}`")).did_you_mean(near))
    })
}

/// The fault of a merge that left both versions; `shown` is the first of its three lines.
pub(crate) fn merge_conflict(shown: &str, [ours, between, theirs]: [Span; 3]) -> Diagnostic {
    Diagnostic::new(MERGE_CONFLICT, ours, format!("a merge left both versions here: `{shown}`"))
        .label("one version begins here")
        .and(between, "the other one begins here")
        .and(theirs, "it ends here")
        .help("keep one of the two versions, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`")
}
