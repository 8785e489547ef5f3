//! Facts that all pages of a site, or of a guide, share.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::editions::Editions;
use super::gates::{GateWork, around, gates};
use super::labels::Labels;
use super::link::Link;
use super::task_link::{TaskKey, TaskLink};
use crate::changes::{History, TaskDifference};
use crate::graph::{Plan, Start, starts};
use crate::i18n::{Catalogue, Words};
use crate::model::{Guide, Page, Site, Target, TaskIx};
use crate::parallel;
use crate::source::Sources;
use crate::text::encode_path;

/// Behind so many pages outside guides, the header would fill a phone: the front page lists them instead.
const MAX_HEADER_PAGES: usize = 6;
/// The most pages that their side bar lists on every page.
const MAX_SIDE_PAGES: usize = 200;

/// The site with all that views need.
pub(crate) struct SiteContext<'a> {
    pub(crate) site: &'a Site,
    pub(crate) sources: &'a Sources,
    pub(crate) catalogue: &'a Catalogue,
    /// The plan of each guide.
    pub(crate) plans: &'a [Plan],
    /// The snapshots of each guide, read; empty where none has any.
    pub(crate) histories: &'a [History],
    /// The versions of the site that stand side by side; empty where there is only one.
    pub(crate) editions: &'a Editions,
    /// Missing places on the program's own pages, already reported: address and id.
    pub(crate) missing_places: &'a BTreeSet<(String, String)>,
}

/// A guide with all that views of its pages need.
pub(crate) struct GuideContext<'a> {
    pub(crate) site: &'a SiteContext<'a>,
    pub(crate) guide: &'a Guide,
    pub(crate) plan: &'a Plan,
    pub(crate) words: &'a Words,
    /// The facts of each task.
    pub(crate) links: Vec<TaskLink>,
    /// Their keys, for views.
    keys: Vec<TaskKey>,
    /// The labels of tasks in pictures.
    pub(crate) labels: Labels,
    /// How each task stands while nothing is done.
    pub(crate) starts: Vec<Option<Start>>,
    pub(crate) gates: Vec<GateWork>,
    /// Of a guide with released versions.
    pub(crate) history: Option<&'a History>,
    /// The entry of each task that pages mark as new or changed.
    pub(crate) changes: Vec<Option<&'a TaskDifference>>,
}

impl<'a> SiteContext<'a> {
    /// The site path of a page as it is written into links: with its file's name where the site opens from disk.
    pub(crate) fn path(&self, address: &str) -> String {
        let mut path = encode_path(address);
        if self.site.settings.base_url.is_empty() && (path.is_empty() || path.ends_with('/')) {
            path.push_str("index.html");
        }
        path
    }

    /// Words of pages outside guides.
    pub(crate) fn words(&self) -> &'a Words {
        self.catalogue.get(&self.site.settings.language)
    }

    /// The pages that stand above a page, the highest first.
    pub(crate) fn above(&self, page: &Page) -> Vec<Link> {
        let mut found = Vec::new();
        let mut next = page.above;
        while let Some(above) = next.and_then(|at| self.site.pages.get(at)) {
            found.push(self.page_link(above));
            next = above.above;
        }
        found.reverse();
        found
    }

    /// The pages below a page that its own text does not lead to.
    pub(crate) fn below(&self, page: &Page) -> Vec<Link> {
        self.unnamed(page.below.iter().filter_map(|at| self.site.pages.get(*at)), Some(page))
    }

    /// The pages that the header has no room for and the front page's text does not lead to.
    pub(crate) fn on_home(&self) -> Vec<Link> {
        let pages = if self.header_has_room() { &[] } else { self.site.top_pages.as_slice() };
        self.unnamed(pages.iter().map(|at| &self.site.pages[*at]), self.site.home.as_ref())
    }

    pub(crate) fn header_has_room(&self) -> bool {
        self.site.top_pages.len() <= MAX_HEADER_PAGES
    }

    /// The pages outside guides that their side bar lists, in order: all, or those that stand below no other, or none
    /// where there are too many or only one.
    pub(crate) fn side_pages(&self) -> &[usize] {
        let Site { top_pages, read_pages, .. } = self.site;
        let fits = |pages: &&&Vec<usize>| pages.len() <= MAX_SIDE_PAGES;
        if read_pages.len() < 2 { &[] } else { [read_pages, top_pages].iter().find(fits).map_or(&[], |pages| pages) }
    }

    /// The page before one outside guides, and the one behind it, in the order in which they are read; without a page, those
    /// of the front page, which is the first of a site without guides.
    pub(crate) fn around(&self, page: Option<&Page>) -> [Option<Link>; 2] {
        let first = self.site.home.as_ref().filter(|_| self.site.guides.is_empty());
        let link = |at: usize| self.site.read_pages.get(at).map(|at| self.page_link(&self.site.pages[*at]));
        match page.map(|page| page.place) {
            None => [None, first.and_then(|_| link(0))],
            Some(0) => [first.map(|home| self.page_link(home)), link(1)],
            Some(place) => [link(place - 1), link(place + 1)],
        }
    }

    /// Those of the pages that the text of another does not lead to.
    fn unnamed<'p>(&self, pages: impl Iterator<Item = &'p Page>, by: Option<&'p Page>) -> Vec<Link> {
        let targets = by.map(|page| page.text.targets.as_slice()).unwrap_or_default().iter();
        let address = |target: &'p Target| match target {
            Target::Address(address, _) => Some(address.as_str()),
            _ => None,
        };
        let named: HashSet<&str> = targets.filter_map(address).collect();
        pages.filter(|page| !named.contains(page.address.as_str())).map(|page| self.page_link(page)).collect()
    }

    pub(crate) fn page_link(&self, page: &Page) -> Link {
        Link { name: page.title.clone(), path: self.path(&page.address) }
    }

    /// The guide at this place.
    pub(crate) fn guide(&'a self, at: usize) -> GuideContext<'a> {
        let guide = &self.site.guides[at];
        let words = self.catalogue.get(&guide.language);
        let tasks: Vec<TaskIx> = (0..guide.tasks.len()).collect();
        let path = |task: TaskIx| self.path(&guide.task_address(&guide.tasks[task].id));
        let starts = starts(guide);
        let history = self.histories.get(at).filter(|_| !guide.versions.is_empty());
        let marked: HashMap<&str, &TaskDifference> =
            history.iter().flat_map(|history| history.marked()).map(|entry| (entry.id.as_str(), entry)).collect();
        let changes: Vec<Option<&TaskDifference>> =
            guide.tasks.iter().map(|task| marked.get(task.id.as_str()).copied()).collect();
        let link =
            |task: TaskIx| TaskLink::new(guide, task, starts[task], words, path(task)).changed(words, changes[task]);
        let links = parallel::map(&tasks, |task| link(*task));
        let keys = parallel::map(&tasks, |task| TaskKey::new(*task, &links[*task]));
        let labels = Labels::new(links.len());
        let plan = &self.plans[at];
        let gates = gates(guide, plan, &starts);
        GuideContext { site: self, guide, plan, words, links, keys, labels, starts, gates, history, changes }
    }
}

impl GuideContext<'_> {
    pub(crate) fn path(&self, address: &str) -> String {
        self.site.path(&[&self.guide.folder, "/", address].concat())
    }

    pub(crate) fn key(&self, task: TaskIx) -> TaskKey {
        self.keys[task]
    }

    pub(crate) fn keys(&self, tasks: &[TaskIx]) -> Vec<TaskKey> {
        tasks.iter().map(|task| self.key(*task)).collect()
    }

    /// Tasks in the order of the plan.
    pub(crate) fn in_order(&self, keep: impl Fn(TaskIx) -> bool) -> Vec<TaskIx> {
        self.plan.order.iter().copied().filter(|task| keep(*task)).collect()
    }

    /// The place among the guide's gates of the last one at or before a stage, and of the first behind it.
    pub(crate) fn gates_around(&self, stage: usize) -> (Option<usize>, Option<usize>) {
        around(&self.gates, stage)
    }

    /// How many pieces of work each of `count` groups has; what is carried out together is one.
    pub(crate) fn pieces_of(&self, count: usize, groups: impl Fn(TaskIx) -> Vec<usize>) -> Vec<usize> {
        let piece = |task: &TaskIx| Some((groups(*task), self.starts[*task]?.piece));
        let pieces = self.plan.order.iter().filter_map(piece);
        let pieces: BTreeSet<(usize, TaskIx)> =
            pieces.flat_map(|(groups, piece)| groups.into_iter().map(move |group| (group, piece))).collect();
        let mut counts = vec![0; count];
        for (group, _) in pieces {
            counts[group] += 1;
        }
        counts
    }
}
