//! The browser's state: the last whole site, and the faults since.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, RandomState};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::output::Snapshot;

/// A site as it is answered from; never changed, only exchanged.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// Nothing until the content was without faults for the first time.
    pub(super) site: Option<Arc<Snapshot>>,
    pub(super) copies: Arc<BTreeMap<String, Copied>>,
    /// Counts sites; pages with a lower number are reloaded.
    pub(super) generation: u64,
    /// Until the rest is made: the pages that are new. All other files are those of the site before.
    pub(super) early: Option<Arc<[String]>>,
    /// The faults that stop a new site.
    pub(super) trouble: Option<Arc<Trouble>>,
}

/// Faults, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    /// For readers of the page, in the language of the site.
    pub(super) heading: String,
    pub(super) hide: String,
    pub(super) language: String,
    /// As on the terminal.
    pub(super) text: String,
}

impl Trouble {
    /// `word` gives words of the interface; `has_site` tells whether there is a site to look at meanwhile.
    pub(super) fn new(word: impl Fn(&str) -> String, language: &str, has_site: bool, text: String) -> Self {
        let heading = if has_site { "preview_faults" } else { "preview_nothing" };
        Trouble { heading: word(heading), hide: word("preview_hide"), language: language.to_owned(), text }
    }
}

/// A file of the project that is part of the site as it is.
#[derive(Clone, Debug)]
pub(super) enum Copied {
    Held(Arc<[u8]>),
    /// Too large to hold: read when it is asked for. The project's folder, and the file.
    OnDisk(PathBuf, PathBuf),
}

/// The state shared between the thread that rebuilds and the server.
#[derive(Debug)]
pub(super) struct State {
    pub(super) address: SocketAddr,
    /// Tells this run of the program from others at the same address.
    pub(super) instance: String,
    shown: watch::Sender<Option<Arc<Shown>>>,
    /// Site paths of the pages that browsers show just now.
    open: Mutex<Vec<String>>,
}

impl Shown {
    /// The generation of one page.
    pub(super) fn generation_of(&self, address: &str) -> u64 {
        match &self.early {
            Some(early) if !early.iter().any(|page| page == address) => self.generation.saturating_sub(1),
            _ => self.generation,
        }
    }
}

impl State {
    pub(super) fn new(address: SocketAddr) -> Self {
        // A hasher is made from chance.
        let instance = format!("{:016x}", RandomState::new().hash_one(address));
        State { address, instance, shown: watch::Sender::new(None), open: Mutex::default() }
    }

    /// Exchanges the current site, and notifies open pages.
    pub(super) fn show(&self, shown: Shown) {
        self.shown.send_replace(Some(Arc::new(shown)));
    }

    /// To be told of every exchange; what was shown last is there at once.
    pub(super) fn news(&self) -> watch::Receiver<Option<Arc<Shown>>> {
        self.shown.subscribe()
    }

    /// The current site; waits for the first build, and for the rest of a site of which only some pages are ready, unless
    /// `enough` says that these will do.
    pub(super) async fn shown(&self, enough: impl Fn(&Shown) -> bool) -> Arc<Shown> {
        let ready = |shown: &Option<Arc<Shown>>| shown.as_ref().is_some_and(|s| s.early.is_none() || enough(s));
        let found = self.news().wait_for(ready).await.ok().and_then(|shown| shown.clone());
        found.unwrap_or_default()
    }

    /// The pages that browsers show.
    pub(super) fn open_pages(&self) -> Vec<String> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A browser shows a page, until what is returned is dropped.
    pub(super) fn opened(self: &Arc<Self>, page: String) -> Open {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).push(page.clone());
        Open { state: Arc::clone(self), page }
    }
}

/// A page that is open in a browser.
#[derive(Debug)]
pub(super) struct Open {
    state: Arc<State>,
    page: String,
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut open = self.state.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = open.iter().position(|page| *page == self.page) {
            open.swap_remove(at);
        }
    }
}
