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
use crate::refusal::Refusal;
use crate::source::Project;

pub(super) fn run(global: &Global, arguments: &Graph, screen: &Screen) -> Result<Outcome, Refusal> {
    if let Some(why) = arguments.base_url.as_deref().filter(|url| !url.is_empty()).and_then(no_base_url) {
        return Err(format!("--base-url {why}").into());
    }
    let location = locate(global)?;
    let project = read(&location)?;
    if let Some(file) = &arguments.output {
        refuse_own(file, &location, &project)?;
    }
    let format = format(arguments.format, arguments.output.as_deref())?;
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
    let format = match format {
        GraphFormat::Svg => export::Format::Svg,
        GraphFormat::Dot => export::Format::Dot,
        GraphFormat::Mermaid => export::Format::Mermaid,
        GraphFormat::Json => export::Format::Json,
        GraphFormat::Text => export::Format::Tree,
    };
    let text = graph(&project, &analysis, arguments.guide.as_deref(), &selection, format)?;
    match &arguments.output {
        Some(file) => {
            fs::write(file, text).map_err(|error| format!("can't write `{}`: {error}", file.display()))?;
        }
        None => screen.data(&text),
    }
    Ok(Outcome::Clean)
}

/// A picture of the guide takes the place of no file that the guide is made from.
fn refuse_own(file: &Path, location: &Location, project: &Project) -> Result<(), Refusal> {
    let Ok(real) = file.canonicalize() else { return Ok(()) };
    let is_it = |path: &Path| path.canonicalize().is_ok_and(|path| path == real);
    let texts = project.documents.iter().chain(&project.templates);
    if is_it(&location.settings)
        || texts.map(|id| project.sources.path(*id)).any(|path| is_it(&location.root.join(path)))
    {
        return Err(format!("`{}` is a file of the project; name another one", file.display()).into());
    }
    Ok(())
}

/// The format: what is asked for, else what the ending of the file says. A file whose ending belongs to no format, or to
/// another, would be taken for what it is not.
fn format(asked: Option<GraphFormat>, file: Option<&Path>) -> Result<GraphFormat, Refusal> {
    let Some(file) = file else {
        let usual = if io::stdout().is_terminal() { GraphFormat::Text } else { GraphFormat::Svg };
        return Ok(asked.unwrap_or(usual));
    };
    let Some(ending) = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()) else {
        return Ok(asked.unwrap_or(GraphFormat::Svg));
    };
    let of_ending = match ending.as_str() {
        "svg" => Some(GraphFormat::Svg),
        "dot" | "gv" => Some(GraphFormat::Dot),
        "mmd" | "mermaid" => Some(GraphFormat::Mermaid),
        "json" => Some(GraphFormat::Json),
        "txt" => Some(GraphFormat::Text),
        _ => None,
    };
    let name = file.display();
    match (asked, of_ending) {
        (Some(asked), Some(of_ending)) if asked == of_ending => Ok(asked),
        (None, Some(of_ending)) => Ok(of_ending),
        (Some(asked), _) => {
            let (word, endings) = told(asked);
            Err(format!("`{name}` does not end in {endings}, as a file of the format {word} does").into())
        }
        (None, None) => Err(format!(
            "`{name}` ends in .{ending}, which belongs to no format; name it .svg, .dot, .mmd, .json or .txt"
        )
        .into()),
    }
}

/// The word for a format, and what its files end in.
fn told(format: GraphFormat) -> (&'static str, &'static str) {
    match format {
        GraphFormat::Svg => ("svg", ".svg"),
        GraphFormat::Dot => ("dot", ".dot or .gv"),
        GraphFormat::Mermaid => ("mermaid", ".mmd or .mermaid"),
        GraphFormat::Json => ("json", ".json"),
        GraphFormat::Text => ("text", ".txt"),
    }
}
