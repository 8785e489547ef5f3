//! Waiting until a file of the project changes (door: notify). Folders are watched, not files, since many editors save
//! by putting a new file in the place of the old one. What changed is not taken from here: the project is read again.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{PATIENCE, ROUND, SILENCE};

/// The folders of a project whose files matter, with all below them.
const FOLDERS: [&str; 3] = ["content", "static", "templates"];

/// Tells when to look at the project again.
pub(super) struct Watch {
    root: PathBuf,
    /// The folder of the settings file.
    settings: PathBuf,
    changes: Receiver<PathBuf>,
    /// Kept, since nothing comes without one.
    _sender: Sender<PathBuf>,
    /// Nothing where changes are looked for.
    watcher: Option<RecommendedWatcher>,
}

impl Watch {
    /// Begins to watch. Where the system can't tell of changes, they are looked for, and why is returned too.
    pub(super) fn new(root: &Path, settings: &Path, poll: bool) -> (Self, Option<String>) {
        let (sender, changes) = mpsc::channel();
        let folder = settings.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (root, settings) = (root.to_owned(), folder.to_owned());
        let mut watch = Watch { root, settings, changes, _sender: sender.clone(), watcher: None };
        if poll {
            return (watch, None);
        }
        let started = notify::recommended_watcher(move |event| tell(&sender, event)).and_then(|watcher| {
            watch.watcher = Some(watcher);
            watch.folders(|_| true)
        });
        let failed = started.err().map(|error| error.to_string());
        if failed.is_some() {
            watch.watcher = None;
        }
        (watch, failed)
    }

    /// Watches what `wanted` says yes to.
    fn folders(&mut self, wanted: impl Fn(&Path) -> bool) -> notify::Result<()> {
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        // What stands directly in the project: its settings, and folders that come and go.
        for folder in [&self.root, &self.settings] {
            if wanted(folder) {
                watcher.watch(folder, RecursiveMode::NonRecursive)?;
            }
        }
        for folder in FOLDERS.map(|name| self.root.join(name)) {
            if wanted(&folder) && folder.is_dir() {
                watcher.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }

    /// Waits until something may have changed, and until it is quiet again.
    ///
    /// # Errors
    /// Some folders can no longer be watched; why. From then on changes are looked for.
    pub(super) fn wait(&mut self) -> Result<(), String> {
        if self.watcher.is_none() {
            std::thread::sleep(ROUND);
            return Ok(());
        }
        let Ok(first) = self.changes.recv() else { return Ok(()) };
        let mut changed = vec![first];
        let mut left = PATIENCE;
        while left > SILENCE {
            match self.changes.recv_timeout(SILENCE) {
                Ok(path) => changed.push(path),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
            changed.extend(self.changes.try_iter());
            left -= SILENCE;
        }
        // A folder that was taken away and came back is another one.
        self.folders(|folder| FOLDERS.iter().any(|name| folder.ends_with(name)) && changed.iter().any(|p| p == folder))
            .map_err(|error| {
                self.watcher = None;
                error.to_string()
            })
    }
}

/// Passes on what may have changed something: to read a file changes nothing.
fn tell(sender: &Sender<PathBuf>, event: notify::Result<Event>) {
    // After an error, anything may have happened.
    let Ok(event) = event else {
        let _ = sender.send(PathBuf::new());
        return;
    };
    let read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    if read {
        return;
    }
    if event.paths.is_empty() {
        let _ = sender.send(PathBuf::new());
    }
    for path in event.paths {
        let _ = sender.send(path);
    }
}
