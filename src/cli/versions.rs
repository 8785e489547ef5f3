//! The older versions that `vejviser build` sets beside the site.

use std::collections::BTreeMap;
use std::path::Path;

use super::git::project_at;
use super::project::Location;
use super::screen::Screen;
use crate::config::{OlderVersion, VersionSource};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::Below;
use crate::pipeline::{Analysis, Older, Options, analyse, publish, set_side_by_side};
use crate::refusal::Refusal;
use crate::render::Sink;
use crate::source::{Project, files_below};

/// An older version, read.
pub(super) struct OlderSite {
    name: String,
    /// As the user named it: "revision `v1.1`".
    from: String,
    pages: Pages,
}

/// The content of a revision.
struct Content {
    project: Project,
    analysis: Analysis,
    /// The files that are copied as they were, by their paths in the project.
    copies: BTreeMap<String, Vec<u8>>,
}

/// The pages of an older version, or what they are made of.
enum Pages {
    Content(Box<Content>),
    /// A site that was built then: its folder, relative to the project, and the paths in it.
    Files {
        folder: String,
        files: Vec<String>,
    },
}

/// Reads the older versions that the settings name, and shows all versions to each other.
///
/// # Errors
/// A revision or a folder that is not there or can't be read, with the name of the version.
pub(super) fn read(
    location: &Location,
    output: &Path,
    project: &Project,
    analysis: &mut Analysis,
    screen: &Screen,
) -> Result<Vec<OlderSite>, Refusal> {
    let versions = analysis.settings().versions.clone();
    let mut found = Vec::with_capacity(versions.len());
    for version in &versions {
        let site = read_version(location, output, project, analysis, version, screen);
        found.push(site.map_err(|why| format!("can't take in the version `{}`: {why}", version.name))?);
    }
    let mut older: Vec<(String, Older<'_>)> = found.iter_mut().map(|site| (site.name.clone(), site.seen())).collect();
    if !older.is_empty() {
        set_side_by_side(project, analysis, &mut older);
    }
    Ok(found)
}

fn read_version(
    location: &Location,
    output: &Path,
    today: &Project,
    analysis: &Analysis,
    version: &OlderVersion,
    screen: &Screen,
) -> Result<OlderSite, Refusal> {
    let name = version.name.clone();
    match &version.source {
        VersionSource::Revision(revision) => {
            let mut copies = BTreeMap::new();
            let project = project_at(&location.root, &location.settings, revision, Some(&mut copies))?;
            let project = project.in_dress_of(today);
            let base = &analysis.settings().base_url;
            let base = if base.is_empty() { String::new() } else { format!("{base}/versions/{name}") };
            let options = Options { base_url: Some(base), older: Some(name.clone()), ..Options::default() };
            let analysis = analyse(&project, &options, screen);
            let content = Content { project, analysis, copies };
            Ok(OlderSite { name, from: format!("revision `{revision}`"), pages: Pages::Content(Box::new(content)) })
        }
        VersionSource::Folder(folder) => {
            let (copied, output) = (location.root.join(folder).canonicalize(), output.canonicalize());
            if let (Ok(copied), Ok(output)) = (copied, output)
                && (copied.starts_with(&output) || output.starts_with(&copied))
            {
                return Err(format!("`{folder}` is the output folder; copy the site to another folder first").into());
            }
            let files = files_below(&location.root, folder).map_err(|why| format!("`{folder}`: {why}"))?;
            if !files.iter().any(|file| file.ends_with(".html")) {
                return Err(format!("`{folder}` holds no page; name the folder of a site that was built").into());
            }
            let pages = Pages::Files { folder: folder.clone(), files };
            Ok(OlderSite { name, from: format!("folder `{folder}`"), pages })
        }
    }
}

impl OlderSite {
    /// As the other versions see it.
    fn seen(&mut self) -> Older<'_> {
        match &mut self.pages {
            Pages::Content(content) => Older::Content(&content.project, &mut content.analysis),
            Pages::Files { files, .. } => Older::Files(files),
        }
    }

    /// The faults that keep it from being published: those whose weight no settings can lower.
    pub(super) fn faults(&self) -> Vec<Diagnostic> {
        match &self.pages {
            Pages::Content(content) => self.grave(content, &content.analysis.diagnostics),
            Pages::Files { .. } => Vec::new(),
        }
    }

    /// Puts its pages below `versions/` of a sink. Returns the faults that forbid it.
    ///
    /// # Errors
    /// The first file that could not be written.
    pub(super) fn publish(&self, sink: &dyn Sink, screen: &Screen) -> Result<Vec<Diagnostic>, Refusal> {
        let below = format!("versions/{}/", self.name);
        let failed = |error: &dyn std::fmt::Display| Refusal::from(format!("version `{}`: {error}", self.name));
        match &self.pages {
            Pages::Content(content) => {
                let sink = Below::new(sink, below, &content.copies);
                let found = publish(&content.project, &content.analysis, &sink, screen);
                Ok(self.grave(content, &found.map_err(|error| failed(&error))?))
            }
            Pages::Files { folder, files } => {
                let copy = |file: &String| sink.copy(&format!("{below}{file}"), &format!("{folder}/{file}"));
                files.iter().try_for_each(copy).map_err(|error| failed(&error))?;
                Ok(Vec::new())
            }
        }
    }

    /// Those that no settings can lower. Their places are in another state of the files than the other diagnostics of the run.
    fn grave(&self, content: &Content, found: &Diagnostics) -> Vec<Diagnostic> {
        let OlderSite { name, from, .. } = self;
        let told = |fault: &Diagnostic| {
            let place = fault.labels.first().map(|label| {
                let file = content.project.sources.file(label.span.file);
                let (line, column) = file.position(label.span.start as usize);
                format!("{}:{line}:{column}: ", file.path)
            });
            let message = format!("version `{name}` ({from}): {}{}", place.unwrap_or_default(), fault.message);
            let help =
                "mend it in a commit and name that, or name the folder of the site as it was built then with `path`";
            Diagnostic::of_file(fault.code, message).help(help)
        };
        found.iter().filter(|fault| fault.code.fixed).map(told).collect()
    }
}
