//! The way through a guide: what each party can start now, and what lies behind each gate.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::Serialize;

use crate::context::{GroupKind, GuideContext, Link, NEIGHBOURS, TaskKey, group_address, mark_of, more_at};
use crate::model::TaskIx;
use crate::text::with_breaks;
use crate::view::guide_view::MAX_NAV;

/// The parties and their tasks, while nothing is done.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Road {
    pub(crate) choices: Vec<Choice>,
    /// "10 tasks depend on no other"; null if none can begin.
    pub(crate) text: Option<String>,
    /// The tasks that can begin.
    pub(crate) lanes: Vec<Lane>,
    /// For each gate, in the order of `guide.gates`, what lies behind it.
    pub(crate) ahead: Vec<Ahead>,
}

/// A party that the reader may be.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Choice {
    /// As HTML, with places where long words may break.
    pub(crate) name_html: String,
    pub(crate) number: usize,
    pub(crate) path: String,
    pub(crate) description: Option<String>,
    /// "3 tasks before the gate, 20 behind it".
    pub(crate) fact: String,
}

/// The tasks of a party that can begin.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Lane {
    /// Key of the party.
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) number: usize,
    pub(crate) count: usize,
    pub(crate) rows: Vec<Row>,
    /// "and 4 more": a link to all of them, if the list is cut.
    pub(crate) more: Option<Link>,
}

/// A task that can begin.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "LaneRow"))]
pub(crate) struct Row {
    pub(crate) link: TaskKey,
    /// "3 tasks wait for it".
    pub(crate) note: Option<String>,
}

/// The tasks behind a gate, up to the next one.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Ahead {
    pub(crate) lanes: Vec<AheadLane>,
}

/// The tasks of a party behind a gate.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct AheadLane {
    pub(crate) name: String,
    pub(crate) number: usize,
    /// "20 tasks"; null for none.
    pub(crate) count: Option<String>,
    /// "14 can start as soon as the gate opens."
    pub(crate) text: Option<String>,
}

impl Road {
    pub(crate) fn new(context: &GuideContext<'_>) -> Road {
        let (guide, words) = (context.guide, context.words);
        let parties: Vec<usize> = (0..guide.parties.len()).filter(|at| guide.parties[*at].in_use()).collect();
        // The tasks of each party between two gates, and those that can begin as soon as the first is open.
        let mut tasks: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
        let mut ready: Vec<Vec<TaskIx>> = vec![Vec::new(); guide.parties.len()];
        for at in &context.plan.order {
            let (task, Some(start)) = (&guide.tasks[*at], context.starts[*at]) else { continue };
            let (gate, _) = context.gates_around(task.stage);
            let (all, at_once) = tasks.entry((task.party, gate.map_or(0, |gate| gate + 1))).or_default();
            *all += 1;
            *at_once += usize::from(start.at_once);
            if start.gates == 0 && start.at_once {
                ready[task.party].push(*at);
            }
        }
        let choice = |party: &usize| {
            let count = |parts: RangeInclusive<usize>| {
                let of = tasks.range((*party, *parts.start())..=(*party, *parts.end()));
                of.map(|(_, (all, _))| all).sum::<usize>()
            };
            let (first, rest) = (count(0..=0), count(1..=usize::MAX));
            Choice {
                name_html: with_breaks(&mark_of(guide, *party)),
                number: party + 1,
                path: context.site.path(&group_address(context, GroupKind::Party, *party)),
                description: guide.parties[*party].description.clone(),
                fact: fact(context, first, rest),
            }
        };
        let lane = |party: &usize| {
            let ready = &ready[*party];
            let shown = ready.len().min(NEIGHBOURS);
            (!ready.is_empty()).then(|| Lane {
                key: guide.parties[*party].key.clone(),
                name: mark_of(guide, *party),
                number: party + 1,
                count: ready.len(),
                rows: ready[..shown].iter().map(|task| row(context, *task)).collect(),
                more: more_at(words, ready.len() - shown, || context.path("plan/")),
            })
        };
        let ahead = |gate: usize| {
            let lane = |party: &usize| {
                let (all, at_once) = tasks.get(&(*party, gate + 1)).copied().unwrap_or_default();
                AheadLane {
                    name: mark_of(guide, *party),
                    number: party + 1,
                    count: (all > 0).then(|| words.count("task", all)),
                    text: (at_once > 0).then(|| words.count("opens_with_gate", at_once)),
                }
            };
            Ahead { lanes: parties.iter().take(MAX_NAV).map(lane).collect() }
        };
        let can_start = ready.iter().map(Vec::len).sum();
        Road {
            choices: parties.iter().map(choice).collect(),
            text: (can_start > 0).then(|| words.count("ready_text", can_start)),
            lanes: parties.iter().filter_map(lane).collect(),
            ahead: (0..context.gates.len()).map(ahead).collect(),
        }
    }
}

/// The tasks of a party in words.
fn fact(context: &GuideContext<'_>, before: usize, behind: usize) -> String {
    let words = context.words;
    match (context.gates.is_empty(), before, behind) {
        (true, all, _) => words.count("task", all),
        (_, 0, behind) => words.count("tasks_behind", behind),
        (_, before, 0) => words.count("tasks_before", before),
        (_, before, behind) => words.count("tasks_around", before).replace("{behind}", &behind.to_string()),
    }
}

fn row(context: &GuideContext<'_>, at: TaskIx) -> Row {
    let waiting = context.guide.tasks[at].required_by.len();
    Row { link: context.key(at), note: (waiting > 0).then(|| context.words.count("wait_for_it", waiting)) }
}
