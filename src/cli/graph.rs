//! `vejviser graph`.

use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::Path;

use super::Outcome;
use super::arguments::{Format, Global, Graph, GraphFormat, Reporting};
use super::project::{locate, read};
use super::screen::Screen;
use crate::config::is_web_address;
use crate::export;
use crate::pipeline::{Options, Selection, analyse, graph};

pub(super) fn run(global: &Global, arguments: &Graph, screen: &Screen) -> Result<Outcome, String> {
    if let Some(url) = arguments.base_url.as_deref().filter(|url| !url.is_empty() && !is_web_address(url)) {
        return Err(format!("--base-url must begin with https:// or http://, not `{url}`"));
    }
    let location = locate(global)?;
    let project = read(&location)?;
    let options = Options { base_url: arguments.base_url.clone(), drafts: arguments.drafts, ..Options::default() };
    let analysis = analyse(&project, &options, screen);
    screen.end();
    let found = &analysis.diagnostics;
    // What is only worth a warning is `check`'s to say.
    if found.fails(false) {
        screen.diagnostics(found, &project.sources, &Reporting { strict: false, format: Format::Human }, &location);
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
            fs::write(file, text).map_err(|error| format!("can't write `{}`: {error}", file.display()))?;
        }
        None => screen.data(&text),
    }
    Ok(Outcome::Clean)
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
