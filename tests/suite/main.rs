//! What a user of vejviser sees: whole sites, the program's answers, and the rules of the house. How to add a test
//! stands in `tests/README.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod agree;
mod architecture;
mod baseline;
mod bodies;
mod browser;
mod build;
mod cases;
mod circles;
mod cli;
mod colours;
mod consequences;
mod console;
#[path = "../../benches/costs/cases.rs"]
mod costs;
mod crowded;
mod determinism;
mod diagrams;
mod divided;
mod drawn;
mod examples;
mod finished;
mod formats;
mod formats_nasty;
#[path = "../../benches/pipeline/generator.rs"]
mod generator;
mod graph;
mod guide;
mod harmless;
mod hidden;
mod hostile;
mod implied;
mod import;
mod links;
mod list;
mod manual;
mod markup;
mod measured;
mod mistakes;
mod packaging;
mod pages;
mod path;
mod pictures;
mod prose;
mod published;
mod publishing;
mod quality;
mod rename;
mod reports;
mod scaffold;
mod schema;
mod schemas;
mod scores;
#[cfg(feature = "serve")]
mod serve;
#[path = "../../benches/diagrams/shapes.rs"]
mod shapes;
mod stability;
mod support;
mod told;
