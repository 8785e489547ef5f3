//! `vejviser serve`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::Outcome;
use super::arguments::{Format, Global, Reporting, Serve};
use super::project::{Location, locate};
use super::published::read_with_published;
use super::screen::{Screen, count};
use crate::pipeline::Options;
use crate::render::Progress;
use crate::report;
use crate::serve::{self, Preview, Reporter};
use crate::session::Turn;
use crate::source::Sources;

/// So many files that changed are named.
const NAMED: usize = 3;

pub(super) fn run(global: &Global, arguments: &Serve, screen: &Arc<Screen>) -> Result<Outcome, String> {
    let location = locate(global)?;
    let listener = serve::listen(arguments.interface, arguments.port)?;
    // What the site said of itself before is read once; the preview changes nothing there.
    let (_, published) = read_with_published(&location, None, None)?;
    let options = Options { base_url: None, drafts: arguments.drafts, published };
    let preview = Preview {
        root: location.root.clone(),
        settings: location.settings.clone(),
        options,
        poll: arguments.poll,
        open: arguments.open,
    };
    if !arguments.interface.is_loopback() {
        screen.say("others in your network can read this preview");
    }
    serve::run(preview, listener, Terminal::new(Arc::clone(screen), location))?;
    screen.say("the preview has ended");
    Ok(Outcome::Clean)
}

/// Tells on the screen what the preview does.
struct Terminal {
    screen: Arc<Screen>,
    location: Location,
    began: Mutex<Instant>,
    /// The files that changed, as they are named.
    changed: Mutex<String>,
    /// The diagnostics that were shown last; they are shown again only when they are others.
    told: Mutex<String>,
    first: AtomicBool,
}

impl Terminal {
    fn new(screen: Arc<Screen>, location: Location) -> Self {
        Terminal {
            screen,
            location,
            began: Mutex::new(Instant::now()),
            changed: Mutex::default(),
            told: Mutex::default(),
            first: AtomicBool::new(true),
        }
    }

    fn is_first(&self) -> bool {
        self.first.load(Ordering::Relaxed)
    }

    fn say(&self, what: &str) {
        let changed = self.changed.lock().unwrap_or_else(PoisonError::into_inner);
        self.screen.say(&if changed.is_empty() { what.to_owned() } else { format!("{changed}: {what}") });
    }
}

impl Reporter for Terminal {
    fn wake(&self) {
        *self.began.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn begin(&self, changed: &[String]) {
        let mut text = changed.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if changed.len() > NAMED {
            text.push_str(&format!(" and {} more", changed.len() - NAMED));
        }
        *self.changed.lock().unwrap_or_else(PoisonError::into_inner) = text;
    }

    fn turn(&self, turn: &Turn, sources: &Sources, changed: usize) {
        self.screen.end();
        let text = report::report(&turn.diagnostics, sources, report::Format::Short, false, "");
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if *told != text || turn.site.is_none() {
            let reporting = Reporting { strict: false, format: Format::Human };
            self.screen.diagnostics(&turn.diagnostics, sources, &reporting, &self.location);
        }
        *told = text;
        let took = self.began.lock().unwrap_or_else(PoisonError::into_inner).elapsed().as_millis();
        match &turn.site {
            None if self.is_first() => self.say("there is no site to show until this is mended"),
            None => self.say("the site stays as it was"),
            Some(site) if self.is_first() => {
                let (guides, tasks, _) = turn.analysis.counts();
                let (tasks, guides) = (count(tasks, "task"), count(guides, "guide"));
                self.say(&format!("built {tasks} in {guides}: {}, in {took} ms", count(site.len(), "file")));
            }
            Some(_) => self.say(&format!("{} changed, in {took} ms", count(changed, "file"))),
        }
        self.first.store(false, Ordering::Relaxed);
    }

    fn unreadable(&self, why: &str) {
        self.screen.failure(why);
    }

    fn ready(&self, url: &str) {
        self.screen.say(&format!("open {url} (Ctrl-C ends the preview)"));
    }

    fn notice(&self, what: &str) {
        self.screen.say(what);
    }
}

impl Progress for Terminal {
    fn stage(&self, name: &'static str) {
        self.screen.stage(name);
    }

    // What comes later is done before anybody could read how far it is.
    fn expect(&self, files: usize) {
        if self.is_first() {
            self.screen.expect(files);
        }
    }

    fn done(&self) {
        if self.is_first() {
            self.screen.done();
        }
    }
}
