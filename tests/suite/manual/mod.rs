//! The manual: its diagnostics, examples, terminal sessions and pictures are what the program says and draws.

mod console;
mod diagnostics;
mod examples;
mod pictures;
