//! `vejviser serve`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::Outcome;
use super::arguments::{Global, Level, Reporting, Serve};
use super::project::{Location, locate};
use super::published::read_with_published;
use super::screen::{Screen, count};
use crate::diagnostic::Diagnostics;
use crate::pipeline::Options;
use crate::refusal::Refusal;
use crate::render::Progress;
use crate::report::{Baseline, Compared};
use crate::serve::{self, Preview, Reporter};
use crate::session::Turn;
use crate::source::Sources;

/// So many files that changed are named.
const NAMED: usize = 3;

pub(super) fn run(global: &Global, arguments: &Serve, screen: &Arc<Screen>) -> Result<Outcome, Refusal> {
    let location = locate(global)?;
    let listener = serve::listen(arguments.interface, arguments.port)?;
    // The published site is read once; the preview changes nothing there.
    let (_, published) = read_with_published(&location, None, None)?;
    let options = Options { drafts: arguments.drafts, published, ..Options::default() };
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
    serve::run(preview, listener, Terminal::new(Arc::clone(screen), location, arguments.level))?;
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
    level: Level,
    /// The diagnostics of the turn before: the terminal shows only new ones.
    told: Mutex<Baseline>,
    first: AtomicBool,
}

impl Terminal {
    fn new(screen: Arc<Screen>, location: Location, level: Level) -> Self {
        Terminal {
            screen,
            location,
            level,
            began: Mutex::new(Instant::now()),
            changed: Mutex::default(),
            told: Mutex::default(),
            first: AtomicBool::new(true),
        }
    }

    fn is_first(&self) -> bool {
        self.first.load(Ordering::Relaxed)
    }

    /// The first time all that was found, later what is new, and how many others there are.
    fn diagnostics(&self, found: &Diagnostics, sources: &Sources) {
        let reporting = Reporting { level: self.level, ..Reporting::PLAIN };
        let mut new = found.clone();
        new.retain(|diagnostic| diagnostic.severity >= self.level.severity());
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *told, Baseline::of(&new, sources));
        if self.is_first() {
            return self.screen.diagnostics(found, sources, &reporting, &self.location);
        }
        let Compared { known, gone } = before.take_out(&mut new, sources);
        let counts = [(new.len(), "new"), (gone, "mended"), (known, "as before")];
        let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        let line = counts.collect::<Vec<_>>().join(", ");
        self.screen.listed(&new, sources, &reporting, &self.location, &line);
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
        self.diagnostics(&turn.diagnostics, sources);
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
        if self.screen.is_quiet() {
            // Whoever asked for any free port must learn which.
            self.screen.data(&format!("{url}\n"));
        } else {
            self.screen.say(&format!("open {url} (Ctrl-C ends the preview)"));
        }
    }

    fn notice(&self, what: &str) {
        self.screen.say(what);
    }
}

impl Progress for Terminal {
    fn stage(&self, name: &'static str) {
        self.screen.stage(name);
    }

    // Later steps end before anybody could read their progress.
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
