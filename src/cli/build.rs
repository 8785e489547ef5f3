//! `vejviser build`.

use super::Outcome;
use super::arguments::{Build, Global, Reporting};
use super::project::locate;
use super::published::read_with_published;
use super::screen::{Screen, count};
use super::versions::{self, OlderSite};
use crate::config::no_base_url;
use crate::output::Folder;
use crate::pipeline::{Options, analyse, publish};
use crate::refusal::Refusal;
use crate::render::Progress as _;
use crate::report::Format;

pub(super) fn run(global: &Global, arguments: &Build, screen: &Screen) -> Result<Outcome, Refusal> {
    if let Some(why) = arguments.base_url.as_deref().filter(|url| !url.is_empty()).and_then(no_base_url) {
        return Err(format!("--base-url {why}").into());
    }
    let location = locate(global)?;
    let output = arguments.output_dir.as_deref();
    let (project, published) = read_with_published(&location, arguments.published.as_deref(), output)?;
    let options =
        Options { base_url: arguments.base_url.clone(), drafts: arguments.drafts, published, ..Options::default() };
    let mut analysis = analyse(&project, &options, screen);
    let reporting = &arguments.reporting;
    if analysis.diagnostics.fails(reporting.strict) {
        screen.end();
        screen.diagnostics(&analysis.diagnostics, &project.sources, reporting, &location);
        nothing_written(reporting, screen);
        return Ok(super::outcome_of(&analysis.diagnostics, &project));
    }
    let target = arguments.output_dir.clone().unwrap_or_else(|| location.root.join(&analysis.settings().output_dir));
    let older = if arguments.without_versions {
        Vec::new()
    } else {
        versions::read(&location, &target, &project, &mut analysis, screen)?
    };
    let mut all = analysis.diagnostics.clone();
    all.extend(older.iter().flat_map(OlderSite::faults));
    if all.len() > analysis.diagnostics.len() {
        screen.end();
        screen.diagnostics(&all, &project.sources, reporting, &location);
        nothing_written(reporting, screen);
        return Ok(Outcome::Faulty);
    }
    let folder = Folder::open(&location.root, &target, arguments.force).map_err(|error| error.to_string())?;
    if let Some(left) = folder.left_over().filter(|_| reporting.format == Format::Human) {
        screen.say(&format!("took away `{}`, which a build that was ended had left", left.display()));
    }
    let found = match publish(&project, &analysis, &folder, screen) {
        Ok(found) => found,
        Err(error) => {
            folder.abandon();
            screen.end();
            return Err(error.to_string().into());
        }
    };
    let mut faulty = found.fails(reporting.strict);
    all.append(found);
    for site in &older {
        let found = site.publish(&folder, screen)?;
        faulty |= !found.is_empty();
        all.extend(found);
    }
    if faulty {
        folder.abandon();
        screen.end();
        screen.diagnostics(&all, &project.sources, reporting, &location);
        nothing_written(reporting, screen);
        return Ok(Outcome::Faulty);
    }
    screen.stage("write");
    let written = folder.finish().map_err(|error| error.to_string())?;
    screen.end();
    screen.diagnostics(&all, &project.sources, reporting, &location);
    if reporting.format == Format::Human {
        let (guides, tasks, _) = analysis.counts();
        screen.say(&format!(
            "built {} in {}: {}, {} changed, {} removed, in {}",
            count(tasks, "task"),
            count(guides, "guide"),
            count(written.files, "file"),
            written.changed,
            written.removed,
            screen.elapsed()
        ));
        screen.say(&format!("open {}", target.join("index.html").display()));
    }
    // The program ends here, and the system takes its memory back at once; to give back every string of a large site
    // would only keep the user waiting.
    std::mem::forget((project, analysis));
    Ok(Outcome::Clean)
}

/// Said to people only: the other formats are one document for programs.
fn nothing_written(reporting: &Reporting, screen: &Screen) {
    if reporting.format == Format::Human {
        screen.say("nothing was written");
    }
}
