//! A project in memory: the input of the whole pipeline.

use super::history::is_snapshot;
use super::{FileId, Sources};

/// The files of one project. Made by [`super::load`] from a folder, or by hand in tests and editors.
#[derive(Clone, Debug)]
pub struct Project {
    /// Every text that was read.
    pub sources: Sources,
    /// `vejviser.yaml`.
    pub settings: FileId,
    /// The Markdown files below `content/`, in the order of their paths.
    pub documents: Vec<FileId>,
    /// The templates, styles and strings below `templates/`.
    pub templates: Vec<FileId>,
    /// Other files below `content/`, as paths relative to the project.
    pub assets: Vec<String>,
    /// The beginnings of those of them that have front matter, as pages do.
    pub fronted: Vec<FileId>,
    /// Files below `static/`, as paths relative to the project.
    pub statics: Vec<String>,
    /// The snapshots below `history/`: path and text.
    pub snapshots: Vec<(String, String)>,
    /// The state of `content/`.
    pub content: Content,
    /// The files that could not be read.
    pub faults: Vec<Fault>,
    /// The symbolic links among these files, whether they can be followed or not, as paths relative to the project.
    pub links: Vec<String>,
}

/// The state of `content/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Missing,
    /// Something that is no folder.
    NoFolder,
    /// A folder with nothing in it.
    Empty,
    /// A folder whose files are all left out.
    LeftOut,
    /// A folder with files.
    Files,
}

/// A file or folder that could not be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Relative to the project, with `/`; bytes that are not UTF-8 are replaced.
    pub path: String,
    /// Why.
    pub kind: FaultKind,
}

/// Why a file was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The text is not UTF-8; the offset of the first wrong byte.
    NotUtf8(usize),
    /// Larger than [`super::MAX_FILE_BYTES`].
    TooLarge(u64),
    /// A link that leads out of the project, in a circle, or to nothing.
    Link(String),
    /// Neither a regular file nor a folder (a pipe, a device, a socket).
    NotRegular,
    /// The name is not UTF-8, so no link could be written to it.
    Name,
    /// The system refused; its words.
    Unreadable(String),
}

impl Project {
    /// A project from texts in memory: `(path, text)`, as below a project's folder. Other files than settings,
    /// Markdown and templates become assets or static files by their place.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut texts: Vec<_> = texts.into_iter().collect();
        texts.sort_unstable();
        let mut sources = Sources::default();
        let mut settings = None;
        let mut project = Project::empty();
        for (path, text) in texts {
            match kind_of(path) {
                Some(FileKind::Settings) => settings = Some(sources.add(path, text)),
                Some(FileKind::Document) => project.documents.push(sources.add(path, text)),
                Some(FileKind::Template) => project.templates.push(sources.add(path, text)),
                Some(FileKind::Asset) => {
                    project.fronted.extend(fronted(&mut sources, path, text));
                    project.assets.push(path.to_owned());
                }
                Some(FileKind::Static) => project.statics.push(path.to_owned()),
                Some(FileKind::Snapshot) => project.snapshots.push((path.to_owned(), text.to_owned())),
                None => {}
            }
        }
        if !(project.documents.is_empty() && project.assets.is_empty()) {
            project.content = Content::Files;
        }
        project.settings = settings.unwrap_or_else(|| sources.add(SETTINGS, ""));
        project.sources = sources;
        project
    }

    /// The project with other texts and paths for some of its documents, and new ones; nothing is read anew.
    pub(crate) fn edited(&self, changed: &[(FileId, &str, &str)], new: &[(&str, &str)]) -> Self {
        let mut project = Project { documents: Vec::new(), ..self.clone() };
        let mut documents: Vec<(&str, &str)> = self
            .documents
            .iter()
            .map(|file| match changed.iter().find(|(other, ..)| other == file) {
                Some((_, path, text)) => (*path, *text),
                None => (self.sources.path(*file), self.sources.text(*file)),
            })
            .chain(new.iter().copied())
            .collect();
        documents.sort_unstable();
        project.documents = documents.into_iter().map(|(path, text)| project.sources.add(path, text)).collect();
        project
    }

    /// The content of this project with the settings and templates of another, and with its static files where this one has
    /// none of their name.
    pub(crate) fn in_dress_of(mut self, other: &Project) -> Self {
        let mut take = |file: FileId| self.sources.add(other.sources.path(file), other.sources.text(file));
        self.settings = take(other.settings);
        self.templates = other.templates.iter().map(|file| take(*file)).collect();
        self.statics.extend(other.statics.iter().cloned());
        self.statics.sort_unstable();
        self.statics.dedup();
        self
    }

    pub(super) fn empty() -> Self {
        let mut sources = Sources::default();
        let settings = sources.add(SETTINGS, "");
        Project {
            sources,
            settings,
            documents: Vec::new(),
            templates: Vec::new(),
            assets: Vec::new(),
            fronted: Vec::new(),
            statics: Vec::new(),
            snapshots: Vec::new(),
            content: Content::Missing,
            faults: Vec::new(),
            links: Vec::new(),
        }
    }
}

/// The settings file, relative to the project.
const SETTINGS: &str = "vejviser.yaml";

/// The kind of a file, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FileKind {
    Settings,
    Document,
    Template,
    Asset,
    Static,
    Snapshot,
}

pub(super) fn kind_of(path: &str) -> Option<FileKind> {
    let markdown = std::path::Path::new(path).extension().is_some_and(|e| e.eq_ignore_ascii_case("md"));
    match path.split_once('/') {
        None if path == SETTINGS => Some(FileKind::Settings),
        Some(("content", _)) if markdown => Some(FileKind::Document),
        Some(("content", _)) => Some(FileKind::Asset),
        Some(("templates", _)) => Some(FileKind::Template),
        Some(("static", _)) => Some(FileKind::Static),
        Some(("history", _)) if is_snapshot(path) => Some(FileKind::Snapshot),
        _ => None,
    }
}

/// How much of a file a project holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reads {
    /// All of it, which must be text.
    Text,
    /// Its beginning, to see whether it should have been a page.
    Beginning,
    /// Its name alone.
    Nothing,
}

/// How much a project holds of the file at a path.
pub(crate) fn reads(path: &str) -> Reads {
    match kind_of(path) {
        Some(FileKind::Settings | FileKind::Document | FileKind::Template | FileKind::Snapshot) => Reads::Text,
        Some(FileKind::Asset) if may_be_text(path) => Reads::Beginning,
        Some(FileKind::Asset | FileKind::Static) | None => Reads::Nothing,
    }
}

/// Whether a file with this name may be a page with a wrong ending.
pub(super) fn may_be_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    name.contains(".md")
        || matches!(ending, "" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdwn" | "txt" | "text" | "rmd")
}

/// Keeps the text of a file that is copied, if it begins as a page does.
pub(super) fn fronted(sources: &mut Sources, path: &str, text: &str) -> Option<FileId> {
    (may_be_text(path) && has_front_matter(text)).then(|| sources.add(path, text))
}

/// Whether a text begins with keys between two lines `---`.
fn has_front_matter(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{FEFF}').lines().map(str::trim_end);
    if lines.next() != Some("---") {
        return false;
    }
    let mut has_key = false;
    for line in lines {
        if line == "---" {
            return has_key;
        }
        has_key |= line.starts_with("title:") || line.starts_with("party:") || line.starts_with("id:");
    }
    false
}
