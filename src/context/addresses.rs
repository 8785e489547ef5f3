//! Where the pages of a guide are, and links to them.

use super::gates::is_gated;
use super::link::Link;
use super::site::{GuideContext, SiteContext};
use crate::model::{Group, Guide, Origin, TaskIx, TaskRef};

/// A link to a group's page; where it has none, as the party of a retired task may, to the guide's first page.
pub(crate) fn group_link(context: &GuideContext<'_>, kind: &str, group: &Group) -> Link {
    let has_page = kind == "stages" || group.in_use();
    let below = if has_page { [kind, "/", &group.key, "/"].concat() } else { String::new() };
    Link { name: group.name.clone(), path: context.path(&below) }
}

/// Whether there is a gate before a stage. One before the first holds nothing back.
pub(crate) fn has_gate(context: &GuideContext<'_>, stage: usize) -> bool {
    is_gated(context.guide, stage)
}

/// Site path of the page of the gate before a stage, with a final `/`.
pub(crate) fn gate_address(context: &GuideContext<'_>, stage: usize) -> String {
    format!("{}/gates/{}/", context.guide.folder, context.guide.stages[stage].group.key)
}

/// The gate before a stage, by its name.
pub(crate) fn gate_link(context: &GuideContext<'_>, stage: usize) -> Link {
    let name = context.words.fill("gate_name", &[("stage", &context.guide.stages[stage].group.name)]);
    Link { name, path: context.site.path(&gate_address(context, stage)) }
}

/// Which groups the guide has, and how their pages are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GroupKind {
    Stage,
    Party,
    Track,
    Scope,
}

impl GroupKind {
    pub(crate) fn folder(self) -> &'static str {
        match self {
            GroupKind::Stage => "stages",
            GroupKind::Party => "parties",
            GroupKind::Track => "tracks",
            GroupKind::Scope => "scopes",
        }
    }

    pub(crate) fn group(self, guide: &Guide, at: usize) -> &Group {
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

    pub(crate) fn word(self) -> &'static str {
        match self {
            GroupKind::Stage => "stage",
            GroupKind::Party => "party",
            GroupKind::Track => "track",
            GroupKind::Scope => "scope",
        }
    }
}

/// Site path of the first page of a stage, party, track or scope, with a final `/`.
pub(crate) fn group_address(context: &GuideContext<'_>, kind: GroupKind, at: usize) -> String {
    format!("{}/{}/{}/", context.guide.folder, kind.folder(), kind.group(context.guide, at).key)
}

/// Whose tasks a table of parties and stages counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Within {
    /// All of the guide's, or those of one stage or party.
    Guide,
    /// Those of the track at this place.
    Track(usize),
    /// Those of the scope at this place.
    Scope(usize),
}

impl Within {
    /// The group that a picture lies within.
    pub(crate) fn of(kind: GroupKind, at: usize) -> Within {
        match kind {
            GroupKind::Stage | GroupKind::Party => Within::Guide,
            GroupKind::Track => Within::Track(at),
            GroupKind::Scope => Within::Scope(at),
        }
    }
}

/// Site path of a cell's first page, with a final `/`.
pub(crate) fn cell_address(context: &GuideContext<'_>, within: Within, stage: usize, party: usize) -> String {
    let guide = context.guide;
    let (stage, party) = (&guide.stages[stage].group.key, &guide.parties[party].key);
    let above = match within {
        Within::Guide => String::new(),
        Within::Track(at) => format!("tracks/{}/", guide.tracks[at].key),
        Within::Scope(at) => format!("scopes/{}/", guide.scopes[at].key),
    };
    format!("{}/{above}stages/{stage}/parties/{party}/", guide.folder)
}

/// The same as links have it.
pub(crate) fn cell_path(context: &GuideContext<'_>, within: Within, stage: usize, party: usize) -> String {
    context.site.path(&cell_address(context, within, stage, party))
}

/// The link of a heading to the cell that it stands over.
pub(crate) fn cell_link(context: &GuideContext<'_>, stage: usize, party: usize, name: &str) -> Link {
    Link { name: name.to_owned(), path: cell_path(context, Within::Guide, stage, party) }
}

/// Site path of the feed of a guide, or of one of its parties; none without an address or without released versions.
pub(crate) fn feed_address(context: &GuideContext<'_>, party: Option<usize>) -> Option<String> {
    let party = party.map(|at| format!("parties/{}/", context.guide.parties[at].key)).unwrap_or_default();
    let is_made = context.history.is_some() && !context.site.site.settings.base_url.is_empty();
    is_made.then(|| format!("{}{party}feed.xml", context.guide.address()))
}

/// Code, title and path of a page.
pub(crate) fn origin(site: &SiteContext<'_>, origin: Origin) -> (Option<String>, String, String) {
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

/// The steps to a page below a task's own.
pub(crate) fn above_task(context: &GuideContext<'_>, at: TaskIx) -> Vec<Link> {
    let task = &context.guide.tasks[at];
    let name = [&task.id, " ", &task.title].concat();
    vec![
        group_link(context, "stages", &context.guide.stages[task.stage].group),
        Link { name, path: context.links[at].path.clone() },
    ]
}
