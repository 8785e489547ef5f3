//! The whole site from its documents, step by step.

use std::collections::{HashMap, HashSet};

use super::addresses::{AddressKind, Addresses};
use super::build::{Build, alias, unresolved};
use super::entity::Entity;
use super::guide;
use super::ids::{Ids, Known, check_id, check_part};
use super::lookup::Lookup;
use super::questions::questions;
use super::relations::relate;
use super::retired_ids::tasks_to_see;
use super::statements::Kinds;
use super::task::{self, Places, lists_nothing, own_fields};
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Diagnostics, INVALID_VALUE, Severity};
use crate::model::{Group, Origin, Page, Retired, Section, Site, Status, Task, TaskRef, Used};
use crate::parse::{Broken, Document, Front, Parsed, RawGuide, RawPage, RawRelations, RawRetired, RawSection, RawTask};
use crate::source::{FileId, Project};
use crate::text::{closest, composed, natural_cmp};
use crate::yaml::Spanned;

/// Resolves all documents. With `drafts`, drafts are published like other pages.
pub(crate) fn resolve(
    project: &Project,
    settings: Settings,
    parsed: Parsed,
    drafts: bool,
    faults: &mut Diagnostics,
) -> Site {
    let statics = project.statics.clone();
    let mut build = Build {
        site: Site {
            settings,
            home: None,
            guides: Vec::new(),
            pages: Vec::new(),
            top_pages: Vec::new(),
            read_pages: Vec::new(),
            statics,
            leads_to_statement: false,
        },
        drafts,
        faults,
        pending: Vec::new(),
        ids: Vec::new(),
        names: Vec::new(),
        entities: HashMap::default(),
        addresses: Addresses::default(),
        placed: Vec::new(),
        paths: HashMap::default(),
    };
    build.site_addresses();
    build.sort(parsed.documents, &parsed.broken);
    build.mark_broken(parsed.broken);
    for at in 0..build.site.guides.len() {
        build.fill_guide(at);
    }
    build.other_addresses();
    build.aliases();
    build.statement_address();
    build.link(project);
    build.unlinked_files(project);
    build.site
}

impl Build<'_> {
    /// Guides first, since their folders say what the other documents belong to.
    fn sort(&mut self, documents: Vec<Document>, broken: &[Broken]) {
        let mut documents = documents;
        self.order_guides(&mut documents, broken);
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
                (Front::Task(raw), Some(guide)) => self.pending[guide].tasks.push((document, raw)),
                (Front::Page(raw), Some(guide)) => self.pending[guide].pages.push((document, *raw)),
                (Front::Page(raw), None) => pages.push((document, *raw)),
                // The guide's own page could not be read, which has been said; its tasks are not to blame.
                (Front::Task(_) | Front::Guide(_), _) => {
                    self.entities.insert(document.path, Entity::Broken);
                }
            }
        }
        for (document, raw) in pages {
            self.add_page(document, raw);
        }
        self.order_pages();
    }

    /// Puts each page outside guides below the page of its folder, or of the nearest folder above that has one.
    fn order_pages(&mut self) {
        let pages = &mut self.site.pages;
        let at: HashMap<String, usize> = pages.iter().enumerate().map(|(at, p)| (p.address.clone(), at)).collect();
        for page in pages.iter_mut() {
            let mut folder = page.address.trim_end_matches('/');
            while let (None, Some((rest, _))) = (page.above, folder.rsplit_once('/')) {
                folder = rest;
                page.above = at.get(&format!("{folder}/")).copied();
            }
        }
        let mut sorted: Vec<usize> = (0..pages.len()).collect();
        sorted.sort_by(|one, other| {
            let (one, other) = (&pages[*one], &pages[*other]);
            let weight = |page: &Page| page.weight.map_or((true, 0), |weight| (false, weight));
            weight(one).cmp(&weight(other)).then_with(|| natural_cmp(&one.address, &other.address))
        });
        for page in sorted {
            match pages[page].above {
                Some(above) => pages[above].below.push(page),
                None => self.site.top_pages.push(page),
            }
        }
        let mut open: Vec<usize> = self.site.top_pages.iter().rev().copied().collect();
        while let Some(page) = open.pop() {
            self.site.pages[page].place = self.site.read_pages.len();
            self.site.read_pages.push(page);
            open.extend(self.site.pages[page].below.iter().rev());
        }
    }

    /// Keeps the names of files that could not be read, so that references to them are no second fault.
    fn mark_broken(&mut self, broken: Vec<Broken>) {
        for Broken { path, ids } in broken {
            let guide = path.split_once('/').and_then(|(top, _)| self.site.guides.iter().position(|g| g.folder == top));
            let name = path.rsplit('/').next().unwrap_or_default();
            let names = name.strip_suffix(".md").map(str::to_owned).into_iter().chain(ids);
            if let Some(guide) = guide {
                self.site.guides[guide].in_doubt = true;
            }
            for (guide, id) in guide.into_iter().flat_map(|guide| names.clone().map(move |id| (guide, id))) {
                self.ids[guide].set(&id, Known::Broken);
                self.site.guides[guide].absent.push(id);
            }
            self.entities.insert(path, Entity::Broken);
        }
    }

    /// Guides in the order that the settings give, others behind by their folders.
    fn order_guides(&mut self, documents: &mut [Document], broken: &[Broken]) {
        let settings = &self.site.settings;
        let is_guide = |document: &Document| matches!(document.front, Front::Guide(_));
        for (folder, span) in settings.guides.iter().zip(&settings.guide_spans) {
            let is_broken = || broken.iter().any(|file| file.path.strip_suffix("/_index.md") == Some(folder));
            if !documents.iter().any(|document| is_guide(document) && document.folder() == folder) && !is_broken() {
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
        let placed = self.claim_address(&guide.address(), AddressKind::Page, start);
        self.placed.push(placed);
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
            self.site.home = Some(page(document, raw, String::new(), &[]));
            return;
        }
        let address = match (document.folder(), document.stem()) {
            ("", stem) => format!("{stem}/"),
            (folder, "_index") => format!("{folder}/"),
            (folder, stem) => format!("{folder}/{stem}/"),
        };
        let name = address.trim_end_matches('/');
        let usable = name.split('/').all(|part| check_part(part, document.start, self.faults));
        if !usable || !self.claim_address(&address, AddressKind::Page, document.start) {
            return;
        }
        let at = self.site.pages.len();
        self.entities.insert(document.path.clone(), Entity::Page(at));
        self.paths.insert(Origin::Page(at), document.path.clone());
        self.site.pages.push(page(document, raw, address, &[]));
    }

    fn fill_guide(&mut self, at: usize) {
        let pending = std::mem::take(&mut self.pending[at]);
        let places = self.places(at, &pending.tasks);
        let relations = self.add_tasks(at, pending.tasks, &places);
        self.add_sections(at, pending.sections, &places);
        self.add_guide_pages(at, pending.pages);
        self.add_retired(at, &pending.retired);
        for (number, task) in self.site.guides[at].tasks.iter().enumerate() {
            for alias in task.aliases.iter().filter(|alias| !alias.address.contains('/')) {
                if self.ids[at].get(&alias.address).is_none() {
                    self.ids[at].set(&alias.address, Known::Task(number));
                }
            }
        }
        let lookup = Lookup::new(&self.ids[at], &self.names[at]);
        let kinds = std::mem::take(&mut self.site.guides[at].certainties);
        relate(&mut self.site.guides[at].tasks, &relations, &lookup, Kinds(&kinds), self.faults);
        self.site.guides[at].certainties = kinds;
    }

    /// The groups of the guide, for its tasks to name.
    fn places(&mut self, at: usize, pending: &[(Document, Box<RawTask>)]) -> Places {
        let own = self.site.guides[at].file;
        let errors = self.faults.iter().filter(|fault| fault.severity == Severity::Error);
        let files: HashSet<FileId> = errors.filter_map(|fault| Some(fault.labels.first()?.span.file)).collect();
        let lacks = if files.contains(&own) { Vec::new() } else { lists_nothing(&self.site.guides[at], pending) };
        let in_doubt = files.contains(&own) || !lacks.is_empty();
        self.faults.extend(lacks);
        let guide = &mut self.site.guides[at];
        guide.in_doubt |= in_doubt || pending.iter().any(|(document, _)| files.contains(&document.file));
        Places::new(guide, in_doubt)
    }

    /// The guide's tasks in natural order of their ids, and what their authors wrote of relations, in the same order.
    fn add_tasks(&mut self, at: usize, pending: Vec<(Document, Box<RawTask>)>, places: &Places) -> Vec<RawRelations> {
        // Boxed again for sorting.
        let mut tasks: Vec<Box<(Task, RawRelations, String)>> = Vec::with_capacity(pending.len());
        for (document, raw) in pending {
            let id =
                raw.id.clone().unwrap_or_else(|| Spanned { value: document.stem().to_owned(), span: document.start });
            let written = id.value;
            let id = Spanned { value: composed(&written).into_owned(), span: id.span };
            if !check_id(&id.value, id.span, self.faults) {
                // Who names it is not to blame.
                self.ids[at].set(&id.value, Known::Broken);
                self.entities.insert(document.path, Entity::Broken);
                self.site.guides[at].in_doubt = true;
                continue;
            }
            if !self.ids[at].claim(&written, id.span, self.faults) {
                self.entities.insert(document.path, Entity::Broken);
                self.site.guides[at].in_doubt = true;
                continue;
            }
            let place = places.place(&raw, self.faults);
            let used = self.used(raw.status);
            let guide = &mut self.site.guides[at];
            let is_known = |key: &str| guide.fields.iter().any(|kind| kind.key == key);
            guide.in_doubt |= !(place.is_whole && raw.fields.iter().all(|(key, _)| is_known(&key.value)));
            place.mark(guide, used);
            let fields = own_fields(&raw, &mut guide.fields, used, places.in_doubt, self.faults);
            if raw.status == Status::Draft && !self.drafts {
                self.ids[at].set(&id.value, Known::Draft);
                self.site.guides[at].absent.push(id.value);
                self.entities.insert(document.path, Entity::Draft);
                continue;
            }
            let guide = &self.site.guides[at];
            tasks.push(Box::new(task::task(document, raw, id.value, place, fields, guide, self.faults)));
        }
        tasks.sort_by(|a, b| natural_cmp(&a.0.id, &b.0.id));
        let mut relations = Vec::with_capacity(tasks.len());
        self.site.guides[at].tasks.reserve(tasks.len());
        for (number, sorted) in tasks.into_iter().enumerate() {
            let (task, raw, path) = *sorted;
            self.ids[at].set(&task.id, Known::Task(number));
            self.entities.insert(path.clone(), Entity::Task(TaskRef { guide: at, task: number }));
            self.paths.insert(Origin::Task(TaskRef { guide: at, task: number }), path);
            self.names[at].push(task.id.clone());
            let address = self.site.guides[at].task_address(&task.id);
            self.claim_below(at, &address, AddressKind::Task, task.span);
            self.site.guides[at].tasks.push(task);
            relations.push(raw);
        }
        relations
    }

    /// The sections that the guide asks for; one whose tasks can't be told asks nothing of any.
    fn add_sections(&mut self, at: usize, raws: Vec<RawSection>, places: &Places) {
        for RawSection { heading, when } in raws {
            let when = places.filter(when, self.faults);
            let section = |when| Section { heading: heading.value, span: heading.span, when };
            self.site.guides[at].sections.extend(when.map(section));
        }
    }

    /// How a task of this status uses its groups and fields.
    fn used(&self, status: Status) -> Used {
        match status {
            Status::Draft if !self.drafts => Used::OutOfForce,
            Status::Retired => Used::OutOfForce,
            Status::Draft | Status::Active => Used::InForce,
        }
    }

    fn add_guide_pages(&mut self, at: usize, mut pending: Vec<(Document, RawPage)>) {
        // Those without a weight stay behind the others, in the order of their files.
        pending.sort_by_key(|(_, raw)| raw.weight.map_or((true, 0), |weight| (false, weight)));
        for (document, raw) in pending {
            if raw.draft && !self.drafts {
                self.entities.insert(document.path, Entity::Draft);
                continue;
            }
            let (stem, start) = (document.stem().to_owned(), document.start);
            let name = composed(&stem).into_owned();
            if !check_id(&name, start, self.faults) || !self.ids[at].claim(&stem, start, self.faults) {
                continue;
            }
            let address = self.site.guides[at].task_address(&name);
            self.claim_below(at, &address, AddressKind::Page, start);
            let number = self.site.guides[at].pages.len();
            self.entities.insert(document.path.clone(), Entity::GuidePage(at, number));
            self.paths.insert(Origin::GuidePage(at, number), document.path.clone());
            let page = page(document, raw, address, &self.site.guides[at].parties);
            self.site.guides[at].pages.push(page);
        }
    }

    fn add_retired(&mut self, at: usize, retired: &[RawRetired]) {
        let mut usable = Vec::with_capacity(retired.len());
        for raw in retired {
            let (id, span) = (&composed(&raw.id.value), raw.id.span);
            if check_id(id, span, self.faults) && self.ids[at].claim(&raw.id.value, span, self.faults) {
                self.ids[at].set(id, Known::Retired(None));
                usable.push(raw);
            }
        }
        let lookup = Lookup::new(&self.ids[at], &self.names[at]);
        let all = tasks_to_see(&usable, &lookup, self.faults);
        for (raw, see) in usable.into_iter().zip(all) {
            let id = composed(&raw.id.value).into_owned();
            self.ids[at].set(&id, Known::Retired(see));
            let address = self.site.guides[at].task_address(&id);
            self.claim_below(at, &address, AddressKind::Page, raw.id.span);
            self.site.guides[at].retired.push(Retired { id, note: raw.note.clone(), see });
        }
    }
}

/// A page; `parties` are those of its guide, if it has one.
fn page(document: Document, raw: RawPage, address: String, parties: &[Group]) -> Page {
    let title = raw.title.map_or_else(|| document.stem().to_owned(), |title| title.value);
    Page {
        file: document.file,
        address,
        title,
        description: raw.description.map(|text| text.value),
        updated: raw.updated,
        text: unresolved(document.body),
        source: raw.source.map(|field| unresolved(field.body)),
        questions: questions(raw.questions, parties),
        assets: Vec::new(),
        aliases: raw.aliases.into_iter().map(alias).collect(),
        extra: raw.extra,
        above: None,
        weight: raw.weight,
        place: 0,
        below: Vec::new(),
    }
}
