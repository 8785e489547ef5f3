//! The site's files: every page from its view, data files, assets. A file is made only when the [`Sink`] does not
//! already hold what it would become.

mod assets;
mod editions;
mod inspect;
mod jobs;
mod page;
mod places;
mod regions;
mod stencil;
mod theme;

pub(crate) use editions::edition;
pub(crate) use jobs::publish;
pub(crate) use places::missing_places;
pub use theme::Theme;

use std::io;

/// Where files go: a folder on disk, or memory. Paths lead from the site's root, with `/`.
pub trait Sink: Sync {
    /// Keeps the file as the last build wrote it, if it was made from the same inputs; `false` asks for it anew.
    fn keep(&self, path: &str, fingerprint: u64) -> bool;

    /// Takes a file. `fingerprint` stands for all that it was made from.
    ///
    /// # Errors
    /// The disk's error.
    fn put(&self, path: &str, fingerprint: u64, bytes: &[u8]) -> io::Result<()>;

    /// Takes a file of the project as it is; `source` is its path relative to the project.
    ///
    /// # Errors
    /// The disk's error.
    fn copy(&self, path: &str, source: &str) -> io::Result<()>;

    /// A file as the last build wrote it, if the sink holds it still.
    fn former(&self, path: &str) -> Option<Vec<u8>> {
        let _ = path;
        None
    }

    /// Whether something was wrong with the pages of the last build, so that those that are kept may not be trusted.
    fn was_faulty(&self) -> bool {
        false
    }

    /// Something is wrong with the pages of this one, whatever weight it has.
    fn is_faulty(&self) {}

    /// Whether the last build made a file that this one does not; `made` knows those of this one.
    fn lost(&self, made: &dyn Fn(&str) -> bool) -> bool {
        let _ = made;
        false
    }
}

/// Is told how far a build has come. Counting is all it may cost.
pub trait Progress: Sync {
    /// A stage of the pipeline begins.
    fn stage(&self, name: &'static str);
    /// So many files will be made.
    fn expect(&self, files: usize);
    /// One of them is done.
    fn done(&self);
}

/// Pages that somebody waits for.
pub struct First<'a> {
    /// Their site paths: `bread/B1/`, empty for the front page. Those of lists are left to the rest.
    pub pages: &'a [String],
    /// Is called when they are made.
    pub made: &'a dyn Fn(),
}

/// Hears nothing.
impl Progress for () {
    fn stage(&self, _: &'static str) {}
    fn expect(&self, _: usize) {}
    fn done(&self) {}
}

/// Why files could not be made.
#[derive(Debug)]
enum RenderError {
    /// A template does not work; each message names it.
    Template(Vec<crate::diagnostic::Diagnostic>),
    Write(WriteError),
}

/// A file of the site that could not be written.
#[derive(Debug)]
pub struct WriteError {
    path: String,
    why: io::Error,
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "can't write `{}` of the site: {}", self.path, self.why)
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.why)
    }
}

impl RenderError {
    /// The sink did not take the file at `path`.
    fn writing(path: &str) -> impl FnOnce(io::Error) -> Self {
        move |why| RenderError::Write(WriteError { path: path.to_owned(), why })
    }
}
