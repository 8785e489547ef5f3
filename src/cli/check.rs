//! `vejviser check`.

use super::Outcome;
use super::arguments::{Check, Format, Global};
use super::project::{locate, read};
use super::published::published;
use super::screen::{Screen, count};
use crate::pipeline::{Options, analyse};

pub(super) fn run(global: &Global, arguments: &Check, screen: &Screen) -> Result<Outcome, String> {
    let location = locate(global)?;
    let project = read(&location)?;
    let published = published(&location, &project, arguments.published.as_deref(), None)?;
    let options = Options { base_url: None, drafts: arguments.drafts, published };
    let analysis = analyse(&project, &options, screen);
    screen.end();
    screen.diagnostics(&analysis.diagnostics, &project.sources, &arguments.reporting, &location);
    if analysis.diagnostics.fails(arguments.reporting.strict) {
        return Ok(super::outcome_of(&analysis.diagnostics, &project));
    }
    if arguments.reporting.format == Format::Human {
        let (guides, tasks, pages) = analysis.counts();
        let (guides, tasks, pages) = (count(guides, "guide"), count(tasks, "task"), count(pages, "other page"));
        screen.say(&format!("checked {tasks} in {guides}, and {pages}: no errors"));
    }
    Ok(Outcome::Clean)
}
