//! The cure for a value of the wrong form: the very line, made from the value and the table of keys.

use super::{Node, Shape, Value, ValueForm, scalar};
use crate::text::closest;

/// So many items are shown, and so many characters of a text.
const MAX_ITEMS: usize = 6;
const MAX_CHARS: usize = 60;

/// A value as it is written in brackets.
fn flow(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Text { text, .. } => word(text),
        Value::List(items) => format!("[{}]", joined(items.iter().map(flow))),
        Value::Map(entries) => format!("{{{}}}", pairs(entries)),
    }
}

fn pairs(entries: &[(super::Spanned<String>, Node)]) -> String {
    joined(entries.iter().map(|(key, node)| format!("{}: {}", word(&key.value), flow(node)).trim_end().to_owned()))
}

fn joined(mut items: impl Iterator<Item = String>) -> String {
    let mut shown: Vec<String> = items.by_ref().take(MAX_ITEMS).collect();
    shown.extend(items.next().map(|_| "\u{2026}".to_owned()));
    shown.join(", ")
}

pub(super) fn word(text: &str) -> String {
    let text = text.trim();
    let short: String = text.chars().take(MAX_CHARS).collect();
    if short.len() < text.len() { scalar(&format!("{short}\u{2026}")) } else { scalar(text) }
}

/// Separators that people write between several names in one text.
const BETWEEN: [&str; 8] = [",", ";", "\n", " og ", " and ", " & ", " + ", " / "];

/// The names that stand in one text; the text itself where a part of it is no name.
pub(super) fn several(text: &str) -> Vec<&str> {
    let is_name = |part: &&str| part.chars().all(|c| c.is_alphanumeric() || "-_./#".contains(c));
    let mut parts = vec![text];
    // As nearly every text does, it holds one.
    if !text.is_empty() && is_name(&text) {
        return parts;
    }
    for sign in BETWEEN {
        parts = parts.into_iter().flat_map(|part| part.split(sign)).collect();
    }
    let names: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    if names.iter().all(is_name) { names } else { vec![text] }
}

/// The line for a key whose value has the wrong form.
pub(super) fn line(key: &str, form: &ValueForm, node: &Node) -> String {
    let value = match form {
        ValueForm::List(shape) => list(shape, node),
        ValueForm::NamesOr(shape) if matches!(node.value, Value::Map(_)) => match names(node) {
            Some(names) => names,
            None => list(shape, node),
        },
        ValueForm::TextsOr(shape) if matches!(node.value, Value::Map(_)) => list(shape, node),
        ValueForm::Names | ValueForm::NamesOr(_) | ValueForm::Texts | ValueForm::TextsOr(_) => {
            names(node).unwrap_or_else(|| "[one, two]".to_owned())
        }
        ValueForm::Name | ValueForm::NameOr(_) | ValueForm::Choice(_) | ValueForm::Date | ValueForm::Url => one(node),
        // A title may well begin with a bracket.
        ValueForm::Text | ValueForm::TextOr(_) => text(node, key == "title"),
        ValueForm::Map(shape) => map(shape, node),
        ValueForm::Flag => truth(node).to_owned(),
        ValueForm::Number => "10".to_owned(),
        ValueForm::Weights | ValueForm::Allowances(_) | ValueForm::Own | ValueForm::Free => "{key: value}".to_owned(),
    };
    format!("write `{key}: {value}`")
}

/// A list of maps for what was written instead: texts, a map of names by their keys, or a single item.
fn list(shape: &Shape, node: &Node) -> String {
    let items = match &node.value {
        Value::Map(entries) if entries.iter().any(|(key, _)| shape.key(&key.value).is_some()) => flow(node),
        Value::Map(entries) => joined(entries.iter().map(|(key, node)| match shape.key("id") {
            // `{route: "Who?"}`: what is named is no text of the shape's first key, but its id.
            Some(_) if shape.keys.first().is_some_and(|first| first.name == "text") => {
                format!("{{id: {}, text: {}}}", word(&key.value), flow(node))
            }
            _ => item(shape, &key.value, Some(node)),
        })),
        Value::List(items) => joined(items.iter().map(|node| match &node.value {
            Value::Text { text, .. } => item(shape, text, None),
            _ => flow(node),
        })),
        Value::Text { text, .. } => joined(text.split([',', ';']).map(|text| item(shape, text, None))),
        Value::Null => item(shape, "\u{2026}", None),
    };
    format!("[{items}]")
}

/// A map that begins with a name, and what stands behind that.
pub(super) fn item(shape: &Shape, name: &str, rest: Option<&Node>) -> String {
    let mut keys = shape.keys.iter();
    let first = keys.next().map_or("key", |key| key.name);
    let needed = || shape.keys.iter().skip(1).find(|key| key.required);
    let chosen = rest.and_then(|rest| keyed(shape, rest));
    let second = chosen.or_else(needed).or_else(|| keys.find(|key| matches!(key.form, ValueForm::Text)));
    let behind = match (rest.map(|node| (&node.value, node)), second) {
        (Some((Value::Map(entries), _)), _) => Some(pairs(entries)),
        (Some((Value::Text { .. }, node)), Some(second)) => Some(format!("{}: {}", second.name, flow(node))),
        _ => needed().map(|key| format!("{}: \u{2026}", key.name)),
    };
    let behind = behind.map(|behind| format!(", {behind}")).unwrap_or_default();
    if rest.is_none() && shape.key("url").is_some() && is_file(name) {
        let stem = name.rsplit('/').next().and_then(|file| file.rsplit_once('.')).map_or(name, |(stem, _)| stem);
        return format!("{{{first}: {}, url: {}}}", word(stem), word(name));
    }
    format!("{{{first}: {}{behind}}}", word(name))
}

/// The key that a value belongs to by its form: one of the words of a choice, or a file.
fn keyed(shape: &Shape, value: &Node) -> Option<&'static super::Key> {
    let Value::Text { text, .. } = &value.value else { return None };
    let choice = |key: &&super::Key| matches!(key.form, ValueForm::Choice(words) if words.contains(&text.as_str()));
    shape.keys.iter().find(choice).or_else(|| shape.key("url").filter(|_| is_file(text)))
}

/// Whether a text is an address or the name of a file.
fn is_file(text: &str) -> bool {
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    let has_ending = (2..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    !text.contains(char::is_whitespace) && (has_ending || text.contains("://"))
}

/// Whether the only key of a map is what should have been the value of its first one: `{kommune: Kommune}`.
pub(super) fn is_name_as_key(shape: &Shape, key: &str, rest: &Node) -> bool {
    let named = shape.keys.first().is_some_and(|first| first.required || first.name == "task");
    // `task:B2` lacks a blank, which is told in words of its own.
    let of_shape = shape.key(key.split(':').next().unwrap_or(key)).is_some()
        || closest(key, shape.keys.iter().map(|key| key.name)).is_some();
    let is_value = matches!(rest.value, Value::Null | Value::Text { .. } | Value::Map(_));
    // With a map of maps, such as `guide`, a wrong key is a wrong key.
    let is_small = shape.keys.iter().all(|key| !matches!(key.form, ValueForm::Map(_)) || key.name == "confirmed");
    named && !of_shape && is_value && is_small
}

/// The help for a text or a list where a map belongs: under its first key, if that may hold it.
pub(super) fn of_map(shape: &Shape, node: &Node) -> String {
    match shape.keys.first() {
        Some(first) if matches!(first.form, ValueForm::Names | ValueForm::NamesOr(_)) => {
            let names = names(node).unwrap_or_default();
            format!("write `{{{}: {names}}}`", first.name)
        }
        _ => "write `key: value`".to_owned(),
    }
}

/// A list of names for one text with commas, or for keys without values.
fn names(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text { text, .. } => Some(format!("[{}]", joined(several(text).into_iter().map(word)))),
        Value::List(items) => Some(format!("[{}]", joined(items.iter().map(one)))),
        Value::Map(entries) if entries.iter().all(|(_, node)| matches!(node.value, Value::Null)) => {
            Some(format!("[{}]", joined(entries.iter().map(|(key, _)| word(&key.value)))))
        }
        // `{any: [A1]}`, where nothing is to be chosen.
        Value::Map(entries) => match entries.as_slice() {
            [(_, Node { value: Value::List(items), .. })] => Some(format!("[{}]", joined(items.iter().map(one)))),
            _ => None,
        },
        Value::Null => None,
    }
}

/// The first of what is there.
fn one(node: &Node) -> String {
    match &node.value {
        Value::List(items) => items.first().map_or_else(|| "\u{2026}".to_owned(), one),
        Value::Map(entries) => entries.first().map_or_else(|| "\u{2026}".to_owned(), |(key, _)| word(&key.value)),
        Value::Text { text, .. } => word(several(text).first().copied().unwrap_or("\u{2026}")),
        Value::Null => "\u{2026}".to_owned(),
    }
}

/// A text that YAML took for keys or a list.
fn text(node: &Node, is_title: bool) -> String {
    let text = match &node.value {
        Value::Map(entries) if entries.len() == 1 => pairs(entries),
        // Somebody began a list for the one value.
        Value::List(items) if !is_title && items.len() == 1 && matches!(items[0].value, Value::Text { .. }) => {
            return one_text(&items[0]);
        }
        _ => flow(node),
    };
    let text = text.replace('"', "");
    if text.is_empty() { "\u{2026}".to_owned() } else { super::in_quotes(&text) }
}

/// The text of a node, as it is written after a key.
fn one_text(node: &Node) -> String {
    match &node.value {
        Value::Text { text, .. } => word(text),
        _ => flow(node),
    }
}

/// A map of a shape for one text.
fn map(shape: &Shape, node: &Node) -> String {
    match &node.value {
        Value::Text { text, .. } => item(shape, text, None),
        Value::List(items) if items.iter().all(|item| matches!(item.value, Value::Map(_))) => {
            let inner = joined(items.iter().filter_map(|item| match &item.value {
                Value::Map(entries) => Some(pairs(entries)),
                _ => None,
            }));
            format!("{{{inner}}}")
        }
        _ => "{key: value}".to_owned(),
    }
}

/// The intended truth value.
fn truth(node: &Node) -> &'static str {
    let Value::Text { text, .. } = &node.value else { return "true" };
    match text.to_lowercase().as_str() {
        "no" | "nej" | "off" | "false" | "falsk" | "0" | "n" => "false",
        _ => "true",
    }
}
