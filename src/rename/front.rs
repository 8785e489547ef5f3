//! References in front matter: keys that hold ids, keys that hold Markdown, and words about a task in plain texts.

use super::edit::{Edit, Edits, applied, in_source};
use super::prose::{Here, prose, words};
use crate::diagnostic::Diagnostics;
use crate::markdown::{self, Place};
use crate::text::composed;
use crate::yaml::{Node, Value, in_quotes, scalar};

/// The role of a text in the front matter.
enum Role {
    /// The id of a task.
    Id,
    /// Text with references.
    Markdown,
    /// Text that people read.
    Words,
    /// Nothing that names a task.
    Other,
}

/// By the keys that lead to it; items of lists count as what the list is.
fn role(path: &[&str]) -> Role {
    match path {
        ["requires" | "with" | "alternatives" | "related" | "replaced_by"]
        | ["requires" | "with" | "alternatives" | "related", "task"]
        | ["requires", "any"]
        | ["guide", "retired", "see"] => Role::Id,
        ["open_questions" | "source"] | ["open_questions", "text" | "answer"] | ["guide", "terms", "meaning"] => {
            Role::Markdown
        }
        ["title" | "description" | "delivers"]
        | ["delivers", "text"]
        | ["documents", "title"]
        | [_, "note"]
        | ["roles", _, "note"]
        | ["fields", _]
        | ["checks", _, "reason"]
        | ["guide", "parties" | "stages" | "scopes" | "tracks", "name" | "description"]
        | ["guide", "retired", "note"] => Role::Words,
        _ => Role::Other,
    }
}

/// The edits in front matter. `own`: it is the renamed task's, whose `id` changes too.
pub(super) fn front(node: &Node, text: &str, here: &Here<'_>, own: bool, edits: &mut Edits) {
    walk(node, &mut Vec::new(), &mut |path, node, value| {
        let raw = &text[node.span.range()];
        let start = node.span.start as usize;
        let plain = !raw.starts_with(['"', '\'', '|', '>']);
        let mut push = |at: std::ops::Range<usize>, new: String| {
            if let Some(found) = in_source(raw, value, at) {
                edits.push(Edit { range: start + found.start..start + found.end, text: new });
            }
        };
        let new_id = || if plain { scalar(here.names.new) } else { here.names.new.to_owned() };
        let lead = value.len() - value.trim_start().len();
        let is_id = here.in_guide && composed(value.trim()) == here.names.old;
        match role(path) {
            Role::Id if is_id => push(lead..lead + value.trim().len(), new_id()),
            Role::Other if own && path == ["id"] && is_id => {
                push(lead..lead + value.trim().len(), new_id());
            }
            Role::Markdown => {
                let body = markdown::parse(value, Place::File(node.span.file, 0), true, &mut Diagnostics::default());
                let found = prose(value, &body, here);
                // Brackets would begin a list.
                if plain && found.iter().any(|edit| edit.text.contains('[')) {
                    return edits.push(Edit { range: node.span.range(), text: in_quotes(&applied(value, &found)) });
                }
                for found in found {
                    push(found.range, found.text);
                }
            }
            Role::Words if here.in_guide => {
                for at in words(value, here.names) {
                    push(at, here.names.new.to_owned());
                }
            }
            Role::Id | Role::Words | Role::Other => {}
        }
    });
}

/// Every text, with the keys that lead to it.
fn walk<'n>(node: &'n Node, path: &mut Vec<&'n str>, found: &mut impl FnMut(&[&str], &Node, &str)) {
    match &node.value {
        Value::Null => {}
        Value::Text { text, .. } => found(path, node, text),
        Value::List(items) => items.iter().for_each(|item| walk(item, path, found)),
        Value::Map(entries) => {
            for (key, value) in entries {
                path.push(&key.value);
                walk(value, path, found);
                path.pop();
            }
        }
    }
}
