//! Ids that a guide lists as retired, and the tasks to see instead.

use std::collections::HashMap;

use super::lookup::Lookup;
use super::replaced::MAX_STEPS;
use crate::diagnostic::{Diagnostic, Diagnostics, REPLACEMENT_CYCLE, RETIRED_REFERENCE, SELF_REFERENCE};
use crate::model::TaskIx;
use crate::parse::RawRetired;
use crate::text::composed;

/// The task to see for each of them, all of which are known as retired by now.
pub(super) fn tasks_to_see(
    retired: &[&RawRetired],
    lookup: &Lookup<'_>,
    faults: &mut Diagnostics,
) -> Vec<Option<TaskIx>> {
    let places: HashMap<String, usize> =
        retired.iter().enumerate().map(|(at, raw)| (composed(&raw.id.value).into_owned(), at)).collect();
    let see = |raw: &&RawRetired| places.get(&*composed(&raw.see.as_ref()?.value)).copied();
    let next: Vec<Option<usize>> = retired.iter().map(see).collect();
    retired
        .iter()
        .enumerate()
        .map(|(at, raw)| {
            let see = raw.see.as_ref()?;
            let Some(other) = next[at] else { return lookup.find(None, see, faults) };
            let id = &raw.id.value;
            if other == at {
                let message = format!("the retired id `{id}` names itself in `see`");
                faults.push(Diagnostic::new(SELF_REFERENCE, see.span, message).help("take `see` out"));
                return None;
            }
            let way: Vec<usize> = std::iter::successors(Some(other), |at| next[*at]).take(MAX_STEPS).collect();
            if let Some(end) = way.iter().position(|on| *on == at) {
                // A circle is told once, at its first id.
                if way[..end].iter().all(|on| *on > at) {
                    let names: Vec<String> = std::iter::once(&at)
                        .chain(&way[..end])
                        .map(|at| format!("`{}`", retired[*at].id.value))
                        .collect();
                    let message = format!("{} replace each other, and no task is left to see", names.join(", "));
                    let help = "name a task that is carried out, or take one `see` out";
                    faults.push(Diagnostic::new(REPLACEMENT_CYCLE, see.span, message).help(help));
                }
                return None;
            }
            let last = way.last().and_then(|last| retired[*last].see.as_ref()).filter(|_| way.len() < MAX_STEPS);
            let help = last.map_or_else(|| "take `see` out".to_owned(), |last| format!("write `see: {}`", last.value));
            let message = format!("the id `{}` is retired", see.value);
            faults.push(Diagnostic::new(RETIRED_REFERENCE, see.span, message).help(help));
            None
        })
        .collect()
}
