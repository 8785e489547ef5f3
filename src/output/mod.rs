//! Where the site goes: a folder on disk that is replaced as a whole, memory, or nowhere.
//!
//! A build fills a hidden folder beside the old one (`.public.vejviser-new`) under a lock, then exchanges the two: with one
//! call of the file system on Linux and macOS, with two renames elsewhere, which the next build repairs if it was ended
//! between them. Files of others move into the new folder, unless a file of the site has their name. Folders whose
//! replacement would do harm are refused: the project, its `content/`, `static/` and `templates/`, the home folder, the
//! root, a mount point.

mod authored;
mod below;
mod directory;
mod folder;
mod foreign;
mod lock;
mod manifest;
mod memory;
mod nowhere;
mod place;
mod remains;
mod swap;

pub use authored::{Change, apply, create};
pub(crate) use below::Below;
pub use folder::{Folder, Written};
pub use memory::{Memory, Snapshot};
pub(crate) use nowhere::Nowhere;

use std::io;
use std::path::{Path, PathBuf};

/// Why a site could not be written.
#[derive(Debug)]
pub enum OutputError {
    /// The folder is none that may be written; why, and what to do.
    Refused(String),
    /// The system said no: what was tried, where, and its words.
    Failed(&'static str, PathBuf, io::Error),
}

impl std::fmt::Display for OutputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OutputError::Refused(why) => f.write_str(why),
            OutputError::Failed(what, path, error) => write!(f, "can't {what} `{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for OutputError {}

fn failed(what: &'static str, path: &Path, error: io::Error) -> OutputError {
    OutputError::Failed(what, path.to_owned(), error)
}
