//! HTML inside a view that is rendered before the page is.

use std::cell::OnceCell;
use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

/// Empty until it is rendered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Late(OnceCell<String>);

impl Late {
    /// Sets it, or what stands in its place until the page is finished; a second time changes nothing.
    pub(crate) fn set(&self, html: String) {
        let _ = self.0.set(html);
    }
}

impl Serialize for Late {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.get().map_or("", String::as_str))
    }
}

/// A part of a page with a template of its own. The template of the page sees its HTML; nothing where there is no view.
#[derive(Clone, Debug)]
pub(crate) struct Part<V> {
    pub(crate) view: Option<V>,
    pub(crate) html: Late,
}

impl<V> From<Option<V>> for Part<V> {
    fn from(view: Option<V>) -> Self {
        Part { view, html: Late::default() }
    }
}

impl<V: Hash> Hash for Part<V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.view.hash(state);
    }
}

impl<V> Serialize for Part<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.html.serialize(serializer)
    }
}

#[cfg(test)]
impl<V> schemars::JsonSchema for Part<V> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Part".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Late::json_schema(generator)
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
