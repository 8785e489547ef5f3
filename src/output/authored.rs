//! Files that authors own: new ones, and changes in those there are. What was not read is never overwritten, and
//! nothing is written outside the folder.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{OutputError, failed};

/// A file that is to be changed, and perhaps to be called otherwise. Paths are seen from the project.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// Where it is.
    pub from: &'a str,
    /// Where it will be.
    pub to: &'a str,
    /// The text that was read.
    pub before: &'a str,
    /// The new text.
    pub after: &'a str,
}

/// Writes new files, `(path, text)`, below `root`.
///
/// # Errors
/// One is there already, so that none was written; or the system said no, and the message tells which were written.
pub fn create(root: &Path, files: &[(&str, &str)]) -> Result<(), OutputError> {
    for (path, _) in files {
        if fs::symlink_metadata(root.join(path)).is_ok() {
            let why = format!("`{}` is there already; nothing was written", root.join(path).display());
            return Err(OutputError::Refused(why));
        }
    }
    for (at, (path, text)) in files.iter().enumerate() {
        let file = root.join(path);
        let folder = file.parent().unwrap_or(root);
        let written = fs::create_dir_all(folder).and_then(|()| inside(root, folder)).and_then(|()| write(&file, text));
        if let Err(error) = written {
            let done: Vec<&str> = files[..at].iter().map(|(path, _)| *path).collect();
            return Err(OutputError::Refused(format!("can't write `{}`: {error}{}", file.display(), told(&done))));
        }
    }
    Ok(())
}

/// Carries out changes. First every new text is written beside its file; if that fails, nothing has changed. Then each
/// takes its file's place, in the order given.
///
/// # Errors
/// A file is not as it was read, or may not be changed, or the system said no; the message tells what was done.
pub fn apply(root: &Path, changes: &[Change<'_>]) -> Result<(), OutputError> {
    for change in changes {
        allowed(root, change)?;
    }
    let mut temporary: Vec<PathBuf> = Vec::with_capacity(changes.len());
    for change in changes {
        let to = root.join(change.to);
        let name = to.file_name().unwrap_or_default().to_string_lossy();
        let file = to.with_file_name(format!(".{name}.tmp"));
        let rights = fs::metadata(root.join(change.from)).map(|about| about.permissions());
        if let Err(error) = write(&file, change.after).and_then(|()| fs::set_permissions(&file, rights?)) {
            for file in temporary.iter().chain(std::iter::once(&file)) {
                // The error names files that can't be removed either.
                let _ = fs::remove_file(file);
            }
            return Err(OutputError::Refused(format!(
                "can't write `{}`: {error}; nothing was changed",
                file.display()
            )));
        }
        temporary.push(file);
    }
    for (at, (change, file)) in changes.iter().zip(&temporary).enumerate() {
        let (from, to) = (root.join(change.from), root.join(change.to));
        let moved = fs::rename(file, &to).and_then(|()| if from == to { Ok(()) } else { fs::remove_file(&from) });
        if let Err(error) = moved {
            for file in &temporary[at..] {
                let _ = fs::remove_file(file);
            }
            let done: Vec<&str> = changes[..at].iter().map(|change| change.to).collect();
            return Err(OutputError::Refused(format!("can't change `{}`: {error}{}", from.display(), told(&done))));
        }
    }
    Ok(())
}

/// Fails unless the file is as it was read, and may be changed.
fn allowed(root: &Path, change: &Change<'_>) -> Result<(), OutputError> {
    let from = root.join(change.from);
    let refuse = |why: &str| Err(OutputError::Refused(format!("`{}` {why}; nothing was changed", from.display())));
    let about = fs::symlink_metadata(&from).map_err(|error| failed("read", &from, error))?;
    if about.file_type().is_symlink() {
        return refuse("is a link; put the file itself there");
    }
    if about.permissions().readonly() {
        return refuse("may not be written");
    }
    if fs::read(&from).map_err(|error| failed("read", &from, error))? != change.before.as_bytes() {
        return refuse("was changed by somebody else in the meantime");
    }
    let to = root.join(change.to);
    if to != from && fs::symlink_metadata(&to).is_ok() {
        return Err(OutputError::Refused(format!("`{}` is there already; nothing was changed", to.display())));
    }
    inside(root, to.parent().unwrap_or(root)).map_err(|error| failed("write", &to, error))
}

fn write(file: &Path, text: &str) -> io::Result<()> {
    let mut out = OpenOptions::new().write(true).create_new(true).open(file)?;
    out.write_all(text.as_bytes())?;
    out.sync_all()
}

/// Refuses a folder that a link leads out of `root` to.
fn inside(root: &Path, folder: &Path) -> io::Result<()> {
    if fs::canonicalize(folder)?.starts_with(fs::canonicalize(root)?) {
        return Ok(());
    }
    Err(io::Error::other("a link leads out of the project"))
}

/// The steps before a failure, in words.
fn told(done: &[&str]) -> String {
    if done.is_empty() { "; nothing else was done".to_owned() } else { format!("; done before: {}", done.join(", ")) }
}
