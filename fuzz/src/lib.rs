//! What holds for every input: a run ends, every diagnostic can be told in every format at a place that exists, and
//! a site that is built is in order and can run nothing. The two readers are those of the tests.

#[path = "../../tests/suite/support/harmless.rs"]
mod harmless;
#[path = "../../tests/suite/support/markup.rs"]
#[allow(dead_code)]
mod markup;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Mutex;

use vejviser::output::Memory;
use vejviser::pipeline::{Options, analyse, publish};
use vejviser::report::{Format, report};
use vejviser::source::Project;

/// What can be lowered is, so that a site is built in spite of it.
pub const SETTINGS: &str = "title: K\nchecks: {unsafe-link: note, unknown-task: note, broken-link: note, broken-asset: note, broken-anchor: note}\n";
/// A guide in which every key of a task may have a value.
pub const GUIDE: &str = "---\ntitle: G\nguide:\n  parties: [{key: cook}, {key: guest}]\n  stages: [{key: bake}, {key: eat, gate: true}]\n  \
    scopes: [{key: s}]\n  tracks: [{key: t}]\n  id_prefixes: [B]\n  fields: [{key: f}, {key: u, type: url}]\n  \
    terms: [{term: dough, meaning: flour, avoid: [daugh]}]\n  retired: [{id: B0}]\n---\n[[B1]]\n";
/// A task to refer to.
pub const TASK: &str = "---\ntitle: One\nparty: cook\nstage: bake\n---\n## Words\n";

/// One processor is enough for a small site, and handing work to another thread and back takes longer than the work.
fn on_this_thread() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        pool.build_global().expect("nothing used the processors before");
    });
}

/// Checks and builds a project, and panics where something does not hold.
pub fn run(files: &[(&str, &str)]) {
    on_this_thread();
    run_here(files);
    // What was put off, such as giving memory back.
    while rayon::yield_local() == Some(rayon::Yield::Executed) {}
}

fn run_here(files: &[(&str, &str)]) {
    let project = Project::from_texts(files.iter().copied());
    let analysis = analyse(&project, &Options::default(), &());
    for diagnostic in analysis.diagnostics.iter() {
        assert!(!diagnostic.message.contains(['\n', '\r']), "not one line: {}", diagnostic.message);
        for label in &diagnostic.labels {
            let text = project.sources.text(label.span.file);
            assert!(text.get(label.span.range()).is_some(), "{} at {:?}", diagnostic.code.name, label.span);
        }
    }
    // A whole site takes far longer than its analysis, and a log in SARIF holds the manual's page of every code: one in
    // eight inputs is enough to see what is written.
    let sum = files
        .iter()
        .flat_map(|(_, text)| text.bytes())
        .fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    let whole = sum % 8 == 0;
    let formats = [Format::Human, Format::Short, Format::Json, Format::Github, Format::Sarif];
    for format in &formats[..if whole { 5 } else { 4 }] {
        let text = report(&analysis.diagnostics, &project.sources, *format, false, "");
        assert!(
            !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')),
            "a control character in {format:?}"
        );
    }
    if analysis.diagnostics.fails(false) || !whole {
        return;
    }
    let site = Memory::default();
    if let Err(error) = publish(&project, &analysis, &site, &()) {
        panic!("{error:?}");
    }
    for (path, bytes) in site.files() {
        if (path.ends_with(".html") || path.ends_with(".svg")) && is_new(&bytes) {
            let text = std::str::from_utf8(&bytes).expect("pages are UTF-8");
            harmless::check(&path, &markup::Markup::read(&path, text));
        }
    }
}

/// Whether a page was not looked at before: most pages of a site are those of the site before it, and reading one takes
/// longer than making it.
fn is_new(page: &[u8]) -> bool {
    static SEEN: Mutex<BTreeSet<u64>> = Mutex::new(BTreeSet::new());
    let mut hasher = DefaultHasher::new();
    page.hash(&mut hasher);
    SEEN.lock().expect("one thread").insert(hasher.finish())
}
