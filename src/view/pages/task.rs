//! The page of a task, and links to tasks.

use serde::Serialize;

use super::changes::TaskChange;
use crate::context::{Components, Extra, Link, Setting, Shown, TaskKey, TaskLink, group_link};
use crate::digest::{is_seen, seen};
use crate::i18n::Words;
use crate::model::{FieldValue, Needed, Predicate, Status, Task, TaskIx};
use crate::pictures::{DiagramView, Picture};
use crate::text::{title, with_breaks};
use crate::view::frame::{About, Frame};
use crate::view::guide::GuideViews;
use crate::view::guide_view::in_use;
use crate::view::paged::{PageView, Paged};
use crate::view::pages::path::{PathLink, PathView};
use crate::view::pages::related::{Cut, MentionView, Related};
use crate::view::parts::asked::Asked;
use crate::view::parts::contents::{Heading, contents};
use crate::view::parts::glossary::TermHere;
use crate::view::parts::papers::PaperView;
use crate::view::parts::relations::Relations;
use crate::view::parts::roles::{RoleParty, RoleView};
use crate::view::parts::said::{Partner, Said};
use crate::view::parts::standing::standing;

/// `task` in `pages/task.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TaskView {
    pub(crate) link: TaskKey,
    pub(crate) title: String,
    /// The same as HTML: long words may break, and a bracket at the end is `<small>`.
    pub(crate) title_html: String,
    /// How it stands while nothing is done: `ready`, `wait`, `gate`, or `off` if it is retired.
    pub(crate) state: &'static str,
    /// "Can start now", or why it can't yet; null if it is retired.
    pub(crate) standing: Option<String>,
    /// The party can be chosen as the reader's own.
    pub(crate) is_choice: bool,
    /// "Choose Fagsystem as your party".
    pub(crate) choose: String,
    /// "Draft" or "Retired"; null for a task in force.
    pub(crate) status: Option<String>,
    pub(crate) party: Link,
    /// Key of the party.
    pub(crate) party_key: String,
    /// The news in it since the last version.
    pub(crate) change: Option<TaskChange>,
    /// The tasks that changed after its relation to them was looked at, in a sentence each.
    pub(crate) suspects: Vec<String>,
    /// Keys of all parties whose work it is; empty where that is its own party alone.
    pub(crate) parties: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) party_number: Shown,
    /// How sure the party is, where there is more to say than that it is certain; likewise the next ones.
    pub(crate) party_said: Option<Said>,
    pub(crate) stage: Link,
    pub(crate) stage_said: Option<Said>,
    pub(crate) scope: Option<Link>,
    pub(crate) scope_said: Option<Said>,
    pub(crate) track: Option<Link>,
    pub(crate) track_said: Option<Said>,
    /// Who carries it out, where that is not its party.
    pub(crate) performers: Vec<RoleParty>,
    /// Who answers for it, approves it and is asked, where that is not just its party.
    pub(crate) roles: Vec<RoleView>,
    /// A sentence about the task's state, where it is a draft or retired.
    pub(crate) notice: Option<String>,
    pub(crate) replaced_by: Option<TaskKey>,
    /// As HTML, with places where long words may break.
    pub(crate) delivers: Option<String>,
    pub(crate) delivers_said: Option<Said>,
    /// The documents that it needs.
    pub(crate) needs: Vec<PaperView>,
    /// The documents that it makes.
    pub(crate) makes: Vec<PaperView>,
    /// The gate that it stands behind: its number in `guide.gates`, from 1; 0 for none.
    pub(crate) gate: usize,
    /// The gate behind it, in the same way.
    pub(crate) gate_behind: usize,
    /// "The gate: 41 tasks": what waits there.
    pub(crate) behind: Option<String>,
    /// The tasks before it, as HTML: `components/waiting.html`. Empty without any.
    pub(crate) waits_for: Relations,
    /// The tasks that wait for it, as HTML: `components/waiting.html`. Empty without any.
    pub(crate) waited_for: Relations,
    pub(crate) with: Vec<Partner>,
    /// "and 4 more": a link to all of them, if the list is cut.
    pub(crate) with_more: Option<Link>,
    pub(crate) alternatives: Vec<Partner>,
    pub(crate) alternatives_more: Option<Link>,
    /// Tasks to see also.
    pub(crate) related: Vec<Partner>,
    pub(crate) related_more: Option<Link>,
    pub(crate) questions: Asked,
    /// The number of open ones in words, "2 open questions", or "Answered"; null without any.
    pub(crate) questions_title: Option<String>,
    /// The text of the task, as HTML.
    pub(crate) html: String,
    /// Words of the glossary in the text.
    pub(crate) terms: Vec<TermHere>,
    pub(crate) contents: Vec<Heading>,
    pub(crate) fields: Vec<Field>,
    /// The source of the task's statements, as HTML.
    pub(crate) source: Option<String>,
    /// The pages that mention the task, as HTML: a `components/mention.html` for each.
    pub(crate) backlinks: Components<MentionView>,
    pub(crate) backlinks_more: Option<Link>,
    /// The diagram around the task.
    pub(crate) diagram: DiagramView,
    /// A sentence about everything that the task rests on, if the diagram does not show all of it.
    pub(crate) rests_on: Option<PathLink>,
    /// The place in the plan: "Task 12 of 51 in the plan".
    pub(crate) place: Option<String>,
    pub(crate) previous: Option<Neighbour>,
    pub(crate) next: Option<Neighbour>,
    pub(crate) extra: Extra,
}

impl PageView for TaskView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/task.html", "task");
}

/// The task before or behind another one in the plan.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Neighbour {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) path: String,
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

/// The page of a task, the picture around it, and the page of everything that it rests on, if there is one.
pub(crate) fn task<'a>(context: &'a GuideViews<'_>, at: TaskIx) -> (Paged<'a, TaskView>, Option<Paged<'a, PathView>>) {
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
    let picture = picture.made_as([&address, "diagram.svg"].concat());
    let place = context.plan.place.get(at).copied().flatten();
    let neighbour = |step: isize| {
        let to = place?.checked_add_signed(step)?;
        let TaskLink { id, title, path, .. } = &context.links[*context.plan.order.get(to)?];
        Some(Neighbour { id: id.clone(), title: title.clone(), path: path.clone() })
    };
    let (html, terms) = context.with_terms(setting.html(&task.text));
    let Cut { related, more } = Related::new(context, at).cut(context, at);
    let [with_more, alternatives_more, related_more, backlinks_more] = more;
    let said = |about: Predicate| Said::new(words, task.basis(about, 0));
    let (before, behind) = context.gates_around(task.stage);
    // Nobody waits for a task that is not to be done.
    let behind = behind.filter(|_| place.is_some());
    let party = &guide.parties[task.party];
    let view = TaskView {
        title: task.title.clone(),
        title_html: title(&task.title),
        state: link_of.state,
        standing: standing(context, at),
        // Whoever carries it out for that party is another.
        is_choice: in_use(&guide.parties) > 1 && party.in_use() && task.performers() == [task.party],
        choose: words.fill("choose_party", &[("party", &party.name)]),
        status: link_of.status.clone(),
        change: TaskChange::new(context, at),
        suspects: suspects(context, task),
        party_key: link_of.party_key.clone(),
        parties: link_of.parties.clone(),
        party_number: Shown(link_of.party_number),
        party: Link { name: link_of.party.clone(), ..group_link(context, "parties", &guide.parties[task.party]) },
        party_said: said(Predicate::Party),
        stage,
        stage_said: said(Predicate::Stage),
        scope_said: said(Predicate::Scope),
        track_said: said(Predicate::Track),
        performers: RoleParty::performers(context, at),
        roles: RoleView::all(context, at),
        scope: task.scope.map(|scope| group_link(context, "scopes", &guide.scopes[scope])),
        track: task.track.map(|track| group_link(context, "tracks", &guide.tracks[track])),
        notice,
        replaced_by: task.replaced_by.map(|by| context.key(by)),
        delivers: task.delivers.as_deref().map(with_breaks),
        delivers_said: said(Predicate::Delivers),
        needs: PaperView::all(&setting, &task.papers, Needed::Before),
        makes: PaperView::all(&setting, &task.papers, Needed::Made),
        gate: before.map_or(0, |gate| gate + 1),
        gate_behind: behind.map_or(0, |gate| gate + 1),
        behind: behind.map(|gate| gate_behind(context, gate)),
        waits_for: Relations::folded(context, at, related.waits_for),
        waited_for: Relations::folded(context, at, related.waited_for),
        with: related.with,
        with_more,
        alternatives: related.alternatives,
        alternatives_more,
        related: related.related,
        related_more,
        questions_title: questions_title(words, task),
        questions: Asked::new(&setting, &task.questions, &guide.parties),
        html,
        terms,
        contents: contents(&task.text),
        fields: fields(context, at),
        source: task.source.as_ref().map(|text| setting.html(text)),
        backlinks: Components(related.mentions),
        backlinks_more,
        diagram: picture.view.clone(),
        rests_on: PathLink::new(context, at, &path),
        place: place.map(|place| {
            let (n, total) = ((place + 1).to_string(), context.plan.order.len().to_string());
            words.fill("plan_place", &[("n", &n), ("total", &total)])
        }),
        previous: neighbour(-1),
        next: neighbour(1),
        extra: Extra(task.extra.clone()),
        link,
    };
    let page = Paged { pictures: vec![picture], ..Paged::new(&address, frame, view) };
    (page, super::path::path(context, at, path))
}

/// Tasks that changed since the relations were looked at.
fn suspects(context: &GuideViews<'_>, task: &Task) -> Vec<String> {
    let guide = context.guide;
    let changed = task
        .seen
        .iter()
        .filter(|found| is_seen(&found.note) && found.note != seen(context.site.site, guide, &guide.tasks[found.task]));
    changed.map(|found| context.words.fill("suspect", &[("id", &guide.tasks[found.task].id)])).collect()
}

/// The heading of a task's questions, if it has any.
fn questions_title(words: &Words, task: &Task) -> Option<String> {
    match task.open_questions().count() {
        0 if task.questions.is_empty() => None,
        0 => Some(words.get("answered").to_owned()),
        open => Some(words.count("open_question", open)),
    }
}

/// The tasks that wait behind a gate.
fn gate_behind(context: &GuideViews<'_>, gate: usize) -> String {
    let waiting = context.stage_tasks[context.gates[gate].stage..].iter().sum();
    context.words.count("gate_before_these", waiting)
}

fn fields(context: &GuideViews<'_>, at: TaskIx) -> Vec<Field> {
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
