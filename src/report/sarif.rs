//! For code scanning: one document in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS Standard,
//! Errata 01, 2023). Columns and offsets count characters; a byte order mark is none.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::place;
use crate::diagnostic::{ALL, Code, Diagnostic, Diagnostics, Label, Severity, manual};
use crate::source::Sources;
use crate::text;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The standard's own name for "the top of the sources", which each reader puts its own folder for.
const BASE: &str = "%SRCROOT%";

pub(super) fn report(diagnostics: &Diagnostics, sources: &Sources, folder: &str) -> String {
    let scene = Scene { sources, folder };
    // The same fault at two places of a file: they are numbered, so that each has a fingerprint of its own.
    let mut seen: HashMap<String, usize> = HashMap::new();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let identity = scene.identity(diagnostic);
            let nth = seen.entry(identity.clone()).and_modify(|n| *n += 1).or_default();
            scene.result(diagnostic, &format!("{:016x}", text::fingerprint(&format!("{identity}\0{nth}"))))
        })
        .collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": ALL.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "defaultEncoding": "utf-8",
            "originalUriBaseIds": {BASE: {"description": {"text": "the checkout, or the folder that the command was run in"}}},
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.name,
        "shortDescription": message(code.summary),
        "help": message(manual(code.name).unwrap_or(code.summary)),
        "defaultConfiguration": {"level": level(code.severity)},
    })
}

/// Our three weights are three of the standard's four levels.
fn level(severity: Severity) -> &'static str {
    severity.name()
}

/// A plain text message. Braces stand for arguments there and are doubled; square brackets before a round one would
/// be a link, whose target the content could choose.
fn message(text: &str) -> Value {
    let mut text = text::visible(text).replace('{', "{{").replace('}', "}}");
    if text.contains("](") {
        text = text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    }
    json!({"text": text})
}

struct Scene<'a> {
    sources: &'a Sources,
    /// Leads from where files are named to the project; empty or with a slash at its end.
    folder: &'a str,
}

impl Scene<'_> {
    fn result(&self, diagnostic: &Diagnostic, fingerprint: &str) -> Value {
        let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
        let mut result = json!({
            "ruleId": diagnostic.code.name,
            "ruleIndex": ALL.iter().position(|code| code.name == diagnostic.code.name),
            "level": level(diagnostic.severity),
            "message": message(&(diagnostic.message.clone() + &help)),
            "locations": [],
            "partialFingerprints": {"vejviserFault/v1": fingerprint},
        });
        let (first, others) = match diagnostic.labels.split_first() {
            Some((first, others)) => (Some(self.location(first)), others),
            None => (diagnostic.file.as_ref().map(|file| json!({"physicalLocation": self.file(file)})), &[][..]),
        };
        result["locations"] = first.into_iter().collect();
        if !others.is_empty() {
            let numbered = others.iter().enumerate().map(|(number, label)| {
                let mut location = self.location(label);
                location["id"] = json!(number + 1);
                location
            });
            result["relatedLocations"] = numbered.collect();
        }
        result
    }

    fn location(&self, label: &Label) -> Value {
        let file = self.sources.file(label.span.file);
        let mut place = self.file(&file.path);
        let (start, end) = (label.span.start as usize, label.span.end as usize);
        let ((line, column), (end_line, end_column)) = (file.position(start), file.position(end));
        let mark = usize::from(file.text.starts_with('\u{FEFF}'));
        let without_mark = |line: usize, column: usize| if line == 1 { (column - mark).max(1) } else { column };
        let (offset, behind) = (file.characters(start), file.characters(end));
        place["region"] = json!({
            "startLine": line,
            "startColumn": without_mark(line, column),
            "endLine": end_line,
            "endColumn": without_mark(end_line, end_column),
            "charOffset": offset.saturating_sub(mark),
            "charLength": behind.saturating_sub(offset.max(mark)),
        });
        let mut location = Map::new();
        location.insert("physicalLocation".to_owned(), place);
        if !label.text.is_empty() {
            location.insert("message".to_owned(), message(&label.text));
        }
        Value::Object(location)
    }

    fn file(&self, path: &str) -> Value {
        let uri = text::encode_path(&place::seen(self.folder, path));
        // Settings may stand elsewhere, and are then named from the root of the file system.
        if uri.starts_with('/') {
            return json!({"artifactLocation": {"uri": format!("file://{uri}")}});
        }
        json!({"artifactLocation": {"uri": uri, "uriBaseId": BASE}})
    }

    /// The identity of a fault across runs: everything but its line.
    fn identity(&self, diagnostic: &Diagnostic) -> String {
        let file = diagnostic.labels.first().map(|label| self.sources.path(label.span.file));
        let file = file.or(diagnostic.file.as_deref()).unwrap_or_default();
        format!("{}\0{file}\0{}", diagnostic.code.name, diagnostic.message)
    }
}
