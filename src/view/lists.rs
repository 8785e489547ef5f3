//! Pages that list tasks, by group and in the order of the plan, and how long lists are divided.

use std::ops::Range;

use serde::Serialize;

use super::bounds::{ROOM, ROOM_BESIDE_PICTURE, parts};
use super::cells::{Within, cell_link};
use super::diagrams::{DiagramView, Picture};
use super::facts::Lists;
use super::frame::{About, Frame, Link, gate_link, has_gate};
use super::items::{Item, Items};
use super::place::place;
use super::relations::Gate;
use super::site::{GuideContext, SiteContext};
use super::task::mark_of;
use crate::i18n::Words;
use crate::model::{Group, Guide, TaskIx};

/// `group` in `pages/group.html`: the tasks of a stage, party, track or scope. Also `group` in `pages/plan.html`,
/// where it is the whole guide.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GroupView {
    /// "Stage", "Party" …
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    /// Where the group is a stage with a gate.
    pub(crate) gate: Option<GateLine>,
    pub(crate) count: String,
    pub(crate) diagram: Option<DiagramView>,
    pub(crate) sections: Vec<Section>,
    pub(crate) parts: Option<Parts>,
}

/// Tasks under a heading.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Section {
    pub(crate) name: String,
    /// Id of the heading.
    pub(crate) anchor: String,
    /// Of the party, from 1; 0 for a stage.
    pub(crate) number: usize,
    /// The page of these tasks alone, where there is one.
    pub(crate) cell: Option<Link>,
    /// Where the section is a stage with a gate.
    pub(crate) gate: Option<GateLine>,
    /// On the page of a party: what waits behind the next gate.
    pub(crate) gate_behind: Option<Gate>,
    /// Its tasks, as HTML: a `components/item.html` for each.
    pub(crate) items: Items,
}

/// What is said of a gate in lists.
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
    pub(super) fn before(context: &GuideContext<'_>, stage: usize) -> Option<GateLine> {
        let text = || context.words.get("gate_stage").to_owned();
        has_gate(context, stage).then(|| GateLine { text: text(), link: gate_link(context, stage) })
    }
}

impl Lists for GroupView {
    fn items(&self) -> impl Iterator<Item = &Items> {
        self.sections.iter().map(|section| &section.items)
    }
    fn diagrams(&self) -> impl Iterator<Item = &DiagramView> {
        self.diagram.iter()
    }
}

/// Where a page stands in a list that has been divided.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Parts {
    /// "Part 2 of 7".
    pub(crate) name: String,
    pub(crate) links: Vec<PartLink>,
}

/// A part of a divided list.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PartLink {
    pub(crate) link: Link,
    pub(crate) current: bool,
}

/// A finished page: its site path, frame and content.
pub(crate) struct Paged<'a, T> {
    pub(crate) address: String,
    pub(crate) frame: Frame,
    pub(crate) view: T,
    /// In the order in which they stand on it.
    pub(crate) pictures: Vec<Picture<'a>>,
}

/// Takes the pages of a list one after the other, so that none waits in memory for the others.
pub(crate) type Give<'g, 'a, T, E> = &'g mut dyn FnMut(Paged<'a, T>) -> Result<(), E>;

/// Which groups the guide has, and how their pages are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GroupKind {
    Stage,
    Party,
    Track,
    Scope,
}

impl GroupKind {
    fn folder(self) -> &'static str {
        match self {
            GroupKind::Stage => "stages",
            GroupKind::Party => "parties",
            GroupKind::Track => "tracks",
            GroupKind::Scope => "scopes",
        }
    }

    fn group(self, guide: &Guide, at: usize) -> &Group {
        match self {
            GroupKind::Stage => &guide.stages[at].group,
            GroupKind::Party => &guide.parties[at],
            GroupKind::Track => &guide.tracks[at],
            GroupKind::Scope => &guide.scopes[at],
        }
    }

    /// A stage has its page also before it has tasks.
    pub(crate) fn has_page(self, guide: &Guide, at: usize) -> bool {
        self == GroupKind::Stage || self.group(guide, at).in_use()
    }

    fn word(self) -> &'static str {
        match self {
            GroupKind::Stage => "stage",
            GroupKind::Party => "party",
            GroupKind::Track => "track",
            GroupKind::Scope => "scope",
        }
    }
}

/// About how many bytes a heading takes, with the link to its own page.
const SECTION: usize = 300;

/// Site path of the first page of a stage, party, track or scope, with a final `/`.
pub(crate) fn group_address(context: &GuideContext<'_>, kind: GroupKind, at: usize) -> String {
    format!("{}/{}/{}/", context.guide.folder, kind.folder(), kind.group(context.guide, at).key)
}

/// The pages of a stage, party, track or scope.
pub(crate) fn group<'a, E>(
    context: &'a GuideContext<'_>,
    kind: GroupKind,
    at: usize,
    give: Give<'_, 'a, GroupView, E>,
) -> Result<(), E> {
    let guide = context.guide;
    let of = |task: TaskIx| match kind {
        GroupKind::Stage => Some(guide.tasks[task].stage),
        GroupKind::Party => Some(guide.tasks[task].party),
        GroupKind::Track => guide.tasks[task].track,
        GroupKind::Scope => guide.tasks[task].scope,
    };
    let group = kind.group(guide, at);
    let tasks = context.in_order(|task| of(task) == Some(at));
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
            let view = GroupView {
                kind: context.words.get(kind.word()).to_owned(),
                name: group.name.clone(),
                description: group.description.clone(),
                gate: if by_party { GateLine::before(context, at) } else { None },
                count: context.words.count("task", tasks.len()),
                diagram: picture.as_ref().map(|picture| picture.view.clone()),
                sections: with_cells(context, kind, at, &sorted[part.clone()]),
                parts,
            };
            (view, picture.into_iter().collect())
        },
        give,
    )
}

/// The pages of the plan.
pub(crate) fn plan_view<'a, E>(context: &'a GuideContext<'_>, give: Give<'_, 'a, GroupView, E>) -> Result<(), E> {
    let name = context.words.get("plan");
    let text = context.words.get("plan_text");
    let base = format!("{}/plan/", context.guide.folder);
    let order = &context.plan.order;
    divided(
        context,
        Listed {
            description: Some(text),
            parts: &parts(order.len(), ROOM, |at| context.item_weight(order[at], false)),
            ..Listed::new(&base, name)
        },
        |part, parts, _, _| {
            let view = GroupView {
                kind: String::new(),
                name: name.to_owned(),
                description: Some(text.to_owned()),
                gate: None,
                count: context.words.count("task", order.len()),
                diagram: None,
                sections: sections(context, &order[part.clone()], false, true),
                parts,
            };
            (view, Vec::new())
        },
        give,
    )
}

/// A list that may be long.
pub(super) struct Listed<'l> {
    /// Site path of its first page; the others follow below it.
    pub(super) base: &'l str,
    pub(super) title: &'l str,
    pub(super) description: Option<&'l str>,
    /// The steps between the guide and it.
    pub(super) above: &'l [Link],
    /// The task that it is about.
    pub(super) task: Option<TaskIx>,
    /// The party and stage that it is about.
    pub(super) group: (Option<usize>, Option<usize>),
    /// Which of its items stand on each page.
    pub(super) parts: &'l [Range<usize>],
}

impl<'l> Listed<'l> {
    /// One without pages yet.
    pub(super) fn new(base: &'l str, title: &'l str) -> Self {
        Listed { base, title, description: None, above: &[], task: None, group: (None, None), parts: &[] }
    }
}

/// Makes the pages of a list, and gives them away.
pub(super) fn divided<'a, T, E>(
    context: &'a GuideContext<'_>,
    Listed { base, title, description, above, task, group, parts }: Listed<'_>,
    view: impl Fn(&Range<usize>, Option<Parts>, &str, bool) -> (T, Vec<Picture<'a>>),
    give: Give<'_, 'a, T, E>,
) -> Result<(), E> {
    let total = parts.len();
    let page = |(number, part): (usize, &Range<usize>)| {
        let address = if number == 0 { base.to_owned() } else { format!("{base}{}/", number + 1) };
        let about = About { address: &address, title, description, updated: None, file: None };
        let mut frame = Frame::of_guide(context, &about, above.to_vec());
        match task {
            Some(task) => frame.of_task(context, task),
            None => frame.belongs_to(context, group.0, group.1),
        }
        let (view, pictures) =
            view(part, Parts::new(context.site, context.words, number, total, base), &frame.root, number == 0);
        Paged { address, frame, view, pictures }
    };
    parts.iter().enumerate().map(page).try_for_each(give)
}

impl Parts {
    /// The parts of a list whose first page has the site path `base`; `None` where there is only one.
    pub(super) fn new(site: &SiteContext<'_>, words: &Words, number: usize, total: usize, base: &str) -> Option<Parts> {
        let name = |at: usize| {
            let (n, total) = ((at + 1).to_string(), total.to_string());
            words.fill("part", &[("n", &n), ("total", &total)])
        };
        let path = |at: usize| if at == 0 { base.to_owned() } else { format!("{base}{}/", at + 1) };
        // The neighbours, the ends, and nothing between: a list of a thousand parts is no help.
        let shown = |at: &usize| *at == 0 || *at + 1 == total || at.abs_diff(number) <= 2;
        let link =
            |at: usize| PartLink { link: Link { name: name(at), path: site.path(&path(at)) }, current: at == number };
        (total > 1).then(|| Parts { name: name(number), links: (0..total).filter(shown).map(link).collect() })
    }
}

/// Tasks under a heading for each party or stage, in the order given. Items say their party where not all have the same.
pub(super) fn sections(context: &GuideContext<'_>, tasks: &[TaskIx], by_party: bool, show_party: bool) -> Vec<Section> {
    grouped(context, tasks, by_party, show_party).into_iter().map(|(_, section)| section).collect()
}

/// The same, each with the place of its party or stage.
fn grouped(context: &GuideContext<'_>, tasks: &[TaskIx], by_party: bool, show_party: bool) -> Vec<(usize, Section)> {
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
                items: Items::new(show_party),
            };
            sections.push((at, section));
        }
        let item = Item::new(context, *task, previous);
        if let Some((_, section)) = sections.last_mut() {
            section.items.list.push(item);
        }
    }
    sections
}

/// The sections of a stage or party with links to their own pages.
fn with_cells(context: &GuideContext<'_>, kind: GroupKind, group: usize, tasks: &[TaskIx]) -> Vec<Section> {
    // In a stage, headings are parties.
    let show_party = !matches!(kind, GroupKind::Stage | GroupKind::Party);
    let sections = grouped(context, tasks, kind == GroupKind::Stage, show_party).into_iter();
    let mut tasks = tasks.iter();
    let sections = sections.map(|(at, mut section)| {
        section.cell = match kind {
            GroupKind::Stage => Some(cell_link(context, group, at, &section.name)),
            GroupKind::Party => Some(cell_link(context, at, group, &section.name)),
            GroupKind::Track | GroupKind::Scope => None,
        };
        if kind == GroupKind::Party {
            section.gate_behind = context.gates().behind(at);
            for (item, task) in section.items.list.iter_mut().zip(tasks.by_ref()) {
                item.facts.add_waited_for(context, *task);
            }
        }
        section
    });
    sections.collect()
}
