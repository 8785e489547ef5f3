//! Documents to [`Site`]: names become indices, relations run both ways, links get their targets. What can't be
//! resolved is reported and left out; the rest stands, so that one run shows every fault.

mod addresses;
mod guide;
mod ids;
mod links;
mod names;
mod paths;
mod relations;
mod site;
mod task;
mod texts;

pub(crate) use ids::unusable;
pub(crate) use site::resolve;

use crate::diagnostic::Diagnostic;

/// Behind so many faults (of one page, or of the relations of one guide), the nearest name is not looked for: it costs
/// a comparison with every name there is, and nobody reads so far.
const MAX_SUGGESTED: usize = 300;

fn may_suggest(faults: &[Diagnostic]) -> bool {
    faults.len() < MAX_SUGGESTED
}
