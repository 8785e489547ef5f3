//! What a build wrote: the marker in the output folder. It says which files are ours, and from which inputs each was
//! made, so that the next build writes only what has changed and removes nothing else.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::fs::Metadata;
use std::io;
use std::path::Path;
#[cfg(unix)]
use std::time::Duration;
use std::time::UNIX_EPOCH;

use crate::parallel;
use crate::text::WordState;

/// The marker's name in the output folder.
pub(super) const NAME: &str = ".vejviser";
/// Its first line; other lines are read only below this one, or below [`FORMER_HEAD`].
const HEAD: &str = "vejviser manifest 2";
/// The first line of the former form, in which a number for the bytes stands behind the fingerprint.
const FORMER_HEAD: &str = "vejviser manifest 1";

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Stands for the inputs.
    pub(super) fingerprint: u64,
    pub(super) stamp: Stamp,
}

/// What tells that nobody has touched a file since.
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
    pub(super) entries: HashMap<String, Entry, WordState>,
}

impl Manifest {
    /// The manifest of a folder. One that can't be understood has no entries: all is written anew.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let text = std::fs::read_to_string(folder.join(NAME))?;
        let mut lines = text.lines();
        let mut manifest = Manifest::default();
        let head = lines.next();
        if head == Some(HEAD) || head == Some(FORMER_HEAD) {
            let parse = if head == Some(HEAD) { parse } else { parse_former };
            let lines: Vec<&str> = lines.collect();
            manifest.entries.reserve(lines.len());
            manifest.entries.extend(parallel::map(&lines, |line| parse(line)).into_iter().flatten());
        }
        Ok(manifest)
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

    /// The manifest as text, its files in order.
    pub(super) fn text(entries: &[(String, Entry)]) -> String {
        let mut out = String::with_capacity(entries.len() * 100);
        let _ = writeln!(out, "{HEAD}");
        for (path, entry) in entries {
            let Entry { fingerprint, stamp } = entry;
            let _ = writeln!(out, "{fingerprint:016x} {} {} {path}", stamp.size, stamp.modified);
        }
        out
    }
}

fn parse(line: &str) -> Option<(String, Entry)> {
    let mut parts = line.splitn(4, ' ');
    let fingerprint = u64::from_str_radix(parts.next()?, 16).ok()?;
    let size = parts.next()?.parse().ok()?;
    let modified = parts.next()?.parse().ok()?;
    let path = parts.next()?;
    // A manifest is a file that anybody can write; it must not lead out of its folder.
    let inside = !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    inside.then(|| (path.to_owned(), Entry { fingerprint, stamp: Stamp { size, modified } }))
}

fn parse_former(line: &str) -> Option<(String, Entry)> {
    let (fingerprint, rest) = line.split_once(' ')?;
    parse(&format!("{fingerprint} {}", rest.split_once(' ')?.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let entry = Entry { fingerprint: u64::MAX, stamp: Stamp { size: 3, modified: 4 } };
        let text = Manifest::text(&[("g/a b.html".to_owned(), entry.clone())]);
        assert_eq!(text.lines().nth(1).and_then(parse), Some(("g/a b.html".to_owned(), entry.clone())));
        assert_eq!(parse_former("ffffffffffffffff 1 3 4 g/a b.html"), Some(("g/a b.html".to_owned(), entry)));
        assert_eq!(parse("0 0 0 ../../etc/passwd"), None);
        assert_eq!(parse("0 0 0 /etc/passwd"), None);
        assert_eq!(parse_former("0 0 0 0 ../../etc/passwd"), None);
    }
}
