//! From a folder on disk to a [`Project`] (door: walkdir). Only regular files are ever opened, and links are
//! followed only to files that stand inside the project.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::project::{FileKind, fronted, kind_of, may_be_text};
use super::{Content, Fault, FaultKind, MAX_FILE_BYTES, Project};
use crate::parallel;

/// Reads the settings file `settings` and everything below `content/`, `static/` and `templates/` of `root`, and the snapshots
/// below `history/`. Files
/// come in the order of their paths, whatever order the disk lists them in.
///
/// # Errors
/// Only when the settings file itself can't be read; all else that can't be becomes a [`Fault`] of the project.
pub fn load(root: &Path, settings: &Path) -> io::Result<Project> {
    let settings_text = fs::read_to_string(settings)?;
    let mut walk =
        Walk { root, real_root: fs::canonicalize(root)?, files: Vec::new(), faults: Vec::new(), links: Vec::new() };
    for folder in ["content", "history", "static", "templates"] {
        walk.folder(folder);
    }
    walk.files.sort_unstable();
    let texts = parallel::map(&walk.files, |(path, kind)| match kind {
        FileKind::Asset if may_be_text(path) => Ok(beginning(&root.join(path))),
        FileKind::Asset | FileKind::Static => Ok(String::new()),
        FileKind::Snapshot => read_text(&root.join(path), MAX_SNAPSHOT_BYTES),
        _ => read_text(&root.join(path), MAX_FILE_BYTES),
    });

    let mut project = Project::empty();
    project.sources = super::Sources::default();
    project.settings = project.sources.add(shown_settings(root, settings), settings_text);
    project.faults = walk.faults;
    project.links = walk.links;
    project.content = content(&root.join("content"), &walk.files);
    for ((path, kind), text) in walk.files.into_iter().zip(texts) {
        match (kind, text) {
            (_, Err(kind)) => project.faults.push(Fault { path, kind }),
            (FileKind::Document, Ok(text)) => project.documents.push(project.sources.add(path, text)),
            (FileKind::Template, Ok(text)) => project.templates.push(project.sources.add(path, text)),
            (FileKind::Asset, Ok(text)) => {
                let fronted = fronted(&mut project.sources, &path, &text);
                project.fronted.extend(fronted);
                project.assets.push(path);
            }
            (FileKind::Static, Ok(_)) => project.statics.push(path),
            (FileKind::Snapshot, Ok(text)) => project.snapshots.push((path, text)),
            (FileKind::Settings, Ok(_)) => {}
        }
    }
    project.faults.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(project)
}

/// The files below a folder of the project, as paths in that folder, in order. Nothing is left out.
///
/// # Errors
/// The folder is not there or leads out of the project, it holds something that is neither file nor folder, or the system
/// refused.
pub(crate) fn files_below(root: &Path, folder: &str) -> io::Result<Vec<String>> {
    let top = root.join(folder);
    if !top.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "there is no such folder"));
    }
    if !fs::canonicalize(&top)?.starts_with(fs::canonicalize(root)?) {
        return Err(io::Error::other("it leads out of the project"));
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(&top).min_depth(1).sort_by_file_name() {
        let entry = entry?;
        let path = with_strokes(entry.path().strip_prefix(&top).unwrap_or(entry.path()));
        match entry.file_type() {
            kind if kind.is_dir() => {}
            kind if kind.is_file() && entry.path().to_str().is_some() => files.push(path),
            _ => return Err(io::Error::other(format!("`{path}` in it is no regular file"))),
        }
    }
    Ok(files)
}

/// The state of `folder`, which these files come from.
fn content(folder: &Path, files: &[(String, FileKind)]) -> Content {
    if files.iter().any(|(_, kind)| matches!(kind, FileKind::Document | FileKind::Asset)) {
        return Content::Files;
    }
    match fs::read_dir(folder) {
        Ok(mut inside) => match inside.next() {
            None => Content::Empty,
            Some(_) => Content::LeftOut,
        },
        Err(_) if folder.symlink_metadata().is_err() => Content::Missing,
        Err(_) => Content::NoFolder,
    }
}

/// The settings file as the author would name it.
fn shown_settings(root: &Path, settings: &Path) -> String {
    with_strokes(settings.strip_prefix(root).unwrap_or(settings))
}

struct Walk<'a> {
    root: &'a Path,
    real_root: PathBuf,
    files: Vec<(String, FileKind)>,
    faults: Vec<Fault>,
    links: Vec<String>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &str) {
        let top = self.root.join(folder);
        if !top.is_dir() {
            return;
        }
        if !fs::canonicalize(&top).is_ok_and(|real| real.starts_with(&self.real_root)) {
            let kind = FaultKind::Link("it leads out of the project".to_owned());
            self.faults.push(Fault { path: folder.to_owned(), kind });
            return;
        }
        let entries = WalkDir::new(&top).min_depth(1).into_iter();
        // `static/` is copied as it is.
        let entries =
            entries.filter_entry(|entry| folder == "static" || !is_left_out(&entry.file_name().to_string_lossy()));
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => self.file(&entry),
                Err(error) => {
                    let path = error.path().map_or_else(|| folder.to_owned(), |path| self.shown(path));
                    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    self.faults.push(Fault { path, kind: FaultKind::Unreadable(reason) });
                }
            }
        }
    }

    fn file(&mut self, entry: &DirEntry) {
        let path = self.shown(entry.path());
        if entry.path().to_str().is_none() {
            self.faults.push(Fault { path, kind: FaultKind::Name });
        } else if entry.file_type().is_symlink() {
            self.links.push(path.clone());
            match self.astray(entry.path()) {
                None => self.take(path),
                Some(reason) => self.faults.push(Fault { path, kind: FaultKind::Link(reason) }),
            }
        } else if entry.file_type().is_file() {
            self.take(path);
        } else {
            self.faults.push(Fault { path, kind: FaultKind::NotRegular });
        }
    }

    fn take(&mut self, path: String) {
        if let Some(kind) = kind_of(&path) {
            self.files.push((path, kind));
        }
    }

    /// The reason not to follow a link, if there is one: it may lead only to a regular file inside the project.
    fn astray(&self, path: &Path) -> Option<String> {
        match fs::canonicalize(path) {
            Err(error) => Some(error.to_string()),
            Ok(target) if !target.starts_with(&self.real_root) => Some("it leads out of the project".to_owned()),
            Ok(target) => (!target.is_file()).then(|| "it does not lead to a file".to_owned()),
        }
    }

    fn shown(&self, path: &Path) -> String {
        with_strokes(path.strip_prefix(self.root).unwrap_or(path))
    }
}

/// Whether files and folders of this name are left out: hidden ones, and what editors leave behind.
pub(crate) fn is_left_out(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".bak", ".orig", ".swp", ".swo", ".tmp"].iter().any(|ending| lower.ends_with(ending))
}

/// A path as diagnostics and links write it. Only where it divides folders, a backward stroke is no part of a name.
fn with_strokes(path: &Path) -> String {
    let path = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.into_owned() }
}

fn read_text(path: &Path, most: u64) -> Result<String, FaultKind> {
    let unreadable = |error: io::Error| FaultKind::Unreadable(error.to_string());
    let file = fs::File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > most {
        return Err(FaultKind::TooLarge(size));
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    // The limit again: the file may grow between the two calls.
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(FaultKind::TooLarge(bytes.len() as u64));
    }
    String::from_utf8(bytes).map_err(|error| FaultKind::NotUtf8(error.utf8_error().valid_up_to()))
}

/// Larger snapshots are not read: a guide of a hundred thousand tasks has a third of this.
const MAX_SNAPSHOT_BYTES: u64 = 256 * 1024 * 1024;
/// The number of bytes read of a file that is copied.
const BEGINNING: u64 = 4_096;

/// The beginning of a file, as far as it is text; the copy reports read errors.
fn beginning(path: &Path) -> String {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut bytes));
    read.map(|_| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}
