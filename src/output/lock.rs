//! One build of a folder at a time.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::{OutputError, failed};

/// Holds other builds of the same folder back until this one is done.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Waits for the lock whose file is `path`.
    pub(super) fn take(path: &Path) -> Result<Self, OutputError> {
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(path);
            let file = file.map_err(|error| failed("write beside the output folder:", path, error))?;
            file.lock().map_err(|error| failed("lock", path, error))?;
            // Whoever held it has removed it, and a third may have made it anew: only the file that still has the
            // name counts.
            if same_file(&file, path) {
                return Ok(Lock { path: path.to_owned(), file });
            }
        }
    }

    /// Lets the next build in.
    pub(super) fn release(&self) {
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if same_file(&self.file, &self.path) {
            self.release();
        }
    }
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_file(_: &File, path: &Path) -> bool {
    path.exists()
}
