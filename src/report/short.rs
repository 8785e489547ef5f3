//! A line each: `content/g/TF1.md:5:3: error[unknown-task]: there is no task …`.

use crate::diagnostic::Diagnostics;
use crate::source::Sources;
use crate::text::visible_line;

pub(super) fn report(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        if let Some(label) = diagnostic.labels.first() {
            let file = sources.file(label.span.file);
            let (line, column) = file.position(label.span.start as usize);
            out.push_str(&format!("{}:{line}:{column}: ", visible_line(&file.path)));
        }
        if let Some(file) = &diagnostic.file {
            out.push_str(&format!("{}: ", visible_line(file)));
        }
        let message = visible_line(&diagnostic.message);
        out.push_str(&format!("{}[{}]: {message}", diagnostic.severity.name(), diagnostic.code.name));
        if let Some(help) = &diagnostic.help {
            out.push_str(&format!(" ({})", visible_line(help)));
        }
        out.push('\n');
    }
    out
}
