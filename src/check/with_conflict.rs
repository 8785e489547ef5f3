//! `with-conflict`: what is carried out together can neither wait for each other, at once, by way of others, or by way of
//! what those are carried out together with, nor replace each other, nor lie on both sides of a gate.

use super::Context;
use super::dependency_cycle::{names, says};
use crate::diagnostic::{Diagnostic, Diagnostics, WITH_CONFLICT};
use crate::graph::{Knot, Reach, Waits};
use crate::model::{Guide, TaskIx};
use crate::source::Span;

/// How many requirements of a knot all get their places; of larger ones, only those that untie it.
const MAX_PLACES: usize = 20;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    let mut joined = Vec::new();
    let mut reach = Reach::new(guide);
    let phase = guide.phases();
    for task in guide.live() {
        for partner in guide.tasks[task].with.iter().copied() {
            let at_once = waits_at_once(guide, task, partner);
            faults.extend(at_once.map(|span| waits(guide, task, partner, span)));
            if task > partner {
                continue;
            }
            let direct = at_once.is_some() || waits_at_once(guide, partner, task).is_some();
            let fault = if direct { None } else { pair(guide, &phase, &mut reach, task, partner) };
            if !direct && fault.is_none() {
                joined.push((task, partner));
            }
            faults.extend(fault);
        }
    }
    if !joined.is_empty() {
        faults.extend(knots(guide, &joined));
    }
}

/// The fault of two counterparts, if neither requires the other directly.
fn pair(guide: &Guide, phase: &[usize], reach: &mut Reach<'_>, task: TaskIx, partner: TaskIx) -> Option<Diagnostic> {
    let pair = [(task, partner), (partner, task)];
    if let Some((late, early)) = pair.into_iter().find(|(late, early)| reach.rests_on(*late, *early)) {
        return Some(waits_by_way(guide, late, early));
    }
    if guide.tasks[task].alternatives.contains(&partner) {
        return Some(alternatives(guide, task, partner));
    }
    let placed = guide.tasks[task].placed && guide.tasks[partner].placed;
    (placed && phase[task] != phase[partner]).then(|| gate_between(guide, task, partner))
}

/// Tasks that wait for each other because each also waits for what its partner requires. What is wrong without partners, and
/// with a single pair, has been told and is taken as mended.
fn knots<'g>(guide: &'g Guide, joined: &[(TaskIx, TaskIx)]) -> impl Iterator<Item = Diagnostic> + use<'g> {
    let mut waits = Waits::new(guide);
    let told: Vec<Knot> = waits.knots();
    waits.grant(told.into_iter().flat_map(|knot| knot.cure));
    waits.join(joined);
    waits.knots().into_iter().filter_map(move |knot| blocked(guide, &knot))
}

fn blocked(guide: &Guide, knot: &Knot) -> Option<Diagnostic> {
    let mut needs = knot.cure.clone();
    if knot.needs.len() <= MAX_PLACES {
        needs.extend(knot.needs.iter().filter(|need| !knot.cure.contains(need)));
    }
    let message = format!(
        "tasks wait for each other by way of those that they are carried out together with: {}",
        names(guide, &knot.tasks)
    );
    let help = match knot.cure.len() {
        1 => "take out one of these requirements, or one `with`".to_owned(),
        count => format!("without the first {count} of these requirements all can be done; or take out `with`"),
    };
    let (first, others) = needs.split_first()?;
    let mut fault = Diagnostic::new(WITH_CONFLICT, first.span(guide), message).label(says(guide, *first)).help(help);
    for need in others.iter().take(MAX_PLACES) {
        fault = fault.and(need.span(guide), says(guide, *need));
    }
    let inside = |task: &TaskIx| knot.tasks.binary_search(task).is_ok();
    let places = knot.tasks.iter().flat_map(|task| {
        let places = guide.tasks[*task].with_places.iter().filter(|(partner, _)| inside(partner));
        places.map(move |(partner, span)| (*task, *partner, *span))
    });
    for (task, partner, span) in places.take(MAX_PLACES) {
        let (one, other) = (&guide.tasks[task].id, &guide.tasks[partner].id);
        fault = fault.and(span, format!("`{one}` and `{other}` are carried out together"));
    }
    Some(fault)
}

/// Where `task` requires `partner`, if it does.
fn waits_at_once(guide: &Guide, task: TaskIx, partner: TaskIx) -> Option<Span> {
    let requirement = guide.tasks[task].requires.iter().find(|requirement| requirement.tasks == [partner]);
    requirement.map(|requirement| requirement.span)
}

fn fault(guide: &Guide, task: TaskIx, partner: TaskIx, span: Span, but: &str) -> Diagnostic {
    let (one, other) = (&guide.tasks[task].id, &guide.tasks[partner].id);
    Diagnostic::new(WITH_CONFLICT, span, format!("`{one}` and `{other}` are to be carried out together, {but}"))
}

fn waits(guide: &Guide, task: TaskIx, partner: TaskIx, span: Span) -> Diagnostic {
    fault(guide, task, partner, span, "and one waits for the other")
        .label(format!("`{}` requires `{}`", guide.tasks[task].id, guide.tasks[partner].id))
        .help("take out either the requirement or `with`")
}

fn waits_by_way(guide: &Guide, late: TaskIx, early: TaskIx) -> Diagnostic {
    let item = &guide.tasks[late];
    let first = item.requires.first().map_or(item.span, |requirement| requirement.span);
    fault(guide, late, early, first, "and one waits for the other by way of others")
        .label(format!("what `{}` requires rests on `{}`", item.id, guide.tasks[early].id))
        .help("take out `with`, or one of the requirements between the two")
}

fn alternatives(guide: &Guide, task: TaskIx, partner: TaskIx) -> Diagnostic {
    fault(guide, task, partner, guide.tasks[task].span, "and are alternatives, of which one is enough")
        .and(guide.tasks[partner].span, "the other task")
        .help("name the other task either in `with` or in `alternatives`")
}

fn gate_between(guide: &Guide, task: TaskIx, partner: TaskIx) -> Diagnostic {
    let stage = |task: TaskIx| {
        let item = &guide.tasks[task];
        format!("`{}` is in the stage \"{}\"", item.id, guide.stages[item.stage].group.name)
    };
    fault(guide, task, partner, guide.tasks[task].stage_span, "but a gate lies between them")
        .label(stage(task))
        .and(guide.tasks[partner].stage_span, stage(partner))
        .help("put both into stages on one side of the gate, or take out `with`")
}
