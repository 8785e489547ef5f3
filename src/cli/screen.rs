//! Output. Everything that is not data goes to stderr; a closed pipe is no fault (door: `terminal_size`).

use std::io::{ErrorKind, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use super::arguments::{Color, Global, Reporting};
use super::project::Location;
use crate::diagnostic::Diagnostics;
use crate::render::Progress;
use crate::report;
use crate::source::Sources;
use crate::text::visible_line;

/// Work that takes longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line of progress changes.
const BEAT: Duration = Duration::from_millis(100);

/// "1 task", "2 tasks".
pub(super) fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// The terminal, as the flags ask for it.
#[expect(clippy::struct_excessive_bools, reason = "four answers, each asked alone")]
pub(super) struct Screen {
    quiet: bool,
    verbose: bool,
    color: bool,
    terminal: bool,
    start: Instant,
    stage: Mutex<(&'static str, Instant)>,
    expected: AtomicUsize,
    done: AtomicUsize,
    /// Milliseconds since the start at which progress was last shown; 0 if never.
    shown: AtomicUsize,
    /// Why data could not be written.
    lost: OnceLock<String>,
}

impl Screen {
    /// With `data`, stderr holds one document for a program, and nothing else may stand there.
    pub(super) fn new(global: &Global, data: bool) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let color = match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if set("NO_COLOR").is_some() => false,
            Color::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            Color::Auto => terminal && set("CLICOLOR").is_none_or(|value| value != "0"),
        };
        let now = Instant::now();
        Screen {
            quiet: global.quiet || data,
            verbose: global.verbose && !data,
            color,
            terminal,
            start: now,
            stage: Mutex::new(("load", now)),
            expected: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            shown: AtomicUsize::new(0),
            lost: OnceLock::new(),
        }
    }

    fn print(text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    /// Prints a result. A closed pipe ends the reading, not the work; a full disk is remembered.
    pub(super) fn data(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        if let Err(error) = written
            && error.kind() != ErrorKind::BrokenPipe
        {
            self.lost.get_or_init(|| error.to_string());
        }
    }

    /// Why what was asked for did not get where it should, if it did not.
    pub(super) fn lost(&self) -> Option<&str> {
        self.lost.get().map(String::as_str)
    }

    /// How many columns the terminal has that data go to; `None` where they go elsewhere.
    #[expect(clippy::unused_self, reason = "printing is the screen's")]
    pub(super) fn width(&self) -> Option<usize> {
        let terminal = std::io::stdout().is_terminal();
        terminal.then(|| terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0)))
    }

    /// A line of news.
    pub(super) fn say(&self, text: &str) {
        if !self.quiet {
            Self::print(&format!("{}\n", visible_line(text)));
        }
    }

    /// Why the work could not be done.
    pub(super) fn failure(&self, message: &str) {
        self.clear();
        let head = if self.color { "\x1b[1;31merror\x1b[0m" } else { "error" };
        Self::print(&format!("{head}: {}\n", visible_line(message)));
    }

    /// Whether nothing but diagnostics, failures and data is printed.
    #[cfg(feature = "serve")]
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// All diagnostics in the format asked for, from the weight on that is asked for.
    pub(super) fn diagnostics(
        &self,
        found: &Diagnostics,
        sources: &Sources,
        reporting: &Reporting,
        location: &Location,
    ) {
        let (mut shown, mut hidden) = (found.clone(), found.clone());
        let least = reporting.level.severity();
        shown.retain(|diagnostic| diagnostic.severity >= least);
        hidden.retain(|diagnostic| diagnostic.severity < least);
        let mut summary = vec![report::summary(&shown)];
        if !hidden.is_empty() {
            summary.push(format!("not shown: {}", report::summary(&hidden)));
        }
        summary.retain(|part| !part.is_empty());
        self.listed(&shown, sources, reporting, location, &summary.join("; "));
    }

    /// Diagnostics, and below them a line about them, if there is anything to say.
    pub(super) fn listed(
        &self,
        shown: &Diagnostics,
        sources: &Sources,
        reporting: &Reporting,
        location: &Location,
        line: &str,
    ) {
        self.clear();
        let format = reporting.format;
        Self::print(&report::report(shown, sources, format, self.color, &location.folder()));
        if !format.is_document() && !line.is_empty() {
            Self::print(&format!("{line}\n"));
        }
    }

    /// Seconds since the start, as they are shown.
    pub(super) fn elapsed(&self) -> String {
        format!("{:.2} s", self.start.elapsed().as_secs_f64())
    }

    /// Ends the last stage.
    pub(super) fn end(&self) {
        self.stage("");
        self.clear();
    }

    fn clear(&self) {
        if self.shown.swap(0, Ordering::Relaxed) > 0 {
            Self::print("\r\x1b[K");
        }
    }

    fn show(&self) {
        if self.quiet || !self.terminal || self.start.elapsed() < PATIENCE {
            return;
        }
        let now = self.start.elapsed().as_millis() as usize;
        let last = self.shown.load(Ordering::Relaxed);
        let due = now.saturating_sub(last) >= BEAT.as_millis() as usize;
        if due && self.shown.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            let stage = self.stage.lock().map(|stage| stage.0).unwrap_or_default();
            let (done, expected) = (self.done.load(Ordering::Relaxed), self.expected.load(Ordering::Relaxed));
            let count = if expected > 0 { format!(" {done} of {expected}") } else { String::new() };
            Self::print(&format!("\r\x1b[K{stage}{count}"));
        }
    }
}

impl Progress for Screen {
    fn stage(&self, name: &'static str) {
        let now = Instant::now();
        if let Ok(mut stage) = self.stage.lock() {
            let (last, since) = std::mem::replace(&mut *stage, (name, now));
            if self.verbose && !last.is_empty() {
                Self::print(&format!("{last:>10} {:8.1} ms\n", (now - since).as_secs_f64() * 1e3));
            }
        }
        self.show();
    }

    fn expect(&self, files: usize) {
        self.expected.store(files, Ordering::Relaxed);
    }

    fn done(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.show();
    }
}
