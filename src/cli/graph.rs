//! `vejviser graph`.

use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::Path;

use super::arguments::{Global, Graph};
use super::project::{Location, locate, read};
use super::screen::Screen;
use super::{Outcome, refused};
use crate::config::no_base_url;
use crate::export::Format;
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
    if let Some(outcome) = refused(&analysis.diagnostics, &project, &location, screen, "nothing was written") {
        return Ok(outcome);
    }
    let selection = Selection {
        focus: arguments.focus.clone(),
        depth: arguments.depth,
        stage: arguments.stage.clone(),
        party: arguments.party.clone(),
        track: arguments.track.clone(),
        scope: arguments.scope.clone(),
        related: arguments.related,
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
pub(super) fn refuse_own(file: &Path, location: &Location, project: &Project) -> Result<(), Refusal> {
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
fn format(asked: Option<Format>, file: Option<&Path>) -> Result<Format, Refusal> {
    let Some(file) = file else {
        let usual = if io::stdout().is_terminal() { Format::Tree } else { Format::Svg };
        return Ok(asked.unwrap_or(usual));
    };
    let Some(ending) = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()) else {
        return Ok(asked.unwrap_or(Format::Svg));
    };
    let of_ending = match ending.as_str() {
        "svg" => Some(Format::Svg),
        "dot" | "gv" => Some(Format::Dot),
        "mmd" | "mermaid" => Some(Format::Mermaid),
        "json" => Some(Format::Json),
        "txt" => Some(Format::Tree),
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
fn told(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Svg => ("svg", ".svg"),
        Format::Dot => ("dot", ".dot or .gv"),
        Format::Mermaid => ("mermaid", ".mmd or .mermaid"),
        Format::Json => ("json", ".json"),
        Format::Tree => ("text", ".txt"),
    }
}
