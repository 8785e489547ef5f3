//! How a task stands while nothing is done, in a sentence that says why.

use crate::context::GuideContext;
use crate::graph::Start;
use crate::model::{Status, TaskIx};

/// The most tasks that the sentence names.
const NAMED: usize = 3;

/// "Can start now", or why it can't yet; nothing for retired tasks.
pub(crate) fn standing(context: &GuideContext<'_>, at: TaskIx) -> Option<String> {
    let words = context.words;
    let start = context.starts[at]?;
    Some(match start {
        Start { gates: 1.., .. } => {
            let (gate, _) = context.gates_around(context.guide.tasks[at].stage);
            let total = gate.map_or(0, |gate| context.gates[gate].pieces.len());
            words.count("cannot_start_gate", total).replace("{total}", &total.to_string())
        }
        Start { at_once: true, .. } => words.get("state_ready").to_owned(),
        Start { .. } => words.fill("cannot_start_task", &[("tasks", &unmet(context, at, start))]),
    })
}

/// The ids of the tasks that must be done first: "TF109 and TF110 or TF111".
fn unmet(context: &GuideContext<'_>, at: TaskIx, start: Start) -> String {
    let (guide, words) = (context.guide, context.words);
    let live = |task: &&TaskIx| guide.tasks[**task].status != Status::Retired;
    let ids = |tasks: &[TaskIx]| {
        let ids: Vec<&str> = tasks.iter().filter(live).map(|task| guide.tasks[*task].id.as_str()).collect();
        (!ids.is_empty()).then(|| ids.join(&format!(" {} ", words.get("or"))))
    };
    // Its own requirements, or those of what is carried out together with it.
    let mut found: Vec<String> = guide.tasks[at].requires.iter().filter_map(|one| ids(&one.tasks)).collect();
    if found.is_empty() {
        let joint = guide.tasks[at]
            .with
            .iter()
            .filter(|with| context.starts[**with].is_some_and(|other| other.piece == start.piece));
        found = joint.flat_map(|with| &guide.tasks[*with].requires).filter_map(|one| ids(&one.tasks)).collect();
    }
    let more = found.len().saturating_sub(NAMED);
    found.truncate(NAMED);
    if more > 0 {
        return format!("{} {}", found.join(", "), words.fill("more_tasks", &[("n", &more.to_string())]));
    }
    match found.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {} {last}", rest.join(", "), words.get("and")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
