//! Which task of the new version is which of the old one: by id, then by the ids that it had.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::described::Described;

/// Tasks in pairs.
pub(super) struct Matching<'d> {
    /// For each new task the place of the old one.
    olds: Vec<Option<usize>>,
    /// For each old task the id that it has now.
    names: HashMap<&'d str, &'d str>,
    /// For each old task, whether a new one is it.
    kept: Vec<bool>,
    /// Ids that the old version listed as retired, and the new one.
    listed: [HashSet<&'d str>; 2],
}

impl<'d> Matching<'d> {
    pub(super) fn new(old: &'d Described, new: &'d Described) -> Self {
        let mut by_id: HashMap<&str, usize> = HashMap::with_capacity(old.tasks.len());
        for (at, task) in old.tasks.iter().enumerate() {
            by_id.entry(&task.id).or_insert(at);
        }
        let mut kept = vec![false; old.tasks.len()];
        let mut olds: Vec<Option<usize>> = Vec::with_capacity(new.tasks.len());
        let mut take = |id: &str| by_id.get(id).copied().filter(|at| !std::mem::replace(&mut kept[*at], true));
        olds.extend(new.tasks.iter().map(|task| take(&task.id)));
        for (task, found) in new.tasks.iter().zip(&mut olds).filter(|(_, found)| found.is_none()) {
            // The newest name first.
            *found = task.former_ids.iter().rev().find_map(|id| take(id));
        }
        let pairs = new.tasks.iter().zip(&olds);
        let names = pairs.filter_map(|(task, at)| Some((old.tasks[(*at)?].id.as_str(), task.id.as_str()))).collect();
        let listed = [old, new].map(|side| side.guide.retired.iter().map(|retired| retired.id.as_str()).collect());
        Matching { olds, names, kept, listed }
    }

    /// The place of the old task that the new one at this place was.
    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        self.olds[new]
    }

    /// Whether no new task is the old one at this place.
    pub(super) fn is_gone(&self, old: usize) -> bool {
        !self.kept[old]
    }

    /// The id that an old task has now; its own where it is gone.
    fn name<'n>(&self, old: &'n str) -> &'n str
    where
        'd: 'n,
    {
        self.names.get(old).copied().unwrap_or(old)
    }

    /// The old version as it would be, had its tasks been called by then what they are called now. Each keeps its own id.
    pub(super) fn renamed<'o>(&self, old: &'o Described) -> Cow<'o, Described> {
        if self.names.iter().all(|(old, new)| old == new) {
            return Cow::Borrowed(old);
        }
        let mut old = old.clone();
        let text = |text: &mut String| *text = self.renamed_in(text);
        for task in &mut old.tasks {
            let required = task.requires.iter_mut().flat_map(|it| it.task.iter_mut().chain(&mut it.any));
            let others = task.with.iter_mut().chain(&mut task.alternatives).chain(&mut task.related);
            required.chain(others).for_each(|id| *id = self.name(id).to_owned());
            let texts = [&mut task.delivers, &mut task.description, &mut task.source];
            texts.into_iter().flatten().for_each(text);
            for question in &mut task.questions {
                text(&mut question.text);
                question.answer.iter_mut().for_each(text);
            }
        }
        old.all_lines().for_each(text);
        Cow::Owned(old)
    }

    /// The text with the ids that tasks have now, where it names them by their former ones.
    fn renamed_in(&self, line: &str) -> String {
        const LONGEST: usize = 200;
        let is_of_id = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let mut out = String::with_capacity(line.len());
        let mut rest = line;
        while !rest.is_empty() {
            let start = rest.find(is_of_id).unwrap_or(rest.len());
            out.push_str(&rest[..start]);
            rest = &rest[start..];
            let word = &rest[..rest.find(|c| !is_of_id(c)).unwrap_or(rest.len())];
            rest = &rest[word.len()..];
            let ends = word.rmatch_indices(['-', '.']).map(|(at, _)| at);
            let cuts = std::iter::once(word.len()).chain(ends).filter(|_| word.len() <= LONGEST);
            let found = cuts.map(|at| (self.name(&word[..at]), at)).find(|(name, at)| *name != &word[..*at]);
            match found {
                Some((name, at)) => {
                    out.push_str(name);
                    out.push_str(&word[at..]);
                }
                None => out.push_str(word),
            }
        }
        out
    }

    /// Whether the old version listed an id as retired.
    pub(super) fn was_listed(&self, id: &str) -> bool {
        self.listed[0].contains(id)
    }

    /// The same of the new one.
    pub(super) fn is_listed(&self, id: &str) -> bool {
        self.listed[1].contains(id)
    }
}

/// The places of new tasks that stand elsewhere among the others than before: all but the longest row of tasks whose
/// order is the old one.
pub(super) fn moved(matching: &Matching<'_>, old: &Described, new: &Described) -> HashSet<usize> {
    let rows = matching.olds.iter().enumerate().filter_map(|(new, old)| Some((new, (*old)?)));
    // Retired ones stand behind the plan.
    let planned = |row: &(usize, usize)| !new.tasks[row.0].is_retired() && !old.tasks[row.1].is_retired();
    let rows: Vec<(usize, usize)> = rows.filter(planned).collect();
    // For each length, the place in `rows` where the row of that length ends that ends earliest in the old order.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(rows.len());
    for (at, (_, old)) in rows.iter().enumerate() {
        let length = ends.partition_point(|end| rows[*end].1 < *old);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut moved: HashSet<usize> = rows.iter().map(|(new, _)| *new).collect();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        moved.remove(&rows[at].0);
        next = before[at];
    }
    moved
}
