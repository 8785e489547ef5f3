//! The lines of a diagram in words.

use std::sync::Arc;

use super::forms::{Form, Formed};
use super::pages::Surroundings;
use crate::diagnostic::Diagnostic;
use crate::view::{Frame, Line, LineKind, Picture};

/// All lines of a picture.
pub(super) fn in_words(
    picture: &Picture<'_>,
    frame: &Frame,
    around: &Surroundings<'_, '_>,
) -> Result<Vec<Formed>, Vec<Diagnostic>> {
    let forms = &around.common.forms;
    // The lines of a picture are of few kinds.
    let mut known: Vec<(LineKind, Arc<Form>)> = Vec::new();
    let line = |line: Line<'_>| {
        let kind = line.kind();
        if let Some((_, form)) = known.iter().find(|(other, _)| *other == kind) {
            return Ok(Formed { form: Arc::clone(form), tasks: line.tasks().into(), texts: None });
        }
        let formed = forms.formed("components/line.html", "line", line.view(), frame, around)?;
        // With templates of the project's own, each line is of its own kind.
        if !around.theme.is_own() {
            known.push((kind, Arc::clone(&formed.form)));
        }
        Ok(formed)
    };
    picture.lines().map(line).collect()
}
