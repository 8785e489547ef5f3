//! The keys of a task.

use super::checks::allowances;
use super::front::{Reader, TextField};
use super::shapes::{REQUIREMENT, TASK};
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
    pub(crate) requires: Vec<RawRequirement>,
    pub(crate) with: Vec<Spanned<String>>,
    pub(crate) alternatives: Vec<Spanned<String>>,
    pub(crate) delivers: Option<Spanned<String>>,
    pub(crate) description: Option<Spanned<String>>,
    pub(crate) questions: Vec<TextField>,
    pub(crate) source: Option<TextField>,
    pub(crate) aliases: Vec<Spanned<String>>,
    pub(crate) status: Status,
    pub(crate) replaced_by: Option<Spanned<String>>,
    pub(crate) updated: Option<String>,
    pub(crate) fields: Vec<(Spanned<String>, Node)>,
    /// Where own fields are written, or would be.
    pub(crate) fields_span: Span,
    pub(crate) allowances: Vec<Allowance>,
    pub(crate) extra: serde_json::Value,
}

/// One item of `requires`.
#[derive(Clone, Debug)]
pub(crate) struct RawRequirement {
    /// One task, or the alternatives of `any`.
    pub(crate) targets: Vec<Spanned<String>>,
    pub(crate) any: bool,
    pub(crate) certainty: Certainty,
    pub(crate) note: Option<Spanned<String>>,
    pub(crate) span: Span,
}

/// How sure a relation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) enum Certainty {
    /// Stated.
    #[default]
    Certain,
    /// Assumed; drawn dashed and listed among the questions.
    Likely,
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
        let party = fields.required_text("party");
        let stage = fields.required_text("stage");
        let scope = fields.text("scope");
        let track = fields.text("track");
        let items = fields.list("requires", true);
        let requires = items.iter().filter_map(|item| requirement(item, fields.faults())).collect();
        let with = fields.texts("with");
        let alternatives = fields.texts("alternatives");
        let delivers = fields.text("delivers");
        let description = fields.text("description");
        let questions = fields.texts("open_questions");
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
            requires,
            with,
            alternatives,
            delivers,
            description,
            questions: self.markdown_list(questions),
            source: source.map(|text| self.markdown(text)),
            aliases,
            status,
            replaced_by,
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
    Some(RawRequirement { targets: vec![id], any: false, certainty: Certainty::Certain, note: None, span: node.span })
}

/// `{task: …}` or `{any: […]}` with certainty and note.
fn detailed_requirement(node: &Node, faults: &mut Diagnostics) -> Option<RawRequirement> {
    let mut fields = Fields::new(node, &REQUIREMENT, faults);
    let task = fields.text("task");
    let any = fields.get("any").is_some().then(|| fields.texts("any"));
    let certainty = fields
        .choice("certainty", &[("certain", Certainty::Certain), ("likely", Certainty::Likely)])
        .unwrap_or_default();
    let note = fields.text("note");
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
    Some(RawRequirement { targets, any: is_any, certainty, note, span: node.span })
}
