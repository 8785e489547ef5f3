//! How sure statements are: by their own words, or by what the guide says of their kind.

use std::collections::BTreeMap;

use crate::diagnostic::{CERTAINTY_DIFFERS, Diagnostic, Diagnostics, LIKELY_WITHOUT_NOTE};
use crate::model::{Basis, Certainty, Predicate, Task, TaskIx};
use crate::parse::{Provenance, RawBasis, RawName, RawTask};

/// The guide's defaults. A default without a reason is one fault, in place of one of each task.
pub(super) fn defaults(raw: Vec<(Predicate, RawBasis)>, faults: &mut Diagnostics) -> Vec<(Predicate, Basis)> {
    let settled = raw.into_iter().map(|(about, raw)| {
        if raw.says() == Some(Certainty::Likely) && raw.said().note.is_none() {
            let message = format!("why `{}` is likely by default is not said", about.key());
            faults.push(without_note(&raw, message));
        }
        (about, own(raw))
    });
    settled.collect()
}

fn own(raw: RawBasis) -> Basis {
    let certainty = raw.says().unwrap_or_default();
    Basis { certainty, provenance: raw.provenance }
}

/// All that two say of one statement; where both say the same kind of thing, the first counts.
fn both(one: Option<&Provenance>, other: Option<&Provenance>) -> Option<Box<Provenance>> {
    let (one, other) = (Provenance::of(one), Provenance::of(other));
    let all = Provenance {
        note: one.note.clone().or_else(|| other.note.clone()),
        source: one.source.clone().or_else(|| other.source.clone()),
        confirmed: one.confirmed.clone().or_else(|| other.confirmed.clone()),
    };
    all.boxed()
}

fn without_note(raw: &RawBasis, message: String) -> Diagnostic {
    let fault = Diagnostic::new(LIKELY_WITHOUT_NOTE, raw.span, message);
    fault.help("add a `note` with the reason, so that somebody can confirm it")
}

/// The defaults of a guide, for its tasks.
#[derive(Clone, Copy)]
pub(super) struct Kinds<'a>(pub(super) &'a [(Predicate, Basis)]);

impl Kinds<'_> {
    fn of(self, about: Predicate) -> Basis {
        let found = self.0.iter().find(|(known, _)| *known == about);
        found.map(|(_, basis)| basis.clone()).unwrap_or_default()
    }

    /// The outcome of a statement. One that says nothing of its certainty is as its kind, and where the guide gives a reason
    /// for all of them, that is its own.
    pub(super) fn settle(self, about: Predicate, raw: &RawBasis) -> Basis {
        let default = self.of(about);
        let raw = raw.clone();
        match raw.says() {
            Some(certainty) if certainty != default.certainty => own(raw),
            _ => Basis {
                certainty: default.certainty,
                provenance: both(raw.provenance.as_deref(), default.provenance.as_deref()),
            },
        }
    }

    /// The same, with a fault where it is likely without a reason. `what` tells it: "`TF1` is likely to require `TF2`".
    pub(super) fn settle_with_reason(
        self,
        about: Predicate,
        raw: &RawBasis,
        what: impl FnOnce() -> String,
        faults: &mut Diagnostics,
    ) -> Basis {
        let basis = self.settle(about, raw);
        if raw.certainty == Some(Certainty::Likely) && basis.said().note.is_none() {
            faults.push(without_note(raw, format!("why {} is not said", what())));
        }
        basis
    }

    /// Of the facts of a task, and its roles: those that say more than that they are certain.
    pub(super) fn facts(
        self,
        id: &str,
        raw: &RawTask,
        roles: &[(Predicate, usize, RawName)],
        faults: &mut Diagnostics,
    ) -> Vec<(Predicate, usize, Basis)> {
        let facts = [
            (Predicate::Party, raw.party.is_some()),
            (Predicate::Stage, raw.stage.is_some()),
            (Predicate::Scope, raw.scope.is_some()),
            (Predicate::Track, raw.track.is_some()),
            (Predicate::Delivers, raw.delivers.is_some()),
        ];
        let mut found = Vec::new();
        for (about, _) in facts.into_iter().filter(|(_, is_there)| *is_there) {
            let said = raw.bases.iter().find(|(known, _)| *known == about).map(|(_, basis)| basis);
            let what = || format!("`{}` of `{id}` is likely", about.key());
            let basis = match said {
                Some(raw) => self.settle_with_reason(about, raw, what, faults),
                None => self.of(about),
            };
            found.push((about, 0, basis));
        }
        for (about, party, raw) in roles {
            let what = || format!("`{}` in `{}` of `{id}` is likely", raw.name.value, about.key());
            found.push((*about, *party, self.settle_with_reason(*about, &raw.basis, what, faults)));
        }
        found.retain(|(_, _, basis)| !basis.is_plain());
        found
    }
}

/// The words of each side of a pair.
type Sides<'a> = Vec<(TaskIx, &'a RawName)>;

/// The words of both sides of symmetric relations.
#[derive(Default)]
pub(super) struct Pairs<'a>(BTreeMap<(Predicate, TaskIx, TaskIx), Sides<'a>>);

impl<'a> Pairs<'a> {
    pub(super) fn add(&mut self, about: Predicate, from: TaskIx, to: TaskIx, raw: &'a RawName) {
        self.0.entry((about, from.min(to), from.max(to))).or_default().push((from, raw));
    }

    /// Gives both tasks what either of them says. Where one of them calls certain what the other calls likely, it is likely.
    pub(super) fn settle(self, tasks: &mut [Task], kinds: Kinds<'_>, faults: &mut Diagnostics) {
        for ((about, one, two), sides) in self.0 {
            let default = kinds.of(about).certainty;
            // A side that says nothing means what the guide says of all, which is no contradiction where that is likely.
            let says = |raw: &RawBasis| raw.says().or((default == Certainty::Certain).then_some(Certainty::Certain));
            let likely = sides.iter().find(|(_, raw)| says(&raw.basis) == Some(Certainty::Likely));
            let certain = sides.iter().find(|(_, raw)| says(&raw.basis) == Some(Certainty::Certain));
            if let (Some((of, likely)), Some((_, certain))) = (likely, certain) {
                let message = format!(
                    "`{}` calls the relation to `{}` in `{}` likely, and `{}` certain",
                    tasks[*of].id,
                    likely.name.value,
                    about.key(),
                    likely.name.value
                );
                let fault = Diagnostic::new(CERTAINTY_DIFFERS, likely.basis.span, message);
                let fault = fault.and(certain.basis.span, "certain here");
                faults.push(fault.help("say the same on both sides, or write it on one; until then it is likely"));
            }
            let first = likely.or(certain).or(sides.first());
            let Some((of, first)) = first else { continue };
            let what = || {
                format!("the relation of `{}` to `{}` in `{}` is likely", tasks[*of].id, first.name.value, about.key())
            };
            let mut basis = kinds.settle_with_reason(about, &first.basis, what, faults);
            for (_, other) in sides.iter().filter(|(_, other)| says(&other.basis) == says(&first.basis)) {
                basis.provenance = both(basis.provenance.as_deref(), other.basis.provenance.as_deref());
            }
            if !basis.is_plain() {
                tasks[one].bases.push((about, two, basis.clone()));
                tasks[two].bases.push((about, one, basis));
            }
        }
    }
}
