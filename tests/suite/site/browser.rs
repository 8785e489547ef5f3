//! What only a browser can tell: the scripts in `tests/browser/`, run on the repository's own site.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{own_site, repository};

/// Set where a missing browser is a failure and not a reason to leave the test out.
const REQUIRED: &str = "VEJVISER_BROWSER_REQUIRED";
/// Names a browser that stands elsewhere.
const CHROMIUM: &str = "VEJVISER_CHROMIUM";

#[test]
fn the_pages_hold_in_a_browser() {
    let (node, browser) = match tools() {
        Ok(tools) => tools,
        Err(missing) if std::env::var_os(REQUIRED).is_some() => panic!("{missing}"),
        Err(missing) => return say(&format!("SKIPPED: tests in a browser: {missing}")),
    };
    let site = own_site();
    site.run(&["build"]).expect(0);
    let (mut passed, mut said) = run(&node, &browser, site.path("public"), &[]);
    let failed = files_that_failed(&said);
    if !passed && (1..=MOST_AGAIN).contains(&failed.len()) {
        say(&format!("tests in a browser: {} once more:\n{said}", failed.join(", ")));
        (passed, said) = run(&node, &browser, site.path("public"), &failed);
    }
    assert!(passed, "{said}");
    // Counts, so that a run of nothing shows.
    for line in said.lines().filter(|line| line.starts_with('\u{2139}')) {
        assert_ne!(line.trim_start_matches('\u{2139}').trim(), "tests 0", "no test was run:\n{said}");
    }
}

/// Whether all tests of these files passed, or of all files if none is named, and what was said.
fn run(node: &Path, browser: &Path, public: PathBuf, files: &[String]) -> (bool, String) {
    let run = Command::new(node)
        .args(["--test", "--test-reporter=spec", "--test-concurrency=2"])
        .args(files)
        .current_dir(folder())
        .env("VEJVISER_SITE", public)
        .env("VEJVISER_PROGRAM", if cfg!(feature = "serve") { env!("CARGO_BIN_EXE_vejviser") } else { "" })
        .env("VEJVISER_REPOSITORY", repository())
        .env(CHROMIUM, browser)
        .env("NO_COLOR", "1")
        .output()
        .expect("node runs");
    let said = [run.stdout, run.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).join("\n");
    (run.status.success(), said)
}

/// So many files with failing tests are run once more: how long a browser takes to answer, and whether it paints before a
/// script comes, tells of a busy machine too. What is wrong with the pages fails twice.
const MOST_AGAIN: usize = 3;

/// The files of the tests that failed.
fn files_that_failed(said: &str) -> Vec<String> {
    let failing = said.split_once("failing tests:").map_or("", |(_, failing)| failing);
    let places = failing.lines().filter_map(|line| line.strip_prefix("test at "));
    let files: BTreeSet<&str> = places.filter_map(|place| place.split(':').next()).collect();
    files.into_iter().map(str::to_owned).collect()
}

#[test]
fn files_of_failing_tests_are_known() {
    let slow =
        "\u{2716} failing tests:\n\ntest at pages.test.mjs:107:3\n\u{2716} plan (30226.9ms)\n  page.goto: Timeout\n";
    let wrong = "\ntest at lens.test.mjs:9:1\n\u{2716} lens (3.1ms)\n  AssertionError\ntest at lens.test.mjs:19:1\n";
    assert_eq!(files_that_failed(&format!("{slow}{wrong}")), ["lens.test.mjs", "pages.test.mjs"]);
    assert!(files_that_failed("all is well").is_empty());
}

fn folder() -> PathBuf {
    repository().join("tests").join("browser")
}

/// Node with the packages of `tests/browser/`, and a browser; or what is missing, and what to do.
fn tools() -> Result<(PathBuf, PathBuf), String> {
    let node = on_path(&["node", "nodejs"]).ok_or("there is no node; install Node.js 18 or newer")?;
    let browser = match std::env::var_os(CHROMIUM) {
        Some(path) => PathBuf::from(path),
        None => on_path(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]).ok_or(format!(
            "there is no Chromium; install it (on Debian: apt-get install chromium), or name it in {CHROMIUM}"
        ))?,
    };
    install()?;
    Ok((node, browser))
}

/// Brings the packages that the lockfile names, unless they are there already.
fn install() -> Result<(), String> {
    let wanted = fs::read(folder().join("package-lock.json")).expect("the lockfile");
    let stamp = folder().join("node_modules").join(".lockfile-installed");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let npm = on_path(&["npm"]).ok_or("there is no npm, which brings the packages of tests/browser")?;
    say("tests in a browser: npm ci in tests/browser");
    let run = Command::new(npm).args(["ci", "--no-progress"]).current_dir(folder()).output();
    let run = run.map_err(|error| format!("npm does not run: {error}"))?;
    if !run.status.success() {
        return Err(format!("`npm ci` in tests/browser failed:\n{}", String::from_utf8_lossy(&run.stderr)));
    }
    fs::write(stamp, wanted).map_err(|error| format!("tests/browser/node_modules: {error}"))
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = |name: &&str| std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| is_file(file));
    names.iter().find_map(found)
}

fn is_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| data.is_file())
}

/// Says a line that is shown although the test passes.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
