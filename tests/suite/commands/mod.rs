//! The program as it is called: arguments and exit codes, and each command that is not `check`, `build` or `serve`.

mod cli;
mod confirm;
mod diff;
mod diff_property;
mod graph;
mod import;
mod list;
mod rename;
mod scaffold;
