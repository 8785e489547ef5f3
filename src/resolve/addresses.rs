//! Site paths: who has which, those of the program among them, and those that lead on.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::ids::check_id;
use super::site::Build;
use crate::diagnostic::{ALIAS_COLLISION, DUPLICATE_ADDRESS, Diagnostic};
use crate::model::{Alias, STATEMENT};
use crate::source::Span;
use crate::text::{WordState, composed};
use crate::yaml::Spanned;

/// What has an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A folder with a page in it.
    Page,
    /// The same, with the picture of a task beside the page, and perhaps everything that the task rests on.
    Task,
    /// A page of the program's own, with its picture and its further parts below it.
    List,
    /// The folder of the theme.
    Assets,
    File,
}

/// Every site path that will exist.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// With where the page is written, if an author wrote it.
    taken: HashMap<String, (Kind, Option<Span>), WordState>,
    /// All that lies above them.
    folders: HashSet<String, WordState>,
    exact: HashSet<String, WordState>,
}

impl Addresses {
    /// Takes a path; where another page or file has it or is in the way, returns where that one is written.
    pub(super) fn claim(&mut self, address: &str, kind: Kind, span: Option<Span>) -> Result<(), Option<Span>> {
        let key = Self::key(address);
        self.room(&key, kind)?;
        for (folder, _) in above(&key) {
            if self.folders.contains(folder) {
                break;
            }
            self.folders.insert(folder.to_owned());
        }
        self.taken.insert(key, (kind, span));
        self.exact.insert(address.to_owned());
        Ok(())
    }

    /// Takes a path that nobody can link to.
    fn reserve(&mut self, address: &str, kind: Kind) {
        self.taken.insert(Self::key(address), (kind, None));
    }

    /// Whether a file could have this path.
    pub(super) fn is_free(&self, file: &str) -> bool {
        self.room(&Self::key(file), Kind::File).is_ok()
    }

    /// Whether nobody has a path already, nor a file where it needs a folder, nor a folder where it needs a file; otherwise
    /// where that one is written.
    fn room(&self, key: &str, kind: Kind) -> Result<(), Option<Span>> {
        if let Some((_, span)) = self.taken.get(key) {
            return Err(*span);
        }
        for (folder, rest) in above(key) {
            if let Some((_, span)) = self.taken.get(folder).filter(|(other, _)| other.is_beside(rest)) {
                return Err(*span);
            }
        }
        let folder = match kind {
            Kind::File => self.folders.contains(key),
            _ => self.folders.contains(&[key, "/index.html"].concat()),
        };
        if folder { Err(None) } else { Ok(()) }
    }

    /// Whether a page or file has exactly this path.
    pub(super) fn contains(&self, address: &str) -> bool {
        self.exact.contains(address)
    }

    pub(super) fn len(&self) -> usize {
        self.exact.len()
    }

    /// Every path, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.exact.iter().map(String::as_str)
    }

    /// One name on disk: a folder's page, the folder itself and a file of that name exclude each other, also where
    /// the disk tells neither cases nor the two ways to store an `å` apart.
    fn key(address: &str) -> String {
        let lower = composed(address).to_lowercase();
        let folder = match lower.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &lower,
        };
        folder.trim_end_matches('/').to_owned()
    }
}

impl Kind {
    /// Whether what has this address leaves no room for `rest` below it.
    fn is_beside(self, rest: &str) -> bool {
        let first = rest.split('/').next().unwrap_or_default();
        match self {
            Kind::File => true,
            _ if first == "index.html" => true,
            Kind::Page => false,
            Kind::Assets => rest.contains('.'),
            Kind::Task => first == "diagram.svg" || rest == "path",
            Kind::List => matches!(first, "diagram.svg" | "stages") || rest.bytes().all(|byte| byte.is_ascii_digit()),
        }
    }
}

/// The folders above a path, each with what leads from there to it; the nearest first, the top last.
fn above(key: &str) -> impl Iterator<Item = (&str, &str)> {
    let folders = key.rmatch_indices('/').map(|(at, _)| (&key[..at], &key[at + 1..]));
    folders.chain((!key.is_empty()).then_some(("", key)))
}

/// An alias as its author wrote it.
pub(super) fn alias(written: Spanned<String>) -> Alias {
    Alias { address: written.value, span: written.span }
}

impl Build<'_> {
    /// Takes the address of a page; `false` and a fault where another one has it.
    pub(super) fn claim_address(&mut self, address: &str, kind: Kind, span: Span) -> bool {
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
    pub(super) fn claim_below(&mut self, guide: usize, address: &str, kind: Kind, span: Span) {
        if self.placed[guide] {
            self.claim_address(address, kind, span);
        }
    }

    /// The program's pages and files outside guides.
    pub(super) fn site_addresses(&mut self) {
        let pages = [("", Kind::Page), ("search/", Kind::List), ("404.html", Kind::File), ("robots.txt", Kind::File)];
        for (path, kind) in pages {
            // They are the first; nobody has them yet.
            let _ = self.addresses.claim(path, kind, None);
        }
        for (path, kind) in [("assets/", Kind::Assets), (".vejviser", Kind::File), ("sitemap.xml", Kind::File)] {
            self.addresses.reserve(path, kind);
        }
        if !self.site.settings.base_url.is_empty() {
            self.addresses.exact.insert("sitemap.xml".to_owned());
        }
    }

    /// The program's pages and files of guides, and the project's static files.
    pub(super) fn other_addresses(&mut self) {
        let mut made: Vec<String> = Vec::new();
        for guide in &self.site.guides {
            let folder = &guide.folder;
            let pages = ["plan/", "handovers/", "questions/", "terms/", "print/"];
            let files = ["guide.json", "tasks.csv", "overview.svg"];
            made.extend(pages.iter().chain(&files).map(|name| format!("{folder}/{name}")));
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
            let kind = if address.ends_with('/') { Kind::List } else { Kind::File };
            let _ = self.addresses.claim(&address, kind, None);
        }
        for path in &self.site.statics {
            let address = path.strip_prefix("static/").unwrap_or(path);
            // A project may bring its own robots.txt; `assets/` is the theme's.
            let own = address != "robots.txt" && self.addresses.claim(address, Kind::File, None).is_err();
            if own || address.starts_with("assets/") {
                let fault =
                    Diagnostic::of_file(DUPLICATE_ADDRESS, format!("`{path}` has an address of the site's own"));
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
        self.site.leads_to_statement = named && self.addresses.claim(STATEMENT, Kind::Page, None).is_ok();
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
            if !plain.split('/').all(|part| check_id(part, span, self.faults)) {
                continue;
            }
            let address = if plain.len() < folder.len() { folder.to_owned() } else { format!("{folder}/") };
            let kind = if address.ends_with('/') { Kind::Page } else { Kind::File };
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
