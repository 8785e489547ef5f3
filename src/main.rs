//! The program: arguments in, exit code out. All work is the library's.

use std::process::ExitCode;

use clap::Parser as _;

/// A build makes millions of small strings on every processor; the system's allocator spends a third of the time on
/// them, and musl's far more.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(vejviser::cli::run(&vejviser::cli::Arguments::parse()) as u8)
}
