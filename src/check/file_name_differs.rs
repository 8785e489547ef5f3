//! `file-name-differs`: who looks for a task's file looks for its id.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, FILE_NAME_DIFFERS};
use crate::text::composed;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for task in &context.guide.tasks {
        let Some(span) = task.id_span else { continue };
        let path = context.sources.path(task.file);
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if composed(stem) != task.id {
            let message = format!("the file of `{}` is called `{name}`", task.id);
            let help = format!("rename the file to `{}.md`; its address stays", task.id);
            faults.push(Diagnostic::new(FILE_NAME_DIFFERS, span, message).help(help));
        }
    }
}
