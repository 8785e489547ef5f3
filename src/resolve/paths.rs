//! Markdown links and images: paths to pages and files.

use super::elsewhere::{external, scheme, without_scheme};
use super::entity::Entity;
use super::ids::Known;
use super::links::{Here, Linker, no_target, split_anchor};
use crate::diagnostic::{DRAFT_REFERENCE, Diagnostic, PAGE_AS_IMAGE};
use crate::markdown::{Body, Reference, ReferenceKind};
use crate::model::{Asset, Origin, Target, TaskRef};
use crate::source::Span;
use crate::text::{composed, decode_path, join_path};

impl Linker<'_> {
    /// `[words](target)` and `![alt](target)`.
    pub(super) fn link(&self, reference: &Reference, body: &Body, here: &mut Here<'_>) -> Target {
        let image = reference.kind == ReferenceKind::Image;
        let span = reference.span;
        // Browsers drop these before they look for a scheme.
        let target: String = reference.target.chars().filter(|c| !c.is_control()).collect();
        let target = target.trim();
        if let Some(scheme) = scheme(target) {
            return self.file(target, here).unwrap_or_else(|| external(target, scheme, image, span, here));
        }
        if target.starts_with("//") || target.starts_with('\\') {
            return without_scheme(target, span, here);
        }
        let (path, anchor) = split_anchor(target);
        let path = path.split('?').next().unwrap_or_default();
        let anchor = anchor.and_then(decode_path);
        if path.is_empty() {
            return match anchor {
                None => no_target(reference, &named(reference, body), here),
                Some(_) if image => page_as_image(target, span, here),
                Some(anchor) => self.own_anchor(&anchor, body, span, here),
            };
        }
        // The name of a file may hold what means something else in an address.
        let found = decode_path(path)
            .and_then(|path| self.at(&path, anchor.as_deref(), span, here))
            .or_else(|| self.at(path, anchor.as_deref(), span, here))
            .or_else(|| self.file(target, here));
        match found {
            Some(found) if image && is_page(&found) => page_as_image(target, span, here),
            Some(found) => found,
            None if image && self.names_task(path, here) => page_as_image(target, span, here),
            None => {
                let fault = self.broken(reference, path, here.folder, here.may_suggest());
                here.faults.push(fault);
                Target::None
            }
        }
    }

    /// Whether a word is the id of a task of this guide.
    fn names_task(&self, word: &str, here: &Here<'_>) -> bool {
        here.guide.is_some_and(|guide| self.lookups[guide].ids.get(word).is_some())
    }

    fn at(&self, path: &str, anchor: Option<&str>, span: Span, here: &mut Here<'_>) -> Option<Target> {
        match path.strip_prefix('/') {
            Some(absolute) => self.absolute(absolute, anchor, span, here),
            None => self.relative(path, anchor, span, here),
        }
    }

    /// A path from the site's root.
    fn absolute(&self, path: &str, anchor: Option<&str>, span: Span, here: &mut Here<'_>) -> Option<Target> {
        let path = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => path,
        };
        let picture = path.strip_suffix("/diagram.svg").filter(|page| self.is_task(page));
        let candidates = [path.to_owned(), format!("{path}/")];
        let exists = |path: &str| self.paths.addresses.contains(path);
        let found = candidates.iter().find(|path| picture.is_some() || exists(path)).cloned();
        let found = found.or_else(|| candidates.iter().find_map(|path| self.paths.stored_as(path, exists)))?;
        if let Some(entity) = self.entity_at(&found) {
            return Some(self.entity(entity, &format!("/{found}"), anchor, span, here));
        }
        // The program's own pages know their places when they are made.
        Some(match anchor {
            Some(anchor) if !anchor.is_empty() => Target::Place(found, anchor.to_owned()),
            _ => Target::Address(found, None),
        })
    }

    fn is_task(&self, address: &str) -> bool {
        matches!(self.entity_at(address), Some(Entity::Task(_)))
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
            if let Some(Known::Task(task)) = self.lookups[guide].ids.get(rest.trim_end_matches('/')) {
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
        let other = || self.paths.stored_as(&joined, |path| self.paths.entities.contains_key(path));
        let entity = self.paths.entities.get(&joined).or_else(|| self.paths.entities.get(&other()?));
        if let Some(entity) = entity {
            return Some(self.entity(*entity, path, anchor, span, here));
        }
        self.file(path, here)
    }

    /// A file by its path from the file that the link stands in.
    fn file(&self, path: &str, here: &mut Here<'_>) -> Option<Target> {
        let joined = join_path(here.folder, path)?;
        let exists = |path: &str| self.paths.files.contains(path);
        let joined = if exists(&joined) { joined } else { self.paths.stored_as(&joined, exists)? };
        if !exists(&joined) {
            return None;
        }
        let source = format!("content/{joined}");
        if let Some(at) = here.assets.iter().position(|asset| asset.source == source) {
            return Some(Target::Asset(at));
        }
        let name = free_name(joined.rsplit('/').next().unwrap_or(&joined), |name| self.is_free(name, here));
        here.assets.push(Asset { source, name });
        Some(Target::Asset(here.assets.len() - 1))
    }

    /// Whether a file may have this name beside the page: none of the page's, of others or of the program's own has it,
    /// also where the disk does not tell cases apart.
    fn is_free(&self, name: &str, here: &Here<'_>) -> bool {
        let folded = |name: &str| composed(name).to_lowercase();
        let wanted = folded(name);
        // These are kept free beside every page.
        !["diagram.svg", "overview.svg", "guide.json", "tasks.csv"].contains(&wanted.as_str())
            && self.paths.addresses.is_free(&[&self.site.address(here.origin), name].concat())
            && here.assets.iter().all(|asset| folded(&asset.name) != wanted)
    }

    fn entity(&self, entity: Entity, path: &str, anchor: Option<&str>, span: Span, here: &mut Here<'_>) -> Target {
        let (origin, body) = match entity {
            Entity::Task(at) => return self.task(at, anchor, span, here),
            Entity::Broken => return Target::None,
            Entity::Draft => {
                let fault = Diagnostic::new(DRAFT_REFERENCE, span, format!("`{path}` is a draft and is not published"));
                here.faults.push(fault.help("publish it, or build with --drafts"));
                return Target::None;
            }
            Entity::Home => (Origin::Home, self.site.home.as_ref().map(|page| &page.text.body)),
            Entity::Guide(guide) => (Origin::Guide(guide), Some(&self.site.guides[guide].text.body)),
            Entity::GuidePage(guide, at) => {
                (Origin::GuidePage(guide, at), Some(&self.site.guides[guide].pages[at].text.body))
            }
            Entity::Page(at) => (Origin::Page(at), Some(&self.site.pages[at].text.body)),
        };
        let questions = self.site.questions(origin);
        let anchor = body.and_then(|body| Self::anchor(anchor, body, questions, path, span, here));
        Target::Address(self.site.address(origin), anchor)
    }
}

/// Whether a target is a page of the site.
fn is_page(target: &Target) -> bool {
    match target {
        Target::Task(..) | Target::Own(_) => true,
        Target::Address(address, _) | Target::Place(address, _) => address.is_empty() || address.ends_with('/'),
        Target::None | Target::Asset(_) | Target::External(_) => false,
    }
}

fn page_as_image(target: &str, span: Span, here: &mut Here<'_>) -> Target {
    let fault = Diagnostic::new(PAGE_AS_IMAGE, span, format!("the image `{target}` is a page"));
    here.faults.push(fault.help("take the `!` out for a link to it, or write the path of an image"));
    Target::None
}

/// The message about a link or an image without an address.
fn named(reference: &Reference, body: &Body) -> String {
    let words = body.words(reference).trim();
    match reference.kind {
        ReferenceKind::Image => format!("the image `{words}`"),
        _ if words.is_empty() => "the link without words".to_owned(),
        _ => format!("the link `{words}`"),
    }
}

/// `name`, or with a number where it is not free.
fn free_name(name: &str, is_free: impl Fn(&str) -> bool) -> String {
    if is_free(name) {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let mut numbered = (2..).map(|number: usize| format!("{stem}-{number}{ending}"));
    numbered.find(|name| is_free(name)).unwrap_or_default()
}
