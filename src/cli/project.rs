//! Finding and reading the project.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::arguments::Global;
use crate::refusal::Refusal;
use crate::source::{self, Project};

const SETTINGS: &str = "vejviser.yaml";

/// Where the project is.
pub(super) struct Location {
    pub(super) root: PathBuf,
    pub(super) settings: PathBuf,
}

impl Location {
    /// The way to the project from the folder where tools in a workflow begin paths: the checkout, if a workflow says where
    /// it is, else the current folder. Empty, or with a slash at its end; empty too where the project lies elsewhere.
    pub(super) fn folder(&self) -> String {
        let top = std::env::var_os("GITHUB_WORKSPACE").filter(|top| !top.is_empty()).map(PathBuf::from);
        let top = top.or_else(|| std::env::current_dir().ok()).and_then(|top| top.canonicalize().ok());
        let root = self.root.canonicalize().ok();
        let (Some(top), Some(root)) = (top, root) else { return String::new() };
        let inside = root.strip_prefix(&top).map(Path::to_string_lossy).unwrap_or_default().replace('\\', "/");
        if inside.is_empty() { inside } else { inside + "/" }
    }
}

/// The project that the arguments name, or the nearest one upward from here.
pub(super) fn locate(global: &Global) -> Result<Location, Refusal> {
    let root = match (&global.root, &global.config) {
        (Some(root), _) => root.clone(),
        (None, Some(config)) => nearest().unwrap_or_else(|_| match config.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        }),
        (None, None) => nearest()?,
    };
    if root.is_file() {
        return Err(format!("`{}` is a file; --root names the folder that it stands in", root.display()).into());
    }
    if !root.is_dir() {
        return Err(format!("there is no folder `{}`", root.display()).into());
    }
    let settings = global.config.clone().unwrap_or_else(|| root.join(SETTINGS));
    if settings.is_dir() {
        let shown = settings.display();
        return Err(format!("`{shown}` is a folder; --config names a file, and --root the project's folder").into());
    }
    if let Some(other) = misnamed(&root).filter(|_| !settings.is_file() && global.config.is_none()) {
        return Err(other);
    }
    if !settings.is_file() {
        return Err(format!(
            "there is no settings file `{}`; a project begins with one that holds at least `title: …`",
            settings.display()
        )
        .into());
    }
    Ok(Location { root, settings })
}

fn nearest() -> Result<PathBuf, Refusal> {
    let here = std::env::current_dir().map_err(|error| format!("can't tell the current folder: {error}"))?;
    let found = here.ancestors().find(|folder| folder.join(SETTINGS).is_file()).map(Path::to_owned);
    found.ok_or_else(|| {
        if let Some(other) = here.ancestors().find_map(misnamed) {
            return other;
        }
        format!("found no {SETTINGS} in `{}` or above it; name the project's folder with --root", here.display()).into()
    })
}

/// The help for a settings file in this folder that has almost the right name.
fn misnamed(folder: &Path) -> Option<Refusal> {
    const ALMOST: [&str; 5] = ["vejviser.yml", "Vejviser.yaml", "Vejviser.yml", ".vejviser.yaml", ".vejviser.yml"];
    let other = ALMOST.iter().map(|name| folder.join(name)).find(|file| file.is_file())?;
    Some(format!("the settings file is called {SETTINGS}; rename `{}` to `{SETTINGS}`", other.display()).into())
}

/// Reads the project.
pub(super) fn read(location: &Location) -> Result<Project, Refusal> {
    source::load(&location.root, &location.settings)
        .map_err(|error| format!("can't read `{}`: {}", location.settings.display(), why(&error)).into())
}

/// The disk's message; for a file that is no text, the help.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::InvalidData => "it is not UTF-8; save the file as UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

/// The text of a regular file of at most `most` bytes.
pub(super) fn read_file(file: &Path, most: u64) -> Result<String, Refusal> {
    let failed = |error: io::Error| Refusal::from(format!("can't read `{}`: {}", file.display(), why(&error)));
    let about = fs::metadata(file).map_err(failed)?;
    if !about.is_file() || about.len() > most {
        return Err(format!("can't read `{}`: it is not a file of at most {most} bytes", file.display()).into());
    }
    fs::read_to_string(file).map_err(failed)
}
