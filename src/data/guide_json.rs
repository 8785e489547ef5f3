//! `guide.json` and `sitemap.xml`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::context::GuideContext;
use crate::model::{Certainty, FieldValue, Group, Guide, Stage, Status, Task, TaskIx};
use crate::text::encode_path;

/// The address of a page for other programs: absolute where the site has a base URL, else from the site's root.
pub(crate) fn url(context: &GuideContext<'_>, address: &str) -> String {
    format!("{}/{}", context.site.site.settings.base_url, encode_path(address))
}

pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::Draft => "draft",
        Status::Retired => "retired",
    }
}

fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Likely => "likely",
    }
}

/// `guide.json`, `"schema": 1`. Documented field by field in `docs/content/guide-json.md`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Document<'a> {
    schema: u8,
    guide: Head<'a>,
    /// In the order of the plan; retired tasks behind.
    tasks: Vec<TaskData<'a>>,
    edges: Vec<EdgeData<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Head<'a> {
    key: &'a str,
    code: Option<&'a str>,
    title: &'a str,
    description: Option<&'a str>,
    version: Option<&'a str>,
    language: &'a str,
    updated: Option<&'a str>,
    url: String,
    integration: Option<IntegrationData<'a>>,
    parties: Vec<GroupData<'a>>,
    stages: Vec<GroupData<'a>>,
    scopes: Vec<GroupData<'a>>,
    tracks: Vec<GroupData<'a>>,
    open_questions: Vec<&'a str>,
    retired: Vec<RetiredData<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct IntegrationData<'a> {
    id: Option<&'a str>,
    version: Option<&'a str>,
    catalogue_url: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct GroupData<'a> {
    key: &'a str,
    name: &'a str,
    /// Of stages only.
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<bool>,
    /// Of scopes only.
    #[serde(skip_serializing_if = "Option::is_none")]
    shared: Option<bool>,
    description: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RetiredData<'a> {
    id: &'a str,
    note: Option<&'a str>,
    see: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TaskData<'a> {
    id: &'a str,
    title: &'a str,
    party: Option<&'a str>,
    stage: Option<&'a str>,
    scope: Option<&'a str>,
    track: Option<&'a str>,
    url: String,
    requires: Vec<RequirementData<'a>>,
    required_by: Vec<&'a str>,
    with: Vec<&'a str>,
    alternatives: Vec<&'a str>,
    /// From 1; null for retired tasks.
    order: Option<usize>,
    status: &'static str,
    description: Option<&'a str>,
    delivers: Option<&'a str>,
    open_questions: Vec<&'a str>,
    source: Option<&'a str>,
    aliases: Vec<String>,
    replaced_by: Option<&'a str>,
    updated: Option<&'a str>,
    fields: BTreeMap<&'a str, FieldData<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RequirementData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    any: Option<Vec<&'a str>>,
    certainty: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
enum FieldData<'a> {
    One(&'a str),
    Many(&'a [String]),
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct EdgeData<'a> {
    from: &'a str,
    to: &'a str,
    kind: &'static str,
    certainty: &'static str,
    /// Of kind `any`: the number of the choice within the task that `to` names, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<usize>,
}

/// A guide's tasks and relations for other programs.
pub(crate) fn guide(context: &GuideContext<'_>) -> String {
    let guide = context.guide;
    let retired = (0..guide.tasks.len()).filter(|task| guide.tasks[*task].status == Status::Retired);
    let tasks = context.plan.order.iter().copied().chain(retired).map(|at| task(context, at));
    let document = Document { schema: 1, guide: head(context), tasks: tasks.collect(), edges: edges(context) };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

/// The document of `vejviser list --format json`, `"schema": 1`.
#[derive(Serialize)]
struct Listing<'a> {
    schema: u8,
    guide: &'a str,
    tasks: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    state: &'static str,
    #[serde(flatten)]
    task: TaskData<'a>,
}

/// Some tasks of a guide with their states.
pub(crate) fn list(context: &GuideContext<'_>, tasks: &[TaskIx], state: impl Fn(TaskIx) -> &'static str) -> String {
    let tasks = tasks.iter().map(|at| Listed { state: state(*at), task: task(context, *at) });
    let document = Listing { schema: 1, guide: &context.guide.folder, tasks: tasks.collect() };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn group(group: &Group) -> GroupData<'_> {
    let description = group.description.as_deref();
    GroupData { key: &group.key, name: &group.name, gate: None, shared: None, description }
}

fn stage(stage: &Stage) -> GroupData<'_> {
    GroupData { gate: Some(stage.gate), ..group(&stage.group) }
}

fn scope(scope: &Group) -> GroupData<'_> {
    GroupData { shared: Some(scope.shared), ..group(scope) }
}

fn head<'a>(context: &GuideContext<'a>) -> Head<'a> {
    let guide = context.guide;
    Head {
        key: &guide.folder,
        code: guide.code.as_deref(),
        title: &guide.title,
        description: guide.description.as_deref(),
        version: guide.version.as_deref(),
        language: &guide.language,
        updated: guide.updated.as_deref(),
        url: url(context, &guide.address()),
        integration: guide.integration.as_ref().map(|found| IntegrationData {
            id: found.id.as_deref(),
            version: found.version.as_deref(),
            catalogue_url: found.catalogue_url.as_deref(),
        }),
        parties: guide.parties.iter().map(group).collect(),
        stages: guide.stages.iter().map(stage).collect(),
        scopes: guide.scopes.iter().map(scope).collect(),
        tracks: guide.tracks.iter().map(group).collect(),
        open_questions: plain(&guide.questions),
        retired: guide
            .retired
            .iter()
            .map(|retired| RetiredData {
                id: &retired.id,
                note: retired.note.as_deref(),
                see: retired.see.map(|see| guide.tasks[see].id.as_str()),
            })
            .collect(),
    }
}

fn plain(texts: &[crate::model::Text]) -> Vec<&str> {
    texts.iter().map(|text| text.body.plain.trim()).collect()
}

fn ids<'a>(guide: &'a Guide, list: &[TaskIx]) -> Vec<&'a str> {
    list.iter().map(|at| guide.tasks[*at].id.as_str()).collect()
}

fn task<'a>(context: &GuideContext<'a>, at: TaskIx) -> TaskData<'a> {
    let guide = context.guide;
    let task = &guide.tasks[at];
    let key = |groups: &'a [Group], at: Option<usize>| at.and_then(|at| groups.get(at)).map(|group| group.key.as_str());
    let mut required_by: Vec<&str> =
        task.required_by.iter().map(|relation| guide.tasks[relation.task].id.as_str()).collect();
    required_by.dedup();
    TaskData {
        id: &task.id,
        title: &task.title,
        party: key(&guide.parties, Some(task.party)),
        stage: guide.stages.get(task.stage).map(|stage| stage.group.key.as_str()),
        scope: key(&guide.scopes, task.scope),
        track: key(&guide.tracks, task.track),
        url: url(context, &guide.task_address(&task.id)),
        requires: requires(guide, task),
        required_by,
        with: ids(guide, &task.with),
        alternatives: ids(guide, &task.alternatives),
        order: context.plan.place.get(at).copied().flatten().map(|place| place + 1),
        status: status(task.status),
        description: task.description.as_deref(),
        delivers: task.delivers.as_deref(),
        open_questions: plain(&task.questions),
        source: task.source.as_ref().map(|text| text.body.plain.trim()),
        aliases: task.aliases.iter().map(|alias| url(context, &alias.address)).collect(),
        replaced_by: task.replaced_by.map(|by| guide.tasks[by].id.as_str()),
        updated: task.updated.as_deref(),
        fields: fields(guide, task),
    }
}

fn requires<'a>(guide: &'a Guide, task: &'a Task) -> Vec<RequirementData<'a>> {
    let list = task.requires.iter().map(|requirement| {
        let tasks = ids(guide, &requirement.tasks);
        let (one, any) = if requirement.any { (None, Some(tasks)) } else { (tasks.first().copied(), None) };
        let note = requirement.note.as_deref();
        RequirementData { task: one, any, certainty: certainty(requirement.certainty), note }
    });
    list.collect()
}

fn fields<'a>(guide: &'a Guide, task: &'a Task) -> BTreeMap<&'a str, FieldData<'a>> {
    let fields = task.fields.iter().map(|(kind, value)| {
        let value = match value {
            FieldValue::Text(text) | FieldValue::Url(text) => FieldData::One(text),
            FieldValue::List(texts) => FieldData::Many(texts),
        };
        (guide.fields[*kind].key.as_str(), value)
    });
    fields.collect()
}

/// The JSON Schema of `guide.json`, from the types above.
#[cfg(test)]
pub(crate) fn schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Document<'static>>().to_value();
    schema["title"] = "guide.json: the tasks and relations of a guide".into();
    schema
}

/// Every relation once, in the order of the plan; symmetric ones from the earlier task.
fn edges<'a>(context: &GuideContext<'a>) -> Vec<EdgeData<'a>> {
    let guide = context.guide;
    let edge = |from: TaskIx, to: TaskIx, kind: &'static str, sure: Certainty| EdgeData {
        from: &guide.tasks[from].id,
        to: &guide.tasks[to].id,
        kind,
        certainty: certainty(sure),
        group: None,
    };
    let mut edges = Vec::new();
    for to in &context.plan.order {
        let task = &guide.tasks[*to];
        for (number, requirement) in task.numbered() {
            let (kind, group) = if requirement.any { ("any", Some(number)) } else { ("requires", None) };
            let lines = requirement.tasks.iter().map(|from| edge(*from, *to, kind, requirement.certainty));
            edges.extend(lines.map(|edge| EdgeData { group, ..edge }));
        }
        let later = task.with.iter().filter(|other| context.plan.place[**other] > context.plan.place[*to]);
        edges.extend(later.map(|other| edge(*to, *other, "with", Certainty::Certain)));
    }
    edges
}
