//! The keys of a page that is neither guide nor task.

use super::checks::allowances;
use super::front::{Reader, TextField};
use super::question::RawQuestion;
use super::shapes::PAGE;
use crate::diagnostic::Allowance;
use crate::yaml::{Fields, Node, Spanned, to_json};

/// A page that is neither guide nor task.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawPage {
    pub(crate) title: Option<Spanned<String>>,
    pub(crate) description: Option<Spanned<String>>,
    pub(crate) updated: Option<String>,
    pub(crate) aliases: Vec<Spanned<String>>,
    pub(crate) weight: Option<i32>,
    pub(crate) source: Option<TextField>,
    pub(crate) questions: Vec<RawQuestion>,
    pub(crate) draft: bool,
    pub(crate) allowances: Vec<Allowance>,
    pub(crate) extra: serde_json::Value,
}

impl Reader<'_> {
    pub(super) fn page(&mut self, node: &Node, in_guide: bool) -> RawPage {
        let mut fields = Fields::new(node, &PAGE, self.faults);
        if in_guide {
            fields.get("type");
        } else {
            fields.choice("type", &[("page", ())]);
        }
        let title = fields.required_text("title");
        let description = fields.text("description");
        let updated = fields.date("updated");
        let aliases = fields.texts("aliases");
        let weight = fields.number("weight");
        let source = fields.text("source");
        let questions = fields.list("open_questions", true);
        let draft = fields.choice("status", &[("active", false), ("draft", true)]).unwrap_or(false);
        let allowances = allowances(&mut fields);
        let extra = fields.get("extra").map_or(serde_json::Value::Null, to_json);
        fields.finish();
        let source = source.map(|text| self.markdown(text));
        let questions = self.questions(questions);
        RawPage { title, description, updated, aliases, weight, source, questions, draft, allowances, extra }
    }
}
