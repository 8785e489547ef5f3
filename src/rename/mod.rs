//! Another id for a task: every edit that it takes, as spans of the files as they were read. Only these bytes change.
//! The ways to name a task are those that `resolve` knows; that none was overlooked is shown by resolving the result.

mod aliases;
mod anchors;
mod edit;
mod front;
mod names;
mod prose;

use std::ops::Range;

pub(crate) use edit::{Edit, applied};

use crate::diagnostic::Diagnostics;
use crate::markdown::{self, Place};
use crate::model::{Guide, Holder, Site, TaskIx};
use crate::parse::split;
use crate::refusal::Refusal;
use crate::resolve::{instead, unusable};
use crate::source::{FileId, Project, Span};
use crate::text::{composed, is_mark};
use crate::yaml::{self, Node};
use anchors::Anchors;
use edit::Edits;
use names::Names;

/// The planned edits.
#[derive(Clone, Debug)]
pub(crate) struct Renaming {
    /// The task's own file first: with its alias, former references go on working while the others are changed.
    pub(crate) files: Vec<Changed>,
    /// Where the former id stands and stays: in code, addresses, comments, free values and other places that are not
    /// references.
    pub(crate) left: Vec<Span>,
}

/// A file with its edits.
#[derive(Clone, Debug)]
pub(crate) struct Changed {
    pub(crate) file: FileId,
    /// Its path from now on.
    pub(crate) path: String,
    /// In order, apart from each other.
    pub(crate) edits: Vec<Edit>,
    /// The whole text from now on.
    pub(crate) text: String,
    /// The same without an alias for the former id, under which every reference that was overlooked is a fault.
    pub(crate) without_alias: String,
}

/// Plans the renaming of `old`, a task of a guide, to `new`.
///
/// # Errors
/// There is no such task, or `new` can't be its id.
pub(crate) fn rename(project: &Project, site: &Site, guide: usize, old: &str, new: &str) -> Result<Renaming, Refusal> {
    let guide = &site.guides[guide];
    let task = guide.task_named(old)?;
    let (old, new) = (composed(old), composed(new));
    allowed(guide, task, &old, &new)?;
    let own = guide.tasks[task].file;
    let path = project.sources.path(own);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let ending = name.len().saturating_sub(3);
    let file = (composed(&name[..ending]) == old).then(|| format!("{new}{}", &name[ending..]));
    let path = path.strip_prefix("content/").unwrap_or(path);
    let names = Names { old: &old, new: &new, guide: &guide.folder, known: guide, path, file };

    let mut renaming = Renaming { files: Vec::new(), left: Vec::new() };
    let anchors = anchors(project, site, own, &names);
    for document in &project.documents {
        let changed = document_edits(project, *document, *document == own, &names, &anchors);
        renaming.left.extend(left(project, *document, &changed, &names));
        let renamed = names.file.as_ref().filter(|_| *document == own);
        if changed.edits.is_empty() && renamed.is_none() {
            continue;
        }
        let text = project.sources.text(*document);
        let path =
            renamed.map_or_else(|| project.sources.path(*document).to_owned(), |name| format!("{folder}/{name}"));
        let without_alias = edit::applied(text, &changed.edits);
        let edits = edit::merged(changed.edits, changed.alias);
        let text = edit::applied(text, &edits);
        renaming.files.push(Changed { file: *document, path, edits, text, without_alias });
    }
    let others = project.templates.iter().chain(std::iter::once(&project.settings));
    renaming.left.extend(others.flat_map(|file| left(project, *file, &Edits::default(), &names)));
    renaming.files.sort_by_key(|changed| changed.file != own);
    Ok(renaming)
}

/// Fails unless the task may be called `new`.
fn allowed(guide: &Guide, task: TaskIx, old: &str, new: &str) -> Result<(), Refusal> {
    if old == new {
        return Err(format!("the task is called `{old}` already").into());
    }
    if let Some(why) = unusable(new) {
        return Err(format!("`{new}` can't be an id: {why}; {}", instead(new)).into());
    }
    match guide.holder(new) {
        // It was called so before, and may be again.
        Some(Holder::Former(holder)) if holder == task => Ok(()),
        Some(Holder::Task(holder)) if holder == task => Err(format!(
            "`{new}` differs from `{old}` only in how its letters are written, which addresses don't tell apart"
        )
        .into()),
        _ => guide.taken(new).map_or(Ok(()), Err),
    }
}

/// The anchors that change with the words of their headings.
fn anchors(project: &Project, site: &Site, own: FileId, names: &Names<'_>) -> Anchors {
    let (none, mut found) = (Anchors::default(), Anchors::default());
    for document in &project.documents {
        let text = project.sources.text(*document);
        let edits = document_edits(project, *document, *document == own, names, &none);
        if edits.edits.iter().any(|edit| edit.range.start >= split(text).body) {
            found.compare(site, *document, project.sources.path(*document), text, &edits);
        }
    }
    found
}

/// The edits in one file.
fn document_edits(project: &Project, file: FileId, own: bool, names: &Names<'_>, anchors: &Anchors) -> Edits {
    let text = project.sources.text(file);
    let path = project.sources.path(file);
    let path = path.strip_prefix("content/").unwrap_or(path);
    let here = prose::Here {
        names,
        path,
        folder: path.rsplit_once('/').map_or("", |(folder, _)| folder),
        guide: path.split_once('/').map_or("", |(guide, _)| guide),
        in_guide: path.split('/').next() == Some(names.guide) && path.contains('/'),
        anchors,
    };
    let parts = split(text);
    let mut edits = Edits::default();
    if let Some(range) = parts.front {
        let node: Node = yaml::read(&text[range.clone()], file, range.start, &mut Diagnostics::default()).node;
        front::front(&node, text, &here, own, &mut edits);
        if own {
            aliases::add(&node, text, range, names, &mut edits);
        }
    }
    let body = markdown::parse(&text[parts.body..], Place::File(file, 0), true, &mut Diagnostics::default());
    for found in prose::prose(&text[parts.body..], &body, &here) {
        edits.push(Edit { range: found.range.start + parts.body..found.range.end + parts.body, text: found.text });
    }
    edits.finish()
}

/// Where the former id stands in a file and is not edited.
fn left(project: &Project, file: FileId, changed: &Edits, names: &Names<'_>) -> Vec<Span> {
    let text = project.sources.text(file);
    if !text.contains(names.old) {
        return Vec::new();
    }
    let edited = |at: &Range<usize>| {
        let touches = |edit: &Edit| edit.range.start <= at.start && at.end <= edit.range.end;
        changed.edits.iter().chain(&changed.alias).any(touches)
    };
    let found = mentions(text, names.old).filter(|at| !edited(at));
    found.map(|at| Span::new(file, at)).collect()
}

/// Where an id stands, whatever is around it, but for parts of other ids: `A1` in `A1.pdf` and `A1-list`, not in `A1.2`.
fn mentions<'t>(text: &'t str, id: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let found = text.match_indices(id).map(move |(at, _)| at..at + id.len());
    found.filter(move |at| {
        let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || is_mark(c);
        let rest = &text[at.end..];
        let part = rest.strip_prefix(['-', '.']).filter(|part| part.starts_with(char::is_alphanumeric));
        let is_word =
            |part: &str| part.starts_with(char::is_lowercase) && part.chars().nth(1).is_some_and(char::is_lowercase);
        !text[..at.start].ends_with(goes_on) && part.map_or(!rest.starts_with(goes_on), is_word)
    })
}
