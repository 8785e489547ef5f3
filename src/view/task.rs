//! The page of a task, and links to tasks.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::diagrams::{DiagramView, Picture};
use super::frame::{About, Frame, Link};
use super::glossary::TermHere;
use super::late::Part;
use super::lists::Paged;
use super::path::{PathLink, PathView};
use super::related::{Mentions, Related, Shown};
use super::relations::{Gate, Relations};
use super::site::{GuideContext, SiteContext};
use super::text::Setting;
use crate::diagram::marked_name;
use crate::i18n::Words;
use crate::model::{FieldValue, Guide, Origin, Status, TaskIx, TaskRef, Text};

/// A task in a view: templates see its id and find the rest in `tasks[id]`. A guide's tasks are mentioned many times
/// over; so each is described once.
#[derive(Clone, Debug)]
pub(crate) struct TaskKey {
    id: Arc<str>,
    at: TaskIx,
    /// Stands for the whole [`TaskLink`], so that a page is made anew when a task it mentions has changed.
    pub(crate) fingerprint: u64,
}

impl TaskKey {
    pub(super) fn new(at: TaskIx, link: &TaskLink) -> Self {
        TaskKey { id: link.id.as_str().into(), at, fingerprint: crate::text::fingerprint(link) }
    }

    /// Stands for any task in parts that are rendered once for all, where it has this number.
    pub(crate) fn of_any(id: String, number: usize) -> Self {
        TaskKey { id: id.into(), at: number, fingerprint: number as u64 }
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Its place among the tasks of the guide.
    pub(crate) fn at(&self) -> TaskIx {
        self.at
    }
}

/// A view whose tasks can be taken out.
pub(crate) trait NamesTasks {
    /// Calls `see` for each that it names, always in the same order.
    fn each_task(&mut self, see: &mut dyn FnMut(&mut TaskKey));
}

impl Hash for TaskKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

impl Serialize for TaskKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Who reads no text can do with its number.
        if serializer.is_human_readable() {
            serializer.serialize_str(&self.id)
        } else {
            serializer.serialize_newtype_struct("TaskKey", &(self.at as u64))
        }
    }
}

/// For the page of the manual that lists what templates may read.
#[cfg(test)]
impl schemars::JsonSchema for TaskKey {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TaskKey".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "description": "The id of a task; the rest is in `tasks[id]`."})
    }
}

/// What lists say of a task: `tasks[id]` in templates of a guide's pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TaskLink {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) path: String,
    pub(crate) party: String,
    /// Key of the party.
    pub(crate) party_key: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) party_number: usize,
    /// Only for views. Templates' values are kept for all tasks of a guide, and are twice as large from eight fields on.
    #[serde(skip)]
    pub(crate) stage: String,
    /// "Draft" or "Retired", where it is not simply in force.
    pub(crate) status: Option<String>,
}

impl TaskLink {
    pub(super) fn new(site: &SiteContext<'_>, guide: &Guide, at: TaskIx, words: &Words) -> Self {
        let task = &guide.tasks[at];
        let party = guide.parties.get(task.party);
        let status = match task.status {
            Status::Active => None,
            Status::Draft => Some(words.get("draft").to_owned()),
            Status::Retired => Some(words.get("retired").to_owned()),
        };
        TaskLink {
            id: task.id.clone(),
            title: task.title.clone(),
            path: site.path(&guide.task_address(&task.id)),
            party: mark_of(guide, task.party),
            party_key: party.map(|party| party.key.clone()).unwrap_or_default(),
            party_number: task.party + 1,
            stage: guide.stages.get(task.stage).map(|stage| stage.group.name.clone()).unwrap_or_default(),
            status,
        }
    }
}

/// `task` in `pages/task.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TaskView {
    pub(crate) link: TaskKey,
    pub(crate) title: String,
    /// "Draft" or "Retired", where it is not simply in force.
    pub(crate) status: Option<String>,
    pub(crate) party: Link,
    /// Key of the party.
    pub(crate) party_key: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) party_number: String,
    pub(crate) stage: Link,
    pub(crate) scope: Option<Link>,
    pub(crate) track: Option<Link>,
    /// A sentence about the task's state, where it is a draft or retired.
    pub(crate) notice: Option<String>,
    pub(crate) replaced_by: Option<TaskKey>,
    pub(crate) delivers: Option<String>,
    /// The gate that it stands behind, as HTML: `components/gate_line.html`.
    pub(crate) gate: Part<Gate>,
    /// What waits behind the next gate, as HTML.
    pub(crate) gate_behind: Part<Gate>,
    /// What it waits for, as HTML: `components/waiting.html`. Empty where there is nothing.
    pub(crate) waits_for: Relations,
    /// What waits for it, as HTML: `components/waiting.html`. Empty where there is nothing.
    pub(crate) waited_for: Relations,
    pub(crate) with: Vec<TaskKey>,
    /// "and 4 more", where all of them are; as in `waits_for`, and the next two.
    pub(crate) with_more: Option<Link>,
    pub(crate) alternatives: Vec<TaskKey>,
    pub(crate) alternatives_more: Option<Link>,
    /// HTML.
    pub(crate) questions: Vec<String>,
    /// HTML.
    pub(crate) html: String,
    /// Words of the glossary in it.
    pub(crate) terms: Vec<TermHere>,
    pub(crate) contents: Vec<Heading>,
    pub(crate) fields: Vec<Field>,
    /// HTML.
    pub(crate) source: Option<String>,
    /// Where it is mentioned, as HTML: a `components/mention.html` for each page.
    pub(crate) backlinks: Mentions,
    pub(crate) backlinks_more: Option<Link>,
    /// The diagram around the task.
    pub(crate) diagram: DiagramView,
    /// What is to be said of everything that the task rests on, where the diagram does not show it.
    pub(crate) rests_on: Option<PathLink>,
    /// "Task 12 of 51 in the plan".
    pub(crate) place: Option<String>,
    pub(crate) previous: Option<Neighbour>,
    pub(crate) next: Option<Neighbour>,
    pub(crate) extra: super::Extra,
}

/// The task before or behind another one in the plan.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Neighbour {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) path: String,
}

/// A heading of the body.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Heading {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) level: u8,
}

/// An own field with its value.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Field {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) values: Vec<String>,
    pub(crate) url: Option<String>,
}

/// A table of contents is worth its place from this many headings on.
const MIN_CONTENTS: usize = 5;

/// The page of a task, the picture around it, and the page of everything that it rests on, if there is one.
pub(crate) fn task<'a>(
    context: &'a GuideContext<'_>,
    at: TaskIx,
) -> (Frame, TaskView, Picture<'a>, Option<Paged<'a, PathView>>) {
    let guide = context.guide;
    let task = &guide.tasks[at];
    let words = context.words;
    let link = context.key(at);
    let link_of = &context.links[at];
    let address = guide.task_address(&task.id);
    let stage = group_link(context, "stages", &guide.stages[task.stage].group);
    let heading = [&task.id, " ", &task.title].concat();
    let about = About {
        address: &address,
        title: &heading,
        description: task.description.as_deref(),
        updated: task.updated.as_deref(),
        file: Some(task.file),
    };
    let mut frame = Frame::of_guide(context, &about, vec![stage.clone()]);
    frame.of_task(context, at);
    frame.article(&context.site.site.settings.base_url, || {
        [&*guide.parties[task.party].name, &*link_of.stage, &guide.title].join(" · ")
    });
    let setting = Setting {
        site: context.site,
        words,
        root: &frame.root,
        assets: &task.assets,
        asset_path: "",
        prefix: "",
        shift: 0,
    };
    let notice = match task.status {
        Status::Active => None,
        Status::Draft => Some(words.get("draft_notice").to_owned()),
        Status::Retired => Some(words.get("retired_notice").to_owned()),
    };
    let (picture, path) = Picture::around(context, at, &frame.root);
    let place = context.plan.place.get(at).copied().flatten();
    let neighbour = |step: isize| {
        let to = place?.checked_add_signed(step)?;
        let TaskLink { id, title, path, .. } = &context.links[*context.plan.order.get(to)?];
        Some(Neighbour { id: id.clone(), title: title.clone(), path: path.clone() })
    };
    let (html, terms) = context.with_terms(setting.html(&task.text));
    let Shown { related, more } = Related::new(context, at).cut(context, at);
    let [with_more, alternatives_more, backlinks_more] = more;
    let view = TaskView {
        title: task.title.clone(),
        status: link_of.status.clone(),
        party_key: link_of.party_key.clone(),
        party_number: link_of.party_number.to_string(),
        party: Link { name: link_of.party.clone(), ..group_link(context, "parties", &guide.parties[task.party]) },
        stage,
        scope: task.scope.map(|scope| group_link(context, "scopes", &guide.scopes[scope])),
        track: task.track.map(|track| group_link(context, "tracks", &guide.tracks[track])),
        notice,
        replaced_by: task.replaced_by.map(|by| context.key(by)),
        delivers: task.delivers.clone(),
        gate: context.gates().before(task.stage).into(),
        // Nobody waits for a task that is not to be done.
        gate_behind: place.and_then(|_| context.gates().behind(task.stage)).into(),
        waits_for: Relations::new(context, at, related.waits_for),
        waited_for: Relations::new(context, at, related.waited_for),
        with: context.keys(&related.with),
        with_more,
        alternatives: context.keys(&related.alternatives),
        alternatives_more,
        questions: task.questions.iter().map(|text| setting.html(text)).collect(),
        html,
        terms,
        contents: contents(&task.text),
        fields: fields(context, at),
        source: task.source.as_ref().map(|text| setting.html(text)),
        backlinks: Some(related.mentions).into(),
        backlinks_more,
        diagram: picture.view.clone(),
        rests_on: PathLink::new(context, at, &path),
        place: place.map(|place| {
            let (n, total) = ((place + 1).to_string(), context.plan.order.len().to_string());
            words.fill("plan_place", &[("n", &n), ("total", &total)])
        }),
        previous: neighbour(-1),
        next: neighbour(1),
        extra: super::Extra(task.extra.clone()),
        link,
    };
    (frame, view, picture, super::path::path(context, at, path))
}

/// The headings of a text that is long enough to need a table of contents.
pub(super) fn contents(text: &Text) -> Vec<Heading> {
    let headings = &text.body.headings;
    let shown = if headings.len() < MIN_CONTENTS { &[] } else { headings.as_slice() };
    let heading = |heading: &crate::markdown::Heading| Heading {
        id: heading.id.clone(),
        text: heading.text.clone(),
        level: heading.level,
    };
    shown.iter().map(heading).collect()
}

/// A link to a group's page; where it has none, as the party of a retired task may, to the guide's first page.
pub(super) fn group_link(context: &GuideContext<'_>, kind: &str, group: &crate::model::Group) -> Link {
    let has_page = kind == "stages" || group.in_use();
    let below = if has_page { [kind, "/", &group.key, "/"].concat() } else { String::new() };
    Link { name: group.name.clone(), path: context.path(&below) }
}

/// The text of a party's mark. A party without a colour of its own shows its code, as pictures do.
pub(super) fn mark_of(guide: &Guide, party: usize) -> String {
    guide.parties.get(party).map(|group| marked_name(&group.key, &group.name, party + 1)).unwrap_or_default()
}

/// The steps to a page below a task's own.
pub(super) fn above_parts(context: &GuideContext<'_>, at: TaskIx) -> Vec<Link> {
    let task = &context.guide.tasks[at];
    let name = [&task.id, " ", &task.title].concat();
    vec![
        group_link(context, "stages", &context.guide.stages[task.stage].group),
        Link { name, path: context.links[at].path.clone() },
    ]
}

fn fields(context: &GuideContext<'_>, at: TaskIx) -> Vec<Field> {
    let kinds = &context.guide.fields;
    let fields = context.guide.tasks[at].fields.iter().map(|(kind, value)| {
        let (values, url) = match value {
            FieldValue::Text(text) => (vec![text.clone()], None),
            FieldValue::List(texts) => (texts.clone(), None),
            FieldValue::Url(url) => (vec![url.clone()], Some(url.clone())),
        };
        Field { key: kinds[*kind].key.clone(), name: kinds[*kind].name.clone(), values, url }
    });
    fields.collect()
}

/// Code, title and path of a page.
pub(super) fn origin(site: &SiteContext<'_>, origin: Origin) -> (Option<String>, String, String) {
    match origin {
        Origin::Task(TaskRef { guide, task }) => {
            let guide = &site.site.guides[guide];
            let task = &guide.tasks[task];
            (Some(task.id.clone()), task.title.clone(), site.path(&guide.task_address(&task.id)))
        }
        Origin::Guide(guide) => {
            let guide = &site.site.guides[guide];
            (None, guide.title.clone(), site.path(&guide.address()))
        }
        Origin::GuidePage(..) | Origin::Page(_) | Origin::Home => match site.site.page(origin) {
            Some(page) => (None, page.title.clone(), site.path(&page.address)),
            None => (None, site.site.settings.title.clone(), site.path("")),
        },
    }
}
