//! The keys of a task.

use super::checks::allowances;
use super::front::{Reader, TextField};
use super::question::{RawDocument, RawQuestion, documents};
use super::shapes::{COUNTERPART, PARTNER, REQUIREMENT, ROLE, ROLES, STATED_KEY, STATED_TEXT, TASK};
use super::statement::{Predicate, RawBasis, RawName, names, stated};
use crate::diagnostic::{Allowance, Diagnostic, Diagnostics, INVALID_VALUE, MISSING_FIELD};
use crate::source::Span;
use crate::text::closest;
use crate::yaml::{Fields, Node, Spanned, Value, text_of, to_json};

/// A task as its author wrote it.
#[derive(Clone, Debug)]
pub(crate) struct RawTask {
    pub(crate) id: Option<Spanned<String>>,
    pub(crate) title: Option<Spanned<String>>,
    pub(crate) party: Option<Spanned<String>>,
    pub(crate) stage: Option<Spanned<String>>,
    pub(crate) scope: Option<Spanned<String>>,
    pub(crate) track: Option<Spanned<String>>,
    pub(crate) relations: RawRelations,
    pub(crate) roles: Option<Box<RawRoles>>,
    pub(crate) delivers: Option<Spanned<String>>,
    /// The certainty of facts that are maps: party, stage, scope, track, `delivers`.
    pub(crate) bases: Vec<(Predicate, RawBasis)>,
    pub(crate) documents: Vec<RawDocument>,
    pub(crate) description: Option<Spanned<String>>,
    pub(crate) questions: Vec<RawQuestion>,
    pub(crate) source: Option<TextField>,
    pub(crate) aliases: Vec<Spanned<String>>,
    pub(crate) status: Status,
    pub(crate) updated: Option<String>,
    pub(crate) fields: Vec<(Spanned<String>, Node)>,
    /// Where own fields are written, or would be.
    pub(crate) fields_span: Span,
    pub(crate) allowances: Vec<Allowance>,
    pub(crate) extra: serde_json::Value,
}

/// The relations of a task as written. They outlive the rest of it.
#[derive(Clone, Debug)]
pub(crate) struct RawRelations {
    pub(crate) requires: Vec<RawRequirement>,
    pub(crate) with: Vec<RawName>,
    pub(crate) alternatives: Vec<RawName>,
    pub(crate) related: Vec<RawName>,
    pub(crate) replaced_by: Option<Spanned<String>>,
}

impl RawRelations {
    /// Whether the author names another task, `replaced_by` apart.
    pub(crate) fn name_others(&self) -> bool {
        !(self.requires.is_empty() && self.with.is_empty() && self.alternatives.is_empty() && self.related.is_empty())
    }
}

/// One item of `requires`.
#[derive(Clone, Debug)]
pub(crate) struct RawRequirement {
    /// One task, or the alternatives of `any`.
    pub(crate) targets: Vec<Spanned<String>>,
    pub(crate) any: bool,
    pub(crate) basis: RawBasis,
    /// The note of the state that its author looked at.
    pub(crate) seen: Option<Spanned<String>>,
}

/// The parties that have to do with a task, beside the one whose side it is on.
#[derive(Clone, Debug)]
pub(crate) struct RawRoles {
    pub(crate) performs: Vec<RawName>,
    pub(crate) responsible: Option<RawName>,
    pub(crate) approves: Vec<RawName>,
    pub(crate) consulted: Vec<RawName>,
}

/// Where a task is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) enum Status {
    /// In force.
    #[default]
    Active,
    /// Not published yet.
    Draft,
    /// No longer in force; its page says so.
    Retired,
}

/// Each status by its word.
pub(super) const STATUSES: [(&str, Status); 3] =
    [("active", Status::Active), ("draft", Status::Draft), ("retired", Status::Retired)];

impl Reader<'_> {
    pub(super) fn task(&mut self, node: &Node) -> RawTask {
        let mut fields = Fields::new(node, &TASK, self.faults);
        let id = fields.text("id");
        let title = fields.required_text("title");
        let mut bases = Vec::new();
        let mut fact = |fields: &mut Fields<'_, '_>, about: Predicate, shape, key| {
            let (value, basis) = stated(fields, about.key(), shape, key);
            bases.extend(basis.map(|basis| (about, basis)));
            value
        };
        let party = fact(&mut fields, Predicate::Party, &STATED_KEY, "key");
        let stage = fact(&mut fields, Predicate::Stage, &STATED_KEY, "key");
        let scope = fact(&mut fields, Predicate::Scope, &STATED_KEY, "key");
        let track = fact(&mut fields, Predicate::Track, &STATED_KEY, "key");
        let delivers = fact(&mut fields, Predicate::Delivers, &STATED_TEXT, "text");
        let items = fields.list("requires", true);
        let requires = items.iter().filter_map(|item| requirement(item, fields.faults())).collect();
        let with = names(&mut fields, "with", &COUNTERPART, "task");
        let alternatives = names(&mut fields, "alternatives", &PARTNER, "task");
        let related = names(&mut fields, "related", &PARTNER, "task");
        let roles = roles(&mut fields);
        let documents = documents(&mut fields);
        let description = fields.text("description");
        let questions = fields.list("open_questions", true);
        let source = fields.text("source");
        let aliases = fields.texts("aliases");
        let status = fields.choice("status", &STATUSES).unwrap_or_default();
        let replaced_by = fields.text("replaced_by");
        if let Some(by) = replaced_by.as_ref().filter(|_| status != Status::Retired) {
            let fault = Diagnostic::new(INVALID_VALUE, by.span, "`replaced_by` goes with `status: retired`");
            fields.faults().push(fault.help("add `status: retired`, or take `replaced_by` out"));
        }
        let updated = fields.date("updated");
        let own = fields.get("fields");
        let fields_span = own.map_or(Span { end: fields.span().start, ..fields.span() }, |node| node.span);
        let own_fields = own_fields(own, fields.faults());
        let allowances = allowances(&mut fields);
        let extra = fields.get("extra").map_or(serde_json::Value::Null, to_json);
        // Written on every page of a guide that is not a task; harmless to say the default.
        fields.choice("type", &[("task", ())]);
        fields.finish();
        RawTask {
            id,
            title,
            party,
            stage,
            scope,
            track,
            relations: RawRelations { requires, with, alternatives, related, replaced_by },
            roles,
            delivers,
            bases,
            documents,
            description,
            questions: self.questions(questions),
            source: source.map(|text| self.markdown(text)),
            aliases,
            status,
            updated,
            fields: own_fields,
            fields_span,
            allowances,
            extra,
        }
    }
}

fn own_fields(node: Option<&Node>, faults: &mut Diagnostics) -> Vec<(Spanned<String>, Node)> {
    match node.map(|node| (node, &node.value)) {
        None => Vec::new(),
        Some((_, Value::Map(entries))) => entries.clone(),
        Some((node, _)) => {
            let message = format!("`fields` must hold lines `key: value`, but here is {}", node.kind());
            faults.push(Diagnostic::new(INVALID_VALUE, node.span, message));
            Vec::new()
        }
    }
}

fn requirement(node: &Node, faults: &mut Diagnostics) -> Option<RawRequirement> {
    if let Value::Map(_) = node.value {
        return detailed_requirement(node, faults);
    }
    if let Value::List(_) = node.value {
        let fault = Diagnostic::new(INVALID_VALUE, node.span, "a requirement is an id, but here is a list");
        faults.push(fault.help("write each id alone, or `{any: [ID, ID]}` where one of them is enough"));
        return None;
    }
    let id = text_of(node, "requires", faults)?;
    Some(RawRequirement { targets: vec![id], any: false, basis: RawBasis::plain(node.span), seen: None })
}

fn roles(fields: &mut Fields<'_, '_>) -> Option<Box<RawRoles>> {
    let node = fields.get("roles")?;
    let mut roles = Fields::new(node, &ROLES, fields.faults());
    let performs = names(&mut roles, "performs", &ROLE, "party");
    let (name, basis) = stated(&mut roles, "responsible", &ROLE, "party");
    let responsible =
        name.map(|name| RawName { basis: basis.unwrap_or_else(|| RawBasis::plain(name.span)), name, seen: None });
    let approves = names(&mut roles, "approves", &ROLE, "party");
    let consulted = names(&mut roles, "consulted", &ROLE, "party");
    roles.finish();
    Some(Box::new(RawRoles { performs, responsible, approves, consulted }))
}

/// `{task: …}` or `{any: […]}`, with what is said of it.
fn detailed_requirement(node: &Node, faults: &mut Diagnostics) -> Option<RawRequirement> {
    let mut fields = Fields::new(node, &REQUIREMENT, faults);
    let task = fields.text("task");
    let any = fields.get("any").is_some().then(|| fields.texts("any"));
    let basis = RawBasis::read(&mut fields);
    let seen = fields.text("seen");
    if let Some(seen) = seen.as_ref().filter(|_| any.is_some()) {
        let fault = Diagnostic::new(INVALID_VALUE, seen.span, "`seen` goes with `task`, not with `any`");
        fields.faults().push(fault.help("take it out"));
    }
    if task.is_none() && any.is_none() {
        let slip = match &node.value {
            Value::Map(entries) => entries.iter().any(|(key, _)| {
                let word = key.value.split(':').next().unwrap_or_default();
                closest(word, ["task", "any"]).is_some()
            }),
            _ => false,
        };
        // A slip of the pen in the key is reported as such below.
        if !slip {
            let fault = Diagnostic::new(MISSING_FIELD, node.span, "a requirement needs `task` or `any`");
            fields.faults().push(fault.help("write `{task: ID}` or `{any: [ID, ID]}`"));
        }
    } else if task.is_some() && any.is_some() {
        let fault = Diagnostic::new(INVALID_VALUE, node.span, "a requirement has both `task` and `any`");
        fields.faults().push(fault.help("write two requirements"));
    }
    if let Some(empty) = fields.get("any").filter(|node| matches!(&node.value, Value::List(items) if items.is_empty()))
    {
        let fault = Diagnostic::new(INVALID_VALUE, empty.span, "`any` names no task");
        fields.faults().push(fault.help("write `{any: [ID, ID]}`, or take the line out"));
    }
    fields.finish();
    let is_any = task.is_none();
    let targets = task.map(|task| vec![task]).or(any)?;
    Some(RawRequirement { targets, any: is_any, basis, seen })
}
