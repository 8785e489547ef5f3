//! The cure for a value of the wrong form: the very line, made from the value and the table of keys.

use super::{Form, Node, Shape, Value, scalar};

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

fn word(text: &str) -> String {
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
pub(super) fn line(key: &str, form: &Form, node: &Node) -> String {
    let value = match form {
        Form::List(shape) => list(shape, node),
        Form::NamesOr(shape) if matches!(node.value, Value::Map(_)) => match names(node) {
            Some(names) => names,
            None => list(shape, node),
        },
        Form::TextsOr(_) if matches!(node.value, Value::Map(_)) => format!("[{}]", flow(node)),
        Form::Names | Form::NamesOr(_) | Form::Texts | Form::TextsOr(_) => {
            names(node).unwrap_or_else(|| "[one, two]".to_owned())
        }
        Form::Name | Form::NameOr(_) | Form::Choice(_) | Form::Date | Form::Url => one(node),
        Form::Text | Form::TextOr(_) => text(node),
        Form::Map(shape) => map(shape, node),
        Form::Flag => truth(node).to_owned(),
        Form::Number => "10".to_owned(),
        Form::Weights | Form::Allowances(_) | Form::Own | Form::Free => "{key: value}".to_owned(),
    };
    format!("write `{key}: {value}`")
}

/// A list of maps for what was written instead: texts, a map of names by their keys, or a single item.
fn list(shape: &Shape, node: &Node) -> String {
    let items = match &node.value {
        Value::Map(entries) if entries.iter().any(|(key, _)| shape.key(&key.value).is_some()) => flow(node),
        Value::Map(entries) => joined(entries.iter().map(|(key, node)| item(shape, &key.value, Some(node)))),
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
    let second = needed().or_else(|| keys.find(|key| matches!(key.form, Form::Text)));
    let behind = match (rest.map(|node| (&node.value, node)), second) {
        (Some((Value::Map(entries), _)), _) => Some(pairs(entries)),
        (Some((Value::Text { .. }, node)), Some(second)) => Some(format!("{}: {}", second.name, flow(node))),
        _ => needed().map(|key| format!("{}: \u{2026}", key.name)),
    };
    let behind = behind.map(|behind| format!(", {behind}")).unwrap_or_default();
    format!("{{{first}: {}{behind}}}", word(name))
}

/// A list of names for one text with commas, or for keys without values.
fn names(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text { text, .. } => Some(format!("[{}]", joined(several(text).into_iter().map(word)))),
        Value::List(items) => Some(format!("[{}]", joined(items.iter().map(one)))),
        Value::Map(entries) if entries.iter().all(|(_, node)| matches!(node.value, Value::Null)) => {
            Some(format!("[{}]", joined(entries.iter().map(|(key, _)| word(&key.value)))))
        }
        _ => None,
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
fn text(node: &Node) -> String {
    let text = match &node.value {
        Value::Map(entries) if entries.len() == 1 => pairs(entries),
        _ => flow(node),
    };
    let text = text.replace('"', "");
    if text.is_empty() { "\u{2026}".to_owned() } else { super::in_quotes(&text) }
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
