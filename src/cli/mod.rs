//! The command line: arguments, what is printed, exit codes. The only room that prints.

mod arguments;
mod build;
mod check;
mod project;
mod screen;

pub use arguments::Arguments;

use arguments::Command;
use screen::Screen;

/// How a run ended, as the exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done; there may be warnings.
    Clean = 0,
    /// The content has errors.
    Faulty = 1,
    /// The work could not be done.
    Failed = 2,
}

/// Does what the arguments say.
pub fn run(arguments: &Arguments) -> Outcome {
    let screen = Screen::new(&arguments.global);
    let outcome = match &arguments.command {
        Command::Build(build) => build::run(&arguments.global, build, &screen),
        Command::Check(check) => check::run(&arguments.global, check, &screen),
    };
    outcome.unwrap_or_else(|message| {
        screen.failure(&message);
        Outcome::Failed
    })
}
