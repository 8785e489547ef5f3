//! Which folders may be written, and what stands in them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::swap::is_writable;
use super::{OutputError, failed};

/// `target` without links and dots, whether or not it exists yet.
pub(super) fn place(target: &Path) -> Result<PathBuf, OutputError> {
    let absolute = std::path::absolute(target).map_err(|error| failed("find", target, error))?;
    let mut missing = Vec::new();
    let mut known = absolute.as_path();
    loop {
        match fs::canonicalize(known) {
            Ok(real) => return Ok(missing.iter().rev().fold(real, |path, name| path.join(name))),
            Err(_) if leads_nowhere(known) => {
                return refuse(target, "it is a link that leads nowhere; make what it leads to, or remove the link");
            }
            Err(error) => match (known.parent(), known.file_name()) {
                (Some(parent), Some(name)) if error.kind() == io::ErrorKind::NotFound => {
                    missing.push(name.to_owned());
                    known = parent;
                }
                _ => return Err(failed("find", target, error)),
            },
        }
    }
}

fn refuse<T>(target: &Path, why: &str) -> Result<T, OutputError> {
    Err(OutputError::Refused(format!("`{}` can't be the output folder: {why}", target.display())))
}

/// Whether this is a link to what is not there, or in a circle.
fn leads_nowhere(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_symlink()) && path.metadata().is_err()
}

/// Refuses folders whose replacement would harm the project or the user.
pub(super) fn refuse_harm(root: &Path, target: &Path) -> Result<(), OutputError> {
    let refuse = |why: &str| refuse(target, why);
    if target.parent().is_none() {
        return refuse("it is the root of the file system");
    }
    if root.starts_with(target) {
        return refuse("the project stands in it");
    }
    for folder in ["content", "static", "templates", ".git"] {
        if target.starts_with(root.join(folder)) {
            return refuse(&format!("it belongs to the project's `{folder}/`"));
        }
    }
    let home = std::env::home_dir().and_then(|home| fs::canonicalize(home).ok());
    if home.is_some_and(|home| home.starts_with(target)) {
        return refuse("it holds your home folder");
    }
    if target.exists() && !target.is_dir() {
        return refuse("it is a file");
    }
    if target.is_dir() && !is_writable(target) {
        return refuse("you may not write into it; give yourself the right to, or name another folder");
    }
    if is_mount_point(target) {
        return refuse("it is a mount point, which can't be replaced; name a folder in it");
    }
    Ok(())
}

/// The files that the last build wrote into `target`. A folder without a marker is ours only if it is empty, or keeps its
/// place in a repository by a `.gitignore` and holds nothing else.
pub(super) fn former(target: &Path, force: bool) -> Result<Manifest, OutputError> {
    if !target.is_dir() {
        return Ok(Manifest::default());
    }
    match Manifest::read(target) {
        Ok(manifest) => Ok(manifest),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut inside = fs::read_dir(target).map_err(|error| failed("read", target, error))?;
            let is_placeholder = |entry: io::Result<fs::DirEntry>| {
                entry.is_ok_and(|entry| {
                    entry.file_name() == ".gitignore" && entry.file_type().is_ok_and(|kind| kind.is_file())
                })
            };
            if force || inside.all(is_placeholder) {
                return Ok(Manifest::default());
            }
            Err(OutputError::Refused(format!(
                "`{}` holds files that vejviser did not write; name another folder with --output-dir, or build with \
                 --force, which leaves them there",
                target.display()
            )))
        }
        Err(error) => Err(failed("read the marker in", target, error)),
    }
}

#[cfg(unix)]
fn is_mount_point(target: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| fs::metadata(path).map(|data| data.dev()).ok();
    // A folder that is mounted onto another of the same disk has its number too.
    let other_disk = || target.parent().is_some_and(|parent| device(parent) != device(target));
    target.is_dir() && (super::swap::is_mounted(target) || other_disk())
}

#[cfg(not(unix))]
fn is_mount_point(_: &Path) -> bool {
    false
}
