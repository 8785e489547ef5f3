//! Free values as JSON.

use super::node::{Node, Value};

/// A free value (`extra`) as templates see it. Plain scalars are read by YAML 1.2's core schema; text in quotes
/// stays text.
pub(crate) fn to_json(node: &Node) -> serde_json::Value {
    use serde_json::Value as Json;
    match &node.value {
        Value::Null => Json::Null,
        Value::Text { text, plain: true } => typed(text),
        Value::Text { text, .. } => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|(key, node)| (key.value.clone(), to_json(node))).collect())
        }
    }
}

fn typed(text: &str) -> serde_json::Value {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    // `007` and `+45…` are names and telephone numbers more often than numbers.
    let number = digits.starts_with(|c: char| c.is_ascii_digit())
        && !text.starts_with('+')
        && (!digits.starts_with('0') || digits.len() == 1 || digits.starts_with("0."));
    match text {
        "true" | "True" | "TRUE" => true.into(),
        "false" | "False" | "FALSE" => false.into(),
        _ if number => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(whole), _) => whole.into(),
            (_, Ok(real)) if real.is_finite() => real.into(),
            _ => text.into(),
        },
        _ => text.into(),
    }
}
