//! Waiting until a file of the project changes (door: notify). Folders are watched, not files, since many editors save
//! by putting a new file in the place of the old one. What changed is not taken from here: the project is read again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

/// Saving a file makes several changes; the work begins when nothing was heard for so long.
const SILENCE: Duration = Duration::from_millis(8);
/// It begins then, whatever is heard.
pub(super) const PATIENCE: Duration = Duration::from_millis(60);
/// How often changes are looked for where the system does not tell of them.
const ROUND: Duration = Duration::from_millis(500);
/// The folders of a project whose files matter, with all below them.
const FOLDERS: [&str; 4] = ["content", "history", "static", "templates"];

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
    /// The folders that links lead into, besides those that are watched anyway.
    followed: BTreeSet<PathBuf>,
}

impl Watch {
    /// Begins to watch. Where the system can't tell of changes, they are looked for, and why is returned too.
    pub(super) fn new(root: &Path, settings: &Path, poll: bool) -> (Self, Option<String>) {
        let (sender, changes) = mpsc::channel();
        let folder = settings.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (root, settings) = (root.to_owned(), folder.to_owned());
        let mut watch =
            Watch { root, settings, changes, _sender: sender.clone(), watcher: None, followed: BTreeSet::new() };
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
        // The project's own folder: its settings, and folders that come and go.
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

    /// Watches where the project's links lead. Whether a folder is among them that was not watched before, so that what was
    /// read there may have changed since.
    pub(super) fn follow(&mut self, links: &[String]) -> bool {
        let Some(watcher) = &mut self.watcher else { return false };
        let mut folders = folders_behind(&self.root, links);
        for gone in self.followed.difference(&folders) {
            let _ = watcher.unwatch(gone);
        }
        // One that is gone by now is heard of from the folder above it.
        folders.retain(|folder| {
            self.followed.contains(folder) || watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
        });
        let is_new = !folders.is_subset(&self.followed);
        self.followed = folders;
        is_new
    }

    /// Waits until something may have changed, and until it is quiet again.
    ///
    /// # Errors
    /// Some folders can no longer be watched; why. From then on changes are looked for.
    pub(super) fn wait(&mut self) -> notify::Result<()> {
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
        if let Some(watcher) = &mut self.watcher {
            self.followed.retain(|folder| watcher.watch(folder, RecursiveMode::NonRecursive).is_ok());
        }
        self.folders(|folder| FOLDERS.iter().any(|name| folder.ends_with(name)) && changed.iter().any(|p| p == folder))
            .inspect_err(|_| self.watcher = None)
    }
}

/// A link may lead to a link, so many times.
const STEPS: usize = 8;

/// The folders inside the project that links lead through, without those that are watched with all below them. Where the
/// folder of a target is missing, the one that it would come into.
fn folders_behind(root: &Path, links: &[String]) -> BTreeSet<PathBuf> {
    let Ok(root) = root.canonicalize() else { return BTreeSet::new() };
    let is_watched = |folder: &Path| folder == root || FOLDERS.iter().any(|name| folder.starts_with(root.join(name)));
    let mut folders = BTreeSet::new();
    for link in links {
        let mut at = root.join(link);
        for _ in 0..STEPS {
            let Ok(target) = at.read_link() else { break };
            at = at.parent().unwrap_or(&root).join(target);
            let Some(folder) = at.ancestors().skip(1).find_map(|folder| folder.canonicalize().ok()) else { break };
            let inside = folder.ancestors().take_while(|folder| folder.starts_with(&root));
            folders.extend(inside.filter(|folder| !is_watched(folder)).map(Path::to_owned));
        }
    }
    folders
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
