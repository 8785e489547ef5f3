//! The thread that rebuilds: waits for a change, reads, builds, and shows what came of it.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::preview::{Preview, Reporter};
use super::snapshot::{ProjectSnapshot, snapshot};
use super::state::{Copied, Shown, State, Trouble};
use super::watch::{PATIENCE, Watch};
use crate::output::Snapshot;
use crate::pipeline::{Options, plain_words};
use crate::report::{self, Format};
use crate::session::{Session, Turn};

/// A site that takes longer to make is shown page by page: first those that somebody looks at.
const LONG: Duration = Duration::from_millis(100);

/// Works until the program ends.
pub(super) fn work(preview: Preview, state: &State, reporter: &impl Reporter) {
    // Watched before it is read, so that nothing is missed in between.
    let (mut watch, trouble) = Watch::new(&preview.root, &preview.settings, preview.poll);
    if let Some(why) = trouble {
        polling(reporter, &why);
    }
    let url = url(state.address);
    let options = Options { base_url: Some(url.clone()), ..preview.options.clone() };
    let session = Session::new(options);
    let mut rebuilder =
        Rebuilder { preview: &preview, state, session, seen: None, lost: false, shown: Shown::default(), slow: false };
    rebuilder.follow(&mut watch, reporter);
    reporter.ready(&format!("{url}/"));
    if preview.open
        && let Err(error) = open::that_detached(format!("{url}/"))
    {
        reporter.notice(&format!("can't open a browser: {error}"));
    }
    loop {
        if let Err(why) = watch.wait() {
            polling(reporter, &why.to_string());
        }
        rebuilder.follow(&mut watch, reporter);
    }
}

fn polling(reporter: &impl Reporter, why: &str) {
    reporter.notice(&format!("changes are looked for twice a second, since the system does not tell of them: {why}"));
}

/// The state of the thread.
struct Rebuilder<'a> {
    preview: &'a Preview,
    state: &'a State,
    session: Session,
    /// The project as it was read last.
    seen: Option<ProjectSnapshot>,
    /// It could not be read since.
    lost: bool,
    shown: Shown,
    /// The last turn took so long that somebody would have waited.
    slow: bool,
}

impl Rebuilder<'_> {
    /// A turn; and another one if links lead where nobody listened.
    fn follow(&mut self, watch: &mut Watch, reporter: &impl Reporter) {
        self.turn(reporter);
        if watch.follow(self.seen.as_ref().map_or(&[], |seen| &seen.project.links)) {
            self.turn(reporter);
        }
    }

    /// Reads the project; if it is other than before, builds and shows it.
    fn turn(&mut self, reporter: &impl Reporter) {
        reporter.wake();
        let Preview { root, settings, .. } = self.preview;
        let mut seen = snapshot(root, settings);
        // Some editors empty a file before they write it; what it says is about to come.
        if let (Ok(now), Some(former)) = (&seen, &self.seen)
            && now.emptied(former)
        {
            std::thread::sleep(PATIENCE);
            seen = snapshot(root, settings);
        }
        let seen = match seen {
            Ok(seen) => seen,
            Err(error) => {
                let why = format!("can't read `{}`: {error}", settings.display());
                return self.unreadable(why, reporter);
            }
        };
        let found_again = std::mem::take(&mut self.lost);
        let changed = self.seen.as_ref().map(|former| seen.changes(former));
        if changed.as_ref().is_some_and(Vec::is_empty) && !found_again {
            return;
        }
        let changed = changed.unwrap_or_default();
        reporter.begin(&changed);
        let first = self.first(&changed);
        let generation = self.shown.generation + 1;
        let former = Arc::clone(self.session.site());
        let of_former = self.seen.as_ref().map(|seen| (seen, &*self.shown.copies));
        let told_early = Cell::new(false);
        let early = |site: Snapshot| {
            told_early.set(true);
            let copies = Arc::new(seen.copies(root, &site, of_former));
            let early = Some(first.clone().into());
            self.state.show(Shown { site: Some(Arc::new(site)), copies, generation, early, trouble: None });
        };
        let begin = Instant::now();
        let turn = self.session.turn(&seen.project, &first, &early, reporter);
        self.slow = begin.elapsed() > LONG;
        let count = match &turn.site {
            Some(site) => {
                let copies = seen.copies(root, site, of_former);
                let count = site.changed_since(&former) + other_copies(&copies, &self.shown.copies);
                // Pages are not reloaded for a change that makes no difference, such as one in a comment.
                self.shown.generation += u64::from(count > 0 || told_early.get());
                self.shown.site = Some(Arc::clone(site));
                self.shown.copies = Arc::new(copies);
                self.shown.trouble = None;
                count
            }
            None => {
                self.shown.generation += u64::from(told_early.get());
                self.shown.trouble = Some(Arc::new(trouble(&turn, &seen, self.shown.site.is_some())));
                0
            }
        };
        self.state.show(self.shown.clone());
        reporter.turn(&turn, &seen.project.sources, count);
        self.seen = Some(seen);
    }

    /// The pages to make first: those that somebody looks at, where the whole takes long, and nothing changed but what
    /// is written on pages.
    fn first(&self, changed: &[String]) -> Vec<String> {
        let of_page =
            |path: &String| path.starts_with("content/") && path.ends_with(".md") && !path.ends_with("_index.md");
        let sound = self.shown.site.is_some() && self.shown.trouble.is_none();
        if self.slow && sound && changed.iter().all(of_page) { self.state.open_pages() } else { Vec::new() }
    }

    /// The last good site stays, as for faults of the content.
    fn unreadable(&mut self, why: String, reporter: &impl Reporter) {
        if !std::mem::replace(&mut self.lost, true) {
            reporter.unreadable(&why);
            self.shown.trouble = Some(Arc::new(Trouble::new(plain_words(), "en", self.shown.site.is_some(), why)));
            self.state.show(self.shown.clone());
        }
    }
}

/// How many copied files have other bytes than before.
fn other_copies(now: &BTreeMap<String, Copied>, before: &BTreeMap<String, Copied>) -> usize {
    let same = |a: &Copied, b: &Copied| match (a, b) {
        (Copied::Held(a), Copied::Held(b)) => a == b,
        // It was not read, so it may be another.
        _ => false,
    };
    now.iter().filter(|(path, copied)| before.get(*path).is_some_and(|old| !same(copied, old))).count()
}

/// The faults of a turn, in the words of the terminal.
fn trouble(turn: &Turn, seen: &ProjectSnapshot, has_site: bool) -> Trouble {
    let text = report::report(&turn.diagnostics, &seen.project.sources, Format::Human, false, "");
    let text = format!("{text}{}\n", report::summary(&turn.diagnostics));
    let language = &turn.analysis.settings().language;
    Trouble::new(|key| turn.analysis.word(key).to_owned(), language, has_site, text)
}

/// The address that a browser on this machine finds the preview at.
fn url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::from([127, 0, 0, 1]),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}
