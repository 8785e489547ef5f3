//! A shape as a JSON Schema.

use serde_json::{Map, Value, json};

use crate::diagnostic::ALL;
use crate::yaml::{Key, Shape, ValueForm};

/// A text as other readers of YAML may see it, who take `1.10` for a number; here it is the text as it is written.
const TEXT: [&str; 3] = ["string", "number", "boolean"];

/// A whole schema.
pub(super) fn document(title: &str, shape: &'static Shape) -> String {
    let mut schema = map(shape);
    let allowance = shape.keys.iter().find_map(|key| match key.form {
        ValueForm::Allowances(shape) => Some(map(shape)),
        _ => None,
    });
    if let Some(allowance) = allowance {
        schema.insert("$defs".to_owned(), json!({ "allowance": allowance }));
    }
    schema.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    schema.insert("title".to_owned(), title.into());
    format!("{:#}\n", Value::Object(schema))
}

fn map(shape: &Shape) -> Map<String, Value> {
    let properties: Map<String, Value> = shape.keys.iter().map(|key| (key.name.to_owned(), property(key))).collect();
    let required: Vec<&str> = shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), "object".into());
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema.insert("additionalProperties".to_owned(), false.into());
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    schema
}

/// A key that is not required may be left empty, which counts as left out.
fn property(key: &Key) -> Value {
    let schema = form(&key.form);
    let mut schema = match schema {
        Value::Object(schema) if key.required || schema.is_empty() => schema,
        Value::Object(schema) => or_nothing(schema),
        _ => Map::new(),
    };
    schema.insert("description".to_owned(), key.about.into());
    Value::Object(schema)
}

fn or_nothing(mut schema: Map<String, Value>) -> Map<String, Value> {
    match schema.get_mut("type") {
        Some(Value::Array(types)) => types.push("null".into()),
        Some(one) => *one = json!([one.take(), "null"]),
        None => {}
    }
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.push(Value::Null);
    }
    if let Some(Value::Array(forms)) = schema.get_mut("anyOf") {
        forms.push(json!({"type": "null"}));
    }
    schema
}

fn form(form: &ValueForm) -> Value {
    match form {
        ValueForm::Text | ValueForm::Name => json!({"type": TEXT}),
        ValueForm::Url => json!({"type": "string", "pattern": "^(https?://.*)?$"}),
        ValueForm::Date => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        ValueForm::Number => json!({"type": "integer"}),
        ValueForm::Flag => json!({"type": "boolean"}),
        ValueForm::Choice(words) => json!({ "enum": words_of(words) }),
        ValueForm::Texts | ValueForm::Names => {
            json!({"anyOf": [{"type": TEXT}, {"type": "array", "items": {"type": TEXT}}]})
        }
        ValueForm::Map(shape) => Value::Object(map(shape)),
        ValueForm::List(shape) => json!({"type": "array", "items": map(shape)}),
        ValueForm::NameOr(shape) | ValueForm::TextOr(shape) => json!({"anyOf": [{"type": TEXT}, map(shape)]}),
        ValueForm::NamesOr(shape) | ValueForm::TextsOr(shape) => {
            let item = json!({"anyOf": [{"type": TEXT}, map(shape)]});
            json!({"anyOf": [{"type": TEXT}, {"type": "array", "items": item}]})
        }
        ValueForm::Weights => codes(
            |fixed| json!({"enum": words_of(if fixed { &["error"] } else { &["error", "warning", "note", "off"] })}),
        ),
        // Each code the same, so it stands once.
        ValueForm::Allowances(_) => {
            codes(|fixed| if fixed { Value::Null } else { json!({"$ref": "#/$defs/allowance"}) })
        }
        ValueForm::Own => {
            let value = json!([{"type": TEXT}, {"type": "array", "items": {"type": TEXT}}, {"type": "null"}]);
            json!({"type": "object", "additionalProperties": {"anyOf": value}})
        }
        ValueForm::Free => json!({}),
    }
}

/// Words to choose from. Readers of YAML 1.1 take `off` for false.
fn words_of(words: &[&str]) -> Vec<Value> {
    let no = words.contains(&"off").then_some(Value::Bool(false));
    words.iter().map(|word| Value::from(*word)).chain(no).collect()
}

/// A map from codes to what `of` says of one that can or can't be lowered; `null` leaves it out.
fn codes(of: impl Fn(bool) -> Value) -> Value {
    let property = |code: &crate::diagnostic::Code| {
        let mut schema = of(code.fixed);
        let known = schema.as_object_mut()?;
        known.insert("description".to_owned(), code.summary.into());
        Some((code.name.to_owned(), schema))
    };
    let properties: Map<String, Value> = ALL.iter().filter_map(property).collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}
