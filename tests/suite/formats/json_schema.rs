//! A validator of JSON Schema for the words that SARIF's schema (draft 7) and ours (2020-12) use; any other word is a
//! failure, so that none is passed over.

use serde_json::Value;

/// Words that say something to people only.
const REMARKS: [&str; 8] = ["$schema", "$id", "title", "description", "default", "definitions", "$defs", "deprecated"];

/// A schema, read.
pub struct Schema(Value);

impl Schema {
    pub fn read(text: &str) -> Self {
        Schema(serde_json::from_str(text).expect("a schema is JSON"))
    }

    /// Everything in `value` that the schema does not allow, each with its place.
    pub fn faults(&self, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(&self.0, value, "", &mut faults);
        faults
    }

    fn allows(&self, schema: &Value, value: &Value) -> bool {
        let mut faults = Vec::new();
        self.check(schema, value, "", &mut faults);
        faults.is_empty()
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let Value::Object(words) = schema else {
            if schema == &Value::Bool(false) {
                faults.push(format!("{at}: not allowed"));
            }
            return;
        };
        for (word, wanted) in words {
            let good = match word.as_str() {
                "$ref" => {
                    let path = wanted.as_str().and_then(|path| path.strip_prefix('#')).expect("a place in the schema");
                    self.check(self.0.pointer(path).expect("a definition"), value, at, faults);
                    true
                }
                "type" => wanted.as_str().map_or_else(
                    || wanted.as_array().expect("types").iter().any(|one| is(value, one.as_str().expect("a type"))),
                    |one| is(value, one),
                ),
                "enum" => wanted.as_array().expect("values").contains(value),
                "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().expect("a number")),
                "maximum" => value.as_f64().is_none_or(|number| number <= wanted.as_f64().expect("a number")),
                "minItems" => {
                    value.as_array().is_none_or(|list| list.len() as u64 >= wanted.as_u64().expect("a number"))
                }
                "uniqueItems" => value.as_array().is_none_or(|list| {
                    wanted == &Value::Bool(false) || (1..list.len()).all(|n| !list[..n].contains(&list[n]))
                }),
                "required" => value.as_object().is_none_or(|object| {
                    let names = wanted.as_array().expect("names").iter();
                    names.map(|name| name.as_str().expect("a name")).all(|name| object.contains_key(name))
                }),
                "anyOf" => wanted.as_array().expect("schemas").iter().any(|one| self.allows(one, value)),
                "oneOf" => {
                    wanted.as_array().expect("schemas").iter().filter(|one| self.allows(one, value)).count() == 1
                }
                "format" => value.as_str().is_none_or(|text| has_format(text, wanted.as_str().expect("a format"))),
                "const" => value == wanted,
                "pattern" => {
                    value.as_str().is_none_or(|text| matches_pattern(text, wanted.as_str().expect("a pattern")))
                }
                "items" => {
                    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(wanted, item, &format!("{at}/{number}"), faults);
                    }
                    true
                }
                "properties" => {
                    for (name, schema) in wanted.as_object().expect("properties") {
                        if let Some(value) = value.get(name) {
                            self.check(schema, value, &format!("{at}/{name}"), faults);
                        }
                    }
                    true
                }
                "additionalProperties" => {
                    let known = schema["properties"].as_object();
                    for (name, value) in value.as_object().into_iter().flatten() {
                        if known.is_none_or(|known| !known.contains_key(name)) {
                            self.check(wanted, value, &format!("{at}/{name}"), faults);
                        }
                    }
                    true
                }
                remark if REMARKS.contains(&remark) => true,
                other => panic!("the validator does not know `{other}`"),
            };
            if !good {
                faults.push(format!("{at}: {value} is against {word}: {wanted}"));
            }
        }
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("the validator does not know the type `{other}`"),
    }
}

/// The few patterns of our schemas. Of those of SARIF's (GUIDs, media types, versions of files, languages), what we write
/// has no value.
fn matches_pattern(text: &str, pattern: &str) -> bool {
    match pattern {
        "^(https?://.*)?$" => text.is_empty() || text.starts_with("http://") || text.starts_with("https://"),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => {
            let form: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            form == "0000-00-00"
        }
        _ => false,
    }
}

/// Addresses as RFC 3986 has them, as far as their characters and scheme go.
fn has_format(text: &str, format: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    let scheme = text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(|c| c.is_ascii_alphanumeric())
    });
    match format {
        "uri" => scheme && text.chars().all(allowed),
        "uri-reference" => text.chars().all(allowed),
        // Sizes of numbers that JSON does not tell apart.
        "uint" | "uint8" => true,
        other => panic!("the validator does not know the format `{other}`"),
    }
}

#[test]
fn the_validator_finds_what_is_wrong() {
    let schema = Schema::read(
        r##"{"type": "object", "required": ["a"], "additionalProperties": false, "properties": {
            "a": {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/definitions/n"}},
            "u": {"type": "string", "format": "uri"}},
            "definitions": {"n": {"type": "integer", "minimum": -1}}}"##,
    );
    for good in [r#"{"a": [1]}"#, r#"{"a": [-1, 2], "u": "https://example.org/a?b#c"}"#] {
        assert!(schema.faults(&serde_json::from_str(good).expect("JSON")).is_empty(), "{good}");
    }
    for bad in [
        "[]",
        "{}",
        r#"{"a": []}"#,
        r#"{"a": [1, 1]}"#,
        r#"{"a": [-2]}"#,
        r#"{"a": ["1"]}"#,
        r#"{"a": [1], "b": 1}"#,
        r#"{"a": [1], "u": "no scheme"}"#,
    ] {
        assert_eq!(schema.faults(&serde_json::from_str(bad).expect("JSON")).len(), 1, "{bad}");
    }
}
