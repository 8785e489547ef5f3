//! `missing-snapshot`, `version-order` and `reused-version`: readers who come back to a guide look up what changed. Without its
//! snapshot a version can't tell, a list in another order names the wrong one as the newest, and two texts under one version make
//! nobody wiser.

use crate::changes::{History, Weight};
use crate::diagnostic::{Diagnostic, Diagnostics, MISSING_SNAPSHOT, REUSED_VERSION, VERSION_ORDER};
use crate::model::Guide;

/// Checks the versions of a guide against its snapshots.
pub(crate) fn check_versions(guide: &Guide, history: &History, faults: &mut Diagnostics) {
    let folder = &guide.folder;
    for (version, release) in guide.versions.iter().zip(&history.releases).filter(|(_, release)| !release.is_known) {
        let message =
            format!("the version `{}` has no snapshot, so that nobody can tell what it changed", version.version);
        let help = if guide.version.as_ref() == Some(&release.version) {
            format!("run `vejviser snapshot {folder}`, or take it off the list")
        } else {
            format!(
                "go back to its content and run `vejviser snapshot {folder} --version {} --date {}`, or take it off the list",
                release.version, version.date
            )
        };
        faults.push(Diagnostic::new(MISSING_SNAPSHOT, version.span, message).help(help));
    }
    for pair in guide.versions.windows(2).filter(|pair| pair[0].date < pair[1].date) {
        let message = format!(
            "`{}` of {} stands before `{}` of {}",
            pair[0].version, pair[0].date, pair[1].version, pair[1].date
        );
        let fault = Diagnostic::new(VERSION_ORDER, pair[1].span, message);
        faults.push(
            fault.and(pair[0].span, "older, and listed as if it were newer").help("list the newest version first"),
        );
    }
    let Some(at) = guide.versions.iter().position(|version| Some(&version.version) == guide.version.as_ref()) else {
        return;
    };
    let later = history.releases[..at].iter().filter_map(|release| release.changes.as_ref());
    let mut since = later.chain(&history.unreleased);
    if history.releases[at].is_known && since.any(|changes| changes.weight() == Some(Weight::Work)) {
        let version = &guide.versions[at];
        let message = format!("the guide still calls itself `{}`, but its work has changed since", version.version);
        let help = "give `version` a new name, and list it in `versions` once it is released; `vejviser diff` shows the changes";
        faults.push(Diagnostic::new(REUSED_VERSION, version.span, message).help(help));
    }
}
