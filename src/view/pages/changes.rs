//! What changed in a guide from version to version. Snapshots are files that anybody may have written, so that nothing of them hides
//! on a page.

use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;

use crate::changes::{self, Affected, Changes, Line, Section, TaskDifference};
use crate::context::{GuideContext, Link, Setting, TaskKey, feed_address, mark_of, more_at};
use crate::model::{TaskIx, Version};
use crate::pictures::difference;
use crate::text::{encode_path, visible_line};
use crate::view::paged::{Give, Listed, PageView, Parts, divided};

/// The most rows of a page: versions with their tasks.
const ROWS: usize = 100;
/// The most lines of a changed text that a page shows.
const LINES: usize = 200;

/// `changes` in `pages/changes.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ChangesView {
    pub(crate) releases: Vec<ReleaseView>,
    /// Path of the feed, where the site has an address.
    pub(crate) feed: Option<String>,
    pub(crate) parts: Option<Parts>,
}

impl PageView for ChangesView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/changes.html", "changes");
}

/// A version, or what is not released yet.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ReleaseView {
    pub(crate) anchor: String,
    pub(crate) name: String,
    /// The day in words.
    pub(crate) date: Option<String>,
    /// It is no longer to be used.
    pub(crate) withdrawn: bool,
    /// The author's note, as HTML.
    pub(crate) note: Option<String>,
    /// "1 new, 2 changed", or that nothing can be told.
    pub(crate) counts: String,
    /// The parts that can't be compared, as a sentence.
    pub(crate) unknown: Option<String>,
    /// It goes on from the page before.
    pub(crate) goes_on: bool,
    /// The place of its picture among those of the page, from 1; 0 for none.
    pub(crate) picture: usize,
    /// "Diagram: Version 1.2", for the frame around the picture.
    pub(crate) picture_title: String,
    /// The changes of the guide as a whole.
    pub(crate) guide: Vec<String>,
    pub(crate) groups: Vec<ChangeGroup>,
}

/// Tasks that changed in one way.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ChangeGroup {
    pub(crate) name: String,
    pub(crate) entries: Vec<ChangedTask>,
}

/// A task that changed, or rests on one that did.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ChangedTask {
    /// The task, if the guide still has it.
    pub(crate) link: Option<TaskKey>,
    pub(crate) id: String,
    pub(crate) title: String,
    /// Name of its party as marks have it; empty if the guide has no such party any more.
    pub(crate) party: String,
    /// Key of its party.
    pub(crate) party_key: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) party_number: usize,
    /// Keys of the parties that have to do with it.
    pub(crate) parties: String,
    /// The differences, a part each.
    pub(crate) details: Vec<String>,
    /// The lines of its text that changed.
    pub(crate) lines: Vec<ChangedLine>,
}

/// A line of a text that went or came.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ChangedLine {
    /// It stands in the new text; else in the old one.
    pub(crate) is_new: bool,
    pub(crate) pieces: Vec<LinePiece>,
}

/// Words in a row.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LinePiece {
    pub(crate) text: String,
    /// The other text lacks them.
    pub(crate) changed: bool,
}

/// The anchor of what is not released yet.
const UNRELEASED: &str = "_unreleased";

/// The place of a version on the page of changes. What begins with `_` is a place of templates.
pub(crate) fn anchor(version: &Version) -> String {
    if version.version.starts_with('_') { format!("v{}", version.version) } else { version.version.clone() }
}

/// Where readers find what is new now: the anchor of a version, or of what is not released.
pub(crate) fn current_anchor(context: &GuideContext<'_>) -> Option<String> {
    let (_, release) = context.history?.current()?;
    Some(release.map_or_else(|| UNRELEASED.to_owned(), |at| anchor(&context.guide.versions[at])))
}

/// "in 1.2 (1 December 2026)", or "since 1.2".
pub(crate) fn current_name(context: &GuideContext<'_>) -> Option<String> {
    let (changes, release) = context.history?.current()?;
    Some(match release {
        Some(at) => {
            let Version { version, date, .. } = &context.guide.versions[at];
            context.words.fill("changed_in", &[("version", version), ("day", &context.words.day(date))])
        }
        None => context.words.fill("changed_since", &[("version", &changes.old.label)]),
    })
}

/// The tasks of a guide by their ids and former ids.
pub(crate) fn tasks_by_id<'g>(context: &'g GuideContext<'_>) -> HashMap<&'g str, TaskIx> {
    let tasks = context.guide.tasks.iter().enumerate();
    let former = tasks.clone().flat_map(|(at, task)| context.guide.former_ids(task).map(move |id| (id, at)));
    former.chain(tasks.map(|(at, task)| (task.id.as_str(), at))).collect()
}

/// The news in a task, on its own page.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct TaskChange {
    /// "Changed in 1.2 (1 December 2026)".
    pub(crate) text: String,
    /// "needs +TF121"; empty for a new task.
    pub(crate) details: String,
    /// Where its version stands on the page of changes.
    pub(crate) path: String,
}

impl TaskChange {
    pub(crate) fn new(context: &GuideContext<'_>, task: TaskIx) -> Option<TaskChange> {
        let entry = context.changes[task]?;
        let (name, anchor) = (current_name(context)?, current_anchor(context)?);
        let is_new = entry.section() == Some(Section::New);
        let word = if is_new { "task_is_new" } else { "task_is_changed" };
        let text = visible_line(&context.words.fill(word, &[("when", &name)]));
        let details = if is_new { String::new() } else { visible_line(&changes::brief(entry, context.words)) };
        Some(TaskChange { text, details, path: [&context.path("changes/"), "#", &anchor].concat() })
    }
}

/// The news for a party, on its own page.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PartyChanges {
    /// "Changed since 1.1".
    pub(crate) name: String,
    /// Its tasks that changed.
    pub(crate) tasks: Vec<TaskKey>,
    pub(crate) more: Option<Link>,
    /// Its tasks that did not change and rest on one that did.
    pub(crate) affected: Vec<TaskKey>,
    pub(crate) affected_more: Option<Link>,
    /// Where all changes stand.
    pub(crate) path: String,
}

/// The most tasks of a list on the page of a party.
const SHOWN: usize = 12;

impl PartyChanges {
    pub(crate) fn new(context: &GuideContext<'_>, party: usize) -> Option<PartyChanges> {
        let (changes, _) = context.history?.current()?;
        let (key, tasks) = (&context.guide.parties[party].key, tasks_by_id(context));
        let own = |parties: &[String]| parties.contains(key);
        let path = [&context.path("changes/"), "#", &current_anchor(context)?].concat();
        let cut = |found: Vec<TaskIx>| {
            let shown = found.len().min(SHOWN);
            let more = more_at(context.words, found.len() - shown, || path.clone());
            (context.keys(&found[..shown]), more)
        };
        let known = |id: &String| tasks.get(id.as_str()).copied().filter(|task| context.plan.place[*task].is_some());
        let marked = context.history?.marked().filter(|entry| own(&entry.parties));
        let (tasks, more) = cut(marked.filter_map(|entry| known(&entry.id)).collect());
        let affected = changes.affected.iter().filter(|affected| own(&affected.parties));
        let (affected, affected_more) = cut(affected.filter_map(|affected| known(&affected.id)).collect());
        let name = context.words.fill(
            "task_is_changed",
            &[(
                "when",
                &context
                    .words
                    .fill("changed_since", &[("version", changes.old.version.as_ref().unwrap_or(&changes.old.label))]),
            )],
        );
        let found = PartyChanges { name, tasks, more, affected, affected_more, path };
        (!found.tasks.is_empty() || !found.affected.is_empty()).then_some(found)
    }
}

/// A row of the page.
#[derive(Clone, Copy)]
enum Row {
    Head,
    Entry(Section, usize),
    Affected(usize),
}

/// The pages of a guide's changes; none without released versions.
pub(crate) fn changes<'a, E>(context: &'a GuideContext<'_>, give: Give<'_, 'a, ChangesView, E>) -> Result<(), E> {
    let Some(history) = context.history else { return Ok(()) };
    let unreleased = history.unreleased.iter().map(|changes| (None, Some(changes)));
    let released = history.releases.iter().enumerate().map(|(at, release)| (Some(at), release.changes.as_ref()));
    let all: Vec<(Option<usize>, Option<&Changes>)> = unreleased.chain(released).collect();
    let rows: Vec<(usize, Row)> =
        all.iter().enumerate().flat_map(|(at, (_, changes))| rows(*changes).map(move |row| (at, row))).collect();
    let parts: Vec<Range<usize>> = (0..rows.len()).step_by(ROWS).map(|at| at..rows.len().min(at + ROWS)).collect();
    let base = format!("{}/changes/", context.guide.folder);
    let tasks = tasks_by_id(context);
    divided(
        context,
        Listed {
            description: Some(context.words.get("changes_lead")),
            parts: &parts,
            ..Listed::new(&base, context.words.get("changes"))
        },
        |part, parts, root, _| {
            let shown = rows[part.clone()].chunk_by(|one, other| one.0 == other.0);
            let mut pictures = Vec::new();
            let mut releases = Vec::new();
            for rows in shown {
                let (at, changes) = all[rows[0].0];
                let mut release = release(context, root, &tasks, (at, changes), rows);
                let at_head = changes.filter(|_| !release.goes_on);
                let names = (release.name.as_str(), release.anchor.as_str(), root);
                if let Some(picture) = at_head.and_then(|changes| difference(context, changes, &tasks, names)) {
                    pictures.push(picture.named(format!("d--difference-{}", pictures.len())));
                    release.picture = pictures.len();
                    release.picture_title.clone_from(&pictures[release.picture - 1].view.title);
                }
                releases.push(release);
            }
            let feed = feed_address(context, None).map(|path| encode_path(&path));
            (ChangesView { releases, feed, parts }, pictures)
        },
        give,
    )
}

fn rows(changes: Option<&Changes>) -> impl Iterator<Item = Row> {
    let entries = move |section: Section| {
        let tasks = changes.into_iter().flat_map(|changes| changes.tasks.iter().enumerate());
        tasks.filter(move |(_, entry)| entry.section() == Some(section)).map(move |(at, _)| Row::Entry(section, at))
    };
    let affected = changes.map_or(0, |changes| changes.affected.len());
    std::iter::once(Row::Head).chain(Section::ALL.into_iter().flat_map(entries)).chain((0..affected).map(Row::Affected))
}

fn release(
    context: &GuideContext<'_>,
    root: &str,
    tasks: &HashMap<&str, TaskIx>,
    (at, changes): (Option<usize>, Option<&Changes>),
    rows: &[(usize, Row)],
) -> ReleaseView {
    let words = context.words;
    let version = at.map(|at| &context.guide.versions[at]);
    let note = version.and_then(|version| version.note.as_ref()).map(|note| {
        let setting = Setting {
            site: context.site,
            words,
            root,
            assets: &context.guide.assets,
            asset_path: &[root, &context.guide.folder, "/"].concat(),
            prefix: &format!("{}--", version.map_or("", |version| &version.version)),
            shift: 0,
        };
        setting.html(note)
    });
    let mut groups: Vec<ChangeGroup> = Vec::new();
    for (_, row) in rows {
        let Some(changes) = changes else { break };
        let (name, entry) = match row {
            Row::Head => continue,
            Row::Entry(section, entry) => {
                (changes::heading(*section, words), ChangedTask::new(context, tasks, &changes.tasks[*entry]))
            }
            Row::Affected(entry) => {
                (words.get("changes_affected"), ChangedTask::affected(context, tasks, &changes.affected[*entry]))
            }
        };
        if groups.last().is_none_or(|group| group.name != name) {
            groups.push(ChangeGroup { name: name.to_owned(), entries: Vec::new() });
        }
        groups.last_mut().into_iter().for_each(|group| group.entries.push(entry.clone()));
    }
    let is_head = matches!(rows[0].1, Row::Head);
    let is_known = at.is_none_or(|at| context.history.is_some_and(|history| history.releases[at].is_known));
    ReleaseView {
        anchor: version.map_or_else(|| UNRELEASED.to_owned(), anchor),
        name: match version {
            Some(version) => format!("{} {}", words.get("version"), version.version),
            None => words.get("unreleased").to_owned(),
        },
        date: version.map(|version| words.day(&version.date)),
        withdrawn: version.is_some_and(|version| version.withdrawn),
        note: note.filter(|_| is_head),
        counts: match changes {
            Some(changes) => changes::counts(changes, words),
            None if !is_known => words.get("no_snapshot").to_owned(),
            None if at.is_some_and(|at| at + 1 == context.guide.versions.len()) => {
                words.get("first_version").to_owned()
            }
            None => words.get("changes_none").to_owned(),
        },
        unknown: changes.and_then(|changes| changes::unknown(changes, words)),
        goes_on: !is_head,
        picture: 0,
        picture_title: String::new(),
        guide: match changes.filter(|_| is_head) {
            Some(changes) => {
                let told = |change| visible_line(&changes::guide_change(change, words));
                changes.guide_changes.iter().map(told).collect()
            }
            None => Vec::new(),
        },
        groups,
    }
}

impl ChangedTask {
    fn new(context: &GuideContext<'_>, tasks: &HashMap<&str, TaskIx>, entry: &TaskDifference) -> Self {
        let hunks = entry.parts.text.as_ref().and_then(|text| text.hunks.as_deref()).unwrap_or_default();
        let shown = if entry.section() == Some(Section::New) { &[] } else { hunks };
        let old = |line: &Line| ChangedLine::new(false, line);
        let lines = shown
            .iter()
            .flat_map(|hunk| hunk.old.iter().map(old).chain(hunk.new.iter().map(|line| ChangedLine::new(true, line))));
        let details = changes::details(entry, context.words).iter().map(|told| visible_line(told)).collect();
        ChangedTask {
            details,
            lines: lines.take(LINES).collect(),
            ..ChangedTask::named(context, tasks, (&entry.id, &entry.title, entry.party.as_deref(), &entry.parties))
        }
    }

    fn affected(context: &GuideContext<'_>, tasks: &HashMap<&str, TaskIx>, affected: &Affected) -> Self {
        let Affected { id, title, party, parties, .. } = affected;
        let details = vec![visible_line(&changes::because(affected, context.words))];
        ChangedTask { details, ..ChangedTask::named(context, tasks, (id, title, party.as_deref(), parties)) }
    }

    fn named(
        context: &GuideContext<'_>,
        tasks: &HashMap<&str, TaskIx>,
        (id, title, party, parties): (&str, &str, Option<&str>, &[String]),
    ) -> Self {
        let group = context.guide.parties.iter().position(|group| Some(&*group.key) == party);
        ChangedTask {
            link: tasks.get(id).map(|task| context.key(*task)),
            id: visible_line(id),
            title: visible_line(title),
            party: group.map(|at| mark_of(context.guide, at)).unwrap_or_default(),
            party_key: party.unwrap_or_default().to_owned(),
            party_number: group.map_or(0, |at| at + 1),
            parties: parties.join(" "),
            details: Vec::new(),
            lines: Vec::new(),
        }
    }
}

impl ChangedLine {
    fn new(is_new: bool, line: &Line) -> Self {
        let pieces = line.0.iter().map(|piece| LinePiece { text: visible_line(&piece.text), changed: piece.changed });
        ChangedLine { is_new, pieces: pieces.collect() }
    }
}
