//! The gates of a guide, as every page shows them.

use serde::Serialize;

use crate::context::{GuideContext, gate_link};

/// The most pieces of work that a meter has a field for.
const FIELDS: usize = 24;

/// A gate: `guide.gates` in templates. Views name it by its number there, from 1.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GateMeter {
    /// "Gate to Tilslutningsopgaver".
    pub(crate) name: String,
    pub(crate) path: String,
    /// Key of the stage behind it.
    pub(crate) key: String,
    /// Name of the stage behind it.
    pub(crate) stage: String,
    /// The pieces of work that must be done before it.
    pub(crate) total: usize,
    /// "0 of 10".
    pub(crate) tally: String,
    /// "The gate: 10 tasks are missing".
    pub(crate) missing: String,
    /// A sentence that says what it holds back.
    pub(crate) text: String,
    /// A field for each piece of work, where they are few enough.
    pub(crate) fields: Vec<GateField>,
}

/// A field of a meter.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct GateField {
    /// Number of the party, from 1.
    pub(crate) number: usize,
    /// The first of its party, behind those of another.
    pub(crate) first: bool,
}

impl GateMeter {
    /// The gates of a guide.
    pub(crate) fn of(context: &GuideContext<'_>) -> Vec<GateMeter> {
        let (guide, words) = (context.guide, context.words);
        let meter = |gate: &crate::context::GateWork| {
            let link = gate_link(context, gate.stage);
            let stage = &guide.stages[gate.stage].group;
            let parties: Vec<usize> = gate.pieces.iter().map(|task| guide.tasks[*task].party).collect();
            let shown = if parties.len() > FIELDS { &[] } else { parties.as_slice() };
            let field = |(at, party): (usize, &usize)| GateField {
                number: party + 1,
                first: at > 0 && shown[at - 1] != *party,
            };
            let total = parties.len();
            GateMeter {
                name: link.name,
                path: link.path,
                key: stage.key.clone(),
                stage: stage.name.clone(),
                total,
                tally: words.fill("tally", &[("done", "0"), ("total", &total.to_string())]),
                missing: words.count("gate_missing", total),
                text: words.count("gate_holds", total).replace("{stage}", &stage.name),
                fields: shown.iter().enumerate().map(field).collect(),
            }
        };
        context.gates.iter().map(meter).collect()
    }
}
