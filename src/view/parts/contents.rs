//! The table of contents of a text.

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

/// The headings of a text.
pub(crate) fn contents(text: &Text) -> Vec<Heading> {
    let heading = |heading: &crate::markdown::Heading| Heading {
        id: heading.id.clone(),
        text: heading.text.clone(),
        level: heading.level,
    };
    text.body.headings.iter().map(heading).collect()
}
