//! Files below `content/` that are no pages, and that no page links to: they are not published. One with front matter was
//! meant to be a page (`wrong-ending`); another one is perhaps forgotten (`unlinked-file`).

use std::collections::HashSet;

use super::build::Build;
use super::entity::Entity;
use crate::diagnostic::{BROKEN_ASSET, BROKEN_LINK, Diagnostic, UNLINKED_FILE, WRONG_ENDING};
use crate::source::{Project, Span};
use crate::text::WordState;

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
        // A link that leads nowhere may mean any of them.
        if self.faults.iter().any(|fault| [BROKEN_ASSET, BROKEN_LINK].contains(&fault.code)) {
            return;
        }
        let fronted: HashSet<&str, WordState> = fronted.into_iter().collect();
        let unread = |entity: &Entity| matches!(entity, Entity::Draft | Entity::Broken);
        // Folders of `content/` with a page whose links are not known.
        let unread: HashSet<&str, WordState> =
            self.entities.iter().filter(|(_, entity)| unread(entity)).map(|(path, _)| folder(path)).collect();
        for path in project.assets.iter().map(String::as_str).filter(unlinked) {
            if !(fronted.contains(path) || unread.contains(folder(path.strip_prefix("content/").unwrap_or(path)))) {
                let message = format!("`{path}` is not published, since no page links to it");
                let help = "link to it, or take it out; files of the whole site stand in `static/`";
                self.faults.push(Diagnostic::of_file(UNLINKED_FILE, message).in_file(path).help(help));
            }
        }
    }
}

/// The folder of `content/` that a path below it stands in; empty for one in `content/` itself.
fn folder(path: &str) -> &str {
    path.split_once('/').map_or("", |(folder, _)| folder)
}
