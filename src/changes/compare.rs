//! Two descriptions of a guide to their differences.

use std::collections::{HashMap, HashSet};

use super::described::{Described, Requirement, Task};
use super::entry::{Affected, Changes, DifferenceKind, Pair, Side, TaskDifference, Weight};
use super::guide::guide_changes;
use super::matching::{Matching, moved};
use super::parts::{Both, parts};
use crate::text::natural_cmp;

/// Parts that level 1 lacks.
const UNKNOWN: [&str; 3] = ["text", "source", "time"];

/// The differences from `old` to `new`; each is named by its label.
pub fn changes(old: (&str, &Described), new: (&str, &Described)) -> Changes {
    let side = |(label, of): (&str, &Described)| Side {
        label: label.to_owned(),
        version: of.version().map(str::to_owned),
        level: of.level,
    };
    let sides = (side(old), side(new));
    let (old, new) = (old.1, new.1);
    let name = [new.guide.code.as_deref(), Some(&*new.guide.title)].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let mut found = Changes::new(new.guide.key.clone(), name, new.guide.language.clone(), sides.0, sides.1);
    if old.level.min(new.level) < 2 {
        found.unknown = UNKNOWN.to_vec();
    }
    found.guide_changes = guide_changes(&old.guide, &new.guide);
    let matching = Matching::new(old, new);
    let renamed = matching.renamed(old);
    let both = Both { old: &renamed, new };
    let out_of_order = moved(&matching, old, new);
    let nothing = Task::default();
    for (at, task) in new.tasks.iter().enumerate() {
        let before = matching.old_of(at).map(|at| &renamed.tasks[at]);
        let mut parts = parts(&both, before.unwrap_or(&nothing), task, before.is_none());
        let mut kinds = parts.kinds();
        let was_retired = before.map_or_else(|| matching.was_listed(&task.id), Task::is_retired);
        let life = match (before.is_some() || was_retired, was_retired, task.is_retired()) {
            (false, _, false) => Some(DifferenceKind::Added),
            (true, true, false) => Some(DifferenceKind::Restored),
            (_, false, true) => Some(DifferenceKind::Retired),
            _ => None,
        };
        if let (Some(before), true) = (before, was_retired != task.is_retired()) {
            parts.status = Some(Pair { old: before.status.clone(), new: task.status.clone() });
        }
        if before.is_none() {
            kinds.clear();
        }
        kinds.extend(life);
        kinds.extend(before.filter(|before| before.id != task.id).map(|_| DifferenceKind::Renamed));
        kinds.extend(out_of_order.contains(&at).then_some(DifferenceKind::Order));
        kinds.sort_unstable();
        if let Some(weight) = kinds.iter().map(|kind| kind.weight()).max() {
            let mut parties = task.parties();
            let former = before.map(Task::parties).unwrap_or_default();
            let others: Vec<String> = former.into_iter().filter(|party| !parties.contains(party)).collect();
            parties.extend(others);
            let was = before.map(|before| before.id.clone()).filter(|id| *id != task.id);
            found.tasks.push(TaskDifference { was, kinds, weight, parts, parties, ..gone_or_here(task) });
        }
    }
    found.tasks.extend(gone(old, &matching));
    affect(&mut found, new);
    found.count();
    found
}

/// An entry that says no more than which task it is.
fn gone_or_here(task: &Task) -> TaskDifference {
    TaskDifference {
        id: task.id.clone(),
        was: None,
        title: task.title.clone(),
        party: task.party.clone(),
        kinds: Vec::new(),
        weight: Weight::Quiet,
        parts: super::entry::Parts::default(),
        affects: Vec::new(),
        parties: task.parties(),
    }
}

/// The tasks that the new version has no file for.
fn gone(old: &Described, matching: &Matching<'_>) -> Vec<TaskDifference> {
    let mut gone: Vec<&Task> =
        old.tasks.iter().enumerate().filter(|(at, _)| matching.is_gone(*at)).map(|(_, task)| task).collect();
    gone.sort_by(|one, other| natural_cmp(&one.id, &other.id));
    let entry = |task: &Task| {
        let kind = match (matching.is_listed(&task.id), task.is_retired()) {
            // Its address goes on saying that it is retired.
            (true, true) => return None,
            (true, false) => DifferenceKind::Retired,
            (false, _) => DifferenceKind::Removed,
        };
        Some(TaskDifference { kinds: vec![kind], weight: kind.weight(), ..gone_or_here(task) })
    };
    gone.into_iter().filter_map(entry).collect()
}

/// Finds the tasks that did not change and rest on one whose work or text did.
fn affect(found: &mut Changes, new: &Described) {
    let changed: HashSet<&str> =
        found.tasks.iter().filter(|entry| entry.weight > Weight::Quiet).map(|entry| entry.id.as_str()).collect();
    let strong = |entry: &&TaskDifference| entry.weight == Weight::Work || entry.kinds.contains(&DifferenceKind::Text);
    let strong: HashSet<&str> = found.tasks.iter().filter(strong).map(|entry| entry.id.as_str()).collect();
    let mut affects: HashMap<String, Vec<String>> = HashMap::new();
    let mut affected = Vec::new();
    for task in new.tasks.iter().filter(|task| !task.is_retired() && !changed.contains(task.id.as_str())) {
        let mut by: Vec<String> = Vec::new();
        let mut seen = HashSet::new();
        let others = task.requires.iter().flat_map(Requirement::tasks);
        for other in others.chain(task.with.iter().map(String::as_str)) {
            if strong.contains(other) && seen.insert(other) {
                by.push(other.to_owned());
                affects.entry(other.to_owned()).or_default().push(task.id.clone());
            }
        }
        if !by.is_empty() {
            let (id, title, party) = (task.id.clone(), task.title.clone(), task.party.clone());
            affected.push(Affected { id, title, party, by, parties: task.parties() });
        }
    }
    found.affected = affected;
    for entry in &mut found.tasks {
        entry.affects = affects.remove(&entry.id).unwrap_or_default();
    }
}
