//! Facts of the finished pages: their ids, links and resources.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hasher};

use super::outline;
use super::scan::{ids, scan};
use super::tag::Seen;
use super::target::{Target, target, without_entities};
use crate::diagnostic::{BROKEN_OUTPUT_LINK, Code, DUPLICATE_OUTPUT_ID, FOREIGN_RESOURCE, INLINE_CODE};
use crate::render::stencil::Facts;
use crate::text::WordState;

/// The facts of some of the pages.
#[derive(Default)]
pub(super) struct SiteFacts {
    /// Files that were put or copied, and those that stayed as they were.
    pub(super) made: Vec<String>,
    pub(super) kept: Vec<String>,
    /// Numbers of the ids of each page, in order.
    pub(super) ids: HashMap<String, Vec<u64>, WordState>,
    /// Where links lead, by a number for how they say it, with the first page that does.
    pub(super) targets: HashMap<u64, (Target, String), WordState>,
    pub(super) faults: Faults,
}

/// By code and what is wrong: the first page, and how many there are.
pub(super) type Faults = BTreeMap<(&'static str, String), (Code, String, usize)>;

/// The facts of a page.
#[derive(Default)]
struct PageFacts<'t> {
    /// Numbers of ids, and the ids.
    ids: Vec<(u64, &'t [u8])>,
    /// The same of those that its links ask for.
    own: Vec<(u64, &'t [u8])>,
    /// Each page counts once for each fault.
    faults: BTreeMap<String, Code>,
}

impl SiteFacts {
    /// Takes down what is on a page: what its parts told, or else what reading it tells.
    pub(super) fn add_page(&mut self, path: &str, bytes: &[u8], told: Option<&Facts>, hasher: &IdHasher<'_>) {
        let page = Page::new(path, hasher);
        let mut read = Facts::default();
        let told = told.unwrap_or_else(|| {
            read.read(bytes, path.ends_with(".svg"));
            &read
        });
        let mut facts = PageFacts::default();
        told.each(|seen| self.note(&page, seen, &mut facts));
        let PageFacts { mut ids, own, mut faults } = facts;
        ids.sort_unstable();
        for pair in ids.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            faults.insert(format!("has the id `{}` twice", text(pair[0].1)), DUPLICATE_OUTPUT_ID);
        }
        let ids: Vec<u64> = ids.into_iter().map(|(id, _)| id).collect();
        debug_assert!(is_all(&page, bytes, &ids, &own), "{path}: its parts did not tell all that is on it");
        if hasher.is_own && path.ends_with(".html") {
            faults.extend(outline::faults(bytes));
        }
        for (_, id) in own.into_iter().filter(|(id, _)| ids.binary_search(id).is_err()) {
            faults.insert(format!("leads to `#{}`, and no element of it has this id", text(id)), BROKEN_OUTPUT_LINK);
        }
        for (what, code) in faults {
            add(&mut self.faults, code, what, path);
        }
        self.ids.insert(path.to_owned(), ids);
    }

    fn note<'t>(&mut self, page: &Page<'_>, seen: Seen<'t>, facts: &mut PageFacts<'t>) {
        let PageFacts { ids, own, faults } = facts;
        match seen {
            Seen::Id(id) => ids.push((page.hasher.of_written(id), id)),
            Seen::Inline(what) => {
                let what = text(what);
                faults.insert(format!("has `{what}` in it, which its security line forbids"), INLINE_CODE);
            }
            Seen::Link(address) | Seen::Resource(address) => {
                if let Some(id) = plain_fragment(address) {
                    own.push((page.hasher.of(id), id));
                } else {
                    faults.extend(self.leads(page, address, matches!(seen, Seen::Resource(_))));
                }
            }
        }
    }

    /// Takes down a link that leads to a site path, wherever it stands; `page` has it.
    pub(super) fn leads_from_root(&mut self, page: &str, path: &[u8], loaded: bool, hasher: &IdHasher<'_>) {
        let from = Page { path: page, hasher, folders: vec![0] };
        // Such a link leads into the site, and so has no fault by itself.
        let _ = self.leads_to(&from, path, loaded, "");
    }

    /// Takes down where an address leads; most have been seen before, said in the same way.
    fn leads(&mut self, page: &Page<'_>, address: &[u8], loaded: bool) -> Option<(String, Code)> {
        self.leads_to(page, address, loaded, page.path)
    }

    /// The same of an address that begins in the folder of the file `from`.
    fn leads_to(&mut self, page: &Page<'_>, address: &[u8], loaded: bool, from: &str) -> Option<(String, Code)> {
        let key = page.key(address, loaded);
        if let Some((_, first)) = self.targets.get_mut(&key) {
            if page.path < first.as_str() {
                page.path.clone_into(first);
            }
            return None;
        }
        let address = text(address);
        let leads = target(from, address, page.hasher.base);
        // Faults are not remembered, so that every page that has one counts.
        match (&leads, loaded) {
            (Target::Elsewhere, true) => Some((format!("would load `{address}` from another host"), FOREIGN_RESOURCE)),
            (Target::Unsafe, _) | (Target::Data, false) => {
                Some((format!("leads to `{address}`, which its security line forbids"), INLINE_CODE))
            }
            (Target::Outside, _) => Some((format!("leads to `{address}`, out of the site"), BROKEN_OUTPUT_LINK)),
            _ => {
                self.targets.insert(key, (leads, page.path.to_owned()));
                None
            }
        }
    }

    #[expect(clippy::iter_over_hash_type, reason = "the least page is taken, whatever the order")]
    pub(super) fn add(&mut self, other: SiteFacts) {
        self.made.extend(other.made);
        self.kept.extend(other.kept);
        self.ids.extend(other.ids);
        for (key, (target, page)) in other.targets {
            let first = self.targets.entry(key).or_insert((target, page.clone()));
            if page < first.1 {
                first.1 = page;
            }
        }
        for (key, fault) in other.faults {
            merge(&mut self.faults, key, fault);
        }
    }
}

/// Whether a file that is read has these ids, and asks for none but these of its own. Asked in builds
/// for tests only.
fn is_all(page: &Page<'_>, bytes: &[u8], ids: &[u64], own: &[(u64, &[u8])]) -> bool {
    let (mut all, mut asked) = (Vec::new(), Vec::new());
    scan(bytes, page.path.ends_with(".svg"), &mut |seen| match seen {
        Seen::Id(id) => all.push(page.hasher.of_written(id)),
        Seen::Link(address) | Seen::Resource(address) => asked.extend(plain_fragment(address)),
        Seen::Inline(_) => {}
    });
    all.sort_unstable();
    all == ids && asked.len() == own.len() && asked.iter().all(|id| own.iter().any(|(_, known)| known == id))
}

/// The id that an address asks for on its own page, if it is written plainly.
pub(super) fn plain_fragment(address: &[u8]) -> Option<&[u8]> {
    let id = address.strip_prefix(b"#")?;
    let plain = !id.is_empty() && !id.iter().any(|byte| b"%& ".contains(byte)) && !id.eq_ignore_ascii_case(b"top");
    plain.then_some(id)
}

/// Bytes of a page as text: pages are written from text, and every part ends at the end of a letter.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// The shared state for reading pages.
pub(super) struct IdHasher<'a> {
    /// Where the site will stand, if anywhere.
    pub(super) base: &'a str,
    /// Numbers for ids and links: other ones in each build, so that nobody can write two that are taken for one.
    pub(super) state: WordState,
    /// Whether templates or HTML of the project's own may be on every page.
    pub(super) is_own: bool,
}

impl IdHasher<'_> {
    pub(super) fn of(&self, id: &[u8]) -> u64 {
        let mut hasher = self.state.build_hasher();
        hasher.write(id);
        hasher.finish()
    }

    /// Of an id as it is written, with entities.
    fn of_written(&self, id: &[u8]) -> u64 {
        if id.contains(&b'&') { self.of(without_entities(text(id)).as_bytes()) } else { self.of(id) }
    }

    /// Of all ids of a page, in order.
    pub(super) fn ids(&self, bytes: &[u8]) -> Vec<u64> {
        let mut ids: Vec<u64> = ids(bytes).iter().map(|id| self.of(id.as_bytes())).collect();
        ids.sort_unstable();
        ids
    }
}

/// A page that is read.
pub(super) struct Page<'p> {
    pub(super) path: &'p str,
    pub(super) hasher: &'p IdHasher<'p>,
    /// Stand for its folder, the one above, and so on to the top.
    pub(super) folders: Vec<u64>,
}

impl<'p> Page<'p> {
    pub(super) fn new(path: &'p str, hasher: &'p IdHasher<'p>) -> Self {
        let bytes = path.as_bytes();
        let ends = (0..bytes.len()).rev().filter(|at| bytes[*at] == b'/');
        Page { path, hasher, folders: ends.map(|end| hasher.of(&bytes[..end])).chain([0]).collect() }
    }

    /// Stands for an address as it is written, from the folder that it begins in after all `../` at its beginning.
    pub(super) fn key(&self, address: &[u8], loaded: bool) -> u64 {
        let mut rest = address;
        let mut folder = 0;
        while let (Some(up), true) = (rest.strip_prefix(b"../"), folder + 1 < self.folders.len()) {
            folder += 1;
            rest = up;
        }
        let mut hasher = self.hasher.state.build_hasher();
        hasher.write_u64(self.folders[folder]);
        hasher.write_u8(u8::from(loaded));
        hasher.write(rest);
        hasher.finish()
    }
}

pub(super) fn add(faults: &mut Faults, code: Code, what: String, page: &str) {
    merge(faults, (code.name, what), (code, page.to_owned(), 1));
}

pub(super) fn merge(faults: &mut Faults, key: (&'static str, String), fault: (Code, String, usize)) {
    match faults.get_mut(&key) {
        Some((_, page, count)) => {
            *count += fault.2;
            if fault.1 < *page {
                *page = fault.1;
            }
        }
        None => {
            faults.insert(key, fault);
        }
    }
}
