//! Remains of builds beside the output folder, and their removal.

use std::fs;
use std::io;
use std::path::Path;

use super::manifest::NAME;
use super::{OutputError, failed};

/// Removes what an ended build left behind; whether there was something. Everything in it has its other name in the site,
/// or was never finished.
pub(super) fn clear(left: &Path) -> Result<bool, OutputError> {
    let Ok(found) = left.symlink_metadata() else { return Ok(false) };
    let ours = || left.join(NAME).symlink_metadata().is_ok();
    let empty = || fs::read_dir(left).is_ok_and(|mut inside| inside.next().is_none());
    if !(found.is_dir() && (ours() || empty())) {
        return Err(OutputError::Refused(format!(
            "`{}` is in the way, and vejviser did not write it; move it away",
            left.display()
        )));
    }
    remove(left)?;
    Ok(true)
}

/// Removes a folder of ours. The marker goes last, so that what is left of it, should the build be ended here, is known
/// as ours.
pub(super) fn remove(left: &Path) -> Result<(), OutputError> {
    let work = || {
        for entry in fs::read_dir(left)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else if entry.file_name() != NAME {
                fs::remove_file(entry.path())?;
            }
        }
        match fs::remove_file(left.join(NAME)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => fs::remove_dir(left),
        }
    };
    let removed = match work() {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => open_up(left).and_then(|()| work()),
        done => done,
    };
    removed.map_err(|error| failed("remove", left, error))
}

/// Gives us the right to change every folder in `left`, whoever took it away.
#[cfg(unix)]
fn open_up(left: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut folders = vec![left.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut rights = fs::symlink_metadata(&folder)?.permissions();
        rights.set_mode(rights.mode() | 0o700);
        fs::set_permissions(&folder, rights)?;
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            }
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn open_up(_: &Path) -> io::Result<()> {
    Ok(())
}
