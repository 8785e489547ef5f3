//! Pages that list tasks, by group and in the order of the plan, and how long lists are divided.

use serde::Serialize;

use super::changes::PartyChanges;
use crate::context::{
    Components, GroupKind, Link, ROOM_BESIDE_PICTURE, TaskKey, Within, cell_link, feed_address, gate_link,
    group_address, has_gate, mark_of, more_at, parts, place,
};
use crate::model::{Task, TaskIx};
use crate::pictures::{DiagramView, Picture};
use crate::text::encode_path;
use crate::view::guide::GuideViews;
use crate::view::paged::{Give, Listed, PageView, Parts, divided};
use crate::view::parts::items::{ItemView, Items, Shows};
use crate::view::parts::own::OwnStart;
use crate::view::parts::relations::Gate;
use crate::view::parts::said::sureness;

/// `group` in `pages/group.html`: the tasks of a stage, party, track or scope.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GroupView {
    /// The kind of group in the page's language: "Stage", "Party" …
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    /// The gate before the stage, if the group is a stage with one.
    pub(crate) gate: Option<GateLine>,
    pub(crate) count: String,
    /// "324 of 340 statements are certain, 57 of them confirmed", where not all are certain.
    pub(crate) sureness: Option<String>,
    pub(crate) diagram: Option<DiagramView>,
    /// On the page of a party: what it can start, and who waits for whom.
    pub(crate) own: Option<OwnStart>,
    /// On the page of a party: what is new since the last version.
    pub(crate) changes: Option<PartyChanges>,
    /// On the page of a party: its feed, where the site has an address.
    pub(crate) feed: Option<String>,
    /// On the page of a party: the tasks of others that it approves or is asked about.
    pub(crate) beside: Vec<Beside>,
    pub(crate) sections: Vec<Section>,
    pub(crate) parts: Option<Parts>,
}

/// The tasks of others in which a party has a role.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Beside {
    /// "You approve".
    pub(crate) name: String,
    pub(crate) tasks: Vec<TaskKey>,
    /// "and 4 more": a link to the table of roles, if the list is cut.
    pub(crate) more: Option<Link>,
}

/// The most tasks in a list beside others.
const SHOWN: usize = 30;

/// Parties that have to do with a task.
type Parties = fn(&Task) -> &[usize];

impl Beside {
    fn all(context: &GuideViews<'_>, party: usize) -> Vec<Beside> {
        let lists: [(&str, Parties); 2] =
            [("own_approves", |task| task.approvers().0), ("own_consulted", |task| task.approvers().1)];
        let list = |(word, parties): (&str, Parties)| {
            let tasks = &context.guide.tasks;
            let tasks = context.in_order(|at| parties(&tasks[at]).contains(&party) && !tasks[at].is_of(party));
            let shown = tasks.len().min(SHOWN);
            Beside {
                name: context.words.get(word).to_owned(),
                tasks: context.keys(&tasks[..shown]),
                more: more_at(context.words, tasks.len() - shown, || context.path("plan/roles/")),
            }
        };
        lists.into_iter().map(list).filter(|list| !list.tasks.is_empty()).collect()
    }
}

/// Tasks under a heading.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Section {
    pub(crate) name: String,
    /// Id of the heading.
    pub(crate) anchor: String,
    /// Number of the party, from 1, which chooses the colour; 0 for a stage.
    pub(crate) number: usize,
    /// The page of these tasks alone, where there is one.
    pub(crate) cell: Option<Link>,
    /// The gate before the stage, if the section is a stage with one.
    pub(crate) gate: Option<GateLine>,
    /// On the page of a party: what waits behind the next gate.
    pub(crate) gate_behind: Option<Gate>,
    /// Its tasks, as HTML: a `components/item.html` for each.
    pub(crate) items: Items,
}

/// A gate in a list.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GateLine {
    /// A sentence.
    pub(crate) text: String,
    /// The gate's own page.
    pub(crate) link: Link,
}

impl GateLine {
    /// Of the gate before a stage, if there is one.
    pub(crate) fn before(context: &GuideViews<'_>, stage: usize) -> Option<GateLine> {
        let text = || context.words.get("gate_stage").to_owned();
        has_gate(context, stage).then(|| GateLine { text: text(), link: gate_link(context, stage) })
    }
}

impl PageView for GroupView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/group.html", "group");
}

/// About how many bytes a heading takes, with the link to its own page.
const SECTION: usize = 300;

/// The pages of a stage, party, track or scope.
pub(crate) fn group<'a, E>(
    context: &'a GuideViews<'_>,
    kind: GroupKind,
    at: usize,
    give: Give<'_, 'a, GroupView, E>,
) -> Result<(), E> {
    let guide = context.guide;
    let is_in = |task: TaskIx| match kind {
        GroupKind::Stage => guide.tasks[task].stage == at,
        GroupKind::Party => guide.tasks[task].is_of(at),
        GroupKind::Track => guide.tasks[task].track == Some(at),
        GroupKind::Scope => guide.tasks[task].scope == Some(at),
    };
    let group = kind.group(guide, at);
    let tasks = context.in_order(is_in);
    let by_party = kind == GroupKind::Stage;
    let mut sorted = tasks.clone();
    sorted.sort_by_key(|task| if by_party { guide.tasks[*task].party } else { guide.tasks[*task].stage });
    let base = group_address(context, kind, at);
    let under = |at: usize| if by_party { guide.tasks[sorted[at]].party } else { guide.tasks[sorted[at]].stage };
    let weight = |at: usize| {
        let heads = at == 0 || under(at) != under(at - 1);
        context.item_weight(sorted[at], kind == GroupKind::Party) + if heads { SECTION } else { 0 }
    };
    divided(
        context,
        Listed {
            description: group.description.as_deref(),
            group: ((kind == GroupKind::Party).then_some(at), by_party.then_some(at)),
            parts: &parts(sorted.len(), ROOM_BESIDE_PICTURE, weight),
            ..Listed::new(&base, &group.name)
        },
        |part, parts, root, first| {
            let picture = (first && !tasks.is_empty())
                .then(|| Picture::group(context, &group.name, &tasks, Within::of(kind, at), root).with_file(&base));
            let party = (first && kind == GroupKind::Party).then_some(at);
            let view = GroupView {
                kind: context.words.get(kind.word()).to_owned(),
                name: group.name.clone(),
                description: group.description.clone(),
                gate: if by_party { GateLine::before(context, at) } else { None },
                count: context.words.count("task", tasks.len()),
                sureness: if first { sureness(context, &tasks, is_in) } else { None },
                changes: party.and_then(|party| PartyChanges::new(context, party)),
                feed: party.and_then(|party| feed_address(context, Some(party))).map(|path| encode_path(&path)),
                beside: if first && kind == GroupKind::Party { Beside::all(context, at) } else { Vec::new() },
                diagram: picture.as_ref().map(|picture| picture.view.clone()),
                own: (first && kind == GroupKind::Party).then(|| OwnStart::new(context, at)),
                sections: with_cells(context, kind, at, &sorted[part.clone()]),
                parts,
            };
            (view, picture.into_iter().collect())
        },
        give,
    )
}

/// Tasks under a heading for each party or stage, in the order given. Items say their party where not all have the same.
pub(crate) fn sections(context: &GuideViews<'_>, tasks: &[TaskIx], by_party: bool, shows: Shows) -> Vec<Section> {
    grouped(context, tasks, by_party, shows).into_iter().map(|(_, section)| section).collect()
}

/// The same, each with the place of its party or stage.
fn grouped(context: &GuideViews<'_>, tasks: &[TaskIx], by_party: bool, shows: Shows) -> Vec<(usize, Section)> {
    let guide = context.guide;
    let mut sections: Vec<(usize, Section)> = Vec::new();
    for (position, task) in tasks.iter().enumerate() {
        let at = if by_party { guide.tasks[*task].party } else { guide.tasks[*task].stage };
        let previous = position.checked_sub(1).map(|before| tasks[before]);
        if sections.last().is_none_or(|(last, _)| *last != at) {
            let group = if by_party { &guide.parties[at] } else { &guide.stages[at].group };
            // A plan may come back to a stage; only the first heading carries the plain anchor.
            let again = sections.iter().filter(|(other, _)| *other == at).count();
            let anchor = if again == 0 { place(&group.key) } else { format!("_{}.{again}", group.key) };
            let section = Section {
                name: if by_party { mark_of(guide, at) } else { group.name.clone() },
                anchor,
                number: if by_party { at + 1 } else { 0 },
                cell: None,
                gate: if by_party { None } else { GateLine::before(context, at) },
                gate_behind: None,
                items: Components(Vec::new()),
            };
            sections.push((at, section));
        }
        let item = ItemView::new(context, *task, previous, shows);
        if let Some((_, section)) = sections.last_mut() {
            section.items.0.push(item);
        }
    }
    sections
}

/// The sections of a stage or party with links to their own pages.
fn with_cells(context: &GuideViews<'_>, kind: GroupKind, group: usize, tasks: &[TaskIx]) -> Vec<Section> {
    let shows = Shows {
        // In a stage, headings are parties.
        party: !matches!(kind, GroupKind::Stage | GroupKind::Party),
        waited_for: kind == GroupKind::Party,
    };
    let has_own = |stage: usize| {
        let tasks = tasks.iter().map(|task| &context.guide.tasks[*task]);
        tasks.into_iter().any(|task| task.stage == stage && task.party == group)
    };
    let sections = grouped(context, tasks, kind == GroupKind::Stage, shows).into_iter();
    let sections = sections.map(|(at, mut section)| {
        section.cell = match kind {
            GroupKind::Stage => Some(cell_link(context, group, at, &section.name)),
            // A stage in which it only carries out tasks of others has no page of its own.
            GroupKind::Party => has_own(at).then(|| cell_link(context, at, group, &section.name)),
            GroupKind::Track | GroupKind::Scope => None,
        };
        if kind == GroupKind::Party {
            section.gate_behind = context.gate_lines.behind(at);
        }
        section
    });
    sections.collect()
}
