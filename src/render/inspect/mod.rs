//! The finished site is looked at before it takes the place of the former one, whatever templates and texts did: each
//! link leads to a file that the site has and to an element in it, each id stands once on its page, and nothing runs
//! or is loaded that the site's security line forbids. Pages are read as they are put into the sink, and forgotten.

mod address;
mod scan;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::BuildHasher;
use std::io;
use std::sync::{Mutex, PoisonError};

use address::{Target, target, without_entities};
use scan::{Seen, Text, scan};

use super::Sink;
use crate::diagnostic::{BROKEN_OUTPUT_LINK, Code, DUPLICATE_OUTPUT_ID, Diagnostic, FOREIGN_RESOURCE, INLINE_CODE};
use crate::parallel;
use crate::text::WordState;

/// What can be found.
pub(super) const CODES: [Code; 4] = [BROKEN_OUTPUT_LINK, DUPLICATE_OUTPUT_ID, FOREIGN_RESOURCE, INLINE_CODE];

/// A sink that reads what passes through it.
pub(super) struct Inspector<'a> {
    sink: &'a dyn Sink,
    marks: Marks<'a>,
    /// Each thread takes one while it reads a page.
    notes: Mutex<Vec<Notes>>,
}

/// What was seen on some of the pages.
#[derive(Default)]
struct Notes {
    /// Files that were put or copied, and those that stayed as they were.
    made: Vec<String>,
    kept: Vec<String>,
    /// Numbers of the ids of each page, in order.
    ids: HashMap<String, Vec<u64>>,
    /// Where links lead, by a number for how they say it, with the first page that does.
    targets: HashMap<u64, (Target, String), WordState>,
    faults: Faults,
}

/// By code and what is wrong: the first page, and how many there are.
type Faults = BTreeMap<(&'static str, String), (Code, String, usize)>;

impl<'a> Inspector<'a> {
    pub(super) fn new(sink: &'a dyn Sink, base: &'a str) -> Self {
        Inspector { sink, marks: Marks { base, hasher: WordState::default() }, notes: Mutex::default() }
    }

    fn with_notes<R>(&self, work: impl FnOnce(&mut Notes) -> R) -> R {
        let lock = || self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut notes = lock().pop().unwrap_or_default();
        let result = work(&mut notes);
        lock().push(notes);
        result
    }

    /// Reads a part that stands in `path` and in other files from which its links lead to the same places, so that it is
    /// read once. `None` where it can't be told what it would be in a page: where it ends inside a tag, or holds a fault,
    /// which counts on every page.
    pub(super) fn piece<'t>(&self, path: &str, text: impl Into<Cow<'t, str>>) -> Option<Piece<'t>> {
        let text = text.into();
        let mut sight = Sight::default();
        let whole = self.with_notes(|notes| {
            let page = Page::new(path, &self.marks);
            notes.look(&page, Text { bytes: text.as_bytes(), ..Text::default() }, &mut sight, &mut Vec::new())
        });
        if !whole || !sight.faults.is_empty() {
            return None;
        }
        let owned = |ids: Vec<(u64, &str)>| ids.into_iter().map(|(number, id)| (number, id.to_owned())).collect();
        let (ids, own) = (owned(sight.ids), owned(sight.own));
        Some(Piece { text, ids, own })
    }

    /// A picture that stands in `path`, and perhaps in a file of the same folder. We wrote it, and know without reading
    /// where its links lead.
    pub(super) fn picture<'t>(
        &self,
        path: &str,
        text: &'t str,
        links: impl Iterator<Item = &'t str>,
    ) -> Option<Piece<'t>> {
        let mut own = Vec::new();
        let whole = self.with_notes(|notes| {
            let page = Page::new(path, &self.marks);
            let mut links = links;
            links.all(|address| match plain_fragment(address) {
                Some(id) => {
                    own.push((self.marks.of(id), id.to_owned()));
                    true
                }
                None => notes.leads(&page, address, false).is_none(),
            })
        });
        whole.then_some(Piece { text: Cow::Borrowed(text), ids: Vec::new(), own })
    }

    /// Takes a file that may hold pieces.
    pub(super) fn put_with(&self, path: &str, fingerprint: u64, bytes: &[u8], pieces: &[&Piece<'_>]) -> io::Result<()> {
        self.with_notes(|notes| {
            notes.made.push(path.to_owned());
            if is_markup(path) {
                notes.read(path, bytes, &self.marks, pieces);
            }
        });
        self.sink.put(path, fingerprint, bytes)
    }

    /// What is wrong with the finished site. With `thorough`, pages that did not change are read as well; else they were
    /// read by the build that made them, and are only read again where something they may lead to is gone.
    pub(super) fn faults(&self, thorough: bool, help: &str) -> Vec<Diagnostic> {
        let mut all = Notes::default();
        for notes in std::mem::take(&mut *self.notes.lock().unwrap_or_else(PoisonError::into_inner)) {
            all.add(notes);
        }
        let files: HashSet<&str> = all.made.iter().chain(&all.kept).map(String::as_str).collect();
        let kept: Vec<&String> = all.kept.iter().filter(|path| is_markup(path)).collect();
        let again =
            !kept.is_empty() && (thorough || self.sink.lost(&|path| files.contains(path)) || self.lost_ids(&all.ids));
        let read = |path: &&String| {
            let mut notes = Notes::default();
            if let Some(bytes) = self.sink.former(path) {
                notes.read(path, &bytes, &self.marks, &[]);
            }
            notes
        };
        let mut more = Notes::default();
        if again {
            for notes in parallel::map(&kept, read) {
                more.add(notes);
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
        let known: HashMap<String, Vec<u64>> =
            parallel::map(&asked, read).into_iter().flat_map(|notes| notes.ids).collect();
        let mut faults = std::mem::take(&mut more.faults);
        for (key, fault) in all.faults {
            merge(&mut faults, key, fault);
        }
        for (target, page) in targets {
            let Target::File(path, id) = target else { continue };
            if !files.contains(path.as_str()) {
                add(&mut faults, BROKEN_OUTPUT_LINK, format!("leads to `{path}`, which the site does not have"), page);
            } else if let Some(id) = id {
                let ids = [&all.ids, &more.ids, &known].into_iter().find_map(|ids| ids.get(path));
                if ids.is_some_and(|ids| ids.binary_search(&self.marks.of(id)).is_err()) {
                    let what = format!("leads to `{path}#{id}`, and no element there has this id");
                    add(&mut faults, BROKEN_OUTPUT_LINK, what, page);
                }
            }
        }
        faults
            .into_iter()
            .map(|((_, what), (code, page, count))| diagnostic(code, &what, &page, count).help(help))
            .collect()
    }

    /// Whether a page that was made anew lacks an id that it had.
    fn lost_ids(&self, ids: &HashMap<String, Vec<u64>>) -> bool {
        let mut pages: Vec<(&String, &Vec<u64>)> = ids.iter().collect();
        pages.sort_unstable();
        let lost = parallel::map(&pages, |(path, now)| {
            let Some(before) = self.sink.former(path) else { return false };
            let mut notes = Notes::default();
            notes.read(path, &before, &self.marks, &[]);
            notes.ids.values().flatten().any(|id| now.binary_search(id).is_err())
        });
        lost.contains(&true)
    }
}

impl Sink for Inspector<'_> {
    fn keep(&self, path: &str, fingerprint: u64) -> bool {
        let kept = self.sink.keep(path, fingerprint);
        if kept {
            self.with_notes(|notes| notes.kept.push(path.to_owned()));
        }
        kept
    }

    fn put(&self, path: &str, fingerprint: u64, bytes: &[u8]) -> io::Result<()> {
        self.put_with(path, fingerprint, bytes, &[])
    }

    fn copy(&self, path: &str, source: &str) -> io::Result<()> {
        self.with_notes(|notes| notes.made.push(path.to_owned()));
        self.sink.copy(path, source)
    }
}

fn is_markup(path: &str) -> bool {
    path.ends_with(".html") || path.ends_with(".svg")
}

/// What was seen in a text before it is known what the whole page holds.
#[derive(Default)]
struct Sight<'t> {
    /// Numbers of ids, and the ids.
    ids: Vec<(u64, &'t str)>,
    /// The same of those that its links ask for.
    own: Vec<(u64, &'t str)>,
    /// Each page counts once for each fault.
    faults: BTreeMap<String, Code>,
}

/// A part that several files have in common, and what is in it.
#[derive(Debug)]
pub(super) struct Piece<'t> {
    text: Cow<'t, str>,
    ids: Vec<(u64, String)>,
    own: Vec<(u64, String)>,
}

impl<'t> Piece<'t> {
    /// Of parts that hold no ids, and ask for none of their page.
    pub(super) fn plain(text: &'t str) -> Self {
        Piece { text: Cow::Borrowed(text), ids: Vec::new(), own: Vec::new() }
    }

    pub(super) fn is_plain(&self) -> bool {
        self.ids.is_empty() && self.own.is_empty()
    }
}

impl Notes {
    fn read(&mut self, path: &str, bytes: &[u8], marks: &Marks, pieces: &[&Piece<'_>]) {
        let page = Page::new(path, marks);
        let known: Vec<&str> = pieces.iter().map(|piece| &*piece.text).collect();
        let mut sight = Sight::default();
        let mut found = Vec::new();
        self.look(&page, Text { bytes, picture: path.ends_with(".svg"), known: &known }, &mut sight, &mut found);
        let Sight { mut ids, mut own, mut faults } = sight;
        for piece in found.into_iter().map(|number| pieces[number]) {
            ids.extend(piece.ids.iter().map(|(number, id)| (*number, id.as_str())));
            own.extend(piece.own.iter().map(|(number, id)| (*number, id.as_str())));
        }
        ids.sort_unstable();
        for pair in ids.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            faults.insert(format!("has the id `{}` twice", pair[0].1), DUPLICATE_OUTPUT_ID);
        }
        let ids: Vec<u64> = ids.into_iter().map(|(id, _)| id).collect();
        for (_, id) in own.into_iter().filter(|(id, _)| ids.binary_search(id).is_err()) {
            faults.insert(format!("leads to `#{id}`, and no element of it has this id"), BROKEN_OUTPUT_LINK);
        }
        for (what, code) in faults {
            add(&mut self.faults, code, what, path);
        }
        self.ids.insert(path.to_owned(), ids);
    }

    /// Reads a text, and takes down which known ones stand in it. Whether it ends between tags.
    fn look<'t>(&mut self, page: &Page<'_>, text: Text<'t>, sight: &mut Sight<'t>, found: &mut Vec<usize>) -> bool {
        let Sight { ids, own, faults } = sight;
        scan(text, &mut |seen| match seen {
            Seen::Known(number) => found.push(number),
            Seen::Id(id) => ids.push((page.marks.of(&without_entities(id)), id)),
            Seen::Inline(what) => {
                faults.insert(format!("has `{what}` in it, which its security line forbids"), INLINE_CODE);
            }
            Seen::Link(address) | Seen::Resource(address) => {
                if let Some(id) = plain_fragment(address) {
                    own.push((page.marks.of(id), id));
                } else {
                    faults.extend(self.leads(page, address, matches!(seen, Seen::Resource(_))));
                }
            }
        })
    }

    /// Takes down where an address leads; most have been seen before, said in the same way.
    fn leads(&mut self, page: &Page<'_>, address: &str, loaded: bool) -> Option<(String, Code)> {
        let key = page.key(address, loaded);
        if let Some((_, first)) = self.targets.get_mut(&key) {
            if page.path < first.as_str() {
                page.path.clone_into(first);
            }
            return None;
        }
        let leads = target(page.path, address, page.marks.base);
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
    fn add(&mut self, other: Notes) {
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

/// The id that an address asks for on its own page, if it is written plainly.
fn plain_fragment(address: &str) -> Option<&str> {
    let id = address.strip_prefix('#')?;
    let plain = !id.is_empty() && !id.contains(['%', '&', ' ']) && !id.eq_ignore_ascii_case("top");
    plain.then_some(id)
}

/// What all pages are read with.
struct Marks<'a> {
    /// Where the site will stand, if anywhere.
    base: &'a str,
    /// Numbers for ids and links: other ones in each build, so that nobody can write two that are taken for one.
    hasher: WordState,
}

impl Marks<'_> {
    fn of(&self, id: &str) -> u64 {
        self.hasher.hash_one(id)
    }
}

/// A page that is read.
struct Page<'p> {
    path: &'p str,
    marks: &'p Marks<'p>,
    /// Stand for its folder, the one above, and so on to the top.
    folders: Vec<u64>,
}

impl<'p> Page<'p> {
    fn new(path: &'p str, marks: &'p Marks<'p>) -> Self {
        let mut folders = Vec::with_capacity(4);
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            folders.push(marks.of(above));
            folder = above;
        }
        folders.push(0);
        Page { path, marks, folders }
    }

    /// Stands for an address as it is written, from the folder that it begins in after all `../` at its beginning.
    fn key(&self, address: &str, loaded: bool) -> u64 {
        let mut rest = address.as_bytes();
        let mut folder = 0;
        while let (Some(up), true) = (rest.strip_prefix(b"../"), folder + 1 < self.folders.len()) {
            folder += 1;
            rest = up;
        }
        self.marks.hasher.hash_one((self.folders[folder], loaded, rest))
    }
}

fn add(faults: &mut Faults, code: Code, what: String, page: &str) {
    merge(faults, (code.name, what), (code, page.to_owned(), 1));
}

fn merge(faults: &mut Faults, key: (&'static str, String), fault: (Code, String, usize)) {
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

fn diagnostic(code: Code, what: &str, page: &str, count: usize) -> Diagnostic {
    let others = match count {
        1 => String::new(),
        2 => " (and one other page)".to_owned(),
        more => format!(" (and {} other pages)", more - 1),
    };
    Diagnostic::of_file(code, format!("`{page}` {what}{others}"))
}
