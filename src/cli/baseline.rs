//! `vejviser check --baseline`: known diagnostics are counted, and only new ones are shown and fail.

use std::fs;
use std::path::Path;

use super::project::read_file;
use super::screen::{Screen, count};
use crate::diagnostic::Diagnostics;
use crate::refusal::Refusal;
use crate::report::Baseline;
use crate::source::Sources;

/// A line of a baseline is short, and nobody knows a million faults.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Writes all that was found to `file`.
pub(super) fn write(file: &Path, found: &Diagnostics, sources: &Sources, screen: &Screen) -> Result<(), Refusal> {
    refuse_other(file)?;
    let baseline = Baseline::of(found, sources);
    fs::write(file, baseline.write()).map_err(|error| format!("can't write `{}`: {error}", file.display()))?;
    screen.say(&format!("`{}` knows {} now", file.display(), count(baseline.len(), "diagnostic")));
    Ok(())
}

/// A baseline takes the place of a former one, and of nothing else that somebody wrote.
fn refuse_other(file: &Path) -> Result<(), Refusal> {
    let is_empty = || fs::metadata(file).is_ok_and(|about| about.is_file() && about.len() == 0);
    if !file.exists() || is_empty() || read_file(file, MAX_BYTES).is_ok_and(|text| Baseline::read(&text).is_ok()) {
        return Ok(());
    }
    Err(format!("`{}` is there already and is no baseline; name another file", file.display()).into())
}

/// Takes the diagnostics that `file` knows out of `found`; a line about them, if there is anything to say.
pub(super) fn take_out(file: &Path, found: &mut Diagnostics, sources: &Sources) -> Result<Option<String>, Refusal> {
    if !file.exists() {
        return Err(format!("there is no baseline `{}`; write it with --write-baseline", file.display()).into());
    }
    let baseline = Baseline::read(&read_file(file, MAX_BYTES)?)
        .map_err(|error| format!("`{}` is not a baseline: {error}", file.display()))?;
    let compared = baseline.take_out(found, sources);
    let known = count(compared.known, "known diagnostic");
    Ok(match compared.gone {
        0 if compared.known == 0 => None,
        0 => Some(format!("not shown: {known}")),
        gone => Some(format!("not shown: {known}; {gone} of the baseline gone, take them out with --write-baseline")),
    })
}
