//! What only a browser can tell: the scripts in `tests/browser/`, run on the repository's own site.

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
    let run = Command::new(node)
        .args(["--test", "--test-reporter=spec"])
        .current_dir(folder())
        .env("VEJVISER_SITE", site.path("public"))
        .env("VEJVISER_PROGRAM", if cfg!(feature = "serve") { env!("CARGO_BIN_EXE_vejviser") } else { "" })
        .env("VEJVISER_REPOSITORY", repository())
        .env(CHROMIUM, browser)
        .env("NO_COLOR", "1")
        .output()
        .expect("node runs");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}\n{}", String::from_utf8_lossy(&run.stderr));
    // Counts, so that a run of nothing shows.
    for line in said.lines().filter(|line| line.starts_with('\u{2139}')) {
        assert_ne!(line.trim_start_matches('\u{2139}').trim(), "tests 0", "no test was run:\n{said}");
    }
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
