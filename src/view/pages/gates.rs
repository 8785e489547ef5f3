//! A gate as a page: all that must be done before it, to be looked through, printed and signed.

use serde::Serialize;

use crate::context::{
    GuideContext, Link, NEIGHBOURS, ROOM, TaskKey, gate_address, gate_link, group_link, mark_of, more, parts,
};
use crate::model::TaskIx;
use crate::text::with_breaks;
use crate::view::paged::{Give, Listed, PageView, Parts, divided};

/// `gate` in `pages/gate.html`.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GateView {
    /// The stage behind the gate.
    pub(crate) stage: Link,
    /// The stages whose tasks stand here, from the gate before this one on.
    pub(crate) stages: Vec<Link>,
    /// The gate before this one, whose own page says what lies before it.
    pub(crate) previous: Option<Link>,
    pub(crate) count: String,
    /// Its number in `guide.gates`, from 1; 0 for a gate before which nothing is to be done.
    pub(crate) number: usize,
    /// "The gate opens when all 10 tasks are done. Then 31 tasks can start."
    pub(crate) lead: String,
    /// By party, since each party signs for its own.
    pub(crate) sections: Vec<Section>,
    /// On the last part: a line for each party to sign on.
    pub(crate) signers: Vec<Signer>,
    pub(crate) parts: Option<Parts>,
}

impl PageView for GateView {
    const TEMPLATE: (&'static str, &'static str) = ("pages/gate.html", "gate");
}

/// A party that signs.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Signer {
    pub(crate) name: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) number: usize,
}

/// The tasks of one party.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "GateSection"))]
pub(crate) struct Section {
    /// As HTML, with places where long words may break.
    pub(crate) name_html: String,
    /// Key of the party.
    pub(crate) key: String,
    pub(crate) anchor: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) number: usize,
    /// "0 of 4".
    pub(crate) tally: String,
    pub(crate) rows: Vec<Row>,
}

/// A task that must be done.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Row {
    pub(crate) link: TaskKey,
    /// Key of its party.
    pub(crate) party_key: String,
    /// One of these and the task is enough.
    pub(crate) alternatives: Vec<TaskKey>,
    /// "and 4 more" alternatives, if not all are named.
    pub(crate) more: Option<String>,
    /// The number of open questions in words: "2 open questions".
    pub(crate) questions: Option<String>,
}

/// The gate before the stage at this place: its pages.
pub(crate) fn gate<'a, E>(
    context: &'a GuideContext<'_>,
    stage: usize,
    give: Give<'_, 'a, GateView, E>,
) -> Result<(), E> {
    let guide = context.guide;
    let first = (1..stage).rev().find(|at| guide.stages[*at].gate).unwrap_or(0);
    let mut tasks = context.in_order(|task| (first..stage).contains(&guide.tasks[task].stage));
    tasks.sort_by_key(|task| guide.tasks[*task].party);
    let link = |at: usize| group_link(context, "stages", &guide.stages[at].group);
    let title = gate_link(context, stage).name;
    let number = context.gates.iter().position(|gate| gate.stage == stage).map_or(0, |at| at + 1);
    let lead = lead(context, stage, number);
    let mut parties: Vec<usize> = tasks.iter().map(|task| guide.tasks[*task].party).collect();
    parties.dedup();
    let base = gate_address(context, stage);
    divided(
        context,
        Listed {
            description: Some(&lead),
            parts: &parts(tasks.len(), ROOM, |at| weight(context, tasks[at])),
            ..Listed::new(&base, &title)
        },
        |part, parts, _, _| {
            let part = &tasks[part.clone()];
            let last = part.last() == tasks.last();
            let view = GateView {
                stage: link(stage),
                stages: (first..stage).map(link).collect(),
                previous: (first > 0).then(|| gate_link(context, first)),
                count: context.words.count("task", tasks.len()),
                number,
                lead: lead.clone(),
                sections: sections(context, part),
                signers: parties.iter().filter(|_| last).map(|party| signer(context, *party)).collect(),
                parts,
            };
            (view, Vec::new())
        },
        give,
    )
}

fn signer(context: &GuideContext<'_>, party: usize) -> Signer {
    Signer { name: mark_of(context.guide, party), number: party + 1 }
}

/// The lead of a gate's page.
fn lead(context: &GuideContext<'_>, stage: usize, number: usize) -> String {
    let total = number.checked_sub(1).map_or(0, |at| context.gates[at].pieces.len());
    let next = context.gates.get(number).map_or(usize::MAX, |gate| gate.stage);
    let opens = context.plan.order.iter().filter(|task| {
        let is_next = (stage..next).contains(&context.guide.tasks[**task].stage);
        is_next && context.starts[**task].is_some_and(|start| start.at_once)
    });
    let texts = [context.words.count("gate_opens", total), context.words.count("gate_frees", opens.count())];
    texts.join(" ")
}

fn sections(context: &GuideContext<'_>, tasks: &[TaskIx]) -> Vec<Section> {
    let guide = context.guide;
    let chunks = tasks.chunk_by(|one, other| guide.tasks[*one].party == guide.tasks[*other].party);
    let section = |tasks: &[TaskIx]| {
        let party = guide.tasks[tasks[0]].party;
        Section {
            name_html: with_breaks(&mark_of(guide, party)),
            key: guide.parties[party].key.clone(),
            tally: {
                let total = tasks
                    .iter()
                    .filter(|task| context.starts[**task].is_some_and(|start| start.piece == **task))
                    .count();
                context.words.fill("tally", &[("done", "0"), ("total", &total.to_string())])
            },
            anchor: format!("_{}.tasks", guide.parties[party].key),
            number: party + 1,
            rows: tasks.iter().map(|task| row(context, *task)).collect(),
        }
    };
    chunks.map(section).collect()
}

/// About how many bytes a row takes.
fn weight(context: &GuideContext<'_>, at: TaskIx) -> usize {
    let alternatives = context.guide.tasks[at].alternatives.iter().take(NEIGHBOURS);
    250 + context.weight(at) + alternatives.map(|task| context.weight(*task)).sum::<usize>()
}

fn row(context: &GuideContext<'_>, at: TaskIx) -> Row {
    let task = &context.guide.tasks[at];
    let questions = task.open_questions().count();
    let shown = task.alternatives.len().min(NEIGHBOURS);
    Row {
        link: context.key(at),
        party_key: context.links[at].party_key.clone(),
        alternatives: context.keys(&task.alternatives[..shown]),
        more: more(context.words, task.alternatives.len() - shown),
        questions: (questions > 0).then(|| context.words.count("open_question", questions)),
    }
}
