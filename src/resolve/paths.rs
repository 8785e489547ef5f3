//! Markdown links and images: paths to pages and files, and addresses elsewhere.

use super::ids::Known;
use super::links::{Entity, Here, Linker, split_anchor};
use crate::diagnostic::{BROKEN_ASSET, BROKEN_LINK, DRAFT_REFERENCE, Diagnostic, EXTERNAL_IMAGE, UNSAFE_LINK};
use crate::markdown::{Body, Reference, ReferenceKind};
use crate::model::{Asset, Origin, Target, TaskRef};
use crate::source::{Span, is_left_out};
use crate::text::{composed, decode_path, join_path};

/// Schemes that can do nothing but lead elsewhere.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

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
        // The name of a file may hold what means something else in an address.
        let found = decode_path(path)
            .and_then(|path| self.at(&path, anchor.as_deref(), span, here))
            .or_else(|| self.at(path, anchor.as_deref(), span, here))
            .or_else(|| self.file(target, here));
        found.unwrap_or_else(|| {
            let fault = self.broken(reference, path, here.folder, here.may_suggest());
            here.faults.push(fault);
            Target::None
        })
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
        let found = candidates.into_iter().find(|path| picture.is_some() || self.addresses.contains(path))?;
        if let Some(entity) = self.entity_at(&found) {
            return Some(self.entity(entity, &format!("/{found}"), anchor, span, here));
        }
        // What places the program's own pages have is known when they are made.
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
        if let Some(entity) = self.entities.get(&joined) {
            return Some(self.entity(*entity, path, anchor, span, here));
        }
        self.file(path, here)
    }

    /// A file by its path from the file that the link stands in.
    fn file(&self, path: &str, here: &mut Here<'_>) -> Option<Target> {
        let joined = join_path(here.folder, path)?;
        if !self.files.contains(joined.as_str()) {
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
            && self.addresses.is_free(&[&self.site.address(here.origin), name].concat())
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
        let anchor = body.and_then(|body| Self::anchor(anchor, body, path, span, here));
        Target::Address(self.site.address(origin), anchor)
    }

    /// The fault of a link whose target is not there, with the nearest name in the same folder.
    fn broken(&self, reference: &Reference, path: &str, folder: &str, suggest: bool) -> Diagnostic {
        let span = reference.span;
        let decoded = decode_path(path).unwrap_or_else(|| path.to_owned());
        let joined = join_path(folder, &decoded);
        let name = decoded.rsplit('/').next().unwrap_or(&decoded);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let page = matches!(ending, "" | "md" | "html") && reference.kind != ReferenceKind::Image;
        let (code, what) = match reference.kind {
            ReferenceKind::Image => (BROKEN_ASSET, "image"),
            _ if !page => (BROKEN_ASSET, "file"),
            _ => (BROKEN_LINK, "link"),
        };
        let message =
            if page { format!("the link `{path}` leads nowhere") } else { format!("the {what} `{path}` is not there") };
        let fault = Diagnostic::new(code, span, message);
        if decoded.starts_with('/') {
            return fault
                .label("the site has no such address")
                .help("link to the file instead, such as `TF105.md`")
                .did_you_mean(suggest.then(|| self.nearest.address(&decoded)).flatten().as_deref());
        }
        let Some(joined) = joined else {
            return fault.label("leaves the content folder").help("link to files below `content/`");
        };
        if let Some(name) = joined.split('/').find(|name| is_left_out(name)) {
            let why = if name.starts_with('.') { "it begins with a full stop" } else { "it is one that editors leave" };
            let message = format!("the {what} `{path}` is not published");
            let label = format!("the name `{name}` keeps it out: {why}");
            return Diagnostic::new(code, span, message).label(label).help("give it another name");
        }
        let nearest = || if page { self.nearest.page(&joined) } else { self.nearest.file(&joined) };
        let near = suggest.then(nearest).flatten();
        let near = near.map(|near| format!("{}{near}", decoded.strip_suffix(name).unwrap_or_default()));
        let help = if page { "write the path of the file from here, such as `TF105.md`" } else { "put the file there" };
        fault.label(format!("there is no `content/{joined}`")).help(help).did_you_mean(near.as_deref())
    }
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

/// The scheme of a URL (RFC 3986, 3.1), if it has one.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let mut chars = scheme.chars();
    let first = chars.next()?.is_ascii_alphabetic();
    (first && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))).then_some(scheme)
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
