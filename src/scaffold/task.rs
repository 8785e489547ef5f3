//! The file of a new task.

use std::collections::BTreeSet;

use super::number;
use super::starter::Language;
use super::template::{self, Value};
use crate::model::{Group, Guide, Site};
use crate::resolve::{instead, unusable};
use crate::source::Sources;
use crate::text::composed;
use crate::yaml::scalar;

/// What stands where the author must write something; `check` finds it until it is written.
const LATER: &str = "TODO";

/// What the author asks for; groups by their keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// A whole id, or the prefix of one.
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    pub(crate) party: Option<String>,
    pub(crate) stage: Option<String>,
    pub(crate) scope: Option<String>,
    pub(crate) track: Option<String>,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) id: String,
    /// Relative to the project.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The file of a new task in a guide. `template` is the project's own; without it, a built-in one is used.
///
/// # Errors
/// The id can't be used or is taken, or a group is not in the guide.
pub(crate) fn new_task(
    site: &Site,
    guide: usize,
    sources: &Sources,
    asked: &Asked,
    template: Option<&str>,
) -> Result<Made, String> {
    let guide = &site.guides[guide];
    let id = id(guide, &asked.id)?;
    let parties: Vec<&Group> = guide.parties.iter().collect();
    let stages: Vec<&Group> = guide.stages.iter().map(|stage| &stage.group).collect();
    let party = parties[chosen("party", asked.party.as_deref(), &parties, |key| guide.party_named(key))?];
    let stage_at = chosen("stage", asked.stage.as_deref(), &stages, |key| guide.stage_named(key))?;
    let stage = stages[stage_at];
    for (key, found) in [
        (&asked.scope, asked.scope.as_deref().map(|key| guide.scope_named(key))),
        (&asked.track, asked.track.as_deref().map(|key| guide.track_named(key))),
    ] {
        if let (Some(_), Some(found)) = (key, found) {
            found?;
        }
    }
    let own = required_fields(guide);
    let values: [Value<'_>; 8] = [
        ("id", Some(&id)),
        ("title", Some(asked.title.as_deref().unwrap_or(LATER))),
        ("party", Some(&party.key)),
        ("stage", Some(&stage.key)),
        ("scope", asked.scope.as_deref()),
        ("track", asked.track.as_deref()),
        ("party_name", Some(&party.name)),
        ("stage_name", Some(&stage.name)),
    ];
    let built_in = Language::of(&guide.language).task();
    let mut text = template::fill(template.unwrap_or(built_in), &values);
    if template.is_none() && !own.is_empty() {
        text = with_fields(&text, &own);
    }
    let folder = folder(guide, stage_at, sources);
    Ok(Made { path: format!("{folder}/{id}.md"), id, text })
}

/// The id that is asked for: as it is, or the next number where it is a prefix.
fn id(guide: &Guide, asked: &str) -> Result<String, String> {
    let asked = composed(asked).into_owned();
    let tasks = guide.tasks.iter().flat_map(|task| {
        let former = task.aliases.iter().filter_map(|alias| alias.address.trim_end_matches('/').rsplit('/').next());
        std::iter::once(task.id.as_str()).chain(former)
    });
    let gone = guide.retired.iter().map(|retired| retired.id.as_str());
    let known = tasks.chain(gone).chain(guide.absent.iter().map(String::as_str));
    let id = match number::next(&asked, known) {
        Some(next) => next,
        None if guide.id_prefixes.contains(&asked) => format!("{asked}1"),
        None => asked,
    };
    if let Some(why) = unusable(&id) {
        return Err(format!("`{id}` can't be an id: {why}; {}", instead(&id)));
    }
    match guide.taken(&id) {
        Some(taken) => Err(taken),
        None => Ok(id),
    }
}

/// The group that is asked for, or the only one.
fn chosen(
    what: &str,
    key: Option<&str>,
    groups: &[&Group],
    find: impl Fn(&str) -> Result<usize, String>,
) -> Result<usize, String> {
    match (key, groups.len()) {
        (Some(key), _) => find(key),
        (None, 1) => Ok(0),
        (None, 0) => Err(format!("the guide has no {what}; list one in its `_index.md`")),
        (None, _) => {
            let keys: Vec<&str> = groups.iter().map(|group| group.key.as_str()).collect();
            Err(format!("name the {what} with --{what}: {}", keys.join(", ")))
        }
    }
}

/// Where the tasks of the stage lie, if all lie in one folder; else the guide's own.
fn folder(guide: &Guide, stage: usize, sources: &Sources) -> String {
    let tasks = guide.tasks.iter().filter(|task| task.stage == stage);
    let folders: BTreeSet<&str> = tasks.filter_map(|task| Some(sources.path(task.file).rsplit_once('/')?.0)).collect();
    match folders.iter().next() {
        Some(folder) if folders.len() == 1 => (*folder).to_owned(),
        _ => format!("content/{}", guide.folder),
    }
}

/// The own fields that every task must have, each with what stands there until it is known.
fn required_fields(guide: &Guide) -> Vec<(&str, &str)> {
    let required = guide.fields.iter().filter(|field| field.required);
    required.map(|field| (field.key.as_str(), LATER)).collect()
}

/// The text with own fields as the last keys of its front matter.
fn with_fields(text: &str, fields: &[(&str, &str)]) -> String {
    let lines = fields.iter().map(|(key, value)| ["  ", &scalar(key), ": ", value, "\n"].concat()).collect::<String>();
    match text.rfind("\n---\n") {
        Some(at) => format!("{}\nfields:\n{lines}{}", &text[..at], &text[at + 1..]),
        None => text.to_owned(),
    }
}
