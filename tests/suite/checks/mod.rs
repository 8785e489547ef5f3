//! Diagnostics: every one with its text, what is no fault of its own, and that `check` and `build` agree.

mod baseline;
mod build_agrees;
pub mod cases;
mod consequences;
mod mistakes;
mod quality;
mod reports;
