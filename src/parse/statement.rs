//! How sure a statement of a task is, and where it comes from.

use super::shapes::{CERTAINTIES, CONFIRMED, DEFAULT};
use crate::diagnostic::{Diagnostic, INVALID_VALUE};
use crate::source::Span;
use crate::yaml::{Fields, Node, Shape, Spanned, Value};

/// How sure a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) enum Certainty {
    /// Stated.
    #[default]
    Certain,
    /// Assumed; drawn dashed and listed among the questions.
    Likely,
}

/// The subject of a statement, by its key in front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Predicate {
    Party,
    Stage,
    Scope,
    Track,
    Performs,
    Responsible,
    Approves,
    Consulted,
    Delivers,
    Requires,
    With,
    Alternatives,
    Related,
}

impl Predicate {
    pub(crate) const ALL: [Predicate; 13] = [
        Predicate::Party,
        Predicate::Stage,
        Predicate::Scope,
        Predicate::Track,
        Predicate::Performs,
        Predicate::Responsible,
        Predicate::Approves,
        Predicate::Consulted,
        Predicate::Delivers,
        Predicate::Requires,
        Predicate::With,
        Predicate::Alternatives,
        Predicate::Related,
    ];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Predicate::Party => "party",
            Predicate::Stage => "stage",
            Predicate::Scope => "scope",
            Predicate::Track => "track",
            Predicate::Performs => "performs",
            Predicate::Responsible => "responsible",
            Predicate::Approves => "approves",
            Predicate::Consulted => "consulted",
            Predicate::Delivers => "delivers",
            Predicate::Requires => "requires",
            Predicate::With => "with",
            Predicate::Alternatives => "alternatives",
            Predicate::Related => "related",
        }
    }
}

/// The words of a statement about itself.
#[derive(Clone, Debug)]
pub(crate) struct RawBasis {
    pub(crate) certainty: Option<Certainty>,
    /// Most statements have none, so it takes no room in them.
    pub(crate) provenance: Option<Box<Provenance>>,
    /// Of the whole statement.
    pub(crate) span: Span,
}

/// Where a statement comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Provenance {
    /// Why it is thought to be so.
    pub(crate) note: Option<String>,
    /// Where it is stated.
    pub(crate) source: Option<String>,
    pub(crate) confirmed: Option<Confirmed>,
}

/// Of most statements.
static NOTHING: Provenance = Provenance { note: None, source: None, confirmed: None };

impl Provenance {
    /// Nothing where it is empty.
    pub(crate) fn boxed(self) -> Option<Box<Provenance>> {
        (self != NOTHING).then(|| Box::new(self))
    }

    /// The provenance of a statement; empty where it gives none.
    pub(crate) fn of(boxed: Option<&Provenance>) -> &Provenance {
        boxed.unwrap_or(&NOTHING)
    }
}

/// Who confirmed a statement, and on which day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Confirmed {
    pub(crate) by: String,
    pub(crate) on: Option<String>,
}

/// A key or an id, with what is said of it.
#[derive(Clone, Debug)]
pub(crate) struct RawName {
    pub(crate) name: Spanned<String>,
    pub(crate) basis: RawBasis,
    /// Of a relation: what its author looked at.
    pub(crate) seen: Option<Spanned<String>>,
}

impl RawBasis {
    /// Of a statement that is nothing but its value.
    pub(super) fn plain(span: Span) -> Self {
        RawBasis { certainty: None, provenance: None, span }
    }

    /// The keys of a statement beside its value.
    pub(super) fn read(fields: &mut Fields<'_, '_>) -> Self {
        let certainty = fields.choice("certainty", &[("certain", Certainty::Certain), ("likely", Certainty::Likely)]);
        let note = fields.text("note").map(|note| note.value);
        let source = fields.text("source").map(|source| source.value);
        let confirmed = fields.get("confirmed").and_then(|node| confirmed(node, fields));
        let place = fields.key_span("confirmed");
        if let Some(span) = place.filter(|_| certainty == Some(Certainty::Likely)) {
            let fault = Diagnostic::new(INVALID_VALUE, span, "what somebody confirmed is not just likely");
            fields.faults().push(fault.help("take `certainty: likely` out, or `confirmed`"));
        }
        RawBasis { certainty, provenance: Provenance { note, source, confirmed }.boxed(), span: fields.span() }
    }

    /// How sure it is by its own words.
    pub(crate) fn says(&self) -> Option<Certainty> {
        self.certainty.or_else(|| self.said().confirmed.as_ref().map(|_| Certainty::Certain))
    }

    pub(crate) fn said(&self) -> &Provenance {
        Provenance::of(self.provenance.as_deref())
    }
}

fn confirmed(node: &Node, fields: &mut Fields<'_, '_>) -> Option<Confirmed> {
    let mut inner = Fields::new(node, &CONFIRMED, fields.faults());
    let by = inner.required_text("by");
    let on = inner.date("on");
    inner.finish();
    by.map(|by| Confirmed { by: by.value, on })
}

/// An item that is a name, or a map of `shape` whose `key` holds the name.
fn name(node: &Node, shape: &'static Shape, key: &'static str, fields: &mut Fields<'_, '_>) -> Option<RawName> {
    if let Value::Map(_) = node.value {
        let mut inner = Fields::new(node, shape, fields.faults());
        let name = inner.required_text(key);
        let basis = RawBasis::read(&mut inner);
        let seen = shape.key("seen").and_then(|key| inner.text(key.name));
        inner.finish();
        return name.map(|name| RawName { name, basis, seen });
    }
    let name = crate::yaml::text_of(node, key, fields.faults())?;
    Some(RawName { basis: RawBasis::plain(name.span), name, seen: None })
}

/// A list of names, some of them maps of `shape`.
pub(super) fn names(
    fields: &mut Fields<'_, '_>,
    list: &'static str,
    shape: &'static Shape,
    key: &'static str,
) -> Vec<RawName> {
    let items = fields.list(list, true);
    items.iter().filter_map(|item| name(item, shape, key, fields)).collect()
}

/// The value of `about`, plain or in a map of `shape` under `key`, and what the map says of it.
pub(super) fn stated(
    fields: &mut Fields<'_, '_>,
    about: &'static str,
    shape: &'static Shape,
    key: &'static str,
) -> (Option<Spanned<String>>, Option<RawBasis>) {
    if let Some(node) = fields.get(about).filter(|node| matches!(node.value, Value::Map(_))) {
        return match name(node, shape, key, fields) {
            Some(RawName { name, basis, .. }) => (Some(name), Some(basis)),
            None => (None, None),
        };
    }
    let required = matches!(about, "party" | "stage");
    (if required { fields.required_text(about) } else { fields.text(about) }, None)
}

/// The guide's defaults: for each kind of statement how sure those are that say nothing themselves.
pub(super) fn defaults(fields: &mut Fields<'_, '_>) -> Vec<(Predicate, RawBasis)> {
    let Some(node) = fields.get("certainty") else { return Vec::new() };
    let mut inner = Fields::new(node, &CERTAINTIES, fields.faults());
    let mut found = Vec::new();
    for about in Predicate::ALL {
        let Some(node) = inner.get(about.key()) else { continue };
        let words = [("certain", Certainty::Certain), ("likely", Certainty::Likely)];
        if let Value::Map(_) = node.value {
            let mut default = Fields::new(node, &DEFAULT, inner.faults());
            let basis = RawBasis::read(&mut default);
            default.finish();
            found.push((about, basis));
        } else if let Some(certainty) = inner.word(about.key(), &words) {
            found.push((about, RawBasis { certainty: Some(certainty), ..RawBasis::plain(node.span) }));
        }
    }
    inner.finish();
    found
}
