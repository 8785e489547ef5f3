//! The whole site from its documents, step by step.

use std::collections::{HashMap, HashSet};

use super::guide;
use super::ids::{Ids, Known, check_id};
use super::links::{Entity, Here, Linker};
use super::relations::{Lookup, relate};
use super::task::{self, Places, own_fields};
use crate::config::Settings;
use crate::diagnostic::{ALIAS_COLLISION, DUPLICATE_ADDRESS, Diagnostic, INVALID_VALUE};
use crate::markdown::Body;
use crate::model::{Alias, Backlink, Origin, Page, Retired, Site, Status, Target, Task, TaskRef, Text};
use crate::parallel;
use crate::parse::{Document, Front, RawGuide, RawPage, RawRetired, RawTask};
use crate::source::{Project, Span};
use crate::text::{closest, natural_cmp};
use crate::yaml::Spanned;

/// What of a guide waits until all ids are known.
#[derive(Default)]
pub(super) struct Pending {
    pub(super) prefixes: Vec<String>,
    pub(super) retired: Vec<RawRetired>,
    pub(super) tasks: Vec<(Document, RawTask)>,
    pub(super) pages: Vec<(Document, RawPage)>,
}

pub(super) fn unresolved(body: Body) -> Text {
    Text { body, targets: Vec::new() }
}

/// Resolves all documents. With `drafts`, drafts are published like other pages.
pub(crate) fn resolve(
    project: &Project,
    settings: Settings,
    documents: Vec<Document>,
    drafts: bool,
    faults: &mut Vec<Diagnostic>,
) -> Site {
    let statics = project.statics.clone();
    let mut build = Build {
        site: Site { settings, home: None, guides: Vec::new(), pages: Vec::new(), statics },
        drafts,
        faults,
        pending: Vec::new(),
        ids: Vec::new(),
        names: Vec::new(),
        entities: HashMap::new(),
        addresses: HashMap::new(),
        paths: HashMap::new(),
    };
    build.sort(documents);
    for at in 0..build.site.guides.len() {
        build.fill_guide(at);
    }
    build.program_addresses();
    build.aliases();
    build.link(project);
    build.site
}

struct Build<'f> {
    site: Site,
    drafts: bool,
    faults: &'f mut Vec<Diagnostic>,
    pending: Vec<Pending>,
    /// By guide, like the next.
    ids: Vec<Ids>,
    names: Vec<Vec<String>>,
    /// By path below `content/`.
    entities: HashMap<String, Entity>,
    /// Every site path, with where its page is written if an author wrote it.
    addresses: HashMap<String, Option<Span>>,
    /// The path below `content/` of each page's file.
    paths: HashMap<Origin, String>,
}

impl Build<'_> {
    /// Guides first, since their folders say what the other documents belong to.
    fn sort(&mut self, documents: Vec<Document>) {
        let mut documents = documents;
        self.order_guides(&mut documents);
        let mut others = Vec::with_capacity(documents.len());
        for mut document in documents {
            match document.front {
                Front::Guide(raw) => {
                    document.front = Front::Page(Box::default());
                    self.add_guide(document, *raw);
                }
                _ => others.push(document),
            }
        }
        let folders: HashMap<String, usize> =
            self.site.guides.iter().enumerate().map(|(at, guide)| (guide.folder.clone(), at)).collect();
        let mut pages = Vec::new();
        for mut document in others {
            let guide = document.top_folder().and_then(|folder| folders.get(folder)).copied();
            match (std::mem::replace(&mut document.front, Front::Page(Box::default())), guide) {
                (Front::Task(raw), Some(guide)) => self.pending[guide].tasks.push((document, *raw)),
                (Front::Page(raw), Some(guide)) => self.pending[guide].pages.push((document, *raw)),
                (Front::Page(raw), None) => pages.push((document, *raw)),
                // The guide's own page could not be read, which has been said; its tasks are not to blame.
                (Front::Task(_) | Front::Guide(_), _) => {}
            }
        }
        for (document, raw) in pages {
            self.add_page(document, raw);
        }
    }

    /// Guides in the order that the settings give, others behind by their folders.
    fn order_guides(&mut self, documents: &mut [Document]) {
        let settings = &self.site.settings;
        let is_guide = |document: &Document| matches!(document.front, Front::Guide(_));
        for (folder, span) in settings.guides.iter().zip(&settings.guide_spans) {
            if !documents.iter().any(|document| is_guide(document) && document.folder() == folder) {
                let known = documents.iter().filter(|document| is_guide(document)).map(Document::folder);
                let message = format!("there is no guide `{folder}`");
                self.faults.push(Diagnostic::new(INVALID_VALUE, *span, message).did_you_mean(closest(folder, known)));
            }
        }
        if !settings.guides.is_empty() {
            let place = |folder: &str| settings.guides.iter().position(|guide| guide == folder);
            documents.sort_by_key(|document| match is_guide(document).then(|| place(document.folder())).flatten() {
                Some(place) => place,
                None => usize::MAX,
            });
        }
    }

    fn add_guide(&mut self, document: Document, raw: RawGuide) {
        let at = self.site.guides.len();
        self.entities.insert(document.path.clone(), Entity::Guide(at));
        self.paths.insert(Origin::Guide(at), document.path.clone());
        let start = document.start;
        let (guide, pending) = guide::guide(document, raw, &self.site.settings.language, self.faults);
        self.claim_address(guide.address(), Some(start));
        self.site.guides.push(guide);
        self.pending.push(pending);
        self.ids.push(Ids::default());
        self.names.push(Vec::new());
    }

    /// A page outside guides.
    fn add_page(&mut self, document: Document, raw: RawPage) {
        if raw.draft && !self.drafts {
            self.entities.insert(document.path, Entity::Draft);
            return;
        }
        if document.path == "_index.md" {
            self.entities.insert(document.path.clone(), Entity::Home);
            self.paths.insert(Origin::Home, document.path.clone());
            self.site.home = Some(page(document, raw, String::new()));
            return;
        }
        let address = match (document.folder(), document.stem()) {
            ("", stem) => format!("{stem}/"),
            (folder, "_index") => format!("{folder}/"),
            (folder, stem) => format!("{folder}/{stem}/"),
        };
        let name = address.trim_end_matches('/');
        let usable = name.split('/').all(|part| check_id(part, document.start, self.faults));
        if !usable || !self.claim_address(address.clone(), Some(document.start)) {
            return;
        }
        let at = self.site.pages.len();
        self.entities.insert(document.path.clone(), Entity::Page(at));
        self.paths.insert(Origin::Page(at), document.path.clone());
        self.site.pages.push(page(document, raw, address));
    }

    /// Takes an address; `false` and a fault where another page has it.
    fn claim_address(&mut self, address: String, span: Option<Span>) -> bool {
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

    fn fill_guide(&mut self, at: usize) {
        let pending = std::mem::take(&mut self.pending[at]);
        let raws = self.add_tasks(at, pending.tasks);
        self.add_guide_pages(at, pending.pages);
        self.add_retired(at, &pending.retired);
        for (task, raw) in raws.iter().enumerate() {
            for alias in raw.aliases.iter().filter(|alias| !alias.value.contains('/')) {
                if self.ids[at].get(&alias.value).is_none() {
                    self.ids[at].set(&alias.value, Known::Task(task));
                }
            }
        }
        let lookup = Lookup { ids: &self.ids[at], names: &self.names[at] };
        relate(&mut self.site.guides[at].tasks, &raws, &lookup, self.faults);
        self.pending[at] = Pending { prefixes: pending.prefixes, ..Pending::default() };
    }

    /// The guide's tasks in natural order of their ids, and what their authors wrote of relations, in the same order.
    fn add_tasks(&mut self, at: usize, pending: Vec<(Document, RawTask)>) -> Vec<RawTask> {
        let mut tasks: Vec<(Task, RawTask, String)> = Vec::with_capacity(pending.len());
        let places = Places::new(&self.site.guides[at]);
        for (document, raw) in pending {
            let id =
                raw.id.clone().unwrap_or_else(|| Spanned { value: document.stem().to_owned(), span: document.start });
            if !check_id(&id.value, id.span, self.faults) || !self.ids[at].claim(&id.value, id.span, self.faults) {
                continue;
            }
            let place = places.place(&raw, self.faults);
            let fields = own_fields(&raw, &self.site.guides[at].fields, self.faults);
            if raw.status == Status::Draft && !self.drafts {
                self.ids[at].set(&id.value, Known::Draft);
                self.entities.insert(document.path, Entity::Draft);
                continue;
            }
            tasks.push(task::task(document, raw, id.value, place, fields));
        }
        tasks.sort_by(|a, b| natural_cmp(&a.0.id, &b.0.id));
        let mut raws = Vec::with_capacity(tasks.len());
        for (number, (task, raw, path)) in tasks.into_iter().enumerate() {
            self.ids[at].set(&task.id, Known::Task(number));
            self.entities.insert(path.clone(), Entity::Task(TaskRef { guide: at, task: number }));
            self.paths.insert(Origin::Task(TaskRef { guide: at, task: number }), path);
            self.names[at].push(task.id.clone());
            let address = self.site.guides[at].task_address(&task.id);
            self.addresses.insert(address.to_lowercase(), Some(task.span));
            self.site.guides[at].tasks.push(task);
            raws.push(raw);
        }
        raws
    }

    fn add_guide_pages(&mut self, at: usize, pending: Vec<(Document, RawPage)>) {
        for (document, raw) in pending {
            if raw.draft && !self.drafts {
                self.entities.insert(document.path, Entity::Draft);
                continue;
            }
            let (stem, start) = (document.stem().to_owned(), document.start);
            if !check_id(&stem, start, self.faults) || !self.ids[at].claim(&stem, start, self.faults) {
                continue;
            }
            let address = self.site.guides[at].task_address(&stem);
            self.addresses.insert(address.to_lowercase(), Some(start));
            let number = self.site.guides[at].pages.len();
            self.entities.insert(document.path.clone(), Entity::GuidePage(at, number));
            self.paths.insert(Origin::GuidePage(at, number), document.path.clone());
            self.site.guides[at].pages.push(page(document, raw, address));
        }
    }

    fn add_retired(&mut self, at: usize, retired: &[RawRetired]) {
        for raw in retired {
            let (id, span) = (&raw.id.value, raw.id.span);
            if !check_id(id, span, self.faults) || !self.ids[at].claim(id, span, self.faults) {
                continue;
            }
            let lookup = Lookup { ids: &self.ids[at], names: &self.names[at] };
            let see = raw.see.as_ref().and_then(|see| lookup.find(see, self.faults));
            self.ids[at].set(id, Known::Retired(see));
            let address = self.site.guides[at].task_address(id);
            self.addresses.insert(address.to_lowercase(), Some(span));
            self.site.guides[at].retired.push(Retired { id: id.clone(), note: raw.note.clone(), see });
        }
    }

    /// The pages and files that the program makes.
    fn program_addresses(&mut self) {
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
    fn aliases(&mut self) {
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

    fn claim_aliases(&mut self, aliases: Vec<Alias>, prefix: &str) -> Vec<Alias> {
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

    /// Resolves the references of every text, and turns them round into backlinks.
    fn link(&mut self, project: &Project) {
        let files: HashSet<&str> = project.assets.iter().filter_map(|path| path.strip_prefix("content/")).collect();
        let addresses: HashSet<String> = self.exact_addresses();
        let prefixes: Vec<Vec<String>> = self.pending.iter().map(|pending| pending.prefixes.clone()).collect();
        let linker = Linker {
            site: &self.site,
            ids: &self.ids,
            names: &self.names,
            prefixes: &prefixes,
            entities: &self.entities,
            addresses: &addresses,
            files: &files,
        };
        let origins = self.site.origins();
        let found = parallel::map(&origins, |origin| {
            let path = self.paths.get(origin).map_or("", String::as_str);
            let mut here = Here {
                guide: origin.guide(),
                folder: path.rsplit_once('/').map_or("", |(folder, _)| folder),
                task: origin.task(),
                assets: Vec::new(),
                faults: Vec::new(),
            };
            let targets: Vec<_> = self.site.texts(*origin).iter().map(|text| linker.targets(text, &mut here)).collect();
            (targets, here.assets, here.faults)
        });
        for (origin, (targets, assets, faults)) in origins.iter().zip(found) {
            self.faults.extend(faults);
            self.site.set_links(*origin, targets, assets);
        }
        self.backlinks(&origins);
    }

    /// Site paths in their own case: those of pages come from the site, the program's are lower case where keys are.
    fn exact_addresses(&self) -> HashSet<String> {
        let mut exact: HashSet<String> = self.addresses.keys().cloned().collect();
        for guide in &self.site.guides {
            exact.extend(guide.tasks.iter().map(|task| guide.task_address(&task.id)));
            exact.extend(guide.retired.iter().map(|retired| guide.task_address(&retired.id)));
            exact.extend(guide.pages.iter().map(|page| page.address.clone()));
        }
        exact.extend(self.site.statics.iter().filter_map(|path| path.strip_prefix("static/")).map(str::to_owned));
        exact
    }

    fn backlinks(&mut self, origins: &[Origin]) {
        let mut found: Vec<(TaskRef, Backlink)> = Vec::new();
        for origin in origins {
            for text in self.site.texts(*origin) {
                for (reference, target) in text.body.references.iter().zip(&text.targets) {
                    let Target::Task(at, _) = target else { continue };
                    if origin.task() != Some(*at) {
                        let sentence = text.body.sentence(reference).to_owned();
                        found.push((*at, Backlink { from: *origin, sentence }));
                    }
                }
            }
        }
        for (at, backlink) in found {
            let list = &mut self.site.guides[at.guide].tasks[at.task].backlinks;
            if !list.contains(&backlink) {
                list.push(backlink);
            }
        }
    }
}

fn page(document: Document, raw: RawPage, address: String) -> Page {
    let title = raw.title.map_or_else(|| document.stem().to_owned(), |title| title.value);
    Page {
        file: document.file,
        address,
        title,
        description: raw.description.map(|text| text.value),
        updated: raw.updated,
        text: unresolved(document.body),
        source: raw.source.map(|field| unresolved(field.body)),
        questions: raw.questions.into_iter().map(|field| unresolved(field.body)).collect(),
        assets: Vec::new(),
        aliases: raw.aliases.into_iter().map(alias).collect(),
        extra: raw.extra,
    }
}

/// An alias as its author wrote it.
pub(super) fn alias(written: Spanned<String>) -> Alias {
    Alias { address: written.value, span: written.span }
}
