//! Anchors of headings that say the former id: with the heading's words its anchors change (ours, and the one that other
//! tools make), and with that the links to it. An anchor that its author wrote, `{#x}`, stays.

use std::ops::Range;

use super::edit::{Edits, applied};
use crate::diagnostic::Diagnostics;
use crate::markdown::{self, Place};
use crate::model::Site;
use crate::parse::split;
use crate::source::FileId;
use crate::text::{composed, decode_path, encode_path, join_path};

/// The anchors of one file that change.
#[derive(Debug)]
struct Moved {
    /// Below `content/`, as the file is called now.
    path: String,
    /// Of its page, with a `/` at the end.
    address: String,
    /// Guide and id of a task.
    task: Option<(String, String)>,
    /// Before and after.
    ids: Vec<(String, String)>,
}

/// All anchors that change.
#[derive(Debug, Default)]
pub(super) struct Anchors(Vec<Moved>);

impl Anchors {
    /// Compares the headings of a file before and after its edits.
    pub(super) fn compare(&mut self, site: &Site, file: FileId, path: &str, text: &str, edits: &Edits) {
        let headings = |text: &str| {
            let body = &text[split(text).body..];
            markdown::parse(body, Place::File(file, 0), true, &mut Diagnostics::default()).headings
        };
        let (before, after) = (headings(text), headings(&applied(text, &edits.edits)));
        let pairs = before.into_iter().zip(after).flat_map(|(before, after)| {
            let elsewhere = after.elsewhere.unwrap_or_else(|| after.id.clone());
            [Some((before.id, after.id)), before.elsewhere.map(|before| (before, elsewhere))]
        });
        let ids: Vec<(String, String)> = pairs.flatten().filter(|(before, after)| before != after).collect();
        if let Some((address, task)) = page(site, file).filter(|_| !ids.is_empty()) {
            let path = path.strip_prefix("content/").unwrap_or(path).to_owned();
            self.0.push(Moved { path, address, task, ids });
        }
    }

    /// The anchor from now on of a link in the file `from` to the page at `path`, which is written as links are.
    pub(super) fn of_link(&self, path: &str, anchor: &str, from: &str) -> Option<String> {
        let path = decode_path(path)?;
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let moved = self.0.iter().find(|moved| match path.strip_prefix('/') {
            Some(address) => {
                let address = address.strip_suffix("index.html").unwrap_or(address);
                address.trim_end_matches('/') == moved.address.trim_end_matches('/')
            }
            None if path.is_empty() => moved.path == from,
            None => join_path(folder, &path).as_deref() == Some(&moved.path),
        })?;
        let new = moved.after(&decode_path(anchor)?)?;
        Some(if anchor.contains('%') { encode_path(new) } else { new.to_owned() })
    }

    /// The same of `[[guide/ID#anchor]]`; without an id, of a heading of the text's own page.
    pub(super) fn of_wiki(&self, guide: &str, id: &str, anchor: &str, from: &str) -> Option<String> {
        let moved = self.0.iter().find(|moved| match &moved.task {
            _ if id.is_empty() => moved.path == from,
            Some((of, task)) => of == guide && *task == *composed(id),
            None => false,
        })?;
        moved.after(anchor).map(str::to_owned)
    }
}

impl Moved {
    fn after(&self, anchor: &str) -> Option<&str> {
        let anchor = composed(anchor);
        self.ids.iter().find(|(before, _)| *before == *anchor).map(|(_, after)| after.as_str())
    }
}

/// The address of the page that a file becomes; of a task, its guide and id too.
fn page(site: &Site, file: FileId) -> Option<(String, Option<(String, String)>)> {
    for guide in &site.guides {
        if guide.file == file {
            return Some((guide.address(), None));
        }
        if let Some(task) = guide.tasks.iter().find(|task| task.file == file) {
            let id = composed(&task.id).into_owned();
            return Some((guide.task_address(&task.id), Some((guide.folder.clone(), id))));
        }
    }
    let pages = site.guides.iter().flat_map(|guide| &guide.pages).chain(&site.pages).chain(&site.home);
    pages.into_iter().find(|page| page.file == file).map(|page| (page.address.clone(), None))
}

/// Where the anchor of a target stands in it, if it has one.
pub(super) fn place(target: &str) -> Option<Range<usize>> {
    let at = target.find('#')? + 1;
    let end = target[at..].find(['|', '\\']).map_or(target.len(), |end| at + end);
    (at < end).then_some(at..end)
}
