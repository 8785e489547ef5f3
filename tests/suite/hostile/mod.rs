//! Input that means harm, or was made by accident: it gets its diagnostic, never a panic, and never a way into a page.
//! SECURITY.md lists which promise is held by which of these.

mod addresses;
mod arguments_and_settings;
mod costs;
mod damage;
mod files;
mod graphs;
mod ids;
mod markdown;
mod script;
mod templates;
mod terminal_escapes;
mod yaml;

use crate::support::{Built, Run, TestSite, task};

/// Checks and builds; fails where the program panics or is killed.
#[track_caller]
fn survives(site: &TestSite) -> Run {
    for command in ["check", "build"] {
        let run = site.run(&[command, "--color", "never"]);
        assert!((0..=2).contains(&run.code) && !run.stderr.contains("panicked"), "{run:?}");
        if command == "build" && run.code == 0 {
            harmless(&Built { files: crate::support::files(&site.path("public")) });
        }
    }
    site.run(&["check", "--format", "short"])
}

/// Fails where a page could run something, or is not in order.
#[track_caller]
fn harmless(built: &Built) {
    for (path, markup) in built.pages().chain(built.pictures()) {
        crate::support::harmless::check(path, &markup);
    }
}

fn with_task(text: impl AsRef<[u8]>) -> TestSite {
    let site = TestSite::bread([task("B2", "")]);
    site.write("content/bread/B1.md", text);
    site
}

const HEAD: &str = "---\ntitle: T\nparty: cook\nstage: bake\n---\n";

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
