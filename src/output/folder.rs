//! The site as a folder. A build fills a new folder beside the old one and then exchanges the two, so that whoever
//! looks, and whatever ends the build, finds the former site whole or the new one whole.

use std::cmp::Reverse;
use std::fs;
use std::io;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::directory::Directory;
use super::foreign;
use super::lock::Lock;
use super::manifest::{Manifest, ManifestEntry, NAME, Stamp};
use super::place::{former, place, refuse_harm};
use super::remains::{clear, remove};
use super::swap;
use super::{OutputError, failed};
use crate::parallel;
use crate::render::Sink;
use crate::text;

/// A folder that is being written.
#[derive(Debug)]
pub struct Folder {
    /// The project, from which files are copied.
    root: PathBuf,
    target: PathBuf,
    /// The new site, until it is finished.
    staging: Staging,
    /// Where the former one stands for a moment, on systems that can't exchange.
    aside: PathBuf,
    /// The former site, if there is one, and the new one, held open.
    old: Option<Directory>,
    new: Directory,
    /// Goes behind all that it guards.
    _lock: Lock,
    former: Manifest,
    force: bool,
    /// The remains of a build that was ended.
    left_over: Option<PathBuf>,
    entries: Mutex<Vec<(String, ManifestEntry)>>,
    changed: AtomicUsize,
    faulty: AtomicBool,
}

/// The result of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Files of the site.
    pub files: usize,
    /// Those that are new or have other bytes than before.
    pub changed: usize,
    /// Those of the former site that are gone.
    pub removed: usize,
}

impl Folder {
    /// Makes ready to replace the site in `target`. Nothing of it is touched before [`Folder::finish`].
    ///
    /// # Errors
    /// [`OutputError::Refused`] where `target` is not ours to replace, and what the disk says.
    pub fn open(root: &Path, target: &Path, force: bool) -> Result<Self, OutputError> {
        let root = fs::canonicalize(root).map_err(|error| failed("find", root, error))?;
        let target = place(target)?;
        refuse_harm(&root, &target)?;
        let parent = target.parent().unwrap_or(Path::new("/")).to_owned();
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        fs::create_dir_all(&parent).map_err(|error| failed("make", &parent, error))?;
        let lock = Lock::take(&parent.join(format!(".{name}.vejviser-lock")))?;
        let aside = parent.join(format!(".{name}.vejviser-old"));
        swap::recover(&target, &aside).map_err(|error| failed("put back", &target, error))?;
        let former = former(&target, force)?;
        let staging = parent.join(format!(".{name}.vejviser-new"));
        // A build that was ended while it removed the former site may have left a file of others there, that came last.
        if let (Ok(manifest), true) = (Manifest::read(&staging), target.is_dir()) {
            for late in foreign::find(&staging, &manifest)?.iter().filter(|_| !manifest.entries.is_empty()) {
                foreign::carry(late, &staging, &target)?;
            }
        }
        let mut left_over = None;
        for left in [&staging, &aside] {
            if clear(left)? {
                left_over = Some(left.clone());
            }
        }
        fs::create_dir(&staging).map_err(|error| failed("make", &staging, error))?;
        let staging = Staging { path: staging, holds_new: true };
        // From here on the folder is known as ours, should the build be ended.
        fs::write(staging.join(NAME), "").map_err(|error| failed("write into", &staging.path, error))?;
        let open = |folder: &Path| Directory::open(folder).map_err(|error| failed("open", folder, error));
        Ok(Folder {
            old: target.is_dir().then(|| open(&target)).transpose()?,
            new: open(&staging.path)?,
            root,
            target,
            staging,
            aside,
            _lock: lock,
            former,
            force,
            left_over,
            entries: Mutex::new(Vec::new()),
            changed: 0.into(),
            faulty: false.into(),
        })
    }

    /// Puts the new site in the place of the former one.
    ///
    /// # Errors
    /// A foreign file where a page should be, and what the disk says; the former site stands then as it was.
    pub fn finish(mut self) -> Result<Written, OutputError> {
        let mut entries = std::mem::take(&mut *self.entries.lock().unwrap_or_else(PoisonError::into_inner));
        entries.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        if let Some(pair) = entries.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(OutputError::Refused(format!("two files of the site are called `{}`", pair[0].0)));
        }
        let carried = self.exchange(&entries)?;
        self.staging.holds_new = false;
        let stayed = entries.iter().filter(|(path, _)| self.former.entries.contains_key(path)).count();
        let removed = self.former.entries.len() - stayed;
        self.remove_former(&carried)?;
        let changed = self.changed.load(Ordering::Relaxed);
        Ok(Written { files: entries.len(), changed, removed })
    }

    /// The new site in the place of the former one, which then lies in the staging folder. Returns the files of
    /// others that went along. After an error, all is as it was.
    fn exchange(&self, entries: &[(String, ManifestEntry)]) -> Result<Vec<PathBuf>, OutputError> {
        let mut carried = Vec::new();
        let faulty = self.faulty.load(Ordering::Relaxed);
        let found = || if self.target.is_dir() { foreign::find(&self.target, &self.former) } else { Ok(Vec::new()) };
        let (text, found) = parallel::both(|| Manifest::text(entries, faulty), found);
        for foreign in found? {
            if foreign::carry(&foreign, &self.target, &self.staging.path)? {
                carried.push(foreign.path);
            } else if !self.force {
                return Err(OutputError::Refused(format!(
                    "`{}` was not written by vejviser, and a file of the site has its name; move it, or build \
                     with --force",
                    self.target.join(&foreign.path).display()
                )));
            }
        }
        fs::write(self.staging.join(NAME), text).map_err(|error| failed("write into", &self.staging.path, error))?;
        swap::swap(&self.staging.path, &self.target, &self.aside)
            .map_err(|error| failed("put the new site in the place of", &self.target, error))?;
        Ok(carried)
    }

    /// Gives the build up; the former site stands as it was.
    pub fn abandon(self) {
        drop(self);
    }

    /// The remains of a build that was ended, already removed.
    pub fn left_over(&self) -> Option<&Path> {
        self.left_over.as_deref()
    }

    /// Removes the former site, which now lies in the staging folder: the files that the manifest names, those that
    /// have a second name in the new site, and folders that are empty then. What came while we worked stays.
    fn remove_former(&self, carried: &[PathBuf]) -> Result<(), OutputError> {
        if self.staging.path.symlink_metadata().is_err() {
            return Ok(());
        }
        let staging = Directory::open(&self.staging.path).map_err(|error| failed("open", &self.staging.path, error))?;
        let own: Vec<&String> = self.former.entries.keys().collect();
        parallel::map(&own, |path| staging.remove_file(path));
        for path in carried {
            let _ = fs::remove_file(self.staging.join(path));
        }
        let former =
            self.former.folders().into_iter().map(|folder| (folder.matches('/').count() + 1, Path::new(folder)));
        let foreign =
            carried.iter().flat_map(|path| path.ancestors()).map(|folder| (folder.components().count(), folder));
        let mut folders: Vec<(usize, &Path)> = former.chain(foreign).filter(|(depth, _)| *depth > 0).collect();
        folders.sort_unstable_by_key(|(depth, _)| Reverse(*depth));
        for same in folders.chunk_by(|a, b| a.0 == b.0) {
            parallel::map(same, |(_, folder)| staging.remove_folder(folder));
        }
        for late in foreign::find(&self.staging.path, &Manifest::default())? {
            foreign::carry(&late, &self.staging.path, &self.target)?;
        }
        remove(&self.staging.path)
    }

    /// Gives a file of the former site its place in the new one, if it is `as_it_was`.
    fn keep_file(&self, path: &str, as_it_was: impl Fn(Stamp) -> bool) -> bool {
        let Some(old) = &self.old else { return false };
        old.stamp(path).is_ok_and(|stamp| stamp.is_some_and(as_it_was))
            && self.in_folder(path, || old.link(path, &self.new)).is_ok()
    }

    /// Does `work` on a file of the new site, after making its folder if that is missing.
    fn in_folder<R>(&self, path: &str, work: impl Fn() -> io::Result<R>) -> io::Result<R> {
        let Some((folder, name)) = path.rsplit_once('/') else { return work() };
        // A page is the first file of its folder: to make that at once spares an attempt that fails.
        if name == "index.html" {
            let _ = self.new.create_folder(folder);
        }
        match work() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(self.staging.join(folder))?;
                work()
            }
            done => done,
        }
    }

    fn record(&self, path: &str, entry: ManifestEntry) {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).push((path.to_owned(), entry));
    }

    /// Records a file that was just written.
    fn record_new(&self, path: &str, fingerprint: u64, size: u64) {
        self.record(path, ManifestEntry { fingerprint, size });
        self.changed.fetch_add(1, Ordering::Relaxed);
    }
}

impl Sink for Folder {
    fn keep(&self, path: &str, fingerprint: u64) -> bool {
        let Some(entry) = self.former.entries.get(path).filter(|entry| entry.fingerprint == fingerprint) else {
            return false;
        };
        let kept = self.keep_file(path, |stamp| self.former.is_untouched(*entry, stamp));
        if kept {
            self.record(path, *entry);
        }
        kept
    }

    fn put(&self, path: &str, fingerprint: u64, bytes: &[u8]) -> io::Result<()> {
        let size = bytes.len() as u64;
        if let Some(entry) = self.former.entries.get(path)
            && entry.size == size
            && fs::read(self.target.join(path)).is_ok_and(|former| former == bytes)
            && self.keep_file(path, |stamp| stamp.size == size)
        {
            self.record(path, ManifestEntry { fingerprint, size });
            return Ok(());
        }
        self.in_folder(path, || self.new.create(path)?.write_all(bytes))?;
        self.record_new(path, fingerprint, size);
        Ok(())
    }

    fn former(&self, path: &str) -> Option<Vec<u8>> {
        self.former.entries.contains_key(path).then(|| fs::read(self.target.join(path)).ok()).flatten()
    }

    fn lost(&self, made: &dyn Fn(&str) -> bool) -> bool {
        self.former.entries.keys().any(|path| !made(path))
    }

    fn copy(&self, path: &str, source: &str) -> io::Result<()> {
        let from = self.root.join(source);
        let fingerprint = text::fingerprint_of(fs::File::open(&from)?)?;
        if self.keep(path, fingerprint) {
            return Ok(());
        }
        let file = self.staging.join(path);
        let size = self.in_folder(path, || fs::copy(&from, &file))?;
        self.record_new(path, fingerprint, size);
        Ok(())
    }

    fn was_faulty(&self) -> bool {
        self.former.faulty
    }

    fn is_faulty(&self) {
        self.faulty.store(true, Ordering::Relaxed);
    }
}

/// The folder of the new site. Whatever ends the build, it goes, unless it holds the former site by then.
#[derive(Debug)]
struct Staging {
    path: PathBuf,
    holds_new: bool,
}

impl Staging {
    fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.path.join(path)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.holds_new {
            let _ = remove(&self.path);
        }
    }
}
