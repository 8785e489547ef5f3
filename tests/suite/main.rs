//! What a user of vejviser sees: whole sites, the program's answers, and the rules of the house. How to add a test
//! stands in `tests/README.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod checks;
mod commands;
mod content;
mod diagrams;
mod formats;
mod hostile;
mod house;
mod manual;
mod output;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod support;

// Input that benches and tests share.
#[path = "../../benches/costs/cases.rs"]
mod costs;
#[path = "../../benches/pipeline/generator.rs"]
mod generator;
#[path = "../../benches/diagrams/shapes.rs"]
mod shapes;
