//! Files below `content/` that are no pages, and that no page links to: they are not published. One with front matter was
//! meant to be a page (`wrong-ending`); another one is perhaps forgotten (`unlinked-file`).

use std::collections::HashSet;

use super::build::Build;
use super::entity::Entity;
use crate::diagnostic::{
    BROKEN_ASSET, BROKEN_LINK, Code, Diagnostic, MISSING_TARGET, UNDEFINED_LINK_REFERENCE, UNLINKED_FILE, UNREAD_LINK,
    UNUSED_LINK_DEFINITION, WRONG_ENDING,
};
use crate::source::{Project, Span};
use crate::text::WordState;

/// Faults of links that may be meant for a file.
const ASTRAY: [Code; 6] =
    [BROKEN_ASSET, BROKEN_LINK, MISSING_TARGET, UNDEFINED_LINK_REFERENCE, UNREAD_LINK, UNUSED_LINK_DEFINITION];

impl Build<'_> {
    /// Reports them.
    pub(super) fn unlinked_files(&mut self, project: &Project) {
        if project.assets.is_empty() {
            return;
        }
        let assets = self.site.origins().into_iter().flat_map(|origin| self.site.assets(origin));
        let linked: HashSet<&str, WordState> = assets.map(|asset| asset.source.as_str()).collect();
        let unlinked = |path: &&str| !linked.contains(path);
        let fronted: Vec<&str> = project.fronted.iter().map(|file| project.sources.path(*file)).collect();
        for (file, path) in project.fronted.iter().zip(&fronted).filter(|(_, path)| unlinked(path)) {
            let name = path.rsplit('/').next().unwrap_or(path);
            let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
            let message = format!("`{path}` has front matter and is no page, since its name does not end in `.md`");
            let help = format!("rename it to `{stem}.md`, or take the front matter out");
            self.faults.push(Diagnostic::new(WRONG_ENDING, Span::new(*file, 0..3), message).help(help));
        }
        let fronted: HashSet<&str, WordState> = fronted.into_iter().collect();
        let unread = |entity: &Entity| matches!(entity, Entity::Draft | Entity::Broken);
        let unread = self.entities.iter().filter(|(_, entity)| unread(entity)).map(|(path, _)| path.as_str());
        let astray = self.faults.iter().filter(|fault| ASTRAY.contains(&fault.code));
        let astray =
            astray.filter_map(|fault| project.sources.path(fault.labels.first()?.span.file).strip_prefix("content/"));
        // Folders of `content/` with a page of which it is not known where all its links lead.
        let in_doubt: HashSet<&str, WordState> = unread.chain(astray).map(folder).collect();
        let mut notes = Vec::new();
        for path in project.assets.iter().map(String::as_str).filter(unlinked) {
            let folder = folder(path.strip_prefix("content/").unwrap_or(path));
            if !(fronted.contains(path) || in_doubt.contains(folder)) {
                let message = format!("`{path}` is not published, since no page links to it");
                let help = "link to it, or take it out; files of the whole site stand in `static/`";
                notes.push(Diagnostic::of_file(UNLINKED_FILE, message).in_file(path).help(help));
            }
        }
        self.faults.extend(notes);
    }
}

/// The folder of `content/` that a path below it stands in; empty for one in `content/` itself.
fn folder(path: &str) -> &str {
    path.split_once('/').map_or("", |(folder, _)| folder)
}
