//! The program: arguments in, exit code out. All work is the library's.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    ExitCode::from(vejviser::cli::run(&vejviser::cli::Arguments::parse()) as u8)
}
