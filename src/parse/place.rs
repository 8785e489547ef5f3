//! Where files stand: which folders are guides, and what can't be where it is.

use std::collections::BTreeSet;

use super::split::split;
use crate::diagnostic::Diagnostics;
use crate::source::Project;
use crate::yaml::{Node, Value};

/// The folders directly below `content/` whose `_index.md` has the key `guide`.
pub(super) fn guide_folders(project: &Project) -> BTreeSet<String> {
    let mut folders = BTreeSet::new();
    for file in &project.documents {
        let path = content_path(project.sources.path(*file));
        let Some((folder, "_index.md")) = path.split_once('/') else { continue };
        let parts = split(project.sources.text(*file));
        if let Some(front) = parts.front {
            let text = &project.sources.text(*file)[front.clone()];
            let node = crate::yaml::read(text, *file, front.start, &mut Diagnostics::default()).node;
            // A guide whose YAML is broken is still a guide: its tasks are not to blame.
            if has_key(&node, "guide") || text.lines().any(|line| line.starts_with("guide:")) {
                folders.insert(folder.to_owned());
            }
        }
    }
    folders
}

pub(super) fn has_key(node: &Node, key: &str) -> bool {
    matches!(&node.value, Value::Map(entries) if entries.iter().any(|(known, _)| known.value == key))
}

/// Whether a file below `content/` stands in the folder of a guide.
pub(super) fn in_guide(path: &str, guides: &BTreeSet<String>) -> bool {
    path.split_once('/').is_some_and(|(top, _)| guides.contains(top))
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
