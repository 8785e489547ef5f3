//! `vejviser graph`.

use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::Path;

use super::Outcome;
use super::arguments::{Global, Graph, GraphFormat, Reporting};
use super::project::{Location, locate, read};
use super::screen::Screen;
use crate::config::no_base_url;
use crate::export;
use crate::pipeline::{Options, Selection, analyse, graph};
use crate::source::Project;

pub(super) fn run(global: &Global, arguments: &Graph, screen: &Screen) -> Result<Outcome, String> {
    if let Some(why) = arguments.base_url.as_deref().filter(|url| !url.is_empty()).and_then(no_base_url) {
        return Err(format!("--base-url {why}"));
    }
    let location = locate(global)?;
    let project = read(&location)?;
    let options = Options { base_url: arguments.base_url.clone(), drafts: arguments.drafts, ..Options::default() };
    let analysis = analyse(&project, &options, screen);
    screen.end();
    let found = &analysis.diagnostics;
    // What is only worth a warning is `check`'s to say.
    if found.fails(false) {
        screen.diagnostics(found, &project.sources, &Reporting::PLAIN, &location);
        screen.say("nothing was written");
        return Ok(super::outcome_of(found, &project));
    }
    let selection = Selection {
        focus: arguments.focus.clone(),
        depth: arguments.depth,
        stage: arguments.stage.clone(),
        party: arguments.party.clone(),
        track: arguments.track.clone(),
        scope: arguments.scope.clone(),
    };
    let format = match arguments.format.unwrap_or_else(|| usual(arguments.output.as_deref())) {
        GraphFormat::Svg => export::Format::Svg,
        GraphFormat::Dot => export::Format::Dot,
        GraphFormat::Mermaid => export::Format::Mermaid,
        GraphFormat::Json => export::Format::Json,
        GraphFormat::Text => export::Format::Tree,
    };
    let text = graph(&project, &analysis, arguments.guide.as_deref(), &selection, format)?;
    match &arguments.output {
        Some(file) => {
            refuse_own(file, &location, &project)?;
            fs::write(file, text).map_err(|error| format!("can't write `{}`: {error}", file.display()))?;
        }
        None => screen.data(&text),
    }
    Ok(Outcome::Clean)
}

/// A picture of the guide takes the place of no file that the guide is made from.
fn refuse_own(file: &Path, location: &Location, project: &Project) -> Result<(), String> {
    let Ok(real) = file.canonicalize() else { return Ok(()) };
    let is_it = |path: &Path| path.canonicalize().is_ok_and(|path| path == real);
    let texts = project.documents.iter().chain(&project.templates);
    if is_it(&location.settings)
        || texts.map(|id| project.sources.path(*id)).any(|path| is_it(&location.root.join(path)))
    {
        return Err(format!("`{}` is a file of the project; name another one", file.display()));
    }
    Ok(())
}

/// The format where none is asked for.
fn usual(file: Option<&Path>) -> GraphFormat {
    let Some(file) = file else {
        return if io::stdout().is_terminal() { GraphFormat::Text } else { GraphFormat::Svg };
    };
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("dot" | "gv") => GraphFormat::Dot,
        Some("mmd" | "mermaid") => GraphFormat::Mermaid,
        Some("json") => GraphFormat::Json,
        Some("txt") => GraphFormat::Text,
        _ => GraphFormat::Svg,
    }
}
