//! Labels that the pictures of a guide share. Lazy.

use crate::context::{BoxLabel, GuideContext, SharedLabels};
use crate::diagram::{DrawingWords, EdgeKind, Label, Lane, Stage};
use crate::model::{Group, Predicate, Stage as GuideStage, TaskIx};

/// The label of a task in pictures.
pub(super) fn task_label<'a>(context: &'a GuideContext<'_>, at: TaskIx) -> &'a BoxLabel {
    context.labels.task(at, || {
        let (task, link) = (&context.guide.tasks[at], &context.links[at]);
        let title = titled(context, at);
        let sure = |predicate: Predicate, name: &str| {
            if task.is_likely(predicate) {
                [name, " (", context.words.get("likely"), ")"].concat()
            } else {
                name.to_owned()
            }
        };
        let (party, stage) = (sure(Predicate::Party, &link.party), sure(Predicate::Stage, &link.stage));
        BoxLabel {
            id: task.id.as_str().into(),
            title: title.as_str().into(),
            name: [&task.id, " ", &title, ", ", &party, ", ", &stage].concat().into(),
            parties: link.parties.as_str().into(),
            label: Label::new(&task.id, &title, &context.guide.language).into(),
        }
    })
}

/// The title of a task, and who carries it out where that is not its party.
fn titled(context: &GuideContext<'_>, at: TaskIx) -> String {
    let (guide, task) = (context.guide, &context.guide.tasks[at]);
    if task.performers() == [task.party] {
        return task.title.clone();
    }
    let names: Vec<&str> = task.performers().iter().map(|party| guide.parties[*party].name.as_str()).collect();
    let by = context.words.fill("performed_by", &[("parties", &names.join(", "))]);
    [&task.title, " (", &by, ")"].concat()
}

/// The labels of the guide in pictures.
pub(super) fn shared_labels<'a>(context: &'a GuideContext<'_>) -> &'a SharedLabels {
    context.labels.shared(|| {
        let (parties, stages) = (&context.guide.parties, &context.guide.stages);
        let lane = |(at, party): (usize, &Group)| Lane {
            key: party.key.as_str().into(),
            name: party.name.as_str().into(),
            number: at + 1,
        };
        // Before the first task there is nothing to wait for.
        let first = context.plan.order.iter().map(|task| context.guide.tasks[*task].stage).min();
        let stage = |(at, stage): (usize, &GuideStage)| {
            let group = &stage.group;
            let gated = stage.gate && first.is_some_and(|first| first < at);
            Stage { key: group.key.as_str().into(), name: group.name.as_str().into(), gated }
        };
        SharedLabels {
            lanes: parties.iter().enumerate().map(lane).collect(),
            stages: stages.iter().enumerate().map(stage).collect(),
            words: words(context).into(),
            kinds: [EdgeKind::Requires, EdgeKind::With, EdgeKind::Any, EdgeKind::Alternative, EdgeKind::Related]
                .map(|kind| context.words.get(word_key(kind)).to_owned()),
            likely: context.words.get("likely").to_owned(),
        }
    })
}

fn words(context: &GuideContext<'_>) -> DrawingWords {
    let get = |key: &str| context.words.get(key).to_owned();
    DrawingWords {
        language: context.guide.language.clone(),
        gate: get("gate_bar"),
        waits_for_gate: get("waits_for_gate"),
        requires: get("legend_requires"),
        with: get("legend_with"),
        any: get("legend_any"),
        alternative: get("legend_alternative"),
        related: get("see_also"),
        likely: get("legend_likely"),
        went: get("legend_went"),
        gate_legend: get("legend_gate"),
        focus: get("legend_focus"),
        outside: get("legend_outside"),
        back: get("legend_back"),
        follows: get("legend_follows"),
    }
}

/// Key of the word for a kind of line.
pub(super) fn word_key(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Requires => "before",
        EdgeKind::Any => "before_any",
        EdgeKind::With => "together_with",
        EdgeKind::Alternative => "or",
        EdgeKind::Related => "likely_related",
    }
}
