//! The DOT language of Graphviz (<https://graphviz.org/doc/info/lang.html>): a cluster for each party.

use std::fmt::Write as _;

use super::ExportWords;
use super::phases::gates;
use crate::diagram::{Certainty, Drawing, EdgeKind, Node, Role};

/// Longest line of a label, in characters.
const LINE: usize = 32;

pub(super) fn dot(drawing: &Drawing, words: &ExportWords) -> String {
    let mut out = format!("digraph {} {{\n", quoted(&label_text(&drawing.title)));
    let _ = writeln!(
        out,
        "  graph [rankdir=LR, newrank=true, fontname=\"sans-serif\", label={}];",
        quoted(&label_text(&drawing.description))
    );
    out.push_str("  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
    out.push_str("  edge [fontname=\"sans-serif\"];\n");
    for (at, lane) in drawing.lanes.iter().enumerate() {
        let nodes: Vec<&Node> = drawing.nodes.iter().filter(|node| node.lane == at).collect();
        if nodes.is_empty() {
            continue;
        }
        let _ = writeln!(out, "  subgraph {} {{", quoted(&format!("cluster_{}", lane.key)));
        let _ = writeln!(out, "    label={};", quoted(&label_text(&lane.name)));
        for node in nodes {
            out.push_str(&node_line(drawing, node));
        }
        out.push_str("  }\n");
    }
    for edge in &drawing.edges {
        let (from, to) = (&drawing.nodes[edge.from], &drawing.nodes[edge.to]);
        let likely = edge.certainty == Certainty::Likely;
        let word = match edge.kind {
            EdgeKind::Requires => "",
            EdgeKind::Any => &drawing.words.any,
            EdgeKind::With => &words.with,
            EdgeKind::Alternative => &words.or,
            EdgeKind::Related => &words.related,
        };
        let label =
            [word, &edge.choice, if likely { &words.likely } else { "" }].into_iter().filter(|text| !text.is_empty());
        let label = label.collect::<Vec<_>>().join(", ");
        let mut attributes = Vec::new();
        if !label.is_empty() {
            attributes.push(format!("label={}", quoted(&label_text(&label))));
        }
        if likely {
            attributes.push("style=dashed".to_owned());
        } else if edge.kind == EdgeKind::Related {
            attributes.push("style=dotted".to_owned());
        }
        if edge.group > 0 {
            // Lines of one choice end at the same point.
            attributes.push(format!("samehead=\"choice-{}\"", edge.group));
        }
        if !edge.kind.directed() {
            attributes.push("dir=none, constraint=false".to_owned());
        }
        let _ = writeln!(out, "  {} -> {}{};", quoted(&from.id), quoted(&to.id), listed(&attributes));
    }
    for gate in gates(drawing) {
        // An id of a task has no colon.
        let name = quoted(&format!("gate:{}", gate.stage));
        let label = quoted(&label_text(&drawing.words.gate));
        let _ = writeln!(out, "  {name} [label={label}, shape=box, style=filled, fillcolor=lightgrey];");
        for node in gate.last {
            let _ = writeln!(out, "  {} -> {name} [style=invis];", quoted(&drawing.nodes[node].id));
        }
        for node in gate.first {
            let _ = writeln!(out, "  {name} -> {} [style=invis];", quoted(&drawing.nodes[node].id));
        }
    }
    out.push_str("}\n");
    out
}

fn node_line(drawing: &Drawing, node: &Node) -> String {
    let mut attributes = vec![
        format!("label={}", quoted(&format!("{}\\n{}", label_text(&node.id), folded(&node.title)))),
        format!("URL={}", quoted(&label_text(&node.href))),
        format!("tooltip={}", quoted(&label_text(&node.name))),
    ];
    if let Some(stage) = drawing.stages.get(node.stage) {
        attributes.push(format!("class={}", quoted(&stage.key)));
    }
    match node.role {
        Role::Focus => attributes.push("penwidth=3".to_owned()),
        Role::Outside => attributes.push("style=\"rounded,dotted\"".to_owned()),
        Role::Task | Role::Group | Role::New | Role::Gone => {}
    }
    format!("    {}{};\n", quoted(&node.id), listed(&attributes))
}

fn listed(attributes: &[String]) -> String {
    if attributes.is_empty() { String::new() } else { format!(" [{}]", attributes.join(", ")) }
}

/// A quoted string. In one, only the quotation mark has to be escaped.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

/// Text for a label or a link, where Graphviz reads backslashes and entities.
fn label_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A title broken into lines at its blanks.
fn folded(title: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in title.split_whitespace() {
        let chars = word.chars().count();
        if length > 0 && length + 1 + chars > LINE {
            out.push_str("\\n");
            length = 0;
        } else if length > 0 {
            out.push(' ');
            length += 1;
        }
        out.push_str(&label_text(word));
        length += chars;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_hold_any_text() {
        assert_eq!(quoted(&label_text("a \"b\" \\N & c\nd")), "\"a \\\"b\\\" \\\\N &amp; c d\"");
        assert_eq!(folded("one two three four five six seven eight"), "one two three four five six\\nseven eight");
    }
}
