//! `guide.json`, and a snapshot of a guide.

use std::collections::BTreeMap;

use serde::Serialize;

use super::json::json;
use super::texts::Texts;
use crate::context::GuideContext;
use crate::digest::{self, Digests, TaskLines, addressee, certainty, of_guide, status};
use crate::model::{
    Certainty, FieldValue, Group, Guide, Paper, Predicate, Question, Seen, Stage, Statement, Status, Sureness, Task,
    TaskIx, Term,
};
use crate::parallel;
use crate::text::encode_path;

/// The address of a page for other programs: absolute where the site has a base URL, else from the site's root.
pub(crate) fn url(context: &GuideContext<'_>, address: &str) -> String {
    format!("{}/{}", context.site.site.settings.base_url, encode_path(address))
}

/// The additions to `"schema": 1`: 2 has digests, former ids, versions, and the places of keys for time.
const LEVEL: u8 = 2;

/// `guide.json`, `"schema": 1`. Documented field by field in `docs/content/guide-json.md`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Document<'a> {
    schema: u8,
    level: u8,
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
    /// Those that were released, newest first.
    versions: Vec<VersionData<'a>>,
    /// Reserved: null.
    time: Option<&'a str>,
    /// Of all that the guide and its tasks say.
    digest: String,
    language: &'a str,
    updated: Option<&'a str>,
    url: String,
    integration: Option<IntegrationData<'a>>,
    parties: Vec<GroupData<'a>>,
    stages: Vec<GroupData<'a>>,
    scopes: Vec<GroupData<'a>>,
    tracks: Vec<GroupData<'a>>,
    terms: Vec<TermData<'a>>,
    open_questions: Vec<&'a str>,
    /// All questions of the guide as a whole, with their answers.
    questions: Vec<QuestionData<'a>>,
    statements: SurenessData,
    retired: Vec<RetiredData<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct VersionData<'a> {
    version: &'a str,
    date: &'a str,
    /// It is no longer to be used.
    withdrawn: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TermData<'a> {
    term: &'a str,
    /// Without markup.
    meaning: &'a str,
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
    /// The ids that it had, the oldest first.
    former_ids: Vec<&'a str>,
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
    related: Vec<&'a str>,
    roles: RolesData<'a>,
    /// Only those that say more than that they are certain.
    statements: Vec<StatementData<'a>>,
    documents: Vec<DocumentData<'a>>,
    open_questions: Vec<&'a str>,
    /// All questions of the task, with their answers.
    questions: Vec<QuestionData<'a>>,
    source: Option<&'a str>,
    aliases: Vec<String>,
    replaced_by: Option<&'a str>,
    /// Its path below `content/`.
    file: &'a str,
    updated: Option<&'a str>,
    fields: BTreeMap<&'a str, FieldData<'a>>,
    /// Reserved: null.
    duration: Option<&'a str>,
    /// Reserved: null.
    lead_time: Option<&'a str>,
    /// Reserved: null.
    deadline: Option<&'a str>,
    /// Reserved: null.
    not_before: Option<&'a str>,
    /// Reserved: null.
    plan: Option<&'a str>,
    digests: Digests,
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
    /// Reserved: null.
    lag: Option<&'a str>,
    /// Of which the other task was looked at.
    seen: Option<&'a str>,
}

/// How many statements the tasks in force make, a symmetric pair once; how many of them are certain, and how many somebody
/// confirmed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SurenessData {
    all: usize,
    certain: usize,
    confirmed: usize,
}

/// Keys of parties, always filled in.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RolesData<'a> {
    performs: Vec<&'a str>,
    responsible: Option<&'a str>,
    approves: Vec<&'a str>,
    consulted: Vec<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct StatementData<'a> {
    /// The key of front matter that states it.
    about: &'static str,
    value: ValueData<'a>,
    certainty: &'static str,
    note: Option<&'a str>,
    source: Option<&'a str>,
    confirmed: Option<ConfirmedData<'a>>,
}

/// Of a requirement that leaves a choice, several ids.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
enum ValueData<'a> {
    One(&'a str),
    Several(Vec<&'a str>),
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ConfirmedData<'a> {
    by: &'a str,
    on: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct DocumentData<'a> {
    title: &'a str,
    url: Option<&'a str>,
    kind: &'static str,
    needed: &'static str,
    note: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct QuestionData<'a> {
    id: Option<&'a str>,
    text: &'a str,
    /// The key of a party, or other words.
    to: Option<&'a str>,
    owner: Option<&'a str>,
    asked: Option<&'a str>,
    answered: Option<&'a str>,
    answer: Option<&'a str>,
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

/// A guide's tasks and relations for other programs, and its texts as lines where they are published: `give` gets the name
/// and the text of each file. Of a large guide, either takes tens of megabytes, so that one goes before the next is made.
pub(crate) fn guide<E>(context: &GuideContext<'_>, give: &mut dyn FnMut(&str, &str) -> Result<(), E>) -> Result<(), E> {
    let (document, texts) = document(context);
    if context.site.site.settings.publish_texts {
        give("texts.json", &texts.json())?;
    }
    drop(texts);
    give("guide.json", &json(&document))
}

/// `guide.json` with the texts of the tasks in it, as it is kept for a version.
#[derive(Serialize)]
struct Snapshot<'a> {
    #[serde(flatten)]
    document: Document<'a>,
    #[serde(flatten)]
    texts: Texts<'a>,
}

impl<'a> Snapshot<'a> {
    /// Which versions there are is no part of it.
    fn new(context: &GuideContext<'a>) -> Self {
        let (mut document, texts) = document(context);
        document.guide.versions.clear();
        Snapshot { document, texts }
    }
}

/// A guide as a snapshot keeps it, under the name of a version.
pub(crate) fn snapshot<'a>(context: &GuideContext<'a>, version: &'a str) -> String {
    let mut snapshot = Snapshot::new(context);
    snapshot.document.guide.version = Some(version);
    json(&snapshot)
}

/// The same as it is, for this program to read at once.
pub(crate) fn description(context: &GuideContext<'_>) -> String {
    serde_json::to_string(&Snapshot::new(context)).unwrap_or_default()
}

fn document<'a>(context: &GuideContext<'a>) -> (Document<'a>, Texts<'a>) {
    let guide = context.guide;
    let retired = (0..guide.tasks.len()).filter(|task| guide.tasks[*task].status == Status::Retired);
    let order: Vec<TaskIx> = context.plan.order.iter().copied().chain(retired).collect();
    let found = parallel::map(&order, |at| {
        let lines = TaskLines::of(context.site.site, guide, &guide.tasks[*at]);
        (task(context, *at, &lines), lines.into_ids())
    });
    let (tasks, lines): (Vec<TaskData<'_>>, Vec<Vec<String>>) = found.into_iter().unzip();
    let ids = order.iter().map(|at| guide.tasks[*at].id.as_str());
    let texts = Texts::new(ids.zip(lines));
    let digest = of_guide(context.site.site, guide, order.iter().copied().zip(tasks.iter().map(|task| &task.digests)));
    (Document { schema: 1, level: LEVEL, guide: head(context, digest), tasks, edges: edges(context) }, texts)
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
    let tasks = tasks.iter().map(|at| Listed { state: state(*at), task: listed(context, *at) });
    json(&Listing { schema: 1, guide: &context.guide.folder, tasks: tasks.collect() })
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

fn term(term: &Term) -> TermData<'_> {
    TermData { term: &term.term, meaning: term.meaning.body.plain.trim() }
}

fn head<'a>(context: &GuideContext<'a>, digest: String) -> Head<'a> {
    let guide = context.guide;
    Head {
        key: &guide.folder,
        code: guide.code.as_deref(),
        title: &guide.title,
        description: guide.description.as_deref(),
        version: guide.version.as_deref(),
        versions: guide
            .versions
            .iter()
            .map(|it| VersionData { version: &it.version, date: &it.date, withdrawn: it.withdrawn })
            .collect(),
        time: None,
        digest,
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
        terms: guide.terms.iter().map(term).collect(),
        open_questions: open(&guide.questions),
        questions: questions(guide, &guide.questions),
        statements: {
            let Sureness { all, certain, confirmed } = guide.sureness(guide.live(), |_| true);
            SurenessData { all, certain, confirmed }
        },
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

/// The texts of the open ones.
fn open(questions: &[Question]) -> Vec<&str> {
    questions.iter().filter(|question| question.is_open()).map(|question| question.text.body.plain.trim()).collect()
}

fn questions<'a>(guide: &'a Guide, questions: &'a [Question]) -> Vec<QuestionData<'a>> {
    let data = |question: &'a Question| QuestionData {
        id: question.id.as_ref().map(|id| id.value.as_str()),
        text: question.text.body.plain.trim(),
        to: question.to.as_ref().map(|to| addressee(guide, to)),
        owner: question.owner.as_deref(),
        asked: question.asked.as_deref(),
        answered: question.answered.as_deref(),
        answer: question.answer.as_ref().map(|answer| answer.body.plain.trim()),
    };
    questions.iter().map(data).collect()
}

fn roles<'a>(guide: &'a Guide, task: &Task) -> RolesData<'a> {
    let key = |party: &usize| guide.parties.get(*party).map(|party| party.key.as_str());
    let (approves, consulted) = task.approvers();
    RolesData {
        performs: task.performers().iter().filter_map(key).collect(),
        responsible: key(&task.responsible()),
        approves: approves.iter().filter_map(key).collect(),
        consulted: consulted.iter().filter_map(key).collect(),
    }
}

fn statements<'a>(guide: &'a Guide, task: &'a Task) -> Vec<StatementData<'a>> {
    let key = |groups: &'a [Group], at: Option<usize>| at.and_then(|at| groups.get(at)).map_or("", |group| &group.key);
    let data = |statement: Statement<'a>| StatementData {
        about: statement.about.key(),
        value: match statement.about {
            Predicate::Party => ValueData::One(key(&guide.parties, Some(task.party))),
            Predicate::Stage => ValueData::One(guide.stages.get(task.stage).map_or("", |stage| &stage.group.key)),
            Predicate::Scope => ValueData::One(key(&guide.scopes, task.scope)),
            Predicate::Track => ValueData::One(key(&guide.tracks, task.track)),
            Predicate::Delivers => ValueData::One(task.delivers.as_deref().unwrap_or_default()),
            Predicate::Performs | Predicate::Responsible | Predicate::Approves | Predicate::Consulted => {
                ValueData::One(key(&guide.parties, Some(statement.object)))
            }
            Predicate::Requires => {
                let requirement = &task.requires[statement.object];
                let tasks = ids(guide, &requirement.tasks);
                match tasks.as_slice() {
                    [one] => ValueData::One(one),
                    _ => ValueData::Several(tasks),
                }
            }
            Predicate::With | Predicate::Alternatives | Predicate::Related => {
                ValueData::One(&guide.tasks[statement.object].id)
            }
        },
        certainty: certainty(statement.basis.certainty),
        note: statement.basis.said().note.as_deref(),
        source: statement.basis.said().source.as_deref(),
        confirmed: statement
            .basis
            .said()
            .confirmed
            .as_ref()
            .map(|it| ConfirmedData { by: &it.by, on: it.on.as_deref() }),
    };
    task.qualified().into_iter().map(data).collect()
}

fn documents(task: &Task) -> Vec<DocumentData<'_>> {
    task.papers.iter().map(paper).collect()
}

fn paper(paper: &Paper) -> DocumentData<'_> {
    let (kind, needed) = digest::paper(paper);
    DocumentData { title: &paper.title, url: paper.url.as_deref(), kind, needed, note: paper.note.as_deref() }
}

fn ids<'a>(guide: &'a Guide, list: &[TaskIx]) -> Vec<&'a str> {
    list.iter().map(|at| guide.tasks[*at].id.as_str()).collect()
}

fn listed<'a>(context: &GuideContext<'a>, at: TaskIx) -> TaskData<'a> {
    task(context, at, &TaskLines::of(context.site.site, context.guide, &context.guide.tasks[at]))
}

fn task<'a>(context: &GuideContext<'a>, at: TaskIx, lines: &TaskLines) -> TaskData<'a> {
    let guide = context.guide;
    let task = &guide.tasks[at];
    let key = |groups: &'a [Group], at: Option<usize>| at.and_then(|at| groups.get(at)).map(|group| group.key.as_str());
    let mut required_by: Vec<&str> =
        task.required_by.iter().map(|relation| guide.tasks[relation.task].id.as_str()).collect();
    required_by.dedup();
    TaskData {
        id: &task.id,
        former_ids: guide.former_ids(task).collect(),
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
        related: ids(guide, &task.related),
        roles: roles(guide, task),
        statements: statements(guide, task),
        documents: documents(task),
        open_questions: open(&task.questions),
        questions: questions(guide, &task.questions),
        source: task.source.as_ref().map(|text| text.body.plain.trim()),
        aliases: task.aliases.iter().map(|alias| url(context, &alias.address)).collect(),
        replaced_by: task.replaced_by.map(|by| guide.tasks[by].id.as_str()),
        file: context.site.sources.path(task.file).trim_start_matches("content/"),
        updated: task.updated.as_deref(),
        fields: fields(guide, task),
        duration: None,
        lead_time: None,
        deadline: None,
        not_before: None,
        plan: None,
        digests: Digests::with_lines(context.site.site, guide, task, lines),
    }
}

fn requires<'a>(guide: &'a Guide, task: &'a Task) -> Vec<RequirementData<'a>> {
    let list = task.requires.iter().map(|requirement| {
        let tasks = ids(guide, &requirement.tasks);
        let (one, any) = if requirement.any { (None, Some(tasks)) } else { (tasks.first().copied(), None) };
        let note = requirement.basis.said().note.as_deref();
        let certainty = certainty(requirement.basis.certainty);
        let is_it = |seen: &&Seen| seen.about == Predicate::Requires && requirement.tasks == [seen.task];
        let seen = task.seen.iter().find(is_it).map(|seen| seen.note.as_str());
        RequirementData { task: one, any, certainty, note, lag: None, seen }
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
            let lines = requirement.tasks.iter().map(|from| edge(*from, *to, kind, requirement.basis.certainty));
            edges.extend(lines.map(|edge| EdgeData { group, ..edge }));
        }
        let later = task.with.iter().filter(|other| context.plan.place[**other] > context.plan.place[*to]);
        let sure = |other: TaskIx| task.basis(Predicate::With, other).certainty;
        edges.extend(later.map(|other| edge(*to, *other, "with", sure(*other))));
    }
    edges
}
