//! Checks of the resolved site. A check is a file of its own: what it finds, and why that is wrong, stand together.
//! Faults of single names are found where the names are looked up, in [`crate::resolve`].

mod avoided_spelling;
mod dependency_cycle;
mod gate_violation;
mod placeholder_text;
mod with_conflict;

use crate::diagnostic::Diagnostic;
use crate::model::{Guide, Site};
use crate::parallel;
use crate::source::Sources;

/// What a check may look at.
pub(crate) struct Context<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) site: &'a Site,
    pub(crate) guide: &'a Guide,
    /// The guide's place in the site.
    pub(crate) at: usize,
}

/// A check of one guide.
type Check = fn(&Context<'_>, &mut Vec<Diagnostic>);

const CHECKS: [Check; 5] = [
    dependency_cycle::check,
    gate_violation::check,
    with_conflict::check,
    placeholder_text::check,
    avoided_spelling::check,
];

/// Runs every check on every guide.
pub(crate) fn check(sources: &Sources, site: &Site) -> Vec<Diagnostic> {
    let runs: Vec<(usize, Check)> =
        (0..site.guides.len()).flat_map(|at| CHECKS.iter().map(move |check| (at, *check))).collect();
    let found = parallel::map(&runs, |(at, check)| {
        let mut faults = Vec::new();
        check(&Context { sources, site, guide: &site.guides[*at], at: *at }, &mut faults);
        faults
    });
    found.into_iter().flatten().collect()
}
