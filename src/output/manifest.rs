//! The marker in the output folder. It names every file of the site, so that the next build removes no other, and holds
//! a fingerprint of each file's inputs, so that the next build renders only pages that changed.
//!
//! The inputs of a page are the program's version, the theme, the words, the facts that its guide shares, and its view with
//! its diagram. So a view must hold everything that its page shows. A file is untouched if it has the size in the marker
//! and is no younger than the marker, which is written last; it is then hard-linked into the new folder. The marker holds
//! no times, so that equal sites have equal markers.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
#[cfg(unix)]
use std::time::Duration;
use std::time::UNIX_EPOCH;

use crate::parallel;
use crate::text::WordState;

/// The marker's name in the output folder.
pub(super) const NAME: &str = ".vejviser";
/// Its first line; other lines are read only below this one, or below a [`FORMER`] one.
const HEAD: &str = "vejviser manifest 3";
/// Behind the first line where something is wrong with the pages, whatever weight it has.
const FAULTY: &str = " faulty";
/// The first lines of former forms: with a time behind the size, and with a number for the bytes before it as well.
const FORMER: [&str; 2] = ["vejviser manifest 2", "vejviser manifest 1"];

/// One file of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ManifestEntry {
    /// Stands for the inputs.
    pub(super) fingerprint: u64,
    pub(super) size: u64,
}

/// The marks of a file on disk that show a change since a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) size: u64,
    /// Nanoseconds since 1970.
    pub(super) modified: u128,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Stamp { size: metadata.len(), modified: since.map_or(0, |since| since.as_nanos()) }
    }

    /// A size, and a time as the system tells it: seconds since 1970, and nanoseconds of the next.
    #[cfg(unix)]
    pub(super) fn new(size: u64, seconds: i64, nanoseconds: u32) -> Self {
        let since = u64::try_from(seconds).ok().map(|seconds| Duration::new(seconds, nanoseconds));
        Stamp { size, modified: since.map_or(0, |since| since.as_nanos()) }
    }
}

/// The files of a site by path.
#[derive(Clone, Debug, Default)]
pub(super) struct Manifest {
    pub(super) entries: HashMap<String, ManifestEntry, WordState>,
    /// When it was written, as the last file of its site.
    written: u128,
    /// Something is wrong with the pages, or may be.
    pub(super) faulty: bool,
}

impl Manifest {
    /// The manifest of a folder. One that can't be understood has no entries: all is written anew.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let file = folder.join(NAME);
        let text = fs::read_to_string(&file)?;
        let mut manifest = Manifest { written: Stamp::of(&fs::metadata(&file)?).modified, ..Manifest::default() };
        let mut lines = text.lines();
        let head = lines.next().unwrap_or_default();
        let faulty = head.strip_prefix(HEAD);
        let former = FORMER.iter().position(|form| head == *form);
        if faulty.is_some_and(|rest| rest.is_empty() || rest == FAULTY) || former.is_some() {
            manifest.faulty = faulty != Some("");
            let parse = |line: &&str| match former {
                None => parse(line),
                Some(form) => parse_former(line, form),
            };
            let lines: Vec<&str> = lines.collect();
            manifest.entries.reserve(lines.len());
            manifest.entries.extend(parallel::map(&lines, parse).into_iter().flatten());
        }
        Ok(manifest)
    }

    /// Whether a file of the site is as the build left it: whoever writes into it changes its size or its time.
    pub(super) fn is_untouched(&self, entry: ManifestEntry, file: Stamp) -> bool {
        file.size == entry.size && file.modified <= self.written
    }

    /// The folders that the files stand in, without the outermost.
    pub(super) fn folders(&self) -> HashSet<&str, WordState> {
        let mut folders = HashSet::with_capacity_and_hasher(self.entries.len(), WordState::default());
        self.entries.keys().for_each(|path| {
            // Those above a known folder are known.
            let mut above = path.match_indices('/').rev().map(|(at, _)| &path[..at]);
            while above.next().is_some_and(|folder| folders.insert(folder)) {}
        });
        folders
    }

    /// The manifest as text, its files in order. It says nothing but what follows from the input, so that two outputs of one
    /// input are the same.
    pub(super) fn text(entries: &[(String, ManifestEntry)], faulty: bool) -> String {
        let mut out = String::with_capacity(entries.len() * 80);
        let _ = writeln!(out, "{HEAD}{}", if faulty { FAULTY } else { "" });
        for (path, ManifestEntry { fingerprint, size }) in entries {
            let _ = writeln!(out, "{fingerprint:016x} {size} {path}");
        }
        out
    }
}

fn parse(line: &str) -> Option<(String, ManifestEntry)> {
    let mut parts = line.splitn(3, ' ');
    let fingerprint = u64::from_str_radix(parts.next()?, 16).ok()?;
    let size = parts.next()?.parse().ok()?;
    let path = parts.next()?;
    // A manifest is a file that anybody can write; it must not lead out of its folder.
    let inside = !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    inside.then(|| (path.to_owned(), ManifestEntry { fingerprint, size }))
}

/// A line of a former form, by its place in [`FORMER`].
fn parse_former(line: &str, form: usize) -> Option<(String, ManifestEntry)> {
    let mut parts = line.splitn(4 + form, ' ');
    let fingerprint = parts.next()?;
    let size = parts.nth(form)?;
    parse(&format!("{fingerprint} {size} {}", parts.nth(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let entry = ManifestEntry { fingerprint: u64::MAX, size: 3 };
        let text = Manifest::text(&[("g/a b.html".to_owned(), entry)], false);
        assert_eq!(text.lines().nth(1).and_then(parse), Some(("g/a b.html".to_owned(), entry)));
        assert_eq!(parse_former("ffffffffffffffff 3 4 g/a b.html", 0), Some(("g/a b.html".to_owned(), entry)));
        assert_eq!(parse_former("ffffffffffffffff 1 3 4 g/a b.html", 1), Some(("g/a b.html".to_owned(), entry)));
        assert_eq!(parse("0 0 ../../etc/passwd"), None);
        assert_eq!(parse("0 0 /etc/passwd"), None);
        assert_eq!(parse_former("0 0 0 ../../etc/passwd", 0), None);
        assert_eq!(parse_former("0 0 0 0 ../../etc/passwd", 1), None);
    }
}
