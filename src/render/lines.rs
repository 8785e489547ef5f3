//! The lines of a diagram in words.

use super::forms::Formed;
use super::pages::Surroundings;
use crate::diagnostic::Diagnostic;
use crate::view::{Frame, Picture};

/// All lines of a picture.
pub(super) fn in_words(
    picture: &Picture<'_>,
    frame: &Frame,
    around: &Surroundings<'_, '_>,
) -> Result<Vec<Formed>, Vec<Diagnostic>> {
    let forms = &around.common.forms;
    picture.lines().map(|line| forms.formed("components/line.html", "line", line, frame, around)).collect()
}
