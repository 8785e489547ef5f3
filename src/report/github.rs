//! For GitHub's workflows: a command line each, which the runner turns into an annotation beside the line of the file
//! (GitHub, "Workflow commands": `::error file=…,line=…,col=…,title=…::message`).

use super::place;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::Sources;
use crate::text::visible;

pub(super) fn report(diagnostics: &Diagnostics, sources: &Sources, folder: &str) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, sources, folder)).collect()
}

fn one(diagnostic: &Diagnostic, sources: &Sources, folder: &str) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let seen = |path: &str| property(&place::seen(folder, path));
    let mut properties = Vec::new();
    let mut lines = vec![diagnostic.message.clone()];
    for (number, label) in diagnostic.labels.iter().enumerate() {
        let file = sources.file(label.span.file);
        let (line, column) = file.position(label.span.start as usize);
        let (end_line, end_column) = file.position(label.span.end as usize);
        if number == 0 {
            properties.extend([format!("file={}", seen(&file.path)), format!("line={line}")]);
            properties.push(format!("endLine={end_line}"));
            // GitHub takes columns only of what stands on one line.
            if line == end_line {
                properties.extend([format!("col={column}"), format!("endColumn={end_column}")]);
            }
            lines.extend(Some(label.text.clone()).filter(|text| !text.is_empty()));
        } else {
            lines.push(format!("{}:{line}:{column}: {}", place::seen(folder, &file.path), label.text));
        }
    }
    if let (true, Some(file)) = (diagnostic.labels.is_empty(), &diagnostic.file) {
        properties.push(format!("file={}", seen(file)));
    }
    properties.push(format!("title={}", property(diagnostic.code.name)));
    lines.extend(diagnostic.help.as_ref().map(|help| format!("help: {help}")));
    format!("::{command} {}::{}\n", properties.join(","), data(&lines.join("\n")))
}

/// Text behind the command. Line feeds come through as such, so that content can't begin a command of its own.
fn data(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, where two more characters mean something.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
