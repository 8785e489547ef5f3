//! The whole site.

use super::{Asset, Guide, Origin, Page, Question, Target, Task, TaskRef, Text};
use crate::config::Settings;
use crate::source::{FileId, Span};

/// Site path that leads to the accessibility statement: where readers of Danish public sites look for it.
pub(crate) const STATEMENT: &str = "was/";

/// Everything that will be published.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) settings: Settings,
    /// The front page, if the authors wrote one.
    pub(crate) home: Option<Page>,
    /// In the order of their folders.
    pub(crate) guides: Vec<Guide>,
    /// Pages outside guides, in the order of their addresses.
    pub(crate) pages: Vec<Page>,
    /// Those of them that stand below no other, in order.
    pub(crate) top_pages: Vec<usize>,
    /// All of them in the order in which they are read: each before those below it.
    pub(crate) read_pages: Vec<usize>,
    /// Files below `static/`, as paths relative to the project.
    pub(crate) statics: Vec<String>,
    /// Whether `/was/` leads to the accessibility statement: the settings name one, and no page has that address.
    pub(crate) leads_to_statement: bool,
}

impl Site {
    /// How many guides, tasks and other pages the authors wrote.
    pub(crate) fn counts(&self) -> (usize, usize, usize) {
        let tasks = self.guides.iter().map(|guide| guide.tasks.len()).sum();
        let pages = self.guides.iter().map(|guide| guide.pages.len()).sum::<usize>() + self.pages.len();
        (self.guides.len(), tasks, pages)
    }

    /// Every page that an author wrote, in the order of the site.
    pub(crate) fn origins(&self) -> Vec<Origin> {
        let mut origins: Vec<Origin> = self.home.iter().map(|_| Origin::Home).collect();
        for (at, guide) in self.guides.iter().enumerate() {
            origins.push(Origin::Guide(at));
            origins.extend((0..guide.tasks.len()).map(|task| Origin::Task(TaskRef { guide: at, task })));
            origins.extend((0..guide.pages.len()).map(|page| Origin::GuidePage(at, page)));
        }
        origins.extend((0..self.pages.len()).map(Origin::Page));
        origins
    }

    /// Where a page stands.
    pub(crate) fn address(&self, origin: Origin) -> String {
        match origin {
            Origin::Task(at) => self.guides[at.guide].task_address(&self.task(at).id),
            Origin::Guide(guide) => self.guides[guide].address(),
            Origin::GuidePage(..) | Origin::Page(_) | Origin::Home => {
                self.page(origin).map(|page| page.address.clone()).unwrap_or_default()
            }
        }
    }

    /// The texts of a page: its body, its source, its questions and answers, a guide's terms and the notes of its versions,
    /// and a task's documents.
    pub(crate) fn texts(&self, origin: Origin) -> Vec<&Text> {
        match origin {
            Origin::Task(at) => self.task(at).texts(),
            Origin::Guide(at) => {
                let guide = &self.guides[at];
                let terms = guide.terms.iter().map(|term| &term.meaning);
                let questions = guide.questions.iter().flat_map(Question::texts);
                let notes = guide.versions.iter().filter_map(|version| version.note.as_ref());
                std::iter::once(&guide.text).chain(&guide.source).chain(questions).chain(terms).chain(notes).collect()
            }
            Origin::GuidePage(..) | Origin::Page(_) | Origin::Home => {
                self.page(origin).map(Page::texts).unwrap_or_default()
            }
        }
    }

    /// The page of an origin that is neither guide nor task.
    pub(crate) fn page(&self, origin: Origin) -> Option<&Page> {
        match origin {
            Origin::GuidePage(guide, page) => self.guides.get(guide)?.pages.get(page),
            Origin::Page(page) => self.pages.get(page),
            Origin::Home => self.home.as_ref(),
            Origin::Task(_) | Origin::Guide(_) => None,
        }
    }

    /// The questions that stand on a page.
    pub(crate) fn questions(&self, origin: Origin) -> &[Question] {
        match origin {
            Origin::Task(at) => &self.task(at).questions,
            Origin::Guide(at) => &self.guides[at].questions,
            Origin::GuidePage(..) | Origin::Page(_) | Origin::Home => {
                self.page(origin).map_or(&[], |page| &page.questions)
            }
        }
    }

    /// Places on the program's own pages that texts link to: the page's address, the id, and the span of the link.
    pub(crate) fn places(&self) -> Vec<(&str, &str, Span)> {
        let mut places = Vec::new();
        for text in self.origins().into_iter().flat_map(|origin| self.texts(origin)) {
            for (reference, target) in text.body.references.iter().zip(&text.targets) {
                if let Target::Place(address, id) = target {
                    places.push((address.as_str(), id.as_str(), reference.span));
                }
            }
        }
        places
    }

    /// Gives the texts of a page, in the order of [`Site::texts`], their targets.
    pub(crate) fn set_links(&mut self, origin: Origin, targets: Vec<Vec<Target>>, assets: Vec<Asset>) {
        let (texts, list): (Vec<&mut Text>, &mut Vec<Asset>) = match origin {
            Origin::Task(at) => self.guides[at.guide].tasks[at.task].texts_mut(),
            Origin::Guide(at) => {
                let guide = &mut self.guides[at];
                let terms = guide.terms.iter_mut().map(|term| &mut term.meaning);
                let questions = guide.questions.iter_mut().flat_map(Question::texts_mut);
                let texts = std::iter::once(&mut guide.text).chain(&mut guide.source).chain(questions);
                let notes = guide.versions.iter_mut().filter_map(|version| version.note.as_mut());
                (texts.chain(terms).chain(notes).collect(), &mut guide.assets)
            }
            Origin::GuidePage(guide, page) => self.guides[guide].pages[page].texts_mut(),
            Origin::Page(page) => self.pages[page].texts_mut(),
            Origin::Home => match &mut self.home {
                Some(page) => page.texts_mut(),
                None => return,
            },
        };
        for (text, targets) in texts.into_iter().zip(targets) {
            text.targets = targets;
        }
        *list = assets;
    }

    /// The files that are published beside a page.
    pub(crate) fn assets(&self, origin: Origin) -> &[Asset] {
        match origin {
            Origin::Task(at) => &self.task(at).assets,
            Origin::Guide(guide) => &self.guides[guide].assets,
            Origin::GuidePage(..) | Origin::Page(_) | Origin::Home => {
                self.page(origin).map_or(&[], |page| page.assets.as_slice())
            }
        }
    }

    /// The file that a page is written in.
    pub(crate) fn file(&self, origin: Origin) -> Option<FileId> {
        match origin {
            Origin::Task(at) => Some(self.task(at).file),
            Origin::Guide(guide) => Some(self.guides[guide].file),
            Origin::GuidePage(..) | Origin::Page(_) | Origin::Home => self.page(origin).map(|page| page.file),
        }
    }

    pub(crate) fn task(&self, at: TaskRef) -> &Task {
        &self.guides[at.guide].tasks[at.task]
    }
}
