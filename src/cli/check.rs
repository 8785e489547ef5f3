//! `vejviser check`.

use super::Outcome;
use super::arguments::{Check, Global};
use super::baseline;
use super::project::locate;
use super::published::read_with_published;
use super::screen::{Screen, count};
use crate::pipeline::{Options, analyse, inspect};
use crate::refusal::Refusal;
use crate::report::Format;

pub(super) fn run(global: &Global, arguments: &Check, screen: &Screen) -> Result<Outcome, Refusal> {
    let location = locate(global)?;
    let (project, published) = read_with_published(&location, arguments.published.as_deref(), None)?;
    let options = Options { drafts: arguments.drafts, published, ..Options::default() };
    let analysis = analyse(&project, &options, screen);
    let mut found = analysis.diagnostics.clone();
    // As a build would, unless a baseline may know what stops it.
    if !found.fails(arguments.reporting.strict && arguments.baseline.is_none()) {
        found.append(inspect(&project, &analysis, screen).map_err(|error| error.to_string())?);
    }
    screen.end();
    let usable = super::outcome_of(&found, &project) != Outcome::Failed;
    let mut known = None;
    match &arguments.baseline {
        // Unusable settings hide diagnostics, which would be missing in it.
        Some(file) if arguments.write_baseline && usable => {
            baseline::write(file, &found, &project.sources, screen)?;
            return Ok(Outcome::Clean);
        }
        Some(file) if !arguments.write_baseline => known = baseline::take_out(file, &mut found, &project.sources)?,
        _ => {}
    }
    screen.diagnostics(&found, &project.sources, &arguments.reporting, &location);
    if let Some(line) = known.as_ref().filter(|_| !arguments.reporting.format.is_document()) {
        screen.say(line);
    }
    if found.fails(arguments.reporting.strict) {
        return Ok(super::outcome_of(&found, &project));
    }
    if arguments.reporting.format == Format::Human {
        let (guides, tasks, pages) = analysis.counts();
        let (guides, tasks, pages) = (count(guides, "guide"), count(tasks, "task"), count(pages, "other page"));
        let new = if known.is_some() { "new " } else { "" };
        screen.say(&format!("checked {tasks} in {guides}, and {pages}: no {new}errors"));
    }
    Ok(Outcome::Clean)
}
