//! The published site: the `guide.json` of each guide, where it was published or last built.

use std::fs;
use std::path::{Path, PathBuf};

use super::project::{Location, read, read_file};
use crate::config::read_settings;
use crate::diagnostic::Diagnostics;
use crate::parallel;
use crate::refusal::Refusal;
use crate::source::{Project, Published, Sources};

/// Larger files are not read: a guide of a hundred thousand tasks has a third of this.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// The project, and what its site said before: both are read at the same time.
pub(super) fn read_with_published(
    location: &Location,
    given: Option<&Path>,
    output: Option<&Path>,
) -> Result<(Project, Vec<Published>), Refusal> {
    let (project, published) = parallel::both(|| read(location), || published(location, given, output));
    Ok((project?, published?))
}

/// The guides that `given` names, or else the settings: a `guide.json`, or a site's folder. Where neither says
/// anything, those of the output folder, as far as vejviser wrote it and they can be read.
fn published(location: &Location, given: Option<&Path>, output: Option<&Path>) -> Result<Vec<Published>, Refusal> {
    // The analysis reports faults of the settings, and the reader of the project those of their file.
    let mut sources = Sources::default();
    let file = sources.add("", fs::read_to_string(&location.settings).unwrap_or_default());
    let settings = read_settings(&sources, file, &mut Diagnostics::default());
    let given = given.map(Path::to_owned).or_else(|| settings.published.map(|path| location.root.join(path)));
    let read = |file: &PathBuf| {
        let text = read_file(file, MAX_BYTES)?;
        Published::read(&shown(location, file), &text)
            .map_err(|error| Refusal::from(format!("`{}` is not the guide.json of a guide: {error}", file.display())))
    };
    if let Some(given) = given {
        let files = if given.is_dir() { guides(&given) } else { vec![given.clone()] };
        if files.is_empty() {
            return Err(format!("`{}` holds no guide: no folder in it has a guide.json", given.display()).into());
        }
        return parallel::map(&files, read).into_iter().collect();
    }
    let output = output.map_or_else(|| location.root.join(settings.output_dir), Path::to_owned);
    let files = if output.join(".vejviser").is_file() { guides(&output) } else { Vec::new() };
    Ok(parallel::map(&files, read).into_iter().flatten().collect())
}

/// The `guide.json` of each folder directly below `site`, in order.
fn guides(site: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(site).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path().join("guide.json")).filter(|file| file.is_file()).collect();
    files.sort_unstable();
    files
}

/// Seen from the project, as diagnostics name files.
fn shown(location: &Location, file: &Path) -> String {
    file.strip_prefix(&location.root).unwrap_or(file).to_string_lossy().replace('\\', "/")
}
