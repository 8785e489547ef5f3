//! Circles: tasks that can never be done, since each waits for the next.

use crate::model::{Guide, TaskIx};
use crate::source::Span;

/// One requirement of a circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    /// The task that requires …
    pub(crate) task: TaskIx,
    /// … this one …
    pub(crate) requires: TaskIx,
    /// … here.
    pub(crate) span: Span,
}

/// One circle for each group of tasks that hold each other up, its steps in order, starting with the smallest task.
/// A task with alternatives is held up only when every alternative is. Linear: tasks that can be done are peeled
/// off, and in what is left every task has a requirement that is left too, so that following one leads round.
pub(crate) fn cycles(guide: &Guide) -> Vec<Vec<Step>> {
    let stuck = stuck(guide);
    let mut seen = vec![0usize; guide.tasks.len()];
    let mut found = Vec::new();
    for start in (0..guide.tasks.len()).filter(|task| stuck[*task]) {
        let mut path: Vec<Step> = Vec::new();
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = start + 1;
            let Some(step) = step(guide, at, &stuck) else { break };
            path.push(step);
            at = step.requires;
        }
        if seen[at] == start + 1
            && let Some(from) = path.iter().position(|step| step.task == at)
        {
            let mut circle = path.split_off(from);
            let least = circle.iter().enumerate().min_by_key(|(_, step)| step.task).map_or(0, |(i, _)| i);
            circle.rotate_left(least);
            found.push(circle);
        }
    }
    found
}

/// Which tasks can never be done.
fn stuck(guide: &Guide) -> Vec<bool> {
    let mut unmet: Vec<usize> = guide.tasks.iter().map(|task| task.requires.len()).collect();
    let mut met: Vec<Vec<bool>> = guide.tasks.iter().map(|task| vec![false; task.requires.len()]).collect();
    let mut free: Vec<TaskIx> = (0..unmet.len()).filter(|task| unmet[*task] == 0).collect();
    let mut stuck = vec![true; unmet.len()];
    while let Some(task) = free.pop() {
        stuck[task] = false;
        for relation in &guide.tasks[task].required_by {
            let next = relation.task;
            for (number, requirement) in guide.tasks[next].requires.iter().enumerate() {
                let complete = requirement.any || requirement.tasks.len() == 1;
                if complete && requirement.tasks.contains(&task) && !met[next][number] {
                    met[next][number] = true;
                    unmet[next] -= 1;
                    if unmet[next] == 0 {
                        free.push(next);
                    }
                }
            }
        }
    }
    stuck
}

/// A requirement of a stuck task that is stuck itself.
fn step(guide: &Guide, task: TaskIx, stuck: &[bool]) -> Option<Step> {
    guide.tasks[task].requires.iter().find(|requirement| requirement.tasks.iter().all(|first| stuck[*first])).and_then(
        |requirement| {
            let requires = *requirement.tasks.first()?;
            Some(Step { task, requires, span: requirement.span })
        },
    )
}
