//! The finished site is looked at before it takes the place of the former one, whatever templates and texts did: each
//! link leads to a file that the site has and to an element in it, each id stands once on its page, and nothing runs
//! or is loaded that the site's security line forbids. Pages are read as they are put into the sink, and forgotten.

mod address;
mod notes;
mod scan;
mod tag;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io;
use std::sync::{Mutex, PoisonError};

use address::{Target, without_entities};
use notes::{Marks, Notes, Page, Sight, add, merge, plain_fragment};
pub(super) use notes::{Piece, Sheet};
pub(super) use scan::{Cover, Seen, Text, scan};

use super::Sink;
use crate::diagnostic::{BROKEN_OUTPUT_LINK, Code, Diagnostic};
use crate::parallel;
use crate::search;
use crate::text::WordState;

/// A sink that reads what passes through it.
pub(super) struct Inspector<'a> {
    sink: &'a dyn Sink,
    marks: Marks<'a>,
    /// Each thread takes one while it reads a page.
    notes: Mutex<Vec<Notes>>,
}

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
    pub(super) fn piece(&self, path: &str, text: &str) -> Option<Piece> {
        let mut sight = Sight::default();
        let whole = self.with_notes(|notes| {
            let page = Page::new(path, &self.marks);
            notes.look(&page, Text { bytes: text.as_bytes(), ..Text::default() }, &mut sight, &mut Vec::new())
        });
        if !whole || !sight.faults.is_empty() {
            return None;
        }
        let owned = |ids: Vec<(u64, &[u8])>| ids.into_iter().map(|(number, id)| (number, id.to_owned())).collect();
        let (ids, own) = (owned(sight.ids), owned(sight.own));
        Some(Piece { ids, own })
    }

    /// A part that stands in `path`, as a picture does, and perhaps in a file of the same folder. We wrote it, and know
    /// without reading where its links lead.
    pub(super) fn leading<'t>(&self, path: &str, links: impl Iterator<Item = &'t str>) -> Option<Piece> {
        let mut own = Vec::new();
        let whole = self.with_notes(|notes| {
            let page = Page::new(path, &self.marks);
            links.map(str::as_bytes).all(|address| match plain_fragment(address) {
                Some(id) => {
                    own.push((self.marks.of(id), id.to_owned()));
                    true
                }
                None => notes.leads(&page, address, false).is_none(),
            })
        });
        whole.then_some(Piece { ids: Vec::new(), own })
    }

    /// Takes a file of which parts may be known.
    pub(super) fn put_sheet(&self, path: &str, fingerprint: u64, sheet: Sheet<'_>) -> io::Result<()> {
        self.with_notes(|notes| {
            notes.made.push(path.to_owned());
            if is_markup(path) {
                notes.read(path, sheet, &self.marks);
            }
        });
        self.sink.put(path, fingerprint, sheet.bytes)
    }

    /// What is wrong with the finished site. Pages that did not change were read by the build that made them. They are
    /// read again where that build found something, or where something that they may lead to is gone.
    pub(super) fn faults(&self, help: &str) -> Vec<Diagnostic> {
        let mut all = Notes::default();
        for notes in std::mem::take(&mut *self.notes.lock().unwrap_or_else(PoisonError::into_inner)) {
            all.add(notes);
        }
        let files: HashSet<&str> = all.made.iter().chain(&all.kept).map(String::as_str).collect();
        let kept: Vec<&String> = all.kept.iter().filter(|path| is_markup(path)).collect();
        let made = |path: &str| files.contains(path) || search::holds(path);
        let again = !kept.is_empty() && (self.sink.was_faulty() || self.sink.lost(&made) || self.lost_ids(&all.ids));
        let read = |path: &&String| {
            let mut notes = Notes::default();
            if let Some(bytes) = self.sink.former(path) {
                notes.read(path, Sheet { bytes: &bytes, ..Sheet::default() }, &self.marks);
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
        let ids = |path: &&String| Some(((*path).clone(), self.marks.ids(&self.sink.former(path)?)));
        let known: HashMap<String, Vec<u64>, WordState> = parallel::map(&asked, ids).into_iter().flatten().collect();
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
                if ids.is_some_and(|ids| ids.binary_search(&self.marks.of(id.as_bytes())).is_err()) {
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
            self.marks.ids(&before).iter().any(|id| now.binary_search(id).is_err())
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
        self.put_sheet(path, fingerprint, Sheet { bytes, ..Sheet::default() })
    }

    fn copy(&self, path: &str, source: &str) -> io::Result<()> {
        self.with_notes(|notes| notes.made.push(path.to_owned()));
        self.sink.copy(path, source)
    }
}

/// The ids on a page, in order.
pub(super) fn ids(bytes: &[u8]) -> Vec<String> {
    let mut ids = Vec::new();
    scan(Text { bytes, ..Text::default() }, &mut |seen| {
        if let Seen::Id(id) = seen {
            ids.push(without_entities(&String::from_utf8_lossy(id)).into_owned());
        }
    });
    ids
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
