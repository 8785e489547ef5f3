//! The file of a new task.

use std::collections::BTreeSet;

use super::number;
use super::sections::with_sections;
use super::starter::Language;
use super::template::{self, Value};
use crate::model::{FieldForm, FieldKind, Group, Guide, Site, Standing, Status};
use crate::refusal::Refusal;
use crate::resolve::{instead, unusable};
use crate::source::Sources;
use crate::text::{closest, composed};
use crate::yaml::{in_quotes, scalar};

/// The mark for text that the author must write; `check` finds it.
const LATER: &str = "TODO";

/// The author's request; groups by their keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// A whole id, or the prefix of one.
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    pub(crate) party: Option<String>,
    pub(crate) stage: Option<String>,
    pub(crate) scope: Option<String>,
    pub(crate) track: Option<String>,
    /// Values of the guide's own fields.
    pub(crate) fields: Vec<(String, String)>,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) id: String,
    /// Relative to the project.
    pub(crate) path: String,
    pub(crate) text: String,
    /// The own fields that stand there for form only, each with what it is to hold.
    pub(crate) to_fill: Vec<String>,
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
) -> Result<Made, Refusal> {
    let guide = &site.guides[guide];
    let id = id(guide, &asked.id)?;
    let parties: Vec<&Group> = guide.parties.iter().collect();
    let stages: Vec<&Group> = guide.stages.iter().map(|stage| &stage.group).collect();
    let party_at = chosen("party", asked.party.as_deref(), &parties, |key| guide.party_named(key))?;
    let party = parties[party_at];
    let stage_at = chosen("stage", asked.stage.as_deref(), &stages, |key| guide.stage_named(key))?;
    let stage = stages[stage_at];
    let scope = asked.scope.as_deref().map(|key| guide.scope_named(key)).transpose()?;
    let track = asked.track.as_deref().map(|key| guide.track_named(key)).transpose()?;
    let own = own_fields(guide, &asked.fields)?;
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
    let mut to_fill = Vec::new();
    if !own.is_empty() && (template.is_none() || !text.contains("\nfields:")) {
        text = with_fields(&text, &own);
        to_fill = own.iter().filter_map(|(key, _, open)| Some(format!("`{key}`: {}", open.as_ref()?))).collect();
    }
    let standing = Standing { stage: stage_at, party: party_at, track, scope, status: Status::Active };
    let sections = guide.sections.iter().filter(|section| section.when.holds(standing));
    let headings: Vec<&str> = sections.map(|section| section.heading.as_str()).collect();
    text = with_sections(&text, &headings, LATER);
    let folder = folder(guide, stage_at, sources);
    Ok(Made { path: format!("{folder}/{id}.md"), id, text, to_fill })
}

/// The id that is asked for: as it is, or the next number where it is a prefix.
fn id(guide: &Guide, asked: &str) -> Result<String, Refusal> {
    // Whoever names the file means the id.
    let asked = composed(asked.strip_suffix(".md").unwrap_or(asked)).into_owned();
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
        return Err(format!("`{id}` can't be an id: {why}; {}", instead(&id)).into());
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
    find: impl Fn(&str) -> Result<usize, Refusal>,
) -> Result<usize, Refusal> {
    match (key, groups.len()) {
        (Some(key), _) => find(key),
        (None, 1) => Ok(0),
        (None, 0) => Err(format!("the guide has no {what}; list one in its `_index.md`").into()),
        (None, _) => {
            let keys: Vec<&str> = groups.iter().map(|group| group.key.as_str()).collect();
            Err(format!("name the {what} with --{what}: {}", keys.join(", ")).into())
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

/// A field, its value as YAML, and what is to be written there if that is not known yet.
type Field<'a> = (&'a str, String, Option<String>);

/// The own fields that the author gives or that every task must have. What is not known yet gets a value that can be read.
fn own_fields<'a>(guide: &'a Guide, asked: &[(String, String)]) -> Result<Vec<Field<'a>>, Refusal> {
    for (key, _) in asked {
        if !guide.fields.iter().any(|field| field.key == *key) {
            let near = closest(key, guide.fields.iter().map(|field| field.key.as_str()));
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(format!("the guide has no field `{key}`{near}").into());
        }
    }
    let given = |field: &FieldKind| asked.iter().find(|(key, _)| *key == field.key).map(|(_, value)| value.as_str());
    let fields = guide.fields.iter().filter_map(|field| match given(field) {
        Some(value) => Some((field.key.as_str(), value_of(field, value), None)),
        None if field.required => Some(open_field(field)),
        None => None,
    });
    Ok(fields.collect())
}

fn value_of(field: &FieldKind, value: &str) -> String {
    match field.form {
        FieldForm::List => {
            format!("[{}]", value.split(',').map(|item| scalar(item.trim())).collect::<Vec<_>>().join(", "))
        }
        _ => scalar(value),
    }
}

/// A required field of which nothing is known: its value is right in form only, and says so.
fn open_field(field: &FieldKind) -> Field<'_> {
    let (value, open) = match field.form {
        FieldForm::Text => (LATER.to_owned(), None),
        FieldForm::List => (format!("[{LATER}]"), None),
        FieldForm::Date => ("2000-01-01".to_owned(), Some("a day such as 2026-11-23".to_owned())),
        FieldForm::Url => (in_quotes("https://example.org/TODO"), Some("a web address".to_owned())),
        FieldForm::Choice => {
            let first = field.choices.first().map_or(LATER, String::as_str);
            (scalar(first), Some(format!("one of {}", field.choices.join(", "))))
        }
    };
    (&field.key, value, open)
}

/// The text with own fields as the last keys of its front matter.
fn with_fields(text: &str, fields: &[Field<'_>]) -> String {
    let line = |(key, value, open): &Field<'_>| {
        let mark = open.as_ref().map(|open| format!("  # {LATER}: {}", open.replace('\n', " "))).unwrap_or_default();
        format!("  {}: {value}{mark}\n", scalar(key))
    };
    let lines: String = fields.iter().map(line).collect();
    match text.find("\n---\n").filter(|_| text.starts_with("---\n")) {
        Some(at) => format!("{}\nfields:\n{lines}{}", &text[..at], &text[at + 1..]),
        None => text.to_owned(),
    }
}
