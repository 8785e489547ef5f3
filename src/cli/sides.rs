//! The two sides of a comparison: content, a site, a file, a version, or a revision of git.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use super::arguments::Global;
use super::git::project_at;
use super::project::{Location, locate, read, read_file};
use super::screen::Screen;
use crate::changes::Described;
use crate::pipeline::{Analysis, Options, analyse, described};
use crate::refusal::Refusal;
use crate::source::{Project, history_path};

/// Larger files are not read: a guide of a hundred thousand tasks has a third of this.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// One side, with all its guides.
pub(super) struct Side {
    /// As the user named it; a full stop for the project as it is.
    pub(super) label: String,
    pub(super) source: Source,
}

/// Where a side comes from.
pub(super) enum Source {
    /// Content, read and checked just now. Paths in diagnostics are seen from the location.
    Content(Box<(Location, Project, Analysis)>),
    /// The folders of a site's guides: key, and the `guide.json`.
    Site(Vec<(String, PathBuf)>),
    /// A `guide.json` or a snapshot.
    File(Box<Described>),
}

impl Side {
    /// The side that a name stands for: the project as it is without one.
    pub(super) fn find(
        global: &Global,
        name: Option<&str>,
        guide: Option<&str>,
        rev: bool,
        screen: &Screen,
    ) -> Result<Self, Refusal> {
        let label = name.unwrap_or(".").to_owned();
        let source = match name {
            None => content(locate(global)?, read, screen)?,
            Some(name) if rev => revision(global, name, screen)?,
            Some(name) => match on_disk(Path::new(name), screen)? {
                Some(source) => source,
                None => match version(global, name, guide)? {
                    Some(source) => source,
                    None => revision(global, name, screen)?,
                },
            },
        };
        Ok(Side { label, source })
    }

    /// The keys of its guides.
    pub(super) fn keys(&self) -> Vec<String> {
        match &self.source {
            Source::Content(content) => content.2.site().guides.iter().map(|guide| guide.folder.clone()).collect(),
            Source::Site(guides) => guides.iter().map(|(key, _)| key.clone()).collect(),
            Source::File(described) => vec![described.key().to_owned()],
        }
    }

    /// The guide of this key, which is one of [`Side::keys`].
    pub(super) fn described(&self, key: &str) -> Result<Cow<'_, Described>, Refusal> {
        match &self.source {
            Source::Content(content) => described(&content.1, &content.2, key).map(Cow::Owned),
            Source::Site(guides) => match guides.iter().find(|(known, _)| known == key) {
                Some((_, file)) => described_in(file).map(Cow::Owned),
                None => Err(format!("`{}` has no guide `{key}`", self.label).into()),
            },
            Source::File(described) => Ok(Cow::Borrowed(described)),
        }
    }
}

fn content(
    location: Location,
    read: impl Fn(&Location) -> Result<Project, Refusal>,
    screen: &Screen,
) -> Result<Source, Refusal> {
    let project = read(&location)?;
    // Addresses begin at the site's root, as those of snapshots do.
    let options = Options { base_url: Some(String::new()), alone: true, ..Options::default() };
    let analysis = analyse(&project, &options, screen);
    screen.end();
    Ok(Source::Content(Box::new((location, project, analysis))))
}

fn revision(global: &Global, name: &str, screen: &Screen) -> Result<Source, Refusal> {
    let location = locate(global)?;
    content(location, |location| project_at(&location.root, &location.settings, name, None), screen)
}

/// The side that a path on disk names, if there is something to compare.
fn on_disk(path: &Path, screen: &Screen) -> Result<Option<Source>, Refusal> {
    if path.is_file() {
        return Ok(Some(Source::File(Box::new(described_in(path)?))));
    }
    let settings = path.join("vejviser.yaml");
    if settings.is_file() {
        return content(Location { root: path.to_owned(), settings }, read, screen).map(Some);
    }
    let own = path.join("guide.json");
    if own.is_file() {
        return Ok(Some(Source::File(Box::new(described_in(&own)?))));
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let guide = |file: PathBuf| Some((file.parent()?.file_name()?.to_string_lossy().into_owned(), file));
    let files = entries.map(|entry| entry.path().join("guide.json")).filter(|file| file.is_file());
    let mut guides: Vec<(String, PathBuf)> = files.filter_map(guide).collect();
    guides.sort_unstable();
    Ok((!guides.is_empty()).then_some(Source::Site(guides)))
}

/// The snapshot of a version.
fn version(global: &Global, name: &str, guide: Option<&str>) -> Result<Option<Source>, Refusal> {
    let Ok(Location { root, .. }) = locate(global) else { return Ok(None) };
    let guides: Vec<String> = match guide {
        Some(guide) if root.join("history").join(guide).is_dir() => vec![guide.to_owned()],
        _ => {
            let entries = fs::read_dir(root.join("history")).into_iter().flatten().flatten();
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
        }
    };
    let mut found: Vec<(String, PathBuf)> = guides
        .into_iter()
        .filter_map(|guide| {
            let file = root.join(history_path(&guide, name)?);
            file.is_file().then_some((guide, file))
        })
        .collect();
    found.sort_unstable();
    match found.as_slice() {
        [] => Ok(None),
        [(guide, file)] => {
            let described = described_in(file)?;
            if described.key() != guide {
                let (file, other) = (file.display(), described.key());
                return Err(
                    format!("`{file}` is a snapshot of the guide `{other}`, not of `{guide}`; move it there").into()
                );
            }
            Ok(Some(Source::File(Box::new(described))))
        }
        several => {
            let names: Vec<&str> = several.iter().map(|(guide, _)| guide.as_str()).collect();
            Err(format!("several guides have a version `{name}`; name one with --guide: {}", names.join(", ")).into())
        }
    }
}

/// The guide that a file tells of, with the texts beside it.
pub(super) fn described_in(file: &Path) -> Result<Described, Refusal> {
    let wrong = |why: Refusal| {
        let why = why.to_string();
        Refusal::from(format!(
            "`{}` is no guide.json and no snapshot that can be read: {why}; take it again from where it came from",
            file.display()
        ))
    };
    let text = read_file(file, MAX_BYTES)?;
    let mut described = Described::read(&text).map_err(wrong)?;
    let texts = file.with_file_name("texts.json");
    if file.file_name().is_some_and(|name| name == "guide.json") && texts.is_file() {
        let text = read_file(&texts, MAX_BYTES)?;
        described.add_texts(&text).map_err(|why| {
            Refusal::from(format!(
                "`{}` can't be read: {why}; take it again from the site, or remove it",
                texts.display()
            ))
        })?;
    }
    Ok(described)
}
