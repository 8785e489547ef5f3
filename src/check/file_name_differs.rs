//! `file-name-differs`: who looks for a task's file looks for its id.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, FILE_NAME_DIFFERS};
use crate::model::Task;
use crate::source::Span;
use crate::text::composed;

/// Up to so many files get a diagnostic each. Where there are more, the authors name files by a rule of their own, and one line
/// says so.
const MAX_SINGLE: usize = 3;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let found: Vec<(&Task, Span, &str)> = context
        .guide
        .tasks
        .iter()
        .filter_map(|task| differs(context, task).map(|(span, name)| (task, span, name)))
        .collect();
    if found.len() > MAX_SINGLE {
        faults.push(summary(context, &found));
        return;
    }
    for (task, span, name) in found {
        let message = format!("the file of `{}` is called `{name}`", task.id);
        let help = match task.id.strip_suffix(".md") {
            Some(id) => format!("an id has no ending: write `id: {id}`, or leave the line out"),
            None => format!("rename the file to `{}.md`; its address stays", task.id),
        };
        faults.push(Diagnostic::new(FILE_NAME_DIFFERS, span, message).help(help));
    }
}

/// Where the id is written, and the name of the file, if it is another.
fn differs<'a>(context: &Context<'a>, task: &Task) -> Option<(Span, &'a str)> {
    let span = task.id_span?;
    let path = context.sources.path(task.file);
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    (composed(stem) != task.id).then_some((span, name))
}

fn summary(context: &Context<'_>, found: &[(&Task, Span, &str)]) -> Diagnostic {
    let named: Vec<String> =
        found.iter().take(MAX_SINGLE).map(|(task, _, name)| format!("`{}` is in `{name}`", task.id)).collect();
    let (count, more) = (found.len(), found.len() - named.len());
    let message = format!("{count} tasks are in files of other names: {} and {more} more", named.join(", "));
    let help = "rename the files, or turn the check off in vejviser.yaml: `checks: {file-name-differs: off}`";
    let fault = Diagnostic::new(FILE_NAME_DIFFERS, context.guide.span, message).help(help);
    let places = found.iter().take(MAX_SINGLE);
    places.fold(fault, |fault, (_, span, name)| fault.and(*span, format!("the file is called `{name}`")))
}
