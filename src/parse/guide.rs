//! The keys of a guide.

use std::collections::HashMap;

use super::checks::allowances;
use super::front::{Reader, TextField};
use super::question::RawQuestion;
use super::sections::{RawSection, sections};
use super::shapes::{GUIDE, GUIDE_PAGE, INTEGRATION, OWN_FIELD, PARTY, RETIRED, SCOPE, STAGE, TERM, TRACK};
use super::statement::{Predicate, RawBasis, defaults};
use super::version::RawVersion;
use crate::diagnostic::{Allowance, Diagnostic, Diagnostics, INVALID_VALUE};
use crate::text::is_device;
use crate::yaml::{Fields, Node, Shape, Spanned, to_json};

/// A guide as its authors wrote it.
#[derive(Clone, Debug)]
pub(crate) struct RawGuide {
    pub(crate) title: Option<Spanned<String>>,
    pub(crate) description: Option<Spanned<String>>,
    pub(crate) language: Option<Spanned<String>>,
    pub(crate) updated: Option<String>,
    pub(crate) source: Option<TextField>,
    pub(crate) questions: Vec<RawQuestion>,
    pub(crate) extra: serde_json::Value,
    pub(crate) code: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) feed_id: Option<Spanned<String>>,
    pub(crate) versions: Vec<RawVersion>,
    pub(crate) integration: Option<RawIntegration>,
    pub(crate) parties: Vec<RawGroup>,
    pub(crate) stages: Vec<RawStage>,
    pub(crate) scopes: Vec<RawGroup>,
    pub(crate) tracks: Vec<RawGroup>,
    /// How sure statements are that say nothing themselves.
    pub(crate) certainties: Vec<(Predicate, RawBasis)>,
    pub(crate) id_prefixes: Vec<Spanned<String>>,
    pub(crate) fields: Vec<RawField>,
    pub(crate) terms: Vec<RawTerm>,
    pub(crate) sections: Vec<RawSection>,
    pub(crate) retired: Vec<RawRetired>,
    pub(crate) allowances: Vec<Allowance>,
}

/// The integration that the guide describes, in its owner's catalogue.
#[derive(Clone, Debug)]
pub(crate) struct RawIntegration {
    pub(crate) id: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) catalogue_url: Option<Spanned<String>>,
}

/// A party, scope or track.
#[derive(Clone, Debug)]
pub(crate) struct RawGroup {
    pub(crate) key: Spanned<String>,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    /// Of a scope: its tasks are carried out once for all runs of the guide.
    pub(crate) shared: bool,
}

/// A stage.
#[derive(Clone, Debug)]
pub(crate) struct RawStage {
    pub(crate) group: RawGroup,
    pub(crate) gate: bool,
}

/// A field that the guide adds to its tasks.
#[derive(Clone, Debug)]
pub(crate) struct RawField {
    pub(crate) key: Spanned<String>,
    pub(crate) name: String,
    pub(crate) form: FieldForm,
    pub(crate) choices: Vec<String>,
    pub(crate) required: bool,
}

/// The form of an own field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum FieldForm {
    /// Any text.
    Text,
    /// A list of texts.
    List,
    /// A day.
    Date,
    /// A web address.
    Url,
    /// One of the field's choices.
    Choice,
}

/// A word of the glossary.
#[derive(Clone, Debug)]
pub(crate) struct RawTerm {
    pub(crate) term: Spanned<String>,
    /// Of the term itself, where it is not the guide's.
    pub(crate) lang: Option<Spanned<String>>,
    pub(crate) meaning: Option<TextField>,
    pub(crate) variants: Vec<String>,
    pub(crate) avoid: Vec<String>,
}

/// An id that is no longer used.
#[derive(Clone, Debug)]
pub(crate) struct RawRetired {
    pub(crate) id: Spanned<String>,
    pub(crate) note: Option<String>,
    pub(crate) see: Option<Spanned<String>>,
}

fn value(text: Option<Spanned<String>>) -> Option<String> {
    text.map(|text| text.value)
}

fn values(texts: Vec<Spanned<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

impl Reader<'_> {
    pub(super) fn guide(&mut self, node: &Node) -> RawGuide {
        let mut top = Fields::new(node, &GUIDE_PAGE, self.faults);
        let title = top.required_text("title");
        let description = top.text("description");
        let language = top.text("language");
        let updated = top.date("updated");
        let source = top.text("source");
        let questions = top.list("open_questions", true);
        let allowances = allowances(&mut top);
        let extra = top.get("extra").map_or(serde_json::Value::Null, to_json);
        let nothing = Node { span: top.span(), value: crate::yaml::Value::Null, partial: node.partial };
        let inner = top.get("guide").unwrap_or(&nothing);
        top.finish();

        let mut fields = Fields::new(inner, &GUIDE, self.faults);
        let code = value(fields.text("code"));
        let version = value(fields.text("version"));
        let feed_id = fields.text("feed_id");
        let versions = fields.list("versions", false);
        let integration = fields.get("integration").map(|node| integration(node, fields.faults()));
        let parties = groups(&mut fields, "parties", &PARTY);
        let stages = stages(&mut fields);
        let scopes = groups(&mut fields, "scopes", &SCOPE);
        let tracks = groups(&mut fields, "tracks", &TRACK);
        let certainties = defaults(&mut fields);
        let id_prefixes = fields.texts("id_prefixes");
        let own = own_fields(&mut fields);
        let terms = fields.list("terms", false);
        let sections = sections(&mut fields);
        let retired = retired(&mut fields);
        fields.finish();

        let terms = terms.iter().filter_map(|node| self.term(node)).collect();
        let versions = self.versions(versions);
        let source = source.map(|text| self.markdown(text));
        let questions = self.questions(questions);
        RawGuide {
            title,
            description,
            language,
            updated,
            source,
            questions,
            extra,
            code,
            version,
            feed_id,
            versions,
            integration,
            parties,
            stages,
            scopes,
            tracks,
            certainties,
            id_prefixes,
            fields: own,
            terms,
            sections,
            retired,
            allowances,
        }
    }

    fn term(&mut self, node: &Node) -> Option<RawTerm> {
        let mut fields = Fields::new(node, &TERM, self.faults);
        let term = fields.required_text("term");
        let lang = fields.text("lang");
        let meaning = fields.required_text("meaning");
        let variants = values(fields.texts("variants"));
        let avoid = values(fields.texts("avoid"));
        fields.finish();
        let meaning = meaning.map(|text| self.markdown(text));
        Some(RawTerm { term: term?, lang, meaning, variants, avoid })
    }
}

fn integration(node: &Node, faults: &mut Diagnostics) -> RawIntegration {
    let mut fields = Fields::new(node, &INTEGRATION, faults);
    let found = RawIntegration {
        id: value(fields.text("id")),
        version: value(fields.text("version")),
        catalogue_url: fields.text("catalogue_url"),
    };
    fields.finish();
    found
}

fn group(fields: &mut Fields<'_, '_>) -> Option<RawGroup> {
    let key = fields.required_text("key");
    let name = fields.text("name");
    let description = value(fields.text("description"));
    let key = key?;
    if !is_key(&key.value) {
        let message = format!("the key `{}` can't be part of an address", key.value);
        let fault = Diagnostic::new(INVALID_VALUE, key.span, message);
        fields.faults().push(fault.help("use small letters, digits and hyphens, such as `fagsystem`"));
        return None;
    }
    if is_device(&key.value) {
        let message =
            format!("the key `{}` can't be part of an address: Windows takes the name for a device", key.value);
        fields.faults().push(Diagnostic::new(INVALID_VALUE, key.span, message).help("write another key"));
        return None;
    }
    let name = name.map_or_else(|| key.value.clone(), |name| name.value);
    Some(RawGroup { name, key, description, shared: false })
}

/// Keys stand in addresses and class names: letters, digits, `-` and `_`.
fn is_key(key: &str) -> bool {
    key.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') && key.len() <= 64
}

fn groups(fields: &mut Fields<'_, '_>, list: &'static str, shape: &'static Shape) -> Vec<RawGroup> {
    let mut found: Vec<RawGroup> = Vec::new();
    for node in fields.list(list, false) {
        let mut item = Fields::new(node, shape, fields.faults());
        let group = group(&mut item);
        let shared = list == "scopes" && item.flag("shared").unwrap_or(false);
        item.finish();
        found.extend(group.map(|group| RawGroup { shared, ..group }));
    }
    unique(found, false, |group| &group.key, fields.faults())
}

fn stages(fields: &mut Fields<'_, '_>) -> Vec<RawStage> {
    let mut found = Vec::new();
    for node in fields.list("stages", false) {
        let mut item = Fields::new(node, &STAGE, fields.faults());
        let group = group(&mut item);
        let gate = item.flag("gate").unwrap_or(false);
        item.finish();
        found.extend(group.map(|group| RawStage { group, gate }));
    }
    unique(found, false, |stage| &stage.group.key, fields.faults())
}

fn own_fields(fields: &mut Fields<'_, '_>) -> Vec<RawField> {
    let forms = [
        ("text", FieldForm::Text),
        ("list", FieldForm::List),
        ("date", FieldForm::Date),
        ("url", FieldForm::Url),
        ("choice", FieldForm::Choice),
    ];
    let mut found = Vec::new();
    for node in fields.list("fields", false) {
        let mut item = Fields::new(node, &OWN_FIELD, fields.faults());
        let key = item.required_text("key");
        let name = item.text("name");
        let form = item.choice("type", &forms).unwrap_or(FieldForm::Text);
        let choices = values(item.texts("choices"));
        let required = item.flag("required").unwrap_or(false);
        if form == FieldForm::Choice && choices.is_empty() {
            let fault = Diagnostic::new(INVALID_VALUE, node.span, "a field of type `choice` needs `choices`");
            item.faults().push(fault.help("add `choices: [one, two]`"));
        }
        item.finish();
        if let Some(key) = key {
            let name = name.map_or_else(|| key.value.clone(), |name| name.value);
            found.push(RawField { key, name, form, choices, required });
        }
    }
    unique(found, true, |field| &field.key, fields.faults())
}

fn retired(fields: &mut Fields<'_, '_>) -> Vec<RawRetired> {
    let mut found = Vec::new();
    for node in fields.list("retired", false) {
        let mut item = Fields::new(node, &RETIRED, fields.faults());
        let id = item.required_text("id");
        let note = value(item.text("note"));
        let see = item.text("see");
        item.finish();
        found.extend(id.map(|id| RawRetired { id, note, see }));
    }
    found
}

/// Keeps the first of each key and reports the others. Keys of fields may differ in case; other keys are parts of
/// addresses, and not every disk tells cases apart.
fn unique<T>(items: Vec<T>, fields: bool, key: impl Fn(&T) -> &Spanned<String>, faults: &mut Diagnostics) -> Vec<T> {
    let mut kept: Vec<T> = Vec::with_capacity(items.len());
    let mut seen: HashMap<String, usize> = HashMap::new();
    for item in items {
        let Spanned { value: name, span } = key(&item);
        let folded = if fields { name.clone() } else { name.to_lowercase() };
        match seen.get(&folded).map(|at| key(&kept[*at])) {
            Some(first) => {
                let message = if first.value == *name {
                    format!("the key `{name}` stands twice in the list")
                } else {
                    format!("the key `{name}` differs from `{}` only in the case of its letters", first.value)
                };
                faults.push(Diagnostic::new(INVALID_VALUE, *span, message).and(first.span, "first here"));
            }
            None => {
                seen.insert(folded, kept.len());
                kept.push(item);
            }
        }
    }
    kept
}
