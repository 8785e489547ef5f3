//! The stages in order: load (done by the caller) → parse → resolve → check → lay out and render → write (done by
//! the sink). Nothing here touches disk, terminal or clock.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::changes::{self, Changes, Described, DiffFormat, History, TextDetail};
use crate::check;
use crate::config::{self, Settings};
use crate::context::{Edition, Editions, SiteContext};
use crate::data;
use crate::diagnostic::{Diagnostic, Diagnostics, NO_CONTENT, UNKNOWN_LANGUAGE, UNREADABLE_FILE};
use crate::export;
use crate::graph::{Plan, plan};
use crate::i18n::Catalogue;
use crate::model::{Guide, Site, Version};
use crate::output::Nowhere;
use crate::parallel;
use crate::parse;
pub use crate::pictures::Selection;
use crate::pictures::drawing;
use crate::refusal::Refusal;
use crate::render::{self, First, Progress, Sink, Theme, WriteError};
use crate::resolve;
use crate::source::{Content, Fault, FaultKind, MAX_FILE_BYTES, Project, Published, history_path};

/// The settings that a run may change.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the site will be published, in place of what the settings say.
    pub base_url: Option<String>,
    /// Publish drafts too.
    pub drafts: bool,
    /// The guides as they were published, so that no address is lost; empty if unknown.
    pub published: Vec<Published>,
    /// Only the content as it is counts: no snapshot of a released version is read.
    pub alone: bool,
    /// The name of the older version that the content is of, where it stands beside the current one. Such a site is for
    /// reading: nobody edits it, and it tells no changes.
    pub older: Option<String>,
}

/// A project that was read and checked.
#[derive(Debug)]
pub struct Analysis {
    /// Everything that was found, in order.
    pub diagnostics: Diagnostics,
    site: Site,
    plans: Vec<Plan>,
    histories: Vec<History>,
    catalogue: Catalogue,
    editions: Editions,
    theme: Option<Arc<Theme>>,
    /// Missing places on the program's own pages, already reported.
    missing_places: BTreeSet<(String, String)>,
}

impl Analysis {
    /// The settings that hold for this run.
    pub fn settings(&self) -> &Settings {
        &self.site.settings
    }

    /// The resolved project.
    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    pub(crate) fn context<'a>(&'a self, project: &'a Project) -> SiteContext<'a> {
        SiteContext {
            site: &self.site,
            sources: &project.sources,
            catalogue: &self.catalogue,
            plans: &self.plans,
            histories: &self.histories,
            editions: &self.editions,
            missing_places: &self.missing_places,
        }
    }

    /// Compares the guides that have released versions with their snapshots, and reports what these lack. After a fault that
    /// makes guides unreliable, this waits until it is mended.
    fn find_histories(&mut self, project: &Project) {
        let has_versions = |guide: &Guide| !guide.versions.is_empty();
        if self.diagnostics.has_fixed() || !self.site.guides.iter().any(has_versions) {
            return;
        }
        let mut faults = Diagnostics::default();
        let context = self.context(project);
        let mut history = |(at, guide): (usize, &Guide)| {
            let now = has_versions(guide).then(|| Described::read(&data::description(&context.guide(at))));
            let Some(Ok(now)) = now else { return History::default() };
            let (snapshots, damaged) = snapshots(project, guide);
            let history = History::new(snapshots, &now);
            if damaged.is_empty() {
                check::check_versions(guide, &history, &mut faults);
            }
            faults.extend(damaged);
            history
        };
        let histories = self.site.guides.iter().enumerate().map(&mut history).collect();
        self.histories = histories;
        self.diagnostics.append(faults);
    }

    /// Makes those of the program's own pages that texts link into, and reports places that they lack. After a fault that
    /// makes pages unreliable, this waits until it is mended.
    fn find_places(&mut self, project: &Project) {
        let Some(theme) = self.theme.clone().filter(|_| !self.diagnostics.has_fixed()) else { return };
        for (place, fault) in render::missing_places(&self.context(project), &theme) {
            self.diagnostics.push(fault);
            self.missing_places.insert(place);
        }
    }

    /// A word of the interface, in the language of the site.
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.catalogue.get(&self.site.settings.language).get(key)
    }

    /// How many guides, tasks and other pages there are.
    pub fn counts(&self) -> (usize, usize, usize) {
        self.site.counts()
    }
}

/// Words of the interface in English, for what must be said before a project could be read.
#[cfg(feature = "serve")]
pub(crate) fn plain_words() -> impl Fn(&str) -> String {
    let catalogue = Catalogue::load(&Project::from_texts([]), &mut Diagnostics::default());
    move |key| catalogue.get("en").get(key).to_owned()
}

/// Results that one analysis leaves to the next, so that only changed files are parsed.
#[derive(Debug, Default)]
pub struct Memo(parse::Memo);

/// Reads and checks a project.
pub fn analyse(project: &Project, options: &Options, progress: &dyn Progress) -> Analysis {
    analysis(project, options, None, progress)
}

/// The same, for a project that is analysed again and again.
pub fn analyse_again(project: &Project, options: &Options, memo: &mut Memo, progress: &dyn Progress) -> Analysis {
    analysis(project, options, Some(&mut memo.0), progress)
}

fn analysis(project: &Project, options: &Options, memo: Option<&mut parse::Memo>, progress: &dyn Progress) -> Analysis {
    let mut faults: Diagnostics = project.faults.iter().map(unreadable).collect();
    progress.stage("settings");
    let mut settings = config::read_settings(&project.sources, project.settings, &mut faults);
    if let Some(base_url) = &options.base_url {
        settings.base_url = config::plain_base_url(base_url);
    }
    progress.stage("parse");
    // Words and templates take as long to read as the pages of a small guide, and know nothing of them.
    let words = || {
        let mut found = Diagnostics::default();
        (Catalogue::load(project, &mut found), found)
    };
    let parse = || {
        let mut found = Diagnostics::default();
        (parse::parse(project, settings.trusted_html, memo, &mut found), found)
    };
    let ((theme, (catalogue, wrong)), (mut parsed, found)) = parallel::both(|| (theme(project), words()), parse);
    faults.append(wrong);
    let theme = theme.map_err(|found| faults.extend(found)).ok();
    faults.append(found);
    let unreadable = project.faults.iter().any(|fault| fault.path.starts_with("content"));
    let is_empty = parsed.documents.is_empty() && parsed.broken.is_empty() && !unreadable;
    if is_empty {
        faults.push(no_content(project.content));
    }
    progress.stage("resolve");
    let allowances = std::mem::take(&mut parsed.allowances);
    let mut site = resolve::resolve(project, settings, parsed, options.drafts, &mut faults);
    if let Some(name) = &options.older {
        make_older(&mut site, name);
    }
    faults.append(unknown_languages(&site, &catalogue));
    progress.stage("check");
    // What a snapshot says was published too. One that can't be read is told with the versions of its guide.
    let snapshots = project.snapshots.iter().filter(|_| !options.alone);
    let snapshots = snapshots.filter_map(|(path, text)| Published::read(path, text).ok());
    // Without any content, it is no news that all ids are gone.
    let published = options.published.iter().cloned().chain(snapshots).filter(|_| !is_empty);
    let published: Vec<Published> = published.collect();
    let (found, plans) = parallel::both(
        || check::check(&project.sources, &site, &catalogue, &published),
        || site.guides.iter().map(plan).collect::<Vec<_>>(),
    );
    faults.append(found);
    let missing_places = BTreeSet::new();
    let histories = Vec::new();
    let editions = Editions::default();
    let mut analysis =
        Analysis { diagnostics: faults, site, plans, histories, catalogue, editions, theme, missing_places };
    if !options.alone {
        analysis.find_histories(project);
    }
    analysis.find_places(project);
    analysis.diagnostics.allow(&allowances, options.drafts);
    analysis.diagnostics = analysis.diagnostics.finish(&project.sources, &analysis.site.settings.weights);
    analysis
}

/// Takes from a site what an older version has not.
fn make_older(site: &mut Site, name: &str) {
    site.settings.versions.clear();
    site.settings.edit_url = None;
    for guide in &mut site.guides {
        guide.versions.clear();
        guide.version.get_or_insert_with(|| name.to_owned());
    }
}

/// The versions of a guide with those of their snapshots that can be read, and faults of the others.
fn snapshots(project: &Project, guide: &Guide) -> (Vec<(String, Option<Described>)>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let mut snapshot = |version: &Version| {
        let path = history_path(&guide.folder, &version.version)?;
        let (_, text) = project.snapshots.iter().find(|(known, _)| *known == path)?;
        let why = match Described::read(text) {
            Ok(described) if described.key() == guide.folder => return Some(described),
            Ok(described) => format!("it is of the guide `{}`", described.key()),
            Err(why) => why.to_string(),
        };
        let message = format!("`{path}` is no snapshot of this guide: {why}");
        let help = "take the file from where it was kept as it was written, or remove it";
        faults.push(Diagnostic::new(UNREADABLE_FILE, version.span, message).help(help));
        None
    };
    let all = guide.versions.iter().map(|version| (version.version.clone(), snapshot(version))).collect();
    (all, faults)
}

/// The built-in theme is the same for every project that changes nothing of it, and takes longer to read than a small
/// project to check: it is read once, for those who analyse again and again.
fn theme(project: &Project) -> Result<Arc<Theme>, Vec<Diagnostic>> {
    static BUILT_IN: OnceLock<Arc<Theme>> = OnceLock::new();
    if !project.templates.is_empty() {
        return Theme::load(project).map(Arc::new);
    }
    if let Some(theme) = BUILT_IN.get() {
        return Ok(Arc::clone(theme));
    }
    let theme = Arc::new(Theme::load(project)?);
    Ok(Arc::clone(BUILT_IN.get_or_init(|| theme)))
}

/// Finds the faults that show only on finished pages, by making the site and keeping none of it. Our own templates have
/// none that the analysis did not find at its source; the project's own, and HTML that it trusts, may.
///
/// # Errors
/// None: no file is written.
pub fn inspect(project: &Project, analysis: &Analysis, progress: &dyn Progress) -> Result<Diagnostics, WriteError> {
    let trusted = analysis.site.settings.trusted_html;
    match &analysis.theme {
        Some(theme) if trusted || theme.is_own() => publish(project, analysis, &Nowhere, progress),
        _ => Ok(Diagnostics::default()),
    }
}

/// Makes the site of an analysis without errors and gives its files to the sink. Returns the faults of templates and of
/// finished pages; with an error among them, the site should not be published.
///
/// # Errors
/// The first file that could not be written.
pub fn publish(
    project: &Project,
    analysis: &Analysis,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Result<Diagnostics, WriteError> {
    publish_with(project, analysis, sink, None, progress)
}

/// The same, with pages that somebody waits for before the others.
///
/// # Errors
/// As [`publish`].
pub fn publish_with(
    project: &Project,
    analysis: &Analysis,
    sink: &dyn Sink,
    first: Option<&First<'_>>,
    progress: &dyn Progress,
) -> Result<Diagnostics, WriteError> {
    let mut found = Diagnostics::default();
    let Some(theme) = &analysis.theme else { return Ok(found) };
    progress.stage("render");
    found.extend(render::publish(&analysis.context(project), theme, sink, first, progress)?);
    Ok(found.finish(&project.sources, &analysis.site.settings.weights))
}

/// An older version of a site, which stands beside the current one.
pub enum Older<'a> {
    /// Its content, read and checked again; its analysis was made with [`Options::older`].
    Content(&'a Project, &'a mut Analysis),
    /// The files of a site that was built then, by their paths in it.
    Files(&'a [String]),
}

/// Shows the versions of a site to each other: afterwards the pages of each lead to those of the others. The older ones
/// have their names, and stand in the order in which pages list them.
pub fn set_side_by_side(project: &Project, analysis: &mut Analysis, older: &mut [(String, Older<'_>)]) {
    let mut all = vec![render::edition(&analysis.context(project), None)];
    all.extend(older.iter().map(|(name, older)| match older {
        Older::Content(project, analysis) => render::edition(&analysis.context(project), Some(name)),
        Older::Files(files) => Edition::of_files(name, files.iter().map(String::as_str)),
    }));
    let editions = Editions::new(all, &analysis.site.settings.base_url);
    for (at, (_, older)) in older.iter_mut().enumerate() {
        if let Older::Content(_, analysis) = older {
            analysis.editions = editions.seen_from(at + 1);
        }
    }
    analysis.editions = editions;
}

/// A guide, or a part of it, in one of the export formats. Without a name, the only guide of the site.
///
/// # Errors
/// The guide, task or group does not exist.
pub fn graph(
    project: &Project,
    analysis: &Analysis,
    guide: Option<&str>,
    selection: &Selection,
    format: export::Format,
) -> Result<String, Refusal> {
    let context = analysis.context(project);
    let at = analysis.site.guide_named(guide)?;
    let guide = context.guide(at);
    let base = &analysis.site.settings.base_url;
    let root = if base.is_empty() { String::new() } else { format!("{base}/") };
    let drawing = drawing(&guide, selection, &root)?;
    let word = |key: &str| guide.words.get(key).to_owned();
    let words = export::ExportWords {
        needs: word("needs"),
        needs_any: word("needs_any"),
        with: word("together_with"),
        or: word("or"),
        related: word("likely_related"),
        likely: word("likely"),
        outside: word("legend_outside"),
    };
    Ok(export::export(&drawing, &guide.guide.folder, &words, format))
}

/// The tasks of a guide that are asked for. Without a name, of the only guide of the site.
///
/// # Errors
/// The guide, task or group does not exist.
pub(crate) fn list(
    project: &Project,
    analysis: &Analysis,
    guide: Option<&str>,
    query: &data::Query,
    form: data::ListEncoding,
) -> Result<String, Refusal> {
    let at = analysis.site.guide_named(guide)?;
    data::list(&analysis.context(project).guide(at), query, form)
}

/// A guide as a snapshot keeps it, under the name of a version.
pub(crate) fn snapshot(project: &Project, analysis: &Analysis, guide: usize, version: &str) -> String {
    data::snapshot(&analysis.context(project).guide(guide), version)
}

/// A guide as other versions of it are compared with.
///
/// # Errors
/// The guide does not exist.
pub(crate) fn described(project: &Project, analysis: &Analysis, guide: &str) -> Result<Described, Refusal> {
    let at = analysis.site.guide_named(Some(guide))?;
    Described::read(&data::description(&analysis.context(project).guide(at)))
}

/// Differences in words of the guide's language: those of an analysis, if there is one, may be the project's own.
pub(crate) fn told(changes: &Changes, format: DiffFormat, text: TextDetail, analysis: Option<&Analysis>) -> String {
    let built_in = || Catalogue::load(&Project::from_texts([]), &mut Diagnostics::default());
    let catalogue = analysis.map_or_else(built_in, |analysis| analysis.catalogue.clone());
    changes::told(changes, format, text, catalogue.get(&changes.language))
}

fn unknown_languages(site: &Site, catalogue: &Catalogue) -> Diagnostics {
    let settings = (&site.settings.language, site.settings.language_span);
    let guides = site.guides.iter().map(|guide| (&guide.language, guide.language_span));
    let written = std::iter::once(settings).chain(guides).filter_map(|(language, span)| Some((language, span?)));
    let unknown = written.filter(|(language, _)| !catalogue.knows(language));
    let fault = |(language, span): (&String, _)| {
        Diagnostic::new(UNKNOWN_LANGUAGE, span, format!("the interface has no words in `{language}`"))
            .label("its words will be English")
            .help(format!("add `templates/strings/{language}.yaml`"))
            .did_you_mean(config::language_meant(language).as_deref())
    };
    unknown.map(fault).collect()
}

fn no_content(content: Content) -> Diagnostic {
    let message = match content {
        Content::Missing => "there is no folder `content/`",
        Content::NoFolder => "`content` is no folder",
        Content::Empty => "the folder `content/` is empty",
        Content::LeftOut => "the folder `content/` holds no file, or only hidden ones and what editors leave",
        Content::Files => "there is no page below `content/`",
    };
    let help = "write `content/<guide>/_index.md` with the key `guide`, or name the project's folder with --root";
    Diagnostic::of_file(NO_CONTENT, message).help(help)
}

fn unreadable(fault: &Fault) -> Diagnostic {
    let path = &fault.path;
    let (message, help) = match &fault.kind {
        FaultKind::NotUtf8(at) => (format!("`{path}` is not UTF-8: byte {at} can't be read"), "save the file as UTF-8"),
        FaultKind::TooLarge(size) => {
            (format!("`{path}` has {size} bytes, more than the {MAX_FILE_BYTES} that are read"), "divide the file")
        }
        FaultKind::Link(why) => {
            (format!("`{path}` is a link that is not followed: {why}"), "put the file itself there")
        }
        FaultKind::NotRegular => (format!("`{path}` is not a regular file"), "take it out of the project"),
        FaultKind::Name => (format!("the name of `{path}` is not UTF-8"), "rename the file"),
        FaultKind::Unreadable(why) => (format!("`{path}` can't be read: {why}"), "give yourself the right to read it"),
    };
    Diagnostic::of_file(UNREADABLE_FILE, message).help(help).in_file(path)
}
