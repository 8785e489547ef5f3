//! Files that are pages but for their names.

use std::collections::HashSet;

use super::build::Build;
use crate::diagnostic::{Diagnostic, WRONG_ENDING};
use crate::source::{Project, Span};
use crate::text::WordState;

impl Build<'_> {
    /// Reports files that begin with front matter, whose names do not end in `.md`, and that no page links to as they are.
    pub(super) fn wrong_endings(&mut self, project: &Project) {
        if project.fronted.is_empty() {
            return;
        }
        let assets = self.site.origins().into_iter().flat_map(|origin| self.site.assets(origin));
        let linked: HashSet<&str, WordState> = assets.map(|asset| asset.source.as_str()).collect();
        for file in project.fronted.iter().copied() {
            let path = project.sources.path(file);
            if linked.contains(path) {
                continue;
            }
            let name = path.rsplit('/').next().unwrap_or(path);
            let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
            let message = format!("`{path}` has front matter and is no page, since its name does not end in `.md`");
            let help = format!("rename it to `{stem}.md`, or take the front matter out");
            self.faults.push(Diagnostic::new(WRONG_ENDING, Span::new(file, 0..3), message).help(help));
        }
    }
}
