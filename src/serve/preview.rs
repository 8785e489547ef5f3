//! The project of a preview, and the reporter of its events.

use std::path::PathBuf;

use crate::pipeline::Options;
use crate::render::Progress;
use crate::session::Turn;
use crate::source::Sources;

/// The project to show, and the place to show it.
#[derive(Debug)]
pub(crate) struct Preview {
    /// The project's folder and settings file.
    pub(crate) root: PathBuf,
    pub(crate) settings: PathBuf,
    /// How it is built; the address is filled in.
    pub(crate) options: Options,
    /// Look for changes instead of waiting to be told.
    pub(crate) poll: bool,
    /// Show it in the browser.
    pub(crate) open: bool,
}

/// Receives what happens.
pub(crate) trait Reporter: Progress + Send {
    /// A file may have changed; the project is read again.
    fn wake(&self);
    /// It did, and the work begins. Names no file the first time.
    fn begin(&self, changed: &[String]);
    /// It is done: `changed` files of the site are other than before.
    fn turn(&self, turn: &Turn, sources: &Sources, changed: usize);
    /// The project can't be read at all.
    fn unreadable(&self, why: &str);
    /// The preview stands at an address.
    fn ready(&self, url: &str);
    /// Something that the user should know, and that stops nothing.
    fn notice(&self, what: &str);
}
