//! vejviser turns a folder of Markdown files, each describing one task, into a linked website: a page with an
//! address for ever per task, the relations between tasks checked and drawn, plans and lists per party.
//!
//! The way of a build is in [`pipeline`]: a [`source::Project`] is parsed, its names resolved and checked, and the
//! result rendered into a [`render::Sink`]. ARCHITECTURE.md tells what each room holds and which may import which.
//!
//! ```
//! use vejviser::{output::Memory, pipeline, source::Project};
//!
//! let guide = "---\ntitle: Bake\nguide:\n  parties: [{key: cook}]\n  stages: [{key: bake}]\n---\n";
//! let task = "---\ntitle: Knead\nparty: cook\nstage: bake\n---\nUntil smooth.\n";
//! let project = Project::from_texts([
//!     ("vejviser.yaml", "title: Kitchen\n"),
//!     ("content/bread/_index.md", guide),
//!     ("content/bread/B1.md", task),
//! ]);
//! let analysis = pipeline::analyse(&project, &pipeline::Options::default(), &());
//! assert!(analysis.diagnostics.is_empty());
//! let site = Memory::default();
//! pipeline::publish(&project, &analysis, &site, &()).expect("memory takes every file");
//! assert!(site.files().contains_key("bread/B1/index.html"));
//! ```

pub mod changes;
mod check;
pub mod cli;
mod config;
mod confirm;
mod context;
mod data;
pub mod diagnostic;
pub mod diagram;
mod digest;
pub mod export;
mod graph;
mod i18n;
mod import;
mod markdown;
mod model;
pub mod output;
mod parallel;
mod parse;
mod pictures;
pub mod pipeline;
pub mod refusal;
mod rename;
pub mod render;
pub mod report;
mod resolve;
mod scaffold;
pub mod schema;
mod search;
#[cfg(feature = "serve")]
mod serve;
pub mod session;
pub mod source;
mod table;
mod text;
mod view;
mod yaml;
