//! A flowchart of Mermaid (<https://mermaid.js.org/syntax/flowchart.html>): a subgraph for each party.

use std::fmt::Write as _;

use super::ExportWords;
use super::phases::gates;
use crate::diagram::{Certainty, Drawing, EdgeKind, Role};

pub(super) fn mermaid(drawing: &Drawing, words: &ExportWords) -> String {
    let mut out = String::from("flowchart LR\n");
    let _ = writeln!(out, "  accTitle: {}", plain(&drawing.title));
    let _ = writeln!(out, "  accDescr: {}", plain(&drawing.description));
    for (at, lane) in drawing.lanes.iter().enumerate() {
        let nodes: Vec<usize> = (0..drawing.nodes.len()).filter(|node| drawing.nodes[*node].lane == at).collect();
        if nodes.is_empty() {
            continue;
        }
        let _ = writeln!(out, "  subgraph p{at}[\"{}\"]", escaped(&lane.name));
        for node in nodes {
            // Names of nodes are numbers: an id such as `end` would be a word of the language.
            let task = &drawing.nodes[node];
            let (open, close) = if task.role == Role::Outside { ("([", "])") } else { ("[", "]") };
            let _ = writeln!(out, "    n{node}{open}\"{}<br>{}\"{close}", escaped(&task.id), escaped(&task.title));
        }
        out.push_str("  end\n");
    }
    for edge in &drawing.edges {
        let word = match edge.kind {
            EdgeKind::Requires => "",
            EdgeKind::Any => &drawing.words.any,
            EdgeKind::With => &words.with,
            EdgeKind::Alternative => &words.or,
            EdgeKind::Related => &words.related,
        };
        let likely = edge.certainty == Certainty::Likely;
        let arrow = match (edge.kind.directed(), likely || edge.kind == EdgeKind::Related) {
            (true, false) => "-->",
            (true, true) => "-.->",
            (false, false) => "---",
            (false, true) => "-.-",
        };
        let label =
            [word, &edge.choice, if likely { &words.likely } else { "" }].into_iter().filter(|text| !text.is_empty());
        let label = label.map(escaped).collect::<Vec<_>>().join(", ");
        let label = if label.is_empty() { String::new() } else { format!("|\"{label}\"|") };
        let _ = writeln!(out, "  n{} {arrow}{label} n{}", edge.from, edge.to);
    }
    for (at, gate) in gates(drawing).iter().enumerate() {
        let _ = writeln!(out, "  g{at}{{{{\"{}\"}}}}", escaped(&drawing.words.gate));
        for node in &gate.last {
            let _ = writeln!(out, "  n{node} ~~~ g{at}");
        }
        for node in &gate.first {
            let _ = writeln!(out, "  g{at} ~~~ n{node}");
        }
    }
    for (at, node) in drawing.nodes.iter().enumerate() {
        let _ = writeln!(out, "  click n{at} href \"{}\"", node.href.replace('"', "%22"));
    }
    let focus = drawing.nodes.iter().position(|node| node.role == Role::Focus);
    if let Some(at) = focus {
        let _ = writeln!(out, "  style n{at} stroke-width:4px");
    }
    out
}

/// Text in quotation marks, where Mermaid reads entities (with `#` in place of `&`), tags and Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if (before, c) == ('\\', 'n') {
            // Some versions read the two as a line break once entities are characters: a word joiner keeps them apart.
            out.push_str("#8288;");
        }
        before = c;
        match c {
            '"' => out.push_str("#quot;"),
            '&' => out.push_str("#amp;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '#' | '`' | '*' | '_' | '\\' | ';' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A title or description, which ends with its line and knows no escapes.
fn plain(text: &str) -> String {
    let tidy: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    tidy.replace(['#', ';'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_hold_any_text() {
        assert_eq!(escaped("a \"b\" <c> & #1; `d`"), "a #quot;b#quot; #lt;c#gt; #amp; #35;1#59; #96;d#96;");
        assert_eq!(escaped(r"C:\new\table"), "C:#92;#8288;new#92;table");
    }
}
