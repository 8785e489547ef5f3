//! Where files stand: which folders are guides, and what can't be where it is.

use std::collections::BTreeSet;

use super::shapes::{GUIDE, GUIDE_PAGE, PAGE};
use super::split::split;
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Project};
use crate::text::closest;
use crate::yaml::{Node, Spanned, Value};

/// Folders directly below `content/`, by what their `_index.md` says.
#[derive(Default)]
pub(super) struct Folders {
    /// It has the key `guide`.
    guides: BTreeSet<String>,
    /// It can't be read, or its keys can't: the folder may be a guide, and its files are not to blame.
    in_doubt: BTreeSet<String>,
}

impl Folders {
    pub(super) fn of(project: &Project) -> Folders {
        let mut folders = Folders::default();
        for file in &project.documents {
            let path = content_path(project.sources.path(*file));
            let Some((folder, name)) = path.split_once('/') else { continue };
            if name != "_index.md" {
                if has_guide_line(project, *file) {
                    folders.in_doubt.insert(folder.to_owned());
                }
                continue;
            }
            match may_be_guide(project, *file) {
                Some(true) => folders.guides.insert(folder.to_owned()),
                Some(false) => continue,
                None => folders.in_doubt.insert(folder.to_owned()),
            };
        }
        let unread = project.faults.iter().filter_map(|fault| content_path(&fault.path).split_once('/'));
        folders.in_doubt.extend(unread.filter(|(_, name)| *name == "_index.md").map(|(folder, _)| folder.to_owned()));
        folders
    }

    /// Whether a file below `content/` stands in the folder of a guide.
    pub(super) fn in_guide(&self, path: &str) -> bool {
        path.split_once('/').is_some_and(|(top, _)| self.guides.contains(top))
    }

    /// Whether it stands in a folder that may be one.
    pub(super) fn in_doubt(&self, path: &str) -> bool {
        path.split_once('/').is_some_and(|(top, _)| self.in_doubt.contains(top))
    }
}

/// Whether the front matter of a file has the key `guide`, as far as its lines tell: a guide under another name.
fn has_guide_line(project: &Project, file: FileId) -> bool {
    let text = project.sources.text(file);
    text.contains("\nguide:")
        && split(text).front.is_some_and(|front| text[front].lines().any(|line| line.starts_with("guide:")))
}

/// Whether the `_index.md` of a folder makes a guide of it; nothing where that can't be known.
fn may_be_guide(project: &Project, file: FileId) -> Option<bool> {
    let text = project.sources.text(file);
    let front = split(text).front?;
    let node = crate::yaml::read(&text[front.clone()], file, front.start, &mut Diagnostics::default()).node;
    // A guide whose YAML is broken is still a guide: its tasks are not to blame.
    if has_key(&node, "guide") || text[front].lines().any(|line| line.starts_with("guide:")) {
        return Some(true);
    }
    let Value::Map(entries) = &node.value else { return None };
    let slip = entries.iter().any(|(key, _)| closest(&key.value, ["guide"]).is_some());
    (!slip && key_of_guide(&node).is_none()).then_some(false)
}

/// The first key of front matter that belongs below `guide`.
pub(super) fn key_of_guide(node: &Node) -> Option<&Spanned<String>> {
    let Value::Map(entries) = &node.value else { return None };
    let of_guide = |key: &str| GUIDE.key(key).is_some() && PAGE.key(key).is_none() && GUIDE_PAGE.key(key).is_none();
    entries.iter().map(|(key, _)| key).find(|key| of_guide(&key.value))
}

pub(super) fn has_key(node: &Node, key: &str) -> bool {
    matches!(&node.value, Value::Map(entries) if entries.iter().any(|(known, _)| known.value == key))
}

pub(super) fn content_path(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

/// Why a file can't stand where it does, and what to do about it, if it can't.
pub(super) fn misplaced(node: &Node, path: &str, index: bool, in_guide: bool) -> Option<(&'static str, &'static str)> {
    let depth = path.matches('/').count();
    if has_key(node, "guide") {
        let help = "a guide stands in `content/<guide>/_index.md`: move the file, or take the key `guide` out";
        return (depth != 1 || !index).then_some(("can't be a guide", help));
    }
    if in_guide && index && depth > 1 {
        let help = "folders below a guide only order its files; move the text to the guide's `_index.md`";
        return Some(("can't be a page: its folder is none", help));
    }
    let like_task = !in_guide && has_key(node, "party") && has_key(node, "stage");
    let help = "put it into the folder of a guide, whose `_index.md` has the key `guide`";
    like_task.then_some(("has the keys of a task and stands in no guide", help))
}
