//! Files in the output folder that the build did not write. They are the user's (a `CNAME`, a `.git`), and go along.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::OutputError;
use super::manifest::{Manifest, NAME};
use crate::parallel;

/// A file or folder, relative to the output folder.
#[derive(Debug)]
pub(super) struct Foreign {
    pub(super) path: PathBuf,
    folder: bool,
}

/// The files in `folder` that the manifest does not name. Reads folders of one depth at the same time.
pub(super) fn find(folder: &Path, former: &Manifest) -> Result<Vec<Foreign>, OutputError> {
    let own_folders = former.folders();
    let own = |entry: &Foreign| match entry.path.to_str() {
        Some(name) => {
            let name = if std::path::MAIN_SEPARATOR == '/' { name.into() } else { Cow::from(name.replace('\\', "/")) };
            if entry.folder {
                own_folders.contains(&*name)
            } else {
                name == NAME || former.entries.contains_key(&*name)
            }
        }
        None => false,
    };
    let mut found = Vec::new();
    let mut level = vec![PathBuf::new()];
    while !level.is_empty() {
        let read = parallel::map(&level, |inside| read(folder, inside, own));
        level.clear();
        for inside in read {
            let (folders, foreign) = inside?;
            level.extend(folders);
            found.extend(foreign);
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// The contents of one folder: its folders, and the files of others.
fn read(
    folder: &Path,
    inside: &Path,
    own: impl Fn(&Foreign) -> bool,
) -> Result<(Vec<PathBuf>, Vec<Foreign>), OutputError> {
    let here = folder.join(inside);
    let failed = |error| OutputError::Failed("read", here.clone(), error);
    let (mut folders, mut foreign) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(&here).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let folder = entry.file_type().map_err(failed)?.is_dir();
        let entry = Foreign { path: inside.join(entry.file_name()), folder };
        if folder {
            folders.push(entry.path.clone());
        }
        if !own(&entry) {
            foreign.push(entry);
        }
    }
    Ok((folders, foreign))
}

/// Puts a foreign file into the new site as well, by a second name for the same file where the system can, else as
/// a copy. `false` where the new site has a file of that name.
pub(super) fn carry(foreign: &Foreign, from: &Path, to: &Path) -> Result<bool, OutputError> {
    let (source, target) = (from.join(&foreign.path), to.join(&foreign.path));
    let failed = |error| OutputError::Failed("keep", source.clone(), error);
    if foreign.folder {
        return match fs::create_dir_all(&target) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(failed(error)),
        };
    }
    if target.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let linked = fs::hard_link(&source, &target).or_else(|_| fs::copy(&source, &target).map(|_| ()));
    linked.map(|()| true).map_err(failed)
}
