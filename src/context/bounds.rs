//! How much of the guide one page shows. Lists beside other things are cut and say how many more there are; lists that
//! are a page's own go on at `2/`, `3/` and so on. So no page is above 300 kB, save those for paper.

use std::ops::Range;

use super::link::Link;
use super::site::GuideContext;
use crate::i18n::Words;
use crate::model::{Guide, Relation, TaskIx};

/// The most neighbours of a task that a list beside other things names.
pub(crate) const NEIGHBOURS: usize = 12;
/// The most of those that wait for a task in an item of a list.
pub(crate) const DEPENDANTS: usize = 3;
/// The most tasks that a list names beside one of which each would do in place of another.
const INSTEAD: usize = 3;
/// The most items on one page of a long list.
const PART: usize = 1_000;
/// About how many bytes they may take.
pub(crate) const ROOM: usize = 150_000;
/// The same on pages with a picture.
pub(crate) const ROOM_BESIDE_PICTURE: usize = 70_000;

/// "and 4 more"; nothing where none are left out.
pub(crate) fn more(words: &Words, left_out: usize) -> Option<String> {
    (left_out > 0).then(|| words.fill("more_tasks", &[("n", &left_out.to_string())]))
}

/// The same as a link to where all are.
pub(crate) fn more_at(words: &Words, left_out: usize, path: impl FnOnce() -> String) -> Option<Link> {
    more(words, left_out).map(|name| Link { name, path: path() })
}

/// Where the pages of a list begin and end; `weight` is about how many bytes the item at a place takes. There is one page
/// at least.
pub(crate) fn parts(items: usize, room: usize, weight: impl Fn(usize) -> usize) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let (mut start, mut taken) = (0, 0);
    for at in 0..items {
        let weight = weight(at);
        if at - start == PART || at > start && taken + weight > room {
            parts.push(start..at);
            (start, taken) = (at, 0);
        }
        taken += weight;
    }
    parts.push(start..items);
    parts
}

/// How many tasks would do in place of the one at `at`, where another waits for it by a choice; and these, where they are
/// few enough to be named.
pub(crate) fn instead(guide: &Guide, relation: &Relation, at: TaskIx) -> (usize, Vec<TaskIx>) {
    let all = guide.tasks[relation.task].requires.get(relation.place).filter(|requirement| requirement.any);
    let all = all.map_or(&[][..], |requirement| &requirement.tasks);
    let few = if all.len() <= INSTEAD + 1 { all } else { &[] };
    (all.len().saturating_sub(1), few.iter().copied().filter(|task| *task != at).collect())
}

impl GuideContext<'_> {
    /// About how many bytes a link to a task takes, with the mark of its party.
    pub(crate) fn weight(&self, task: TaskIx) -> usize {
        let link = &self.links[task];
        131 + link.id.len() + link.title.len() + link.path.len() + link.party.len()
    }

    /// The same for an item of a list, with its facts.
    pub(crate) fn item_weight(&self, task: TaskIx, with_dependants: bool) -> usize {
        let item = &self.guide.tasks[task];
        let first = item.requires.iter().flat_map(|requirement| &requirement.tasks);
        let cut = first.clone().nth(NEIGHBOURS).map_or(0, |_| 75);
        let first = first.take(NEIGHBOURS);
        let beside = item.with.iter().take(NEIGHBOURS).chain(item.alternatives.iter().take(NEIGHBOURS));
        let neighbours: usize = first.chain(beside).map(|task| self.weight(*task)).sum();
        let dependants = item.required_by.iter().take(DEPENDANTS).filter(|_| with_dependants);
        let instead =
            |relation| instead(self.guide, relation, task).1.into_iter().map(|task| self.weight(task)).sum::<usize>();
        let dependants: usize = dependants.map(|relation| self.weight(relation.task) + instead(relation)).sum();
        let facts = if neighbours + dependants > 0 { 38 } else { 0 };
        317 + self.weight(task) + facts + neighbours + cut + dependants
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_where_its_room_or_its_number_does() {
        assert!(parts(0, 10, |_| 1).iter().all(Range::is_empty));
        assert_eq!(parts(5, 10, |_| 4), [0..2, 2..4, 4..5]);
        assert_eq!(parts(3, 10, |at| if at == 1 { 50 } else { 5 }), [0..1, 1..2, 2..3]);
        assert_eq!(parts(2_001, usize::MAX, |_| 1), [0..1_000, 1_000..2_000, 2_000..2_001]);
    }
}
