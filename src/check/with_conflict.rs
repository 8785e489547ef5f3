//! `with-conflict`: what is carried out together can neither wait for each other, at once, by way of others, or by way of
//! what those are carried out together with, nor replace each other, nor lie on both sides of a gate.

use std::collections::{HashMap, VecDeque};

use super::Context;
use super::dependency_cycle::{names, says};
use crate::diagnostic::{Diagnostic, Diagnostics, WITH_CONFLICT};
use crate::graph::{Knot, Need, Reach, Waits, plain_target};
use crate::model::{Guide, Predicate, TaskIx};
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
        let places = guide.tasks[*task].partner_places.iter();
        let places = places.filter(|(about, partner, _)| *about == Predicate::With && inside(partner));
        places.map(move |(_, partner, span)| (*task, *partner, *span))
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
    let needs = way(guide, late, early);
    let first = || guide.tasks[late].requires.first().map_or(guide.tasks[late].span, |requirement| requirement.span);
    let place = needs.first().map_or_else(first, |need| need.span(guide));
    let mut fault = fault(guide, late, early, place, "and one waits for the other by way of others");
    for (at, need) in needs.iter().take(MAX_PLACES).enumerate() {
        let says = says(guide, *need);
        fault = if at == 0 { fault.label(says) } else { fault.and(need.span(guide), says) };
    }
    if let Some(with) = written(guide, Predicate::With, late, early) {
        fault = fault.and(with, "and here they are to be carried out together");
    }
    fault.help("take out `with`, or one of the requirements between the two")
}

/// So many requirements are followed for one way.
const MAX_STEPS: usize = 10_000;

/// The shortest way of certain requirements from a task to one that it rests on; empty where it is too far to find.
fn way(guide: &Guide, late: TaskIx, early: TaskIx) -> Vec<Need> {
    let mut from: HashMap<TaskIx, Need> = HashMap::new();
    let mut open = VecDeque::from([late]);
    let mut steps = 0;
    while let Some(task) = open.pop_front().filter(|task| *task != early) {
        for (number, one) in guide.tasks[task].requires.iter().enumerate() {
            steps += 1;
            if let Some(next) = plain_target(one).filter(|next| *next != late && !from.contains_key(next)) {
                from.insert(next, Need { task, number });
                open.push_back(next);
            }
        }
        if steps > MAX_STEPS {
            return Vec::new();
        }
    }
    let mut way: Vec<Need> = std::iter::successors(from.get(&early), |need| from.get(&need.task)).copied().collect();
    way.reverse();
    way
}

/// Where one of two tasks names the other in this way.
fn written(guide: &Guide, about: Predicate, task: TaskIx, partner: TaskIx) -> Option<Span> {
    [(task, partner), (partner, task)].into_iter().find_map(|(one, other)| {
        let mut places = guide.tasks[one].partner_places.iter();
        places.find(|(of, named, _)| *of == about && *named == other).map(|(_, _, span)| *span)
    })
}

fn alternatives(guide: &Guide, task: TaskIx, partner: TaskIx) -> Diagnostic {
    let place = |about| written(guide, about, task, partner).unwrap_or(guide.tasks[task].span);
    fault(guide, task, partner, place(Predicate::With), "and are alternatives, of which one is enough")
        .label("carried out together")
        .and(place(Predicate::Alternatives), "one of the two is enough")
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
