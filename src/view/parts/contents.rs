//! The table of contents of a long text.

use serde::Serialize;

use crate::model::Text;

/// A heading of the body.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Heading {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) level: u8,
}

/// A table of contents is worth its place from this many headings on.
const MIN_CONTENTS: usize = 5;

/// The headings of a text that is long enough to need a table of contents.
pub(crate) fn contents(text: &Text) -> Vec<Heading> {
    let headings = &text.body.headings;
    let shown = if headings.len() < MIN_CONTENTS { &[] } else { headings.as_slice() };
    let heading = |heading: &crate::markdown::Heading| Heading {
        id: heading.id.clone(),
        text: heading.text.clone(),
        level: heading.level,
    };
    shown.iter().map(heading).collect()
}
