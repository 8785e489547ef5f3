//! The plan: every task in an order in which it can be done, and the way at a glance.

use serde::Serialize;

use crate::context::{GroupKind, GuideContext, Link, ROOM, TaskKey, cell_link, group_address, mark_of, parts};
use crate::model::TaskIx;
use crate::text::with_breaks;
use crate::view::guide::GuideViews;
use crate::view::guide_view::in_use;
use crate::view::paged::{Give, Listed, PageView, Parts, divided};
use crate::view::pages::group::{Section, sections};
use crate::view::parts::items::Shows;

/// The most parties and stages of a roadmap.
const MAX_SIDES: usize = 12;
/// In guides up to this size it names every task.
const MAX_CHIPS: usize = 120;

/// `plan` in `pages/plan.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PlanView {
    pub(crate) count: String,
    /// "51 tasks; 10 can start now".
    pub(crate) lead: String,
    /// On the first page: parties by stages.
    pub(crate) roadmap: Option<Roadmap>,
    /// On the first page: how much is done, while nothing is.
    pub(crate) bars: Vec<Bar>,
    /// That tasks carried out together count once, if there are some.
    pub(crate) joined: Option<String>,
    /// The states that tasks of this page have or may get.
    pub(crate) states: Vec<Filter>,
    /// The parties that tasks of this page have, where there are several.
    pub(crate) parties: Vec<Filter>,
    pub(crate) sections: Vec<Section>,
    pub(crate) parts: Option<Parts>,
}

impl PageView for PlanView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/plan.html", "plan");
}

/// Parties by stages.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Roadmap {
    pub(crate) columns: Vec<RoadmapColumn>,
    pub(crate) rows: Vec<RoadmapRow>,
}

/// A stage of the roadmap.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoadmapColumn {
    pub(crate) name: String,
    pub(crate) path: String,
    /// Key of the stage.
    pub(crate) key: String,
    /// "0 of 10".
    pub(crate) tally: String,
    /// The gate before it: its number in `guide.gates`, from 1; 0 for none.
    pub(crate) gate: usize,
    /// It holds much more than others, and needs the room.
    pub(crate) wide: bool,
}

/// A party of the roadmap.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoadmapRow {
    /// As HTML, with places where long words may break.
    pub(crate) name_html: String,
    pub(crate) number: usize,
    pub(crate) path: String,
    /// Key of the party.
    pub(crate) key: String,
    /// "0 of 23".
    pub(crate) tally: String,
    pub(crate) cells: Vec<RoadmapCell>,
}

/// A party in a stage.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoadmapCell {
    pub(crate) stage: String,
    /// As in its column.
    pub(crate) gate: usize,
    pub(crate) tasks: Vec<TaskKey>,
    /// "21 tasks" on a page of their own, where they are too many to be named.
    pub(crate) all: Option<Link>,
}

/// How much of something is done.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Bar {
    /// The tasks that it counts: `gate:<stage>`, `all`, or `party:<party>`.
    pub(crate) of: String,
    /// Key of the party; empty for others.
    pub(crate) key: String,
    pub(crate) name: String,
    /// Number of the party, from 1; 0 for others.
    pub(crate) number: usize,
    /// Pieces of work in all.
    pub(crate) total: usize,
    /// "0 of 10".
    pub(crate) tally: String,
}

/// A choice of the filter.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Filter {
    /// The state, or the number of the party.
    pub(crate) key: String,
    pub(crate) name: String,
    /// Number of the party, from 1; 0 for states.
    pub(crate) number: usize,
    pub(crate) count: usize,
    /// No task has the state while nothing is done.
    pub(crate) hidden: bool,
}

/// The pages of the plan.
pub(crate) fn plan_view<'a, E>(context: &'a GuideViews<'_>, give: Give<'_, 'a, PlanView, E>) -> Result<(), E> {
    let words = context.words;
    let base = format!("{}/plan/", context.guide.folder);
    let order = &context.plan.order;
    let ready = order.iter().filter(|task| context.links[**task].state == "ready").count();
    let lead = words.count("plan_lead", ready);
    divided(
        context,
        Listed {
            description: Some(words.get("plan_text")),
            parts: &parts(order.len(), ROOM, |at| context.item_weight(order[at], false)),
            ..Listed::new(&base, words.get("plan"))
        },
        |part, parts, _, first| {
            let tasks = &order[part.clone()];
            let view = PlanView {
                count: words.count("task", order.len()),
                lead: lead.clone(),
                roadmap: if first { roadmap(context) } else { None },
                bars: if first { bars(context) } else { Vec::new() },
                joined: joined(context),
                states: states(context, tasks),
                parties: parties(context, tasks),
                sections: sections(context, tasks, false, Shows { party: true, waited_for: false }),
                parts,
            };
            (view, Vec::new())
        },
        give,
    )
}

fn tally(context: &GuideContext<'_>, total: usize) -> String {
    context.words.fill("tally", &[("done", "0"), ("total", &total.to_string())])
}

fn roadmap(context: &GuideContext<'_>) -> Option<Roadmap> {
    let guide = context.guide;
    let parties: Vec<usize> = (0..guide.parties.len()).filter(|at| guide.parties[*at].in_use()).collect();
    let fits =
        (1..=MAX_SIDES).contains(&parties.len()) && guide.stages.len() <= MAX_SIDES && !context.plan.order.is_empty();
    if !fits {
        return None;
    }
    let of_stages = context.pieces_of(guide.stages.len(), |task| vec![guide.tasks[task].stage]);
    let of_parties = context.pieces_of(guide.parties.len(), |task| guide.tasks[task].work_of());
    let all: usize = of_stages.iter().sum();
    let gate = |stage: usize| {
        let gate = context.gates.iter().position(|gate| gate.stage == stage);
        gate.map_or(0, |gate| gate + 1)
    };
    let columns = guide.stages.iter().enumerate().map(|(at, stage)| RoadmapColumn {
        name: stage.group.name.clone(),
        path: context.site.path(&group_address(context, GroupKind::Stage, at)),
        key: stage.group.key.clone(),
        tally: tally(context, of_stages[at]),
        gate: gate(at),
        wide: 2 * of_stages[at] > all,
    });
    let cell = |party: usize, stage: usize| {
        let tasks = context.in_order(|task| guide.tasks[task].party == party && guide.tasks[task].stage == stage);
        let many = context.plan.order.len() > MAX_CHIPS && !tasks.is_empty();
        RoadmapCell {
            stage: guide.stages[stage].group.name.clone(),
            gate: gate(stage),
            all: many.then(|| cell_link(context, stage, party, &context.words.count("task", tasks.len()))),
            tasks: if many { Vec::new() } else { context.keys(&tasks) },
        }
    };
    let row = |party: &usize| RoadmapRow {
        name_html: with_breaks(&mark_of(guide, *party)),
        number: party + 1,
        path: context.site.path(&group_address(context, GroupKind::Party, *party)),
        key: guide.parties[*party].key.clone(),
        tally: tally(context, of_parties[*party]),
        cells: (0..guide.stages.len()).map(|stage| cell(*party, stage)).collect(),
    };
    Some(Roadmap { columns: columns.collect(), rows: parties.iter().map(row).collect() })
}

/// How much is done before each gate, in all, and by each party.
fn bars(context: &GuideContext<'_>) -> Vec<Bar> {
    let (guide, words) = (context.guide, context.words);
    let bar = |of: String, name: String, party: Option<usize>, total: usize| Bar {
        of,
        key: party.map_or_else(String::new, |at| guide.parties[at].key.clone()),
        name,
        number: party.map_or(0, |at| at + 1),
        total,
        tally: tally(context, total),
    };
    let gates = context.gates.iter().map(|gate| {
        let stage = &guide.stages[gate.stage].group;
        let name = words.fill("before_gate", &[("stage", &stage.name)]);
        bar(format!("gate:{}", stage.key), name, None, gate.pieces.len())
    });
    let all: usize = context.pieces_of(1, |_| vec![0]).iter().sum();
    let whole = std::iter::once(bar("all".to_owned(), words.get("whole_guide").to_owned(), None, all));
    let of_parties = context.pieces_of(guide.parties.len(), |task| guide.tasks[task].work_of());
    let few = in_use(&guide.parties) <= MAX_SIDES;
    let parties = guide
        .parties
        .iter()
        .enumerate()
        .filter(|(_, party)| few && party.in_use())
        .map(|(at, party)| bar(format!("party:{}", party.key), mark_of(guide, at), Some(at), of_parties[at]));
    gates.chain(whole).chain(parties).collect()
}

/// "6 tasks are carried out together with another one, and count with it".
fn joined(context: &GuideContext<'_>) -> Option<String> {
    let pieces: usize = context.pieces_of(1, |_| vec![0]).iter().sum();
    let more = context.plan.order.len().saturating_sub(pieces);
    (more > 0).then(|| context.words.count("counted_together", more))
}

fn states(context: &GuideContext<'_>, tasks: &[TaskIx]) -> Vec<Filter> {
    // Scripts show those that tasks get from marks.
    let filter = |(key, word): (&str, &str)| {
        let count = tasks.iter().filter(|task| context.links[**task].state == key).count();
        let name = context.words.get(word).to_owned();
        Filter { key: key.to_owned(), name, number: 0, count, hidden: count == 0 && key != "done" }
    };
    let states = [
        ("ready", "state_ready"),
        ("doing", "state_doing"),
        ("wait", "state_wait"),
        ("gate", "state_gate"),
        ("done", "state_done"),
        ("off", "state_not_relevant"),
    ];
    states.into_iter().map(filter).collect()
}

fn parties(context: &GuideContext<'_>, tasks: &[TaskIx]) -> Vec<Filter> {
    let guide = context.guide;
    let mut counts = vec![0; guide.parties.len()];
    for task in tasks {
        counts[guide.tasks[*task].party] += 1;
    }
    let used: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] > 0).collect();
    let filter = |at: &usize| Filter {
        key: (at + 1).to_string(),
        name: mark_of(guide, *at),
        number: at + 1,
        count: counts[*at],
        hidden: false,
    };
    // The style knows as many.
    let several = used.len() > 1 && used.iter().all(|at| *at < MAX_SIDES);
    if several { used.iter().map(filter).collect() } else { Vec::new() }
}
