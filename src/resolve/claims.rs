//! Who gets which site path: pages, what the program makes, and aliases.

use std::collections::BTreeSet;

use super::addresses::AddressKind;
use super::build::Build;
use super::ids::check_part;
use crate::diagnostic::{ALIAS_COLLISION, DUPLICATE_ADDRESS, Diagnostic};
use crate::model::{Alias, STATEMENT};
use crate::source::Span;
use crate::text::composed;

impl Build<'_> {
    /// Takes the address of a page; `false` and a fault where another one has it.
    pub(super) fn claim_address(&mut self, address: &str, kind: AddressKind, span: Span) -> bool {
        let Err(first) = self.addresses.claim(address, kind, Some(span)) else { return true };
        let message = format!("the address `/{address}` is taken");
        let fault = Diagnostic::new(DUPLICATE_ADDRESS, span, message).help("rename the file, or the folder");
        self.faults.push(match first {
            Some(first) => fault.and(first, "by this page"),
            None => fault.label("the site's own"),
        });
        false
    }

    /// The same for a page of a guide.
    pub(super) fn claim_below(&mut self, guide: usize, address: &str, kind: AddressKind, span: Span) {
        if self.placed[guide] {
            self.claim_address(address, kind, span);
        }
    }

    /// The program's pages and files outside guides.
    pub(super) fn site_addresses(&mut self) {
        let pages = [
            ("", AddressKind::Page),
            ("search/", AddressKind::List),
            ("404.html", AddressKind::File),
            ("robots.txt", AddressKind::File),
        ];
        for (path, kind) in pages {
            // They are the first; nobody has them yet.
            let _ = self.addresses.claim(path, kind, None);
        }
        for (path, kind) in
            [("assets/", AddressKind::Assets), (".vejviser", AddressKind::File), ("sitemap.xml", AddressKind::File)]
        {
            self.addresses.reserve(path, kind);
        }
        if !self.site.settings.versions.is_empty() {
            self.addresses.reserve("versions/", AddressKind::Assets);
            self.addresses.reserve("versions.js", AddressKind::File);
        }
        if !self.site.settings.base_url.is_empty() {
            self.addresses.publish("sitemap.xml");
        }
    }

    /// The program's pages and files of guides, and the project's static files.
    pub(super) fn other_addresses(&mut self) {
        let mut made: Vec<String> = Vec::new();
        for guide in &self.site.guides {
            let folder = &guide.folder;
            let pages = ["plan/", "tasks/", "handovers/", "questions/", "terms/", "print/"];
            let files = ["guide.json", "tasks.csv", "overview.svg"];
            made.extend(pages.iter().chain(&files).map(|name| format!("{folder}/{name}")));
            let further = [
                (guide.has_roles(), "plan/roles/"),
                (guide.has_papers(), "plan/documents/"),
                (self.site.settings.publish_texts, "texts.json"),
                (!guide.versions.is_empty(), "changes/"),
                (guide.all_questions().next().is_some(), "questions/questions.csv"),
            ];
            let further = further.into_iter().filter(|(is_made, _)| *is_made);
            made.extend(further.map(|(_, name)| format!("{folder}/{name}")));
            let stages = guide.stages.iter().map(|stage| ("stages", &stage.group.key));
            let groups = [("parties", &guide.parties), ("tracks", &guide.tracks), ("scopes", &guide.scopes)];
            let groups = groups.iter().flat_map(|(kind, groups)| groups.iter().map(|group| (*kind, group)));
            let groups = groups.filter(|(_, group)| group.in_use()).map(|(kind, group)| (kind, &group.key));
            made.extend(stages.chain(groups).map(|(kind, key)| format!("{folder}/{kind}/{key}/")));
            let gates = guide.stages.iter().skip(1).filter(|stage| stage.gate);
            made.extend(gates.map(|stage| format!("{folder}/gates/{}/", stage.group.key)));
            let cells: BTreeSet<(usize, usize)> =
                guide.live().map(|task| (guide.tasks[task].stage, guide.tasks[task].party)).collect();
            // Without a stage or party, which is an error elsewhere, a task has no cell.
            made.extend(cells.into_iter().filter_map(|(stage, party)| {
                let (stage, party) = (&guide.stages.get(stage)?.group.key, &guide.parties.get(party)?.key);
                Some(format!("{folder}/stages/{stage}/parties/{party}/"))
            }));
        }
        for address in made {
            // Ids of tasks and pages can't be these names, so each is free.
            let kind = if address.ends_with('/') { AddressKind::List } else { AddressKind::File };
            let _ = self.addresses.claim(&address, kind, None);
        }
        for path in &self.site.statics {
            let address = path.strip_prefix("static/").unwrap_or(path);
            // A project may bring its own robots.txt; `assets/` is the theme's.
            let own = address != "robots.txt" && self.addresses.claim(address, AddressKind::File, None).is_err();
            if own || address.starts_with("assets/") {
                let folded = |path: &str| composed(path).to_lowercase();
                let alike = self.site.statics.iter().find(|other| *other != path && folded(other) == folded(path));
                let message = match alike {
                    Some(other) => {
                        format!("`{path}` and `{other}` are one file where a disk does not tell cases apart")
                    }
                    None => format!("`{path}` has an address of the site's own"),
                };
                let fault = Diagnostic::of_file(DUPLICATE_ADDRESS, message);
                self.faults.push(fault.help("rename the file or its folder").in_file(path));
            }
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

    /// The address where readers look for the accessibility statement, unless the authors gave it to a page.
    pub(super) fn statement_address(&mut self) {
        let named = self.site.settings.accessibility_statement_url.is_some();
        self.site.leads_to_statement = named && self.addresses.claim(STATEMENT, AddressKind::Page, None).is_ok();
    }

    pub(super) fn claim_aliases(&mut self, aliases: Vec<Alias>, prefix: &str) -> Vec<Alias> {
        let mut kept = Vec::with_capacity(aliases.len());
        for Alias { address: alias, span } in aliases {
            let alias = composed(&alias).into_owned();
            let path = match alias.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => format!("{prefix}{alias}"),
            };
            let folder = path.trim_end_matches('/');
            let plain = folder.strip_suffix(".html").unwrap_or(folder);
            if !plain.split('/').all(|part| check_part(part, span, self.faults)) {
                continue;
            }
            let address = if plain.len() < folder.len() { folder.to_owned() } else { format!("{folder}/") };
            let kind = if address.ends_with('/') { AddressKind::Page } else { AddressKind::File };
            let theme = folder.starts_with("assets/");
            let taken = if theme { Err(None) } else { self.addresses.claim(&address, kind, Some(span)) };
            match taken {
                Err(first) => {
                    let message = format!("the alias `{alias}` is the address of another page");
                    let fault = Diagnostic::new(ALIAS_COLLISION, span, message).help("take the alias out");
                    self.faults.push(match first {
                        Some(first) => fault.and(first, "this one"),
                        None => fault,
                    });
                }
                Ok(()) => kept.push(Alias { address, span }),
            }
        }
        kept
    }
}
