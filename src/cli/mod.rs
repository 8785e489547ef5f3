//! The command line: arguments, what is printed, exit codes. The only room that prints.

mod arguments;
mod authors;
mod baseline;
mod build;
mod check;
mod compared;
mod confirm;
mod diff;
mod explain;
mod git;
mod graph;
mod import;
mod init;
mod list;
mod new;
mod outcome;
mod project;
mod published;
mod rename;
mod screen;
#[cfg(feature = "serve")]
mod serve;
mod sides;
mod snapshot;
mod versions;

pub use arguments::Arguments;
pub use outcome::Outcome;

use std::sync::Arc;

use crate::report::Format;
use arguments::Command;
use outcome::{outcome_of, refused};
use screen::Screen;

/// Does what the arguments say.
pub fn run(arguments: &Arguments) -> Outcome {
    let format = arguments.command.reporting().map(|reporting| reporting.format);
    let screen = Arc::new(Screen::new(&arguments.global, format.is_some_and(Format::is_document)));
    let outcome = match &arguments.command {
        Command::Build(build) => build::run(&arguments.global, build, &screen),
        Command::Check(check) => check::run(&arguments.global, check, &screen),
        Command::Confirm(confirm) => confirm::run(&arguments.global, confirm, &screen),
        Command::Diff(diff) => diff::run(&arguments.global, diff, &screen),
        Command::Explain(explain) => explain::run(explain, &screen),
        Command::Graph(graph) => graph::run(&arguments.global, graph, &screen),
        Command::Import(import) => import::run(&arguments.global, import, &screen),
        Command::Init(init) => init::run(&arguments.global, init, &screen),
        Command::List(list) => list::run(&arguments.global, list, &screen),
        Command::Completions(completions) => {
            screen.data(&completions.script());
            Ok(Outcome::Clean)
        }
        Command::Schema(schema) => {
            screen.data(&crate::schema::schema(schema.of.subject()));
            Ok(Outcome::Clean)
        }
        Command::New(new) => new::run(&arguments.global, new, &screen),
        Command::Rename(rename) => rename::run(&arguments.global, rename, &screen),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve::run(&arguments.global, serve, &screen),
        Command::Snapshot(snapshot) => snapshot::run(&arguments.global, snapshot, &screen),
    };
    let lost = || screen.lost().map(|why| format!("can't write what was asked for: {why}").into());
    outcome.and_then(|outcome| lost().map_or(Ok(outcome), Err)).unwrap_or_else(|refusal| {
        screen.failure(&refusal.to_string());
        Outcome::Failed
    })
}
