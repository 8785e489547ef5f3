//! How sure a statement is, as readers see it.

use serde::Serialize;

use crate::context::{GuideContext, TaskKey};
use crate::i18n::Words;
use crate::model::{Basis, Guide, Predicate, Statement, Sureness, TaskIx};

/// How sure a statement is, where it says more than that it is certain.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Said {
    pub(crate) likely: bool,
    pub(crate) note: Option<String>,
    /// "confirmed by KOMBIT on 12 November 2026".
    pub(crate) confirmed: Option<String>,
    /// Where it is stated.
    pub(crate) source: Option<String>,
}

impl Said {
    pub(crate) fn new(words: &Words, basis: &Basis) -> Option<Said> {
        let confirmed = basis.said().confirmed.as_ref().map(|confirmed| match &confirmed.on {
            Some(day) => words.fill("confirmed_on", &[("by", &confirmed.by), ("day", &words.day(day))]),
            None => words.fill("confirmed_by", &[("by", &confirmed.by)]),
        });
        let said = || Said {
            likely: basis.is_likely(),
            note: basis.said().note.clone(),
            confirmed,
            source: basis.said().source.clone(),
        };
        (!basis.is_plain()).then(said)
    }
}

impl Said {
    /// About how many bytes it takes.
    pub(crate) fn weight(&self) -> usize {
        let texts = self.note.iter().chain(&self.confirmed).chain(&self.source);
        40 + texts.map(|text| text.len() + 40).sum::<usize>()
    }
}

/// Another task, and how sure the relation to it is.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Partner {
    pub(crate) task: TaskKey,
    pub(crate) said: Option<Said>,
}

impl Partner {
    /// The other tasks of a task's symmetric relations of one kind.
    pub(crate) fn all(context: &GuideContext<'_>, at: TaskIx, about: Predicate, others: &[TaskIx]) -> Vec<Partner> {
        let task = &context.guide.tasks[at];
        let partner = |other: &TaskIx| Partner {
            task: context.key(*other),
            said: Said::new(context.words, task.basis(about, *other)),
        };
        others.iter().map(partner).collect()
    }
}

/// "324 of 340 statements are certain, 57 of them confirmed", about some tasks; nothing where all are certain and none is
/// confirmed.
pub(crate) fn sureness(
    context: &GuideContext<'_>,
    tasks: &[TaskIx],
    is_among: impl Fn(TaskIx) -> bool,
) -> Option<String> {
    let Sureness { all, certain, confirmed } = context.guide.sureness(tasks.iter().copied(), is_among);
    let [n, total] = [certain, all].map(|n| n.to_string());
    let values = [("n", &*n), ("all", &*total)];
    let text = || match confirmed {
        0 => context.words.fill("sureness", &values),
        n => {
            let n = n.to_string();
            context.words.fill("sureness_confirmed", &[values[0], values[1], ("confirmed", &n)])
        }
    };
    (certain < all || confirmed > 0).then(text)
}

/// The value of a statement that is no relation to a task, as readers see it.
pub(crate) fn object(guide: &Guide, at: TaskIx, statement: &Statement<'_>) -> Option<String> {
    let task = &guide.tasks[at];
    let name = |groups: &[crate::model::Group], at: usize| groups.get(at).map(|group| group.name.clone());
    match statement.about {
        Predicate::Party => name(&guide.parties, task.party),
        Predicate::Stage => guide.stages.get(task.stage).map(|stage| stage.group.name.clone()),
        Predicate::Scope => name(&guide.scopes, task.scope?),
        Predicate::Track => name(&guide.tracks, task.track?),
        Predicate::Performs | Predicate::Responsible | Predicate::Approves | Predicate::Consulted => {
            name(&guide.parties, statement.object)
        }
        Predicate::Delivers => task.delivers.clone(),
        Predicate::Requires | Predicate::With | Predicate::Alternatives | Predicate::Related => None,
    }
}
