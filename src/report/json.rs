//! For programs: one document, `"schema": 1`. Lines and columns count from 1, columns in characters; `start` and
//! `end` are bytes of the file.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Diagnostics, Label, Severity};
use crate::source::Sources;
use crate::text::visible_json;

pub(super) fn report(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let list: Vec<Value> = diagnostics.iter().map(|diagnostic| one(diagnostic, sources)).collect();
    let document = json!({
        "schema": 1,
        "diagnostics": list,
        "summary": {
            "errors": diagnostics.count(Severity::Error),
            "warnings": diagnostics.count(Severity::Warning),
            "notes": diagnostics.count(Severity::Note),
        },
    });
    let mut text = visible_json(&serde_json::to_string_pretty(&document).unwrap_or_default());
    text.push('\n');
    text
}

fn one(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let first = diagnostic.labels.first().map(|label| place(label, sources));
    let field = |name: &str| first.as_ref().map_or(Value::Null, |place| place[name].clone());
    json!({
        "code": diagnostic.code.name,
        "severity": diagnostic.severity.name(),
        "message": diagnostic.message,
        "file": diagnostic.file.as_deref().map_or_else(|| field("file"), Value::from),
        "line": field("line"),
        "column": field("column"),
        "labels": diagnostic.labels.iter().map(|label| place(label, sources)).collect::<Vec<_>>(),
        "help": diagnostic.help,
    })
}

fn place(label: &Label, sources: &Sources) -> Value {
    let file = sources.file(label.span.file);
    let (start, end) = (label.span.start as usize, label.span.end as usize);
    let ((line, column), (end_line, end_column)) = (file.position(start), file.position(end));
    json!({
        "file": file.path, "line": line, "column": column, "end_line": end_line, "end_column": end_column,
        "start": start, "end": end, "text": label.text,
    })
}
