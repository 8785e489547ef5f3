//! What changed in the order of work, as a picture: tasks that came, went or changed, and the lines between them that did.

use std::collections::{BTreeMap, HashMap};

use super::picture::Picture;
use super::shared_labels::shared_labels;
use crate::changes::{Changes, Section, TaskDifference};
use crate::context::GuideContext;
use crate::diagram::{Certainty, Drawing, DrawingWords, Edge, EdgeKind, Node, Role};
use crate::model::TaskIx;
use crate::text::visible_line;

/// Above so many boxes, the list alone tells the difference.
const MOST_BOXES: usize = 40;

/// A line that came or went: its ends by their ids.
struct Change<'c> {
    from: &'c str,
    to: &'c str,
    kind: EdgeKind,
    group: usize,
    certainty: Certainty,
}

/// The difference of two versions; nothing where no line changed, or too many did. `tasks` are those of now by all their ids,
/// `anchor` leads to the list that says the same, where tasks that are gone lead to, and `root` from the page to the site's root.
pub(crate) fn difference<'a>(
    context: &GuideContext<'_>,
    changes: &Changes,
    tasks: &HashMap<&str, TaskIx>,
    (name, anchor, root): (&str, &str, &str),
) -> Option<Picture<'a>> {
    let entries: BTreeMap<&str, &TaskDifference> =
        changes.tasks.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let lines: Vec<Change<'_>> = changes.tasks.iter().flat_map(lines_of).collect();
    // The tasks at the ends of changed lines, and those that came or went without any.
    let alone = changes.tasks.iter().filter(|entry| matches!(entry.section(), Some(Section::New | Section::Retired)));
    let ends = lines.iter().flat_map(|line| [line.from, line.to]);
    let mut places: BTreeMap<&str, usize> =
        ends.chain(alone.map(|entry| entry.id.as_str())).map(|id| (id, 0)).collect();
    if lines.is_empty() || places.len() > MOST_BOXES {
        return None;
    }
    places.values_mut().enumerate().for_each(|(at, place)| *place = at);
    let node = |id: &&str| node(context, id, entries.get(id).copied(), tasks.get(id).copied(), (anchor, root));
    let shared = shared_labels(context);
    let text = context.words.fill("difference_text", &[("name", name)]);
    let came = |word: &str| context.words.fill("legend_came", &[("what", word)]);
    let words = DrawingWords {
        waits_for_gate: String::new(),
        requires: came(&shared.words.requires),
        with: came(&shared.words.with),
        any: came(&shared.words.any),
        alternative: came(&shared.words.alternative),
        outside: context.words.get("legend_unchanged").to_owned(),
        ..(*shared.words).clone()
    };
    let edge = |line: &Change<'_>| Edge {
        kind: line.kind,
        group: line.group,
        certainty: line.certainty,
        label: label(context, line),
        ..Edge::requires(places[line.from], places[line.to])
    };
    Some(Picture::drawn(Drawing {
        key: String::new(),
        title: context.words.fill("group_diagram", &[("name", name)]),
        description: text,
        lanes: shared.lanes.clone(),
        // A version may have other stages than now: boxes stand by their lines alone.
        stages: Vec::new(),
        nodes: places.keys().map(node).collect(),
        edges: lines.iter().map(edge).collect(),
        words: words.into(),
        headings: false,
        legend: true,
    }))
}

/// The lines of a task that came or went. A change of certainty is neither.
fn lines_of(entry: &TaskDifference) -> impl Iterator<Item = Change<'_>> {
    let to = entry.id.as_str();
    let parts = &entry.parts;
    let requires = [(&parts.requires.added, Certainty::Certain), (&parts.requires.removed, Certainty::Went)];
    let requires = requires.into_iter().flat_map(move |(all, certainty)| {
        // Choices of before have numbers behind those of now, so that none is taken for another.
        let first = if certainty == Certainty::Went { parts.requires.added.len() + 1 } else { 1 };
        all.iter().enumerate().flat_map(move |(at, needed)| {
            let (kind, group) =
                if needed.tasks.len() > 1 { (EdgeKind::Any, first + at) } else { (EdgeKind::Requires, 0) };
            needed.tasks.iter().map(move |from| Change { from, to, kind, group, certainty })
        })
    });
    let sets = [(&parts.with, EdgeKind::With), (&parts.alternatives, EdgeKind::Alternative)];
    let sets = sets.into_iter().flat_map(move |(set, kind)| {
        let sides = [(&set.added, Certainty::Certain), (&set.removed, Certainty::Went)];
        sides.into_iter().flat_map(move |(ids, certainty)| {
            ids.iter().map(move |from| Change { from, to, kind, group: 0, certainty })
        })
    });
    requires.chain(sets)
}

fn node(
    context: &GuideContext<'_>,
    id: &str,
    entry: Option<&TaskDifference>,
    task: Option<TaskIx>,
    (anchor, root): (&str, &str),
) -> Node {
    let title = match (entry, task) {
        (Some(entry), _) => entry.title.as_str(),
        (None, Some(task)) => &context.guide.tasks[task].title,
        (None, None) => "",
    };
    let title = visible_line(title);
    let (role, word) = match entry.and_then(TaskDifference::section) {
        Some(Section::New) => (Role::New, "box_new"),
        Some(Section::Retired) => (Role::Gone, "box_gone"),
        Some(Section::Renamed) | None => (Role::Outside, ""),
        Some(_) => (Role::Task, "box_changed"),
    };
    let said = if word.is_empty() { title } else { context.words.fill(word, &[("title", &title)]) };
    let party = entry.and_then(|entry| entry.party.as_deref());
    let parties = &context.guide.parties;
    let lane = party
        .and_then(|key| parties.iter().position(|party| party.key == key))
        .or(task.map(|task| context.guide.tasks[task].party));
    let known = task.filter(|task| context.plan.place[*task].is_some());
    let id = visible_line(id);
    Node {
        name: [&id, " ", &said].concat().into(),
        id: id.as_str().into(),
        title: said.as_str().into(),
        href: known.map_or_else(|| format!("#{anchor}"), |task| [root, &context.links[task].path].concat()),
        lane: lane.unwrap_or(usize::MAX),
        parties: "".into(),
        stage: usize::MAX,
        order: known.and_then(|task| context.plan.place[task]).unwrap_or(usize::MAX),
        role,
        likely: false,
        label: None,
        follows: 0,
        beyond: Vec::new(),
    }
}

/// "B1 before B2 (new)".
fn label(context: &GuideContext<'_>, line: &Change<'_>) -> String {
    let words = context.words;
    let kind = words.get(super::shared_labels::word_key(line.kind));
    let said = format!("{} {kind} {}", line.from, line.to);
    visible_line(&match line.certainty {
        Certainty::Went => format!("{said} ({})", words.get("legend_went")),
        _ => words.fill("legend_came", &[("what", &said)]),
    })
}
