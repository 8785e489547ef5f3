//! Files that are not pages: the theme's own, the project's static files, and what search engines ask for.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::theme::Theme;
use super::{RenderError, Sink};
use crate::context::SiteContext;
use crate::i18n::Words;
use crate::model::Site;
use crate::search;
use crate::text::fingerprint;
use crate::view::Searchable;

/// Puts a file that is cheap to make.
pub(super) fn put(sink: &dyn Sink, path: &str, text: &str) -> Result<(), RenderError> {
    let fingerprint = fingerprint(text);
    if sink.keep(path, fingerprint) {
        return Ok(());
    }
    sink.put(path, fingerprint, text.as_bytes()).map_err(RenderError::writing(path))
}

/// Puts a copy of a file of the project.
pub(super) fn copy(sink: &dyn Sink, path: &str, source: &str) -> Result<(), RenderError> {
    sink.copy(path, source).map_err(RenderError::writing(path))
}

/// The name of the script that every page begins with, and of the one that hands over the list of versions.
const EARLY: &str = "early.js";
const VERSIONS: &str = "versions.js";

/// Words that scripts share with templates, beside those that begin with `state_`; all others of theirs begin with `script_`.
const SHARED_WORDS: [&str; 37] = [
    "and",
    "before_gate",
    "cannot_start_gate_one",
    "cannot_start_gate_other",
    "cannot_start_task",
    "day",
    "diagram_file",
    "gate",
    "gate_closed",
    "gate_frees_one",
    "gate_frees_other",
    "gate_missing_one",
    "gate_missing_other",
    "months",
    "more_tasks",
    "or",
    "own_headline_none",
    "own_headline_one",
    "own_headline_other",
    "own_missing_one",
    "own_missing_other",
    "own_then_none",
    "own_then_one",
    "own_then_other",
    "own_waited_for",
    "own_waits_for",
    "party",
    "stage",
    "tally",
    "task",
    "task_delivers",
    "together_with",
    "waited_for",
    "waited_for_nothing",
    "waits_for",
    "waits_for_nothing",
    "whole_guide",
];

/// Style, scripts and icon. An older version has only the script that runs before a page is painted.
pub(super) fn theme(theme: &Theme, is_older: bool, sink: &dyn Sink) -> Result<(), RenderError> {
    theme.styles.iter().try_for_each(|(name, text)| put(sink, &format!("assets/{name}.css"), text))?;
    let is_used = |name: &str| if is_older { name == EARLY } else { name != VERSIONS };
    let scripts = theme.scripts.iter().filter(|(name, _)| is_used(name)).map(|(name, text)| (*name, text));
    let others = theme.assets.iter().map(|(name, text)| (name.as_str(), text));
    scripts.chain(others).try_for_each(|(name, text)| put(sink, &format!("assets/{name}"), text))
}

/// `versions.js`, for copied sites, whose pages know nothing of later versions: the list, by path from the site's root, and
/// the script behind it.
pub(super) fn versions(site: &SiteContext<'_>, theme: &Theme, sink: &dyn Sink) -> Result<(), RenderError> {
    let current = site.words().get("current_version_unnamed");
    let list = |(_, name, _): (usize, Option<&str>, bool)| match name {
        Some(name) => json!({ "name": name, "path": format!("versions/{name}/") }),
        None => json!({ "name": current, "path": "" }),
    };
    let list: Vec<Value> = site.editions.all().map(list).collect();
    let show = theme.scripts.iter().find(|(name, _)| *name == VERSIONS).map_or("", |(_, text)| text);
    put(sink, VERSIONS, &format!("globalThis.vejviserVersions = {};\n{show}", json!(list)))
}

/// The words of scripts, two files for each language of the site: those of every page, and those of runs, which come later.
pub(super) fn words(site: &SiteContext<'_>, sink: &dyn Sink) -> Result<(), RenderError> {
    let guides = site.site.guides.iter().map(|guide| guide.language.as_str());
    let languages = guides.chain([site.site.settings.language.as_str()]);
    let files: BTreeMap<String, &Words> =
        languages.map(|language| site.catalogue.get(language)).map(|words| (words.file(), words)).collect();
    files.into_iter().try_for_each(|(path, words)| {
        let chosen = |wanted: &dyn Fn(&str) -> bool| {
            let some: BTreeMap<&String, &String> = words.all().iter().filter(|(key, _)| wanted(key)).collect();
            json!(some)
        };
        let is_common =
            |key: &str| key.starts_with("script_") || key.starts_with("state_") || SHARED_WORDS.contains(&key);
        let (common, later) = (chosen(&is_common), chosen(&|key| key.starts_with("runs_")));
        let more = words.file_of_runs();
        let text = format!("globalThis.vejviser = {{ words: {common}, more: {} }};\n", json!(more));
        put(sink, &path, &text)?;
        put(sink, &more, &format!("Object.assign(vejviser.words, {later});\n"))
    })
}

/// The index of the search.
pub(super) fn search(searchable: &Searchable<'_>, sink: &dyn Sink) -> Result<(), RenderError> {
    search::files(&searchable.entries, &searchable.guides, |path, text| put(sink, path, text))
}

/// `static/`, and `robots.txt` at the top of the host; what a project has in `static/` comes first.
pub(super) fn statics(site: &Site, is_older: bool, sink: &dyn Sink) -> Result<(), RenderError> {
    for source in &site.statics {
        copy(sink, source.strip_prefix("static/").unwrap_or(source), source)?;
    }
    if !is_older && !site.statics.iter().any(|path| path == "static/robots.txt") {
        let base = &site.settings.base_url;
        let map = if base.is_empty() { String::new() } else { format!("Sitemap: {base}/sitemap.xml\n") };
        put(sink, "robots.txt", &format!("User-agent: *\nAllow: /\n{map}"))?;
    }
    Ok(())
}
