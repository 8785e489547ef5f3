//! A diagram as JSON, `"schema": 1`. Documented field by field in `docs/content/guide-json.md`.

use serde::Serialize;

use crate::diagram::{Drawing, Role};

#[derive(Serialize)]
struct Document<'a> {
    schema: u8,
    guide: &'a str,
    title: &'a str,
    description: &'a str,
    parties: Vec<Party<'a>>,
    stages: Vec<Stage<'a>>,
    nodes: Vec<Node<'a>>,
    edges: Vec<Edge<'a>>,
}

#[derive(Serialize)]
struct Party<'a> {
    key: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Stage<'a> {
    key: &'a str,
    name: &'a str,
    gate: bool,
}

#[derive(Serialize)]
struct Node<'a> {
    id: &'a str,
    title: &'a str,
    party: Option<&'a str>,
    stage: Option<&'a str>,
    url: &'a str,
    role: &'static str,
}

#[derive(Serialize)]
struct Edge<'a> {
    from: &'a str,
    to: &'a str,
    kind: &'static str,
    certainty: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<usize>,
    directed: bool,
}

pub(super) fn json(drawing: &Drawing, guide: &str) -> String {
    let nodes = drawing.nodes.iter().map(|node| Node {
        id: &node.id,
        title: &node.title,
        party: drawing.lanes.get(node.lane).map(|lane| &*lane.key),
        stage: drawing.stages.get(node.stage).map(|stage| &*stage.key),
        url: &node.href,
        role: match node.role {
            Role::Focus => "focus",
            Role::Outside => "outside",
            Role::Task | Role::Group | Role::New | Role::Gone => "task",
        },
    });
    let edges = drawing.edges.iter().map(|edge| Edge {
        from: &drawing.nodes[edge.from].id,
        to: &drawing.nodes[edge.to].id,
        kind: edge.kind.name(),
        certainty: edge.certainty.name(),
        group: (edge.group > 0).then_some(edge.group),
        directed: edge.kind.directed(),
    });
    let document = Document {
        schema: 1,
        guide,
        title: &drawing.title,
        description: &drawing.description,
        parties: drawing.lanes.iter().map(|lane| Party { key: &lane.key, name: &lane.name }).collect(),
        stages: drawing
            .stages
            .iter()
            .map(|stage| Stage { key: &stage.key, name: &stage.name, gate: stage.gated })
            .collect(),
        nodes: nodes.collect(),
        edges: edges.collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}
