//! Values that templates of the project's own may read.

use serde::Serialize;

/// Free values of an author's `extra`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(crate) struct Extra(pub(crate) serde_json::Value);

impl std::hash::Hash for Extra {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        if !self.0.is_null() {
            self.0.to_string().hash(state);
        }
    }
}
