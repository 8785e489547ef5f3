//! Checks the finished site before it takes the place of the former one, whatever templates and texts did: each
//! link leads to a file that the site has and to an element in it, each id stands once on its page, and nothing runs
//! or is loaded that the site's security line forbids; and where templates or HTML of the project's own have a say, headings,
//! names and images are as those need them who hear a page. Pages are read as they are put into the sink, and forgotten.

mod outline;
mod scan;
mod site_facts;
mod tag;
mod target;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io;
use std::sync::{Mutex, PoisonError};

pub(super) use scan::{ids, scan};
use site_facts::{IdHasher, SiteFacts, add, merge};
pub(super) use tag::Seen;
use target::Target;

use super::Sink;
use super::stencil::Facts;
use super::theme::Theme;
use crate::config::Settings;
use crate::context::Editions;
use crate::diagnostic::{BROKEN_OUTPUT_LINK, Code, Diagnostic};
use crate::parallel;
use crate::search;
use crate::text::WordState;

/// A sink that takes down what is on the pages that pass through it.
pub(super) struct Inspector<'a> {
    sink: &'a dyn Sink,
    editions: &'a Editions,
    hasher: IdHasher<'a>,
    /// Whether every page is read, since authors' HTML may change what is around it.
    reads_all: bool,
    /// Each thread takes one while it adds a page.
    facts: Mutex<Vec<SiteFacts>>,
}

impl<'a> Inspector<'a> {
    pub(super) fn new(sink: &'a dyn Sink, settings: &'a Settings, editions: &'a Editions, theme: &Theme) -> Self {
        let is_own = settings.trusted_html || theme.is_own();
        let hasher = IdHasher { base: &settings.base_url, state: WordState::default(), is_own };
        Inspector { sink, editions, hasher, reads_all: settings.trusted_html, facts: Mutex::default() }
    }

    fn with_facts<R>(&self, work: impl FnOnce(&mut SiteFacts) -> R) -> R {
        let lock = || self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        let mut facts = lock().pop().unwrap_or_default();
        let result = work(&mut facts);
        lock().push(facts);
        result
    }

    /// Takes down a link that leads to a site path from every page that has it; `page` is one of these.
    pub(super) fn leads_from_root(&self, page: &str, path: &[u8], loaded: bool) {
        self.with_facts(|facts| facts.leads_from_root(page, path, loaded, &self.hasher));
    }

    /// Takes a page or a picture, whose parts told what is on it.
    pub(super) fn put_told(&self, path: &str, fingerprint: u64, bytes: &[u8], told: &Facts) -> io::Result<()> {
        let told = Some(told).filter(|told| !told.unclear && !self.reads_all);
        self.with_facts(|facts| {
            facts.made.push(path.to_owned());
            facts.add_page(path, bytes, told, &self.hasher);
        });
        self.sink.put(path, fingerprint, bytes)
    }

    /// The faults of the finished site. Pages that did not change were read by the build that made them. They are
    /// read again where that build found something, or where something that they may lead to is gone.
    pub(super) fn faults(&self, help: &str) -> Vec<Diagnostic> {
        let mut all = SiteFacts::default();
        for facts in std::mem::take(&mut *self.facts.lock().unwrap_or_else(PoisonError::into_inner)) {
            all.add(facts);
        }
        let files: HashSet<&str> = all.made.iter().chain(&all.kept).map(String::as_str).collect();
        let kept: Vec<&String> = all.kept.iter().filter(|path| is_markup(path)).collect();
        let made = |path: &str| files.contains(path) || search::holds(path) || self.editions.holds(path);
        let again = !kept.is_empty() && (self.sink.was_faulty() || self.sink.lost(&made) || self.lost_ids(&all.ids));
        let read = |path: &&String| {
            let mut facts = SiteFacts::default();
            if let Some(bytes) = self.sink.former(path) {
                facts.add_page(path, &bytes, None, &self.hasher);
            }
            facts
        };
        let mut more = SiteFacts::default();
        if again {
            for facts in parallel::map(&kept, read) {
                more.add(facts);
            }
        }
        let mut targets: BTreeMap<&Target, &str> = BTreeMap::new();
        for (target, page) in all.targets.values().chain(more.targets.values()) {
            targets.entry(target).and_modify(|first| *first = (*first).min(page)).or_insert(page);
        }
        // Ids of pages that stayed, where links of others ask for them.
        let asked: BTreeSet<&String> = targets
            .keys()
            .filter_map(|target| match target {
                Target::File(path, Some(_)) if !all.ids.contains_key(path) && !more.ids.contains_key(path) => {
                    Some(path)
                }
                _ => None,
            })
            .collect();
        let asked: Vec<&String> =
            asked.into_iter().filter(|path| is_markup(path) && files.contains(path.as_str())).collect();
        let ids = |path: &&String| Some(((*path).clone(), self.hasher.ids(&self.sink.former(path)?)));
        let known: HashMap<String, Vec<u64>, WordState> = parallel::map(&asked, ids).into_iter().flatten().collect();
        let mut faults = std::mem::take(&mut more.faults);
        for (key, fault) in all.faults {
            merge(&mut faults, key, fault);
        }
        for (target, page) in targets {
            let Target::File(path, id) = target else { continue };
            if !files.contains(path.as_str()) && !self.editions.holds(path) {
                add(&mut faults, BROKEN_OUTPUT_LINK, format!("leads to `{path}`, which the site does not have"), page);
            } else if let Some(id) = id {
                let ids = [&all.ids, &more.ids, &known].into_iter().find_map(|ids| ids.get(path));
                if ids.is_some_and(|ids| ids.binary_search(&self.hasher.of(id.as_bytes())).is_err()) {
                    let what = format!("leads to `{path}#{id}`, and no element there has this id");
                    add(&mut faults, BROKEN_OUTPUT_LINK, what, page);
                }
            }
        }
        if !faults.is_empty() {
            self.sink.is_faulty();
        }
        faults
            .into_iter()
            .map(|((_, what), (code, page, count))| diagnostic(code, &what, &page, count).help(help))
            .collect()
    }

    /// Whether a page that was made anew lacks an id that it had.
    fn lost_ids(&self, ids: &HashMap<String, Vec<u64>, WordState>) -> bool {
        let mut pages: Vec<(&String, &Vec<u64>)> = ids.iter().collect();
        pages.sort_unstable();
        let lost = parallel::map(&pages, |(path, now)| {
            let before = self.sink.former(path).unwrap_or_default();
            self.hasher.ids(&before).iter().any(|id| now.binary_search(id).is_err())
        });
        lost.contains(&true)
    }
}

impl Sink for Inspector<'_> {
    fn keep(&self, path: &str, fingerprint: u64) -> bool {
        let kept = self.sink.keep(path, fingerprint);
        if kept {
            self.with_facts(|facts| facts.kept.push(path.to_owned()));
        }
        kept
    }

    fn put(&self, path: &str, fingerprint: u64, bytes: &[u8]) -> io::Result<()> {
        self.with_facts(|facts| {
            facts.made.push(path.to_owned());
            if is_markup(path) {
                facts.add_page(path, bytes, None, &self.hasher);
            }
        });
        self.sink.put(path, fingerprint, bytes)
    }

    fn copy(&self, path: &str, source: &str) -> io::Result<()> {
        self.with_facts(|facts| facts.made.push(path.to_owned()));
        self.sink.copy(path, source)
    }
}

fn is_markup(path: &str) -> bool {
    path.ends_with(".html") || path.ends_with(".svg")
}

fn diagnostic(code: Code, what: &str, page: &str, count: usize) -> Diagnostic {
    let others = match count {
        1 => String::new(),
        2 => " (and one other page)".to_owned(),
        more => format!(" (and {} other pages)", more - 1),
    };
    Diagnostic::of_file(code, format!("`{page}` {what}{others}"))
}
