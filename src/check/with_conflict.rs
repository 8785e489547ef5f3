//! `with-conflict`: what is carried out together can neither wait for each other, at once or by way of others, nor
//! replace each other, nor lie on both sides of a gate.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, WITH_CONFLICT};
use crate::graph::Reach;
use crate::model::{Guide, TaskIx};
use crate::source::Span;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let guide = context.guide;
    let phase = guide.phases();
    let mut reach = Reach::new(guide);
    for task in guide.live() {
        for partner in &guide.tasks[task].with {
            let at_once = waits_at_once(guide, task, *partner);
            faults.extend(at_once.map(|span| waits(guide, task, *partner, span)));
            if task > *partner {
                continue;
            }
            let direct = at_once.is_some() || waits_at_once(guide, *partner, task).is_some();
            let pair = [(task, *partner), (*partner, task)];
            if let Some((late, early)) = pair.into_iter().find(|(late, early)| !direct && reach.rests_on(*late, *early))
            {
                faults.push(waits_by_way(guide, late, early));
            } else if guide.tasks[task].alternatives.contains(partner) {
                faults.push(alternatives(guide, task, *partner));
            } else if !direct
                && guide.tasks[task].placed
                && guide.tasks[*partner].placed
                && phase[task] != phase[*partner]
            {
                faults.push(gate_between(guide, task, *partner));
            }
        }
    }
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
