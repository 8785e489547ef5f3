//! The settings of a site: `vejviser.yaml` as written, checked and with its defaults filled in.

mod address;
mod language;
mod shape;
mod versions;

use std::collections::BTreeMap;

pub(crate) use address::{is_web_address, meant as address_meant, no_base_url, plain_base_url};
pub(crate) use language::{is_language, meant as language_meant, no_language};
pub(crate) use shape::SETTINGS;
pub(crate) use versions::{OlderVersion, VersionSource};

use address::{meant, no_web_address};

use crate::diagnostic::{Diagnostic, Diagnostics, INVALID_VALUE, Severity};
use crate::source::{FileId, Sources, Span};
use crate::yaml::{self, Fields, Node, Spanned, Value, read, unmerged};

/// The settings in `vejviser.yaml`.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Name of the site.
    pub title: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// Where the site will be published, without a final `/`; empty for a site that opens from disk.
    pub base_url: String,
    /// Language of pages outside guides, and of guides that name none.
    pub language: String,
    /// Where the language is written.
    pub(crate) language_span: Option<Span>,
    /// Folders of guides in the order in which the front page lists them; others follow.
    pub guides: Vec<String>,
    pub(crate) guide_spans: Vec<Span>,
    /// Where the site is written, relative to the project.
    pub output_dir: String,
    /// The site as it was published, relative to the project: its folder or a `guide.json`.
    pub published: Option<String>,
    /// Whether the texts of tasks are published as lines too, for programs that compare them.
    pub publish_texts: bool,
    /// Where a page's source can be edited; `{path}` stands for its file.
    pub edit_url: Option<String>,
    /// Who answers for the content.
    pub contact: Option<String>,
    /// The accessibility statement that the law asks for.
    pub accessibility_statement_url: Option<String>,
    /// Whether raw HTML in bodies is passed through.
    pub trusted_html: bool,
    /// Weights that the site gives to codes; `None` is `off`.
    pub weights: BTreeMap<&'static str, Option<Severity>>,
    /// The older versions that stand beside the site, in the order in which pages list them.
    pub versions: Vec<OlderVersion>,
    /// Free values for templates.
    pub extra: serde_json::Value,
}

/// Reads the settings. What is wrong goes to `faults`; the rest stands.
pub(crate) fn read_settings(sources: &Sources, file: FileId, faults: &mut Diagnostics) -> Settings {
    let text = sources.text(file);
    let start = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let node = match unmerged(text, file) {
        Some(fault) => {
            faults.push(fault);
            Node { span: Span::new(file, 0..0), value: Value::Null, partial: true }
        }
        None => read(&text[start..], file, start, faults).node,
    };
    let mut fields = Fields::new(&node, &SETTINGS, faults);
    let guides = fields.texts("guides");
    let language = language(&mut fields);
    let settings = Settings {
        title: fields.required_text("title").map(|text| text.value).unwrap_or_default(),
        description: fields.text("description").map(|text| text.value),
        base_url: base_url(&mut fields),
        language_span: language.as_ref().map(|language| language.span),
        language: language.map_or_else(|| "en".to_owned(), |language| language.value),
        guide_spans: guides.iter().map(|guide| guide.span).collect(),
        guides: guides.into_iter().map(|guide| guide.value).collect(),
        output_dir: output_dir(&mut fields),
        published: fields.text("published").map(|text| text.value),
        publish_texts: fields.flag("publish_texts").unwrap_or(true),
        edit_url: edit_url(&mut fields),
        contact: fields.text("contact").map(|text| text.value),
        accessibility_statement_url: web_address(&mut fields, "accessibility_statement_url"),
        trusted_html: fields.choice("html", &[("escape", false), ("trusted", true)]).unwrap_or(false),
        weights: weights(&mut fields),
        versions: versions::versions(&mut fields),
        extra: fields.get("extra").map_or(serde_json::Value::Null, yaml::to_json),
    };
    fields.finish();
    settings
}

fn language(fields: &mut Fields<'_, '_>) -> Option<Spanned<String>> {
    let written = fields.text("language")?;
    if is_language(&written.value) {
        return Some(written);
    }
    fields.faults().push(no_language(&written));
    None
}

/// The folder that the site is written to. What lies in it is replaced, so it can't be one that the project is made of.
fn output_dir(fields: &mut Fields<'_, '_>) -> String {
    let usual = || "public".to_owned();
    let Some(text) = fields.text("output_dir") else { return usual() };
    let Some(why) = no_output(&text.value) else { return text.value };
    let message = format!("the site can't be written to `{}`: {why}", text.value);
    let help = "name a folder of its own, such as `output_dir: public`";
    fields.faults().push(Diagnostic::new(INVALID_VALUE, text.span, message).help(help));
    usual()
}

/// The reason why no site can be written to a path, seen from the project, as far as the path tells.
fn no_output(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']).filter(|part| !matches!(*part, "" | ".")) {
        match (part, parts.last()) {
            ("..", Some(last)) if *last != ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    let is_absolute = path.starts_with(['/', '\\']);
    if parts.iter().all(|part| *part == "..") {
        return Some("the project stands in it".to_owned());
    }
    let first = parts.first().filter(|_| !is_absolute)?;
    if ["content", "static", "templates", ".git"].contains(first) {
        return Some(format!("it belongs to the project's `{first}/`"));
    }
    (parts == ["vejviser.yaml"]).then(|| "it is a file of the project".to_owned())
}

fn base_url(fields: &mut Fields<'_, '_>) -> String {
    let span = fields.get("base_url").map(|node| node.span);
    let Some(url) = web_address(fields, "base_url") else { return String::new() };
    match (no_base_url(&url), span) {
        (Some(why), Some(span)) => {
            let fault = Diagnostic::new(INVALID_VALUE, span, format!("`base_url` {why}")).help("leave that part out");
            fields.faults().push(fault);
            String::new()
        }
        _ => plain_base_url(&url),
    }
}

fn web_address(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<String> {
    // An empty text is a way to say "none".
    if matches!(fields.get(key).map(|node| &node.value), Some(Value::Text { text, .. }) if text.trim().is_empty()) {
        return None;
    }
    let text = fields.text(key)?;
    let Some(why) = no_web_address(&text.value) else { return Some(text.value) };
    let fault = Diagnostic::new(INVALID_VALUE, text.span, format!("`{key}` {why}"));
    fields.faults().push(match meant(&text.value) {
        Some(meant) => fault.help(format!("write `{key}: {meant}`")),
        None => fault,
    });
    None
}

fn edit_url(fields: &mut Fields<'_, '_>) -> Option<String> {
    let span = fields.get("edit_url").map(|node| node.span);
    let url = web_address(fields, "edit_url")?;
    if let Some(span) = span.filter(|_| !url.contains("{path}")) {
        let fault = Diagnostic::new(INVALID_VALUE, span, "`edit_url` lacks `{path}`")
            .help("write `{path}` where the file's path goes, such as https://example.org/edit/main/{path}");
        fields.faults().push(fault);
        return None;
    }
    Some(url)
}

fn weights(fields: &mut Fields<'_, '_>) -> BTreeMap<&'static str, Option<Severity>> {
    let mut weights = BTreeMap::new();
    for (code, _, value) in fields.codes("checks", "code: off") {
        let weight = match &value.value {
            Value::Text { text, .. } => match text.as_str() {
                "error" => Some(Some(Severity::Error)),
                "warning" => Some(Some(Severity::Warning)),
                "note" => Some(Some(Severity::Note)),
                "off" => Some(None),
                _ => None,
            },
            _ => None,
        };
        match weight {
            None => {
                let message = format!("the weight of `{}` must be `error`, `warning`, `note` or `off`", code.name);
                fields.faults().push(Diagnostic::new(INVALID_VALUE, value.span, message));
            }
            Some(weight) if code.fixed && weight != Some(Severity::Error) => {
                let message = format!("`{}` is always an error", code.name);
                let help = "without what it finds, the site can't be trusted";
                fields.faults().push(Diagnostic::new(INVALID_VALUE, value.span, message).help(help));
            }
            Some(weight) => {
                weights.insert(code.name, weight);
            }
        }
    }
    weights
}
