//! What the references in texts lead to.

use std::collections::{HashMap, HashSet};

use super::addresses::Addresses;
use super::ids::{Ids, Known};
use super::relations::Lookup;
use crate::diagnostic::{
    BROKEN_ANCHOR, BROKEN_LINK, DRAFT_REFERENCE, Diagnostic, EXTERNAL_IMAGE, RETIRED_REFERENCE, UNKNOWN_TASK,
    UNSAFE_LINK,
};
use crate::markdown::{Body, Reference, ReferenceKind};
use crate::model::{Asset, Site, Status, Target, TaskRef, Text};
use crate::source::Span;
use crate::text::{closest, decode_path, has_prefix_form, join_path};

/// Schemes that can do nothing but lead elsewhere.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// What a Markdown file has become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entity {
    Home,
    Guide(usize),
    Task(TaskRef),
    /// A task that is not published yet.
    Draft,
    /// A file that could not be read, which has been said.
    Broken,
    GuidePage(usize, usize),
    Page(usize),
}

/// All that a reference can lead to.
pub(super) struct Linker<'a> {
    pub(super) site: &'a Site,
    pub(super) ids: &'a [Ids],
    /// The ids of each guide's tasks, in order.
    pub(super) names: &'a [Vec<String>],
    pub(super) prefixes: &'a [Vec<String>],
    /// By path below `content/`.
    pub(super) entities: &'a HashMap<String, Entity>,
    /// Every site path that will exist.
    pub(super) addresses: &'a Addresses,
    /// Files below `content/` that are not Markdown, by path below `content/`.
    pub(super) files: &'a HashSet<&'a str>,
}

/// The page whose text is resolved.
pub(super) struct Here<'a> {
    pub(super) guide: Option<usize>,
    /// The folder of its file below `content/`.
    pub(super) folder: &'a str,
    pub(super) task: Option<TaskRef>,
    pub(super) assets: Vec<Asset>,
    pub(super) faults: Vec<Diagnostic>,
}

impl Linker<'_> {
    /// The targets of all references of a text.
    pub(super) fn targets(&self, text: &Text, here: &mut Here<'_>) -> Vec<Target> {
        text.body.references.iter().map(|reference| self.target(reference, &text.body, here)).collect()
    }

    fn target(&self, reference: &Reference, body: &Body, here: &mut Here<'_>) -> Target {
        match reference.kind {
            ReferenceKind::Code => self.code(reference, here),
            ReferenceKind::Wiki => self.wiki(reference, body, here),
            ReferenceKind::Link | ReferenceKind::Image => self.link(reference, body, here),
        }
    }

    /// A word with the form of a code.
    fn code(&self, reference: &Reference, here: &mut Here<'_>) -> Target {
        let Some(guide) = here.guide else { return Target::None };
        let word = &reference.target;
        match self.ids[guide].get(word) {
            Some(Known::Task(task)) if here.task == Some(TaskRef { guide, task }) => Target::None,
            Some(known) => self.known(known, guide, word, None, reference.span, here),
            None => {
                if self.prefixes[guide].iter().any(|prefix| has_prefix_form(word, prefix)) {
                    let fault = self
                        .lookup(guide)
                        .unknown(word, reference.span)
                        .label("looks like a task of this guide")
                        .help_unless_near("write it in backticks if it is meant to be no task");
                    here.faults.push(fault);
                }
                Target::None
            }
        }
    }

    /// `[[TF105]]`, `[[TF105#anchor]]`, `[[other-guide/TF105]]`, `[[#anchor]]`.
    fn wiki(&self, reference: &Reference, body: &Body, here: &mut Here<'_>) -> Target {
        let (path, anchor) = split_anchor(&reference.target);
        let path = path.trim();
        if path.is_empty() {
            return Self::own_anchor(anchor.unwrap_or_default(), body, reference.span, here);
        }
        let (guide, id) = match path.split_once('/') {
            None => (here.guide, path),
            Some((folder, id)) => {
                let guide = self.site.guides.iter().position(|guide| guide.folder == folder);
                if guide.is_none() {
                    let near = closest(folder, self.site.guides.iter().map(|guide| guide.folder.as_str()));
                    let fault = Diagnostic::new(UNKNOWN_TASK, reference.span, format!("there is no guide `{folder}`"));
                    here.faults.push(fault.did_you_mean(near));
                    return Target::None;
                }
                (guide, id)
            }
        };
        let Some(guide) = guide else {
            let message = format!("`[[{id}]]` stands outside a guide");
            let near = self.ids.iter().position(|ids| ids.get(id).is_some());
            let fault = Diagnostic::new(UNKNOWN_TASK, reference.span, message)
                .help("name the guide: `[[guide/ID]]`")
                .did_you_mean(near.map(|at| format!("[[{}/{id}]]", self.site.guides[at].folder)).as_deref());
            here.faults.push(fault);
            return Target::None;
        };
        match self.ids[guide].get(id) {
            Some(known) => self.known(known, guide, id, anchor, reference.span, here),
            None => {
                here.faults.push(self.lookup(guide).unknown(id, reference.span));
                Target::None
            }
        }
    }

    fn known(
        &self,
        known: Known,
        guide: usize,
        id: &str,
        anchor: Option<&str>,
        span: Span,
        here: &mut Here<'_>,
    ) -> Target {
        match known {
            Known::Task(task) => self.task(TaskRef { guide, task }, anchor, span, here),
            Known::Broken => Target::None,
            Known::Draft => {
                let message = format!("the task `{id}` is a draft and is not published");
                here.faults
                    .push(Diagnostic::new(DRAFT_REFERENCE, span, message).help("publish it, or build with --drafts"));
                Target::None
            }
            Known::Retired(see) => {
                let name = see.and_then(|see| self.names[guide].get(see));
                let fault = Diagnostic::new(RETIRED_REFERENCE, span, format!("the id `{id}` is retired"))
                    .help(instead(name.map(String::as_str)));
                here.faults.push(fault);
                Target::Address(self.site.guides[guide].task_address(id), None)
            }
        }
    }

    fn task(&self, at: TaskRef, anchor: Option<&str>, span: Span, here: &mut Here<'_>) -> Target {
        let task = self.site.task(at);
        let from_retired = here.task.is_some_and(|here| self.site.task(here).status == Status::Retired);
        if task.status == Status::Retired && !from_retired {
            let by = task.replaced_by.map(|by| self.site.guides[at.guide].tasks[by].id.as_str());
            let fault = Diagnostic::new(RETIRED_REFERENCE, span, format!("the task `{}` is retired", task.id))
                .help(instead(by));
            here.faults.push(fault);
        }
        Self::anchor(anchor, &task.text.body, &task.id, span, here);
        Target::Task(at, anchor.map(str::to_owned))
    }

    /// Reports an anchor that no heading of `body` has.
    fn anchor(anchor: Option<&str>, body: &Body, page: &str, span: Span, here: &mut Here<'_>) {
        let Some(anchor) = anchor else { return };
        if body.headings.iter().any(|heading| heading.id == anchor) {
            return;
        }
        let near = closest(anchor, body.headings.iter().map(|heading| heading.id.as_str()));
        let page = if page.is_empty() { "this page".to_owned() } else { format!("`{page}`") };
        let fault = Diagnostic::new(BROKEN_ANCHOR, span, format!("{page} has no heading `#{anchor}`"));
        let help = if body.headings.is_empty() {
            "the page has no headings".to_owned()
        } else {
            let known: Vec<String> = body.headings.iter().take(8).map(|h| format!("#{}", h.id)).collect();
            format!("its headings: {}", known.join(", "))
        };
        here.faults.push(fault.help(help).did_you_mean(near.map(|near| format!("#{near}")).as_deref()));
    }

    fn own_anchor(anchor: &str, body: &Body, span: Span, here: &mut Here<'_>) -> Target {
        Self::anchor(Some(anchor), body, "", span, here);
        Target::Own(anchor.to_owned())
    }

    /// `[words](target)` and `![alt](target)`.
    fn link(&self, reference: &Reference, body: &Body, here: &mut Here<'_>) -> Target {
        let image = reference.kind == ReferenceKind::Image;
        let span = reference.span;
        // Browsers drop these before they look for a scheme.
        let target: String = reference.target.chars().filter(|c| !c.is_control()).collect();
        let target = target.trim();
        if let Some(scheme) = scheme(target) {
            return external(target, scheme, image, span, here);
        }
        if target.starts_with("//") || target.starts_with('\\') {
            let fault = Diagnostic::new(UNSAFE_LINK, span, format!("the link `{target}` names no scheme"));
            here.faults.push(fault.help("write https:// in front of it"));
            return Target::None;
        }
        let (path, anchor) = split_anchor(target);
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() {
            let anchor = decode_path(anchor.unwrap_or_default()).unwrap_or_default();
            return if anchor.is_empty() { Target::None } else { Self::own_anchor(&anchor, body, span, here) };
        }
        let anchor = anchor.and_then(decode_path);
        let found = decode_path(path).and_then(|path| match path.strip_prefix('/') {
            Some(absolute) => self.absolute(absolute, anchor.as_deref(), span, here),
            None => self.relative(&path, anchor.as_deref(), span, here),
        });
        found.unwrap_or_else(|| {
            here.faults.push(self.broken(target, path, here.folder, span));
            Target::None
        })
    }

    /// A path from the site's root.
    fn absolute(&self, path: &str, anchor: Option<&str>, span: Span, here: &mut Here<'_>) -> Option<Target> {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let candidates = [path.to_owned(), format!("{path}/")];
        let found = candidates.into_iter().find(|path| path.is_empty() || self.addresses.contains(path))?;
        if let Some(entity) = self.entity_at(&found) {
            return Some(self.entity(entity, &format!("/{found}"), anchor, span, here));
        }
        // Anchors of the program's own pages and of files are not known here.
        Some(Target::Address(found, anchor.map(str::to_owned)))
    }

    /// The author's page that has a site path.
    fn entity_at(&self, address: &str) -> Option<Entity> {
        if address.is_empty() {
            return self.site.home.as_ref().map(|_| Entity::Home);
        }
        let (folder, rest) = address.split_once('/')?;
        if let Some(guide) = self.site.guides.iter().position(|guide| guide.folder == folder) {
            if rest.is_empty() {
                return Some(Entity::Guide(guide));
            }
            if let Some(Known::Task(task)) = self.ids[guide].get(rest.trim_end_matches('/')) {
                return Some(Entity::Task(TaskRef { guide, task }));
            }
            let page = self.site.guides[guide].pages.iter().position(|page| page.address == address)?;
            return Some(Entity::GuidePage(guide, page));
        }
        self.site.pages.iter().position(|page| page.address == address).map(Entity::Page)
    }

    /// A path from the file that the link stands in.
    fn relative(&self, path: &str, anchor: Option<&str>, span: Span, here: &mut Here<'_>) -> Option<Target> {
        let joined = join_path(here.folder, path)?;
        if let Some(entity) = self.entities.get(&joined) {
            return Some(self.entity(*entity, path, anchor, span, here));
        }
        if !self.files.contains(joined.as_str()) {
            return None;
        }
        let source = format!("content/{joined}");
        if let Some(at) = here.assets.iter().position(|asset| asset.source == source) {
            return Some(Target::Asset(at));
        }
        let name = free_name(joined.rsplit('/').next().unwrap_or(&joined), &here.assets);
        here.assets.push(Asset { source, name });
        Some(Target::Asset(here.assets.len() - 1))
    }

    fn entity(&self, entity: Entity, path: &str, anchor: Option<&str>, span: Span, here: &mut Here<'_>) -> Target {
        let page = |address: &str| Target::Address(address.to_owned(), anchor.map(str::to_owned));
        let (target, body) = match entity {
            Entity::Task(at) => return self.task(at, anchor, span, here),
            Entity::Broken => return Target::None,
            Entity::Draft => {
                let fault = Diagnostic::new(DRAFT_REFERENCE, span, format!("`{path}` is a draft and is not published"));
                here.faults.push(fault.help("publish it, or build with --drafts"));
                return Target::None;
            }
            Entity::Home => (page(""), self.site.home.as_ref().map(|page| &page.text.body)),
            Entity::Guide(guide) => {
                let guide = &self.site.guides[guide];
                (page(&guide.address()), Some(&guide.text.body))
            }
            Entity::GuidePage(guide, at) => {
                let found = &self.site.guides[guide].pages[at];
                (page(&found.address), Some(&found.text.body))
            }
            Entity::Page(at) => {
                let found = &self.site.pages[at];
                (page(&found.address), Some(&found.text.body))
            }
        };
        if let Some(body) = body {
            Self::anchor(anchor, body, path, span, here);
        }
        target
    }

    fn broken(&self, target: &str, path: &str, folder: &str, span: Span) -> Diagnostic {
        let joined = decode_path(path).and_then(|path| join_path(folder, &path));
        let fault = Diagnostic::new(BROKEN_LINK, span, format!("the link `{target}` leads nowhere"));
        let Some(joined) = joined else {
            return fault.label("leaves the content folder").help("link to files below `content/`");
        };
        let near_by = |known: &&str| known.rsplit_once('/').map_or("", |(folder, _)| folder) == parent(&joined);
        let mut known: Vec<&str> =
            self.entities.keys().map(String::as_str).chain(self.files.iter().copied()).filter(near_by).collect();
        known.sort_unstable();
        let near = closest(&joined, known);
        fault
            .label(format!("there is no `content/{joined}`"))
            .help("write the path of the file from here, such as `TF105.md`")
            .did_you_mean(near.map(|near| near.strip_prefix(&format!("{folder}/")).unwrap_or(near)))
    }

    fn lookup(&self, guide: usize) -> Lookup<'_> {
        Lookup { ids: &self.ids[guide], names: &self.names[guide] }
    }
}

impl Diagnostic {
    /// Adds help where no near word was found.
    fn help_unless_near(mut self, text: &str) -> Self {
        if !self.help.as_deref().is_some_and(|help| help.starts_with("did you mean")) {
            self.help = Some(text.to_owned());
        }
        self
    }
}

/// What to do about a reference to what is retired.
fn instead(by: Option<&str>) -> String {
    by.map_or_else(|| "take the reference out".to_owned(), |by| format!("refer to `{by}`"))
}

fn external(target: &str, scheme: &str, image: bool, span: Span, here: &mut Here<'_>) -> Target {
    if image {
        let fault = Diagnostic::new(EXTERNAL_IMAGE, span, "pages only show images that lie below `content/`");
        here.faults.push(fault.help("put the file below `content/` and link to it there"));
        return Target::None;
    }
    if SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return Target::External(target.to_owned());
    }
    let fault = Diagnostic::new(UNSAFE_LINK, span, format!("links with `{scheme}:` are not published"));
    here.faults.push(fault.help(format!("known schemes: {}", SCHEMES.join(", "))));
    Target::None
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn split_anchor(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((path, anchor)) if !anchor.is_empty() => (path, Some(anchor)),
        Some((path, _)) => (path, None),
        None => (target, None),
    }
}

/// The scheme of a URL (RFC 3986, 3.1), if it has one.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let mut chars = scheme.chars();
    let first = chars.next()?.is_ascii_alphabetic();
    (first && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))).then_some(scheme)
}

/// `name`, or with a number where another file of the page has it. Names of the program's own files are never free.
fn free_name(name: &str, assets: &[Asset]) -> String {
    let taken = |name: &str| {
        matches!(name, "index.html" | "diagram.svg" | "overview.svg" | "guide.json" | "tasks.csv")
            || assets.iter().any(|asset| asset.name.eq_ignore_ascii_case(name))
    };
    if !taken(name) {
        return name.to_owned();
    }
    let (stem, ending) = name.rsplit_once('.').map_or((name, String::new()), |(stem, e)| (stem, format!(".{e}")));
    let free = (2..=assets.len() + 2).map(|number| format!("{stem}-{number}{ending}")).find(|name| !taken(name));
    free.unwrap_or_else(|| name.to_owned())
}
