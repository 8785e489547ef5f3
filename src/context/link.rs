//! A link by its name.

use serde::Serialize;

/// A named link.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "NamedLink"))]
pub(crate) struct Link {
    pub(crate) name: String,
    /// Site path.
    pub(crate) path: String,
}
