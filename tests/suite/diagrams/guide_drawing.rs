//! The repository's own guide as a drawing, read from its `guide.json`, for tests that change it and lay it out again.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;
use vejviser::diagram::{Certainty, Drawing, DrawingWords, Edge, EdgeKind, Node, Role};

use crate::shapes::{plain, reduce};
use crate::support::own_build;

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no {key} in {value}"))
}

/// The overview of `SF1590_D` Faktura. Places in the plan are even numbers, so that a task can be put between two.
pub fn guide() -> Drawing {
    let guide: Value = serde_json::from_str(own_build().text("sf1590-d/guide.json")).expect("JSON");
    let (parties, stages) = (list(&guide["guide"], "parties"), list(&guide["guide"], "stages"));
    let mut drawing = plain(0, parties.len(), stages.len());
    for (lane, party) in drawing.lanes.iter_mut().zip(parties) {
        lane.key = word(party, "key").into();
        lane.name = word(party, "name").into();
    }
    for (column, stage) in drawing.stages.iter_mut().zip(stages) {
        column.key = word(stage, "key").into();
        column.name = word(stage, "name").into();
        column.gated = stage["gate"] == true;
    }
    drawing.words =
        Arc::new(DrawingWords { waits_for_gate: "Venter kun på porten ({n})".into(), ..(*drawing.words).clone() });
    let place = |list: &[Value], key: &str| list.iter().position(|one| one["key"] == key).expect("a known key");
    let mut places = HashMap::new();
    for (at, task) in list(&guide, "tasks").iter().enumerate() {
        places.insert(word(task, "id"), at);
        drawing.nodes.push(Node {
            id: word(task, "id").into(),
            title: word(task, "title").into(),
            href: word(task, "url").into(),
            lane: place(parties, word(task, "party")),
            parties: "".into(),
            stage: place(stages, word(task, "stage")),
            order: 2 * at,
            role: Role::Task,
            name: word(task, "id").into(),
            likely: false,
            label: None,
            follows: 0,
            beyond: Vec::new(),
        });
    }
    for task in list(&guide, "tasks") {
        let to = places[word(task, "id")];
        let mut join = |from: &Value, kind: EdgeKind, group: usize, certainty: Certainty| {
            let from = places[from.as_str().expect("an id")];
            drawing.edges.push(Edge { kind, group, certainty, ..Edge::requires(from, to) });
        };
        let mut choices = 0;
        for requirement in list(task, "requires") {
            choices += usize::from(requirement["any"].is_array());
            let likely = requirement["certainty"] == "likely";
            let certainty = if likely { Certainty::Likely } else { Certainty::Certain };
            if requirement["task"].is_string() {
                join(&requirement["task"], EdgeKind::Requires, 0, certainty);
            }
            for from in list(requirement, "any") {
                join(from, EdgeKind::Any, choices, certainty);
            }
        }
        for (key, kind) in [("with", EdgeKind::With), ("alternatives", EdgeKind::Alternative)] {
            for from in list(task, key) {
                join(from, kind, 0, Certainty::Certain);
            }
        }
    }
    reduce(&mut drawing);
    drawing
}
