//! HTML inside a view that is rendered before the page is.

use std::cell::OnceCell;

use serde::{Serialize, Serializer};

/// Empty until it is rendered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Late(OnceCell<String>);

impl Late {
    /// Renders it, or what stands in for it; a second time changes nothing.
    pub(crate) fn set(&self, html: String) {
        let _ = self.0.set(html);
    }
}

impl Serialize for Late {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.get().map_or("", String::as_str))
    }
}

/// For the page of the manual that lists what templates may read.
#[cfg(test)]
impl schemars::JsonSchema for Late {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Late".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string"})
    }
}
