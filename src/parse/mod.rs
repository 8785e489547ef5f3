//! Files to documents: front matter with spans, body as [`Body`]. Names are not looked up here; a document says
//! what its author wrote.

mod checks;
mod front;
mod guide;
mod split;
mod task;

pub(crate) use front::RawPage;
pub(crate) use guide::{FieldForm, RawGroup, RawGuide, RawRetired};
pub(crate) use task::{Certainty, RawTask, Status};

use std::collections::BTreeSet;

use crate::diagnostic::{Allowance, Diagnostic, MISPLACED_FILE, MISSING_FRONT_MATTER};
use crate::markdown::{Body, Place};
use crate::parallel;
use crate::source::{FileId, Project, Span};
use crate::yaml::{Node, Value};
use front::Reader;

/// A parsed file.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) file: FileId,
    /// Below `content/`, for example `sf1590-d/tilslutning/TF109.md`.
    pub(crate) path: String,
    pub(crate) front: Front,
    pub(crate) body: Body,
    /// The first bytes of the file: where faults of the whole document are shown.
    pub(crate) start: Span,
}

/// What kind of page a file is, with what its front matter says.
#[derive(Debug)]
pub(crate) enum Front {
    Guide(Box<RawGuide>),
    Task(Box<RawTask>),
    Page(Box<RawPage>),
}

impl Front {
    /// What the page lets pass; taken out.
    fn allowances(&mut self) -> Vec<Allowance> {
        let (list, draft) = match self {
            Front::Guide(raw) => (&mut raw.allowances, false),
            Front::Task(raw) => (&mut raw.allowances, raw.status == Status::Draft),
            Front::Page(raw) => (&mut raw.allowances, raw.draft),
        };
        std::mem::take(list).into_iter().map(|allowance| Allowance { draft, ..allowance }).collect()
    }
}

impl Document {
    /// The folder below `content/`, empty for files that stand there directly.
    pub(crate) fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's name without `.md`.
    pub(crate) fn stem(&self) -> &str {
        let name = self.path.rsplit_once('/').map_or(self.path.as_str(), |(_, name)| name);
        &name[..name.len().saturating_sub(3)]
    }

    /// The folder directly below `content/`, if the file stands in one.
    pub(crate) fn top_folder(&self) -> Option<&str> {
        self.path.split_once('/').map(|(top, _)| top)
    }
}

/// What a project's files have become.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    pub(crate) documents: Vec<Document>,
    /// Paths below `content/` of files that could not be parsed. That has been reported; what refers to them is not
    /// to blame.
    pub(crate) broken: Vec<String>,
    /// What pages let pass.
    pub(crate) allowances: Vec<Allowance>,
}

/// Parses every document of the project; faults come in the order of the files.
pub(crate) fn parse(project: &Project, trusted_html: bool, faults: &mut Vec<Diagnostic>) -> Parsed {
    let guides = guide_folders(project);
    let parsed = parallel::map(&project.documents, |file| {
        let mut faults = Vec::new();
        let document = parse_one(project, *file, &guides, trusted_html, &mut faults);
        (document, faults)
    });
    let mut result = Parsed { documents: Vec::with_capacity(parsed.len()), ..Parsed::default() };
    for (file, (document, found)) in project.documents.iter().zip(parsed) {
        faults.extend(found);
        match document {
            Some(mut document) => {
                result.allowances.extend(document.front.allowances());
                result.documents.push(document);
            }
            None => result.broken.push(content_path(project.sources.path(*file)).to_owned()),
        }
    }
    let unread = project.faults.iter().filter_map(|fault| fault.path.strip_prefix("content/"));
    result.broken.extend(unread.map(str::to_owned));
    result
}

/// The folders directly below `content/` whose `_index.md` has the key `guide`.
fn guide_folders(project: &Project) -> BTreeSet<String> {
    let mut folders = BTreeSet::new();
    for file in &project.documents {
        let path = content_path(project.sources.path(*file));
        let Some((folder, "_index.md")) = path.split_once('/') else { continue };
        let parts = split::split(project.sources.text(*file));
        if let Some(front) = parts.front {
            let text = &project.sources.text(*file)[front.clone()];
            let node = crate::yaml::read(text, *file, front.start, &mut Vec::new());
            // A guide whose YAML is broken is still a guide: its tasks are not to blame.
            if has_key(&node, "guide") || text.lines().any(|line| line.starts_with("guide:")) {
                folders.insert(folder.to_owned());
            }
        }
    }
    folders
}

fn has_key(node: &Node, key: &str) -> bool {
    matches!(&node.value, Value::Map(entries) if entries.iter().any(|(known, _)| known.value == key))
}

fn content_path(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

fn parse_one(
    project: &Project,
    file: FileId,
    guides: &BTreeSet<String>,
    trusted: bool,
    faults: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let text = project.sources.text(file);
    let path = content_path(project.sources.path(file)).to_owned();
    let parts = split::split(text);
    let start = Span::new(file, parts.start..text[parts.start..].find('\n').map_or(text.len(), |n| parts.start + n));
    let index = path.ends_with("/_index.md") || path == "_index.md";
    let in_guide = path.split_once('/').is_some_and(|(top, _)| guides.contains(top));
    if let Some(fault) = &parts.fault {
        faults.push(Diagnostic::new(MISSING_FRONT_MATTER, start, *fault).help("end it with a line `---`"));
        return None;
    }
    let Some(front) = parts.front else {
        if text.trim_start_matches('\u{FEFF}').trim().is_empty() {
            let fault = Diagnostic::new(MISSING_FRONT_MATTER, start, "the file is empty");
            faults.push(fault.help("begin with `---`, the keys of the page (at least `title`), and `---`"));
        } else {
            let fault = Diagnostic::new(MISSING_FRONT_MATTER, start, "the file has no front matter");
            let late = text.trim_start_matches(['\u{FEFF}', '\n', '\r', ' ']).starts_with("---");
            faults.push(fault.help(if late {
                "take out what stands before the first `---`"
            } else {
                "begin the file with `---`, the keys of the page (at least `title`), and `---`"
            }));
        }
        return None;
    };
    let before = faults.len();
    let node = crate::yaml::read(&text[front.clone()], file, front.start, faults);
    let broken = faults[before..].iter().any(|fault| fault.code == crate::diagnostic::INVALID_YAML);
    if broken {
        // What is missing may only be what could not be read.
        return None;
    }
    let mut reader = Reader { source: text, trusted, faults };
    let deep_index = index && path.matches('/').count() > 1;
    let front = if has_key(&node, "guide") {
        if path.matches('/').count() != 1 || !index {
            let fault = Diagnostic::new(MISPLACED_FILE, start, "a guide must stand in `content/<guide>/_index.md`");
            reader.faults.push(fault.help("move the file, or take the key `guide` out"));
            return None;
        }
        Front::Guide(Box::new(reader.guide(&node)))
    } else if in_guide && deep_index {
        let fault = Diagnostic::new(MISPLACED_FILE, start, "a folder below a guide has no page of its own");
        reader.faults.push(fault.help("folders only order the files; move the text to the guide's `_index.md`"));
        return None;
    } else if in_guide && !is_page(&node) {
        Front::Task(Box::new(reader.task(&node)))
    } else {
        Front::Page(Box::new(reader.page(&node, in_guide)))
    };
    let body = crate::markdown::parse(&text[parts.body..], Place::File(file, parts.body), trusted, faults);
    Some(Document { file, path, front, body, start })
}

/// Whether the front matter says `type: page`.
fn is_page(node: &Node) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries
        .iter()
        .any(|(key, value)| key.value == "type" && matches!(&value.value, Value::Text { text, .. } if text == "page"))
}
