//! What a party can start, whom it waits for and who waits for it, while nothing is done.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::context::{GuideContext, Link, TaskKey, more_at};
use crate::i18n::Words;
use crate::model::TaskIx;

/// The first part of the page of a party.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct OwnStart {
    /// Key of the party.
    pub(crate) key: String,
    /// Number of the party, from 1.
    pub(crate) number: usize,
    /// "You can start 3 tasks now".
    pub(crate) headline: String,
    /// A sentence about the gate that comes next.
    pub(crate) lead: String,
    /// Its tasks that can begin.
    pub(crate) ready: NowList,
    /// The tasks of others that it waits for.
    pub(crate) before: NowList,
    /// The tasks of others that wait for it.
    pub(crate) after: NowList,
    /// "The gate: 21 tasks of the others", if all of them wait for its tasks there.
    pub(crate) at_gate: Option<String>,
    /// The gates with tasks of its own behind them.
    pub(crate) gates: Vec<BehindGate>,
}

/// Tasks to begin, to wait for, or that wait.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NowList {
    /// How many there are, shown or not.
    pub(crate) count: usize,
    pub(crate) tasks: Vec<NowRow>,
    /// "and 4 more": a link to all of them, if the list is cut.
    pub(crate) more: Option<Link>,
}

/// A task of such a list.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NowRow {
    pub(crate) link: TaskKey,
    /// Why it stands there: "the gate, TF105 and TFH213 wait for it". Empty where the list says it.
    pub(crate) why: String,
}

/// The party's tasks behind a gate.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct BehindGate {
    /// Number of the gate in `guide.gates`, from 1.
    pub(crate) gate: usize,
    /// "14 of your 20 tasks can start at once".
    pub(crate) text: String,
    /// Those that can begin as soon as it opens.
    pub(crate) tasks: NowList,
}

/// The most tasks in one of the lists, of which three stand beside each other.
const SHOWN: usize = 6;
/// The most tasks in the list of those that a gate frees.
const OPENED: usize = 30;

impl NowList {
    fn new(context: &GuideContext<'_>, tasks: &[TaskIx], most: usize, why: impl Fn(TaskIx) -> String) -> NowList {
        let shown = tasks.len().min(most);
        let more = more_at(context.words, tasks.len() - shown, || context.path("plan/"));
        let row = |task: &TaskIx| NowRow { link: context.key(*task), why: why(*task) };
        NowList { count: tasks.len(), tasks: tasks[..shown].iter().map(row).collect(), more }
    }
}

impl OwnStart {
    pub(crate) fn new(context: &GuideContext<'_>, party: usize) -> OwnStart {
        let (guide, words) = (context.guide, context.words);
        let start = |task: TaskIx| context.starts[task].map(|start| (start.gates, start.at_once));
        let own = |task: TaskIx| guide.tasks[task].is_of(party);
        let mine = context.in_order(own);
        // What is carried out together with others is nobody else's.
        let pieces: BTreeSet<TaskIx> = mine.iter().filter_map(|task| Some(context.starts[*task]?.piece)).collect();
        let theirs = |task: &TaskIx| context.starts[*task].is_some_and(|start| !pieces.contains(&start.piece));
        let of_mine =
            |keep: &dyn Fn(TaskIx) -> bool| mine.iter().copied().filter(|task| keep(*task)).collect::<Vec<_>>();
        let ready = of_mine(&|task| start(task) == Some((0, true)));
        let gate = context.gates.iter().find(|gate| !gate.pieces.is_empty());
        let is_behind = |task: TaskIx| start(task).is_some_and(|(gates, _)| gates > 0);
        let first_of = |task: &TaskIx| guide.tasks[*task].requires.iter().flat_map(|one| one.tasks.iter().copied());
        let direct: BTreeSet<TaskIx> = mine.iter().flat_map(first_of).filter(theirs).collect();
        let has_behind = mine.iter().any(|task| is_behind(*task));
        // What holds the party up now comes before what waits for the gate itself.
        let mut before = context.in_order(|task| direct.contains(&task) && !is_behind(task));
        if has_behind {
            before.extend(context.in_order(|task| theirs(&task) && !is_behind(task) && !direct.contains(&task)));
        }
        before.extend(context.in_order(|task| direct.contains(&task) && is_behind(task)));
        let behind = |task: &TaskIx| guide.tasks[*task].required_by.iter().map(|relation| relation.task);
        let waiting: BTreeSet<TaskIx> = mine.iter().flat_map(behind).filter(theirs).collect();
        let after = context.in_order(|task| waiting.contains(&task));
        let holds = gate.is_some() && mine.iter().any(|task| !is_behind(*task));
        let others = guide.live().filter(|task| !own(*task) && is_behind(*task)).count();
        let at_gate = (holds && others > 0).then(|| words.count("own_at_gate", others));
        let headline = match ready.len() {
            0 => words.get("own_headline_none").to_owned(),
            n => words.count("own_headline", n),
        };
        let gates: Vec<BehindGate> =
            (0..context.gates.len()).filter_map(|at| behind_gate(context, &mine, at)).collect();
        let lead = match (gate, gates.first()) {
            (Some(gate), Some(first)) => {
                let then = match first.tasks.count {
                    0 => words.get("own_then_none").to_owned(),
                    n => words.count("own_then", n),
                };
                format!("{} {then}", words.count("own_missing", gate.pieces.len()))
            }
            _ => words.get("own_lead").to_owned(),
        };
        OwnStart {
            key: guide.parties[party].key.clone(),
            number: party + 1,
            headline,
            lead,
            ready: NowList::new(context, &ready, SHOWN, |task| {
                let at_gate = gate.is_some() && !is_behind(task);
                let gate = at_gate.then(|| words.get("script_the_gate").to_owned());
                let codes = gate.into_iter().chain(behind(&task).map(|task| guide.tasks[task].id.clone()));
                because(words, "script_why_ready", codes.collect())
            }),
            before: NowList::new(context, &before, SHOWN, |task| {
                let codes: Vec<String> =
                    behind(&task).filter(|task| own(*task)).map(|task| guide.tasks[task].id.clone()).collect();
                if codes.is_empty() {
                    words.get("script_why_gate").to_owned()
                } else {
                    because(words, "script_why_before", codes)
                }
            }),
            after: NowList::new(context, &after, SHOWN, |task| {
                let codes = first_of(&task).filter(|task| own(*task)).map(|task| guide.tasks[task].id.clone());
                because(words, "script_why_after", codes.collect())
            }),
            at_gate,
            gates,
        }
    }
}

/// Why a task stands in a list: what it waits for or what waits for it, of which three are named.
fn because(words: &Words, key: &str, names: Vec<String>) -> String {
    const NAMED: usize = 3;
    if names.is_empty() {
        return String::new();
    }
    // One more takes no more room than "and 1 more".
    let named = if names.len() <= NAMED + 1 {
        words.listed(&names)
    } else {
        let more = words.fill("more_tasks", &[("n", &(names.len() - NAMED).to_string())]);
        format!("{} {more}", names[..NAMED].join(", "))
    };
    words.fill(key, &[("tasks", &named)])
}

/// The party's tasks from a gate to the next one.
fn behind_gate(context: &GuideContext<'_>, mine: &[TaskIx], at: usize) -> Option<BehindGate> {
    let guide = context.guide;
    let stages = context.gates[at].stage..context.gates.get(at + 1).map_or(guide.stages.len(), |next| next.stage);
    let all = mine.iter().copied().filter(|task| stages.contains(&guide.tasks[*task].stage));
    let is_at_once = |task: &TaskIx| context.starts[*task].is_some_and(|start| start.at_once);
    let count = all.clone().count();
    let at_once: Vec<TaskIx> = all.filter(is_at_once).collect();
    let text = || match at_once.len() {
        0 => context.words.count("own_opens_none", count),
        all if all == count => context.words.count("own_opens_all", all),
        some => context.words.count("own_opens", some).replace("{total}", &count.to_string()),
    };
    let tasks = || NowList::new(context, &at_once, OPENED, |_| String::new());
    (count > 0).then(|| BehindGate { gate: at + 1, text: text(), tasks: tasks() })
}
