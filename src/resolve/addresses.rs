//! Site paths: who has which, those of the program among them, and those that lead on.

use std::collections::HashSet;

use super::ids::check_id;
use super::site::Build;
use crate::diagnostic::{ALIAS_COLLISION, DUPLICATE_ADDRESS, Diagnostic};
use crate::model::Alias;
use crate::source::Span;
use crate::yaml::Spanned;

/// An alias as its author wrote it.
pub(super) fn alias(written: Spanned<String>) -> Alias {
    Alias { address: written.value, span: written.span }
}

impl Build<'_> {
    /// Takes an address; `false` and a fault where another page has it.
    pub(super) fn claim_address(&mut self, address: String, span: Option<Span>) -> bool {
        // Folders of a site may lie on a disk that does not tell cases apart.
        let key = address.to_lowercase();
        if let Some(first) = self.addresses.get(&key) {
            if let Some(span) = span {
                let message = format!("the address `/{address}` is taken");
                let fault = Diagnostic::new(DUPLICATE_ADDRESS, span, message).help("rename the file");
                self.faults.push(match first {
                    Some(first) => fault.and(*first, "by this page"),
                    None => fault,
                });
            }
            return false;
        }
        self.addresses.insert(key, span);
        true
    }

    /// The pages and files that the program makes.
    pub(super) fn program_addresses(&mut self) {
        let mut made: Vec<String> =
            ["", "search/", "404.html", "sitemap.xml", "robots.txt"].iter().map(|path| (*path).to_owned()).collect();
        for guide in &self.site.guides {
            let folder = &guide.folder;
            for name in ["plan/", "handovers/", "questions/", "terms/", "print/", "guide.json", "tasks.csv"] {
                made.push(format!("{folder}/{name}"));
            }
            made.push(format!("{folder}/overview.svg"));
            let stages = guide.stages.iter().map(|stage| ("stages", &stage.group.key));
            let groups = [("parties", &guide.parties), ("tracks", &guide.tracks), ("scopes", &guide.scopes)];
            let groups = groups.iter().flat_map(|(kind, groups)| groups.iter().map(|group| (*kind, &group.key)));
            made.extend(stages.chain(groups).map(|(kind, key)| format!("{folder}/{kind}/{key}/")));
        }
        for address in made {
            self.addresses.entry(address.to_lowercase()).or_insert(None);
        }
        for path in self.site.statics.clone() {
            let address = path.strip_prefix("static/").unwrap_or(&path);
            let page = address.strip_suffix("index.html").unwrap_or(address).to_lowercase();
            // A project may bring its own robots.txt.
            if self.addresses.contains_key(&page) && page != "robots.txt" {
                let fault = Diagnostic::of_file(DUPLICATE_ADDRESS, format!("`{path}` has the address of a page"));
                self.faults.push(fault.help("rename the file"));
            }
            self.addresses.insert(page, None);
        }
    }

    /// Site paths of aliases, once every other address is known.
    pub(super) fn aliases(&mut self) {
        for at in 0..self.site.guides.len() {
            let prefix = self.site.guides[at].address();
            for task in 0..self.site.guides[at].tasks.len() {
                let item = &mut self.site.guides[at].tasks[task];
                let aliases = std::mem::take(&mut item.aliases);
                let kept = self.claim_aliases(aliases, &prefix);
                self.site.guides[at].tasks[task].aliases = kept;
            }
            for number in 0..self.site.guides[at].pages.len() {
                let page = &mut self.site.guides[at].pages[number];
                let aliases = std::mem::take(&mut page.aliases);
                let kept = self.claim_aliases(aliases, &prefix);
                self.site.guides[at].pages[number].aliases = kept;
            }
        }
        for number in 0..self.site.pages.len() {
            let page = &mut self.site.pages[number];
            let aliases = std::mem::take(&mut page.aliases);
            let kept = self.claim_aliases(aliases, "");
            self.site.pages[number].aliases = kept;
        }
    }

    pub(super) fn claim_aliases(&mut self, aliases: Vec<Alias>, prefix: &str) -> Vec<Alias> {
        let mut kept = Vec::with_capacity(aliases.len());
        for Alias { address: alias, span } in aliases {
            let path = match alias.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => format!("{prefix}{alias}"),
            };
            let folder = path.trim_end_matches('/');
            let plain = folder.strip_suffix(".html").unwrap_or(folder);
            if !plain.split('/').all(|part| check_id(part, span, self.faults)) {
                continue;
            }
            let address = if plain.len() < folder.len() { folder.to_owned() } else { format!("{folder}/") };
            match self.addresses.get(&address.to_lowercase()) {
                Some(first) => {
                    let message = format!("the alias `{alias}` is the address of another page");
                    let fault = Diagnostic::new(ALIAS_COLLISION, span, message).help("take the alias out");
                    self.faults.push(match first {
                        Some(first) => fault.and(*first, "this one"),
                        None => fault,
                    });
                }
                None => {
                    self.addresses.insert(address.to_lowercase(), Some(span));
                    kept.push(Alias { address, span });
                }
            }
        }
        kept
    }

    /// Site paths in their own case: those of pages come from the site, the program's are lower case where keys are.
    pub(super) fn exact_addresses(&self) -> HashSet<String> {
        let mut exact: HashSet<String> = self.addresses.keys().cloned().collect();
        for guide in &self.site.guides {
            exact.extend(guide.tasks.iter().map(|task| guide.task_address(&task.id)));
            exact.extend(guide.retired.iter().map(|retired| guide.task_address(&retired.id)));
            exact.extend(guide.pages.iter().map(|page| page.address.clone()));
        }
        exact.extend(self.site.statics.iter().filter_map(|path| path.strip_prefix("static/")).map(str::to_owned));
        exact
    }
}
