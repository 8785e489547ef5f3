//! The former id among a task's aliases, written as its author writes lists.

use std::ops::Range;

use super::edit::{Edit, Edits, in_source};
use super::names::Names;
use crate::text::composed;
use crate::yaml::{Node, Value, in_quotes, scalar};

/// Adds the former id to the aliases of a task, whose front matter is `front` in `text`. Where the new id is an alias
/// already, the two change places.
pub(super) fn add(node: &Node, text: &str, front: Range<usize>, names: &Names<'_>, edits: &mut Edits) {
    let Value::Map(entries) = &node.value else { return };
    let old = scalar(names.old);
    let list = entries.iter().find(|(key, _)| key.value == "aliases");
    if let Some((_, list)) = list
        && let Some(edit) = exchanged(list, text, names)
    {
        // Not an alias that could be left out: with it, the new id would be taken.
        return edits.push(edit);
    }
    edits.alias = Some(match list {
        None => new_line(node, text, front, &old),
        Some((key, list)) => match &list.value {
            Value::List(items) => match items.last() {
                Some(last) => behind(last, text, &old),
                None => Edit { range: at(list.span.end as usize - 1), text: old },
            },
            Value::Text { .. } => listed(list, text, &old),
            Value::Null | Value::Map(_) => {
                let colon = text[key.span.end as usize..]
                    .find(':')
                    .map_or(key.span.end as usize, |colon| key.span.end as usize + colon + 1);
                let written = list.span.range();
                let null = !text[written.clone()].trim().is_empty();
                Edit {
                    range: if null { written } else { at(colon) },
                    text: if null { format!("[{old}]") } else { format!(" [{old}]") },
                }
            }
        },
    });
}

fn at(place: usize) -> Range<usize> {
    place..place
}

/// The alias that becomes the id gives its place to the former id.
fn exchanged(list: &Node, text: &str, names: &Names<'_>) -> Option<Edit> {
    let items = match &list.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(list),
    };
    items.iter().find_map(|item| {
        let Value::Text { text: value, .. } = &item.value else { return None };
        let word = value.trim();
        if composed(word) != names.new {
            return None;
        }
        let lead = value.len() - value.trim_start().len();
        let range = item.span.range();
        let found = in_source(&text[range.clone()], value, lead..lead + word.len())?;
        Some(Edit { range: range.start + found.start..range.start + found.end, text: names.old.to_owned() })
    })
}

/// A line of its own behind the other keys, or an entry of a map in braces.
fn new_line(node: &Node, text: &str, front: Range<usize>, old: &str) -> Edit {
    if text[node.span.range()].starts_with('{') {
        let close = text[front.clone()].rfind('}').map_or(front.end, |close| front.start + close);
        return Edit { range: at(close), text: format!(", aliases: [{old}]") };
    }
    let line_end = if text[front.clone()].ends_with("\r\n") { "\r\n" } else { "\n" };
    Edit { range: at(front.end), text: format!("aliases: [{old}]{line_end}") }
}

/// One more item, in brackets behind a comma, else in a line like the last one's.
fn behind(last: &Node, text: &str, old: &str) -> Edit {
    let range = last.span.range();
    let line = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let lead = &text[line..range.start];
    if !lead.trim_start().starts_with("- ") || lead.contains('[') {
        return Edit { range: at(range.end), text: format!(", {old}") };
    }
    let dash = lead.find('-').unwrap_or_default();
    let end = text[range.end..].find('\n').map_or(text.len(), |end| range.end + end + 1);
    let line_end = if text[..end].ends_with("\r\n") { "\r\n" } else { "\n" };
    Edit { range: at(end), text: format!("{}- {old}{line_end}", &lead[..dash]) }
}

/// A single alias becomes a list of two.
fn listed(single: &Node, text: &str, old: &str) -> Edit {
    let range = single.span.range();
    let raw = &text[range.clone()];
    let first = match &single.value {
        Value::Text { text: value, plain: true } if value.contains([',', '[', ']', '{', '}']) => in_quotes(value),
        _ => raw.to_owned(),
    };
    Edit { range, text: format!("[{first}, {old}]") }
}
