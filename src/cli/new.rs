//! `vejviser new`.

use super::Outcome;
use super::arguments::Global;
use super::authors::New;
use super::project::{locate, read};
use super::screen::Screen;
use crate::output::create;
use crate::pipeline::{Options, analyse};
use crate::scaffold::{Asked, new_task};

/// The project's own template of a task.
const TEMPLATE: &str = "templates/task.md";

pub(super) fn run(global: &Global, arguments: &New, screen: &Screen) -> Result<Outcome, String> {
    let location = locate(global)?;
    let project = read(&location)?;
    // Drafts have ids too. That other tasks have faults keeps nobody from writing the next one.
    let analysis = analyse(&project, &Options { drafts: true, ..Options::default() }, screen);
    screen.end();
    let site = analysis.site();
    let guide = site.guide_named(arguments.guide.as_deref())?;
    let asked = Asked {
        id: arguments.id.clone(),
        title: arguments.title.clone(),
        party: arguments.party.clone(),
        stage: arguments.stage.clone(),
        scope: arguments.scope.clone(),
        track: arguments.track.clone(),
    };
    let template = project.templates.iter().find(|file| project.sources.path(**file) == TEMPLATE);
    let template = template.map(|file| project.sources.text(*file));
    let made = new_task(site, guide, &project.sources, &asked, template)?;
    create(&location.root, &[(&made.path, &made.text)]).map_err(|error| error.to_string())?;
    screen.data(&format!("{}\n", location.root.join(&made.path).display()));
    screen.say(&format!("`{}` is a task of the guide `{}` now", made.id, site.guides[guide].folder));
    Ok(Outcome::Clean)
}
