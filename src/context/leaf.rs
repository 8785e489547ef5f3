//! The values that a recorder of views tells apart from plain data: each is a newtype, known to serde by its name.

use std::sync::Arc;

use serde::{Serialize, Serializer};

/// Name of [`Shown`] in serde's data model.
pub(crate) const SHOWN: &str = "Shown";
/// Name of [`Compared`] in serde's data model.
pub(crate) const COMPARED: &str = "Compared";
/// Name of [`Components`] in serde's data model.
pub(crate) const COMPONENTS: &str = "Components";

/// A number that templates show and never compare.
#[derive(Clone, Copy, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
pub(crate) struct Shown(pub(crate) usize);

/// A text that templates compare, such as a language. They only show other texts, or ask whether there is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
pub(crate) struct Compared(pub(crate) String);

/// A view with a template of its own below `templates/components/`.
pub(crate) trait Component: Serialize {
    /// The template, a blank, and the variable by which it knows the view: `components/line.html line`.
    const TEMPLATE: &'static str;
}

impl<C: Component> Component for Arc<C> {
    const TEMPLATE: &'static str = C::TEMPLATE;
}

/// Parts of a page that have templates of their own. The template of the page sees them as one piece of HTML, which is
/// empty where there are none.
#[derive(Clone, Debug, Hash)]
pub(crate) struct Components<C>(pub(crate) Vec<C>);

impl<C> From<Option<C>> for Components<C> {
    fn from(one: Option<C>) -> Self {
        Components(one.into_iter().collect())
    }
}

impl<C: Component> Serialize for Components<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(COMPONENTS, &All(&self.0))
    }
}

/// The views of components, as a list.
struct All<'a, C>(&'a [C]);

impl<C: Component> Serialize for All<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(One))
    }
}

/// The view of one component, under the name of its template.
struct One<'a, C>(&'a C);

impl<C: Component> Serialize for One<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(C::TEMPLATE, self.0)
    }
}

/// For the page of the manual that lists what templates may read.
#[cfg(test)]
impl<C> schemars::JsonSchema for Components<C> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        COMPONENTS.into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string"})
    }
}
