//! `vejviser new`.

use super::Outcome;
use super::arguments::{Global, Reporting};
use super::authors::New;
use super::project::{Location, locate, read};
use super::screen::Screen;
use crate::diagnostic::{
    Code, Diagnostics, INVALID_VALUE, INVALID_YAML, LIMIT_EXCEEDED, Label, MISSING_FRONT_MATTER, Severity,
};
use crate::output::create;
use crate::pipeline::{Options, analyse};
use crate::refusal::Refusal;
use crate::scaffold::{Asked, Made, new_task};
use crate::source::Project;

/// The project's own template of a task.
const TEMPLATE: &str = "templates/task.md";

/// Faults of a file that no author would begin with: those of a template that makes no front matter, or of a title.
const UNFIT: [Code; 4] = [INVALID_YAML, MISSING_FRONT_MATTER, INVALID_VALUE, LIMIT_EXCEEDED];

pub(super) fn run(global: &Global, arguments: &New, screen: &Screen) -> Result<Outcome, Refusal> {
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
        fields: arguments.field.clone(),
    };
    let template = project.templates.iter().find(|file| project.sources.path(**file) == TEMPLATE);
    let template = template.map(|file| project.sources.text(*file));
    let made = new_task(site, guide, &project.sources, &asked, template)?;
    if let Some(outcome) = refused(&project, &made, &location, screen) {
        return Ok(outcome);
    }
    create(&location.root, &[(&made.path, &made.text)]).map_err(|error| error.to_string())?;
    screen.data(&format!("{}\n", location.root.join(&made.path).display()));
    screen.say(&format!("`{}` is a task of the guide `{}` now", made.id, site.guides[guide].folder));
    for field in &made.to_fill {
        screen.say(&format!("still to be written: {field}"));
    }
    Ok(Outcome::Clean)
}

/// Says what is wrong with a file that is no task, which is not written then.
fn refused(project: &Project, made: &Made, location: &Location, screen: &Screen) -> Option<Outcome> {
    let with_it = project.edited(&[], &[(&made.path, &made.text)]);
    let after = analyse(&with_it, &Options { drafts: true, ..Options::default() }, screen);
    screen.end();
    let of_it = |label: &Label| with_it.sources.path(label.span.file) == made.path;
    let mut found = Diagnostics::default();
    found.extend(after.diagnostics.iter().filter(|fault| fault.labels.first().is_some_and(of_it)).cloned());
    if !found.iter().any(|fault| UNFIT.iter().any(|code| code.name == fault.code.name)) {
        return None;
    }
    let found: Diagnostics = found.iter().filter(|fault| fault.severity == Severity::Error).cloned().collect();
    screen.diagnostics(&found, &with_it.sources, &Reporting::PLAIN, location);
    let template = if project.templates.iter().any(|file| project.sources.path(*file) == TEMPLATE) {
        format!("; it is made from `{TEMPLATE}`")
    } else {
        String::new()
    };
    screen.say(&format!("nothing was written{template}"));
    Some(Outcome::Faulty)
}
