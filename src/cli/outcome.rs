//! How a run ends.

use super::arguments::Reporting;
use super::project::Location;
use super::screen::Screen;
use crate::diagnostic::{Diagnostics, Label, Severity};
use crate::source::Project;

/// How a run ended, as the exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done; there may be warnings.
    Clean = 0,
    /// The content has errors.
    Faulty = 1,
    /// The work could not be done.
    Failed = 2,
}

/// How a run ends whose diagnostics fail it: with settings that can't be used, no work was done on the content.
pub(super) fn outcome_of(found: &Diagnostics, project: &Project) -> Outcome {
    let of_settings = |label: &Label| label.span.file == project.settings;
    let unusable = found.iter().any(|d| d.severity == Severity::Error && d.labels.first().is_some_and(of_settings));
    if unusable { Outcome::Failed } else { Outcome::Faulty }
}

/// How the run of a command ends that needs content without errors, where there are some: it shows them, and says what it left
/// undone. Warnings are `check`'s to show.
pub(super) fn refused(
    found: &Diagnostics,
    project: &Project,
    location: &Location,
    screen: &Screen,
    undone: &str,
) -> Option<Outcome> {
    if !found.fails(false) {
        return None;
    }
    screen.diagnostics(found, &project.sources, &Reporting::PLAIN, location);
    if !undone.is_empty() {
        screen.say(undone);
    }
    Some(outcome_of(found, project))
}
