//! A guide as its `guide.json` tells it, wherever that comes from: a published site, a snapshot, or content that was read
//! just now. Nothing here trusts that another program wrote it well.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::refusal::Refusal;
use crate::text::decode_path;

/// A guide with its tasks.
#[derive(Clone, Debug, Deserialize)]
pub struct Described {
    /// 1 is the only one that is known.
    schema: u64,
    /// 1: without digests and texts.
    #[serde(default = "first_level")]
    pub(crate) level: u64,
    pub(crate) guide: Head,
    /// In the order of the plan, retired ones behind; drafts are left out.
    pub(crate) tasks: Vec<Task>,
    /// The lines of each task's text, where they are known.
    #[serde(default)]
    texts: Option<BTreeMap<String, Vec<String>>>,
}

fn first_level() -> u64 {
    1
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Head {
    pub(crate) key: String,
    #[serde(default)]
    pub(crate) code: Option<String>,
    #[serde(default)]
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) version: Option<String>,
    #[serde(default)]
    pub(crate) language: String,
    #[serde(default)]
    pub(crate) digest: Option<String>,
    #[serde(default)]
    pub(crate) parties: Vec<Group>,
    #[serde(default)]
    pub(crate) stages: Vec<Group>,
    #[serde(default)]
    pub(crate) scopes: Vec<Group>,
    #[serde(default)]
    pub(crate) tracks: Vec<Group>,
    /// Unknown at level 1.
    #[serde(default)]
    pub(crate) terms: Option<Vec<Term>>,
    #[serde(default)]
    pub(crate) questions: Vec<Question>,
    #[serde(default)]
    pub(crate) time: Value,
    #[serde(default)]
    pub(crate) retired: Vec<Retired>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Group {
    pub(crate) key: String,
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) gate: Option<bool>,
    #[serde(default)]
    pub(crate) shared: Option<bool>,
    #[serde(default)]
    pub(crate) description: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Term {
    pub(crate) term: String,
    #[serde(default)]
    pub(crate) meaning: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Retired {
    pub(crate) id: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Question {
    #[serde(default)]
    pub(crate) id: Option<String>,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) to: Option<String>,
    #[serde(default)]
    pub(crate) owner: Option<String>,
    #[serde(default)]
    pub(crate) asked: Option<String>,
    #[serde(default)]
    pub(crate) answered: Option<String>,
    #[serde(default)]
    pub(crate) answer: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Task {
    pub(crate) id: String,
    /// The oldest first.
    #[serde(default)]
    pub(crate) former_ids: Vec<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) party: Option<String>,
    #[serde(default)]
    pub(crate) stage: Option<String>,
    #[serde(default)]
    pub(crate) scope: Option<String>,
    #[serde(default)]
    pub(crate) track: Option<String>,
    #[serde(default)]
    pub(crate) requires: Vec<Requirement>,
    #[serde(default)]
    pub(crate) with: Vec<String>,
    #[serde(default)]
    pub(crate) alternatives: Vec<String>,
    #[serde(default)]
    pub(crate) related: Vec<String>,
    #[serde(default = "active")]
    pub(crate) status: String,
    #[serde(default)]
    pub(crate) description: Option<String>,
    #[serde(default)]
    pub(crate) delivers: Option<String>,
    #[serde(default)]
    pub(crate) roles: Value,
    #[serde(default)]
    pub(crate) documents: Value,
    #[serde(default)]
    pub(crate) questions: Vec<Question>,
    #[serde(default)]
    pub(crate) source: Option<String>,
    /// Below `content/`; older descriptions do not say it.
    #[serde(default)]
    pub(crate) file: Option<String>,
    #[serde(default)]
    pub(crate) updated: Option<String>,
    #[serde(default)]
    pub(crate) fields: BTreeMap<String, Value>,
    #[serde(default)]
    pub(crate) duration: Option<String>,
    #[serde(default)]
    pub(crate) lead_time: Option<String>,
    #[serde(default)]
    pub(crate) deadline: Option<String>,
    #[serde(default)]
    pub(crate) not_before: Option<String>,
    #[serde(default)]
    pub(crate) digests: BTreeMap<String, String>,
}

fn active() -> String {
    "active".to_owned()
}

/// One task, or one of several.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Requirement {
    #[serde(default)]
    pub(crate) task: Option<String>,
    #[serde(default)]
    pub(crate) any: Vec<String>,
    #[serde(default)]
    pub(crate) certainty: Certainty,
    #[serde(default)]
    pub(crate) note: Option<String>,
    #[serde(default)]
    pub(crate) lag: Option<String>,
}

/// How sure a requirement is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Certainty {
    #[default]
    Certain,
    Likely,
}

/// Why `json` is no description: a newer one need not have the form that is known.
fn why_not(json: &str, error: &serde_json::Error) -> Refusal {
    #[derive(Deserialize)]
    struct Schema {
        schema: u64,
    }
    match serde_json::from_str(json) {
        Ok(Schema { schema }) if schema != 1 => newer(schema),
        _ => error.to_string().into(),
    }
}

fn newer(schema: u64) -> Refusal {
    format!("its schema is {schema}, and 1 is known; a newer vejviser can read it").into()
}

impl Described {
    /// Reads a `guide.json` or a snapshot.
    ///
    /// # Errors
    /// The reason why the text is none, in words.
    pub fn read(json: &str) -> Result<Self, Refusal> {
        let mut found: Described = serde_json::from_str(json).map_err(|error| why_not(json, &error))?;
        if found.schema != 1 {
            return Err(newer(found.schema));
        }
        found.tasks.retain(|task| task.status != "draft");
        if found.level < 2 {
            for task in &mut found.tasks {
                let last = |url: &String| {
                    let id = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                    decode_path(id).unwrap_or_else(|| id.to_owned())
                };
                task.former_ids = task.aliases.iter().map(last).collect();
            }
        }
        Ok(found)
    }

    /// Takes in the `texts.json` that was published beside a `guide.json`.
    ///
    /// # Errors
    /// The reason why the text is none, in words.
    pub fn add_texts(&mut self, json: &str) -> Result<(), Refusal> {
        #[derive(Deserialize)]
        struct Texts {
            texts: BTreeMap<String, Vec<String>>,
        }
        let Texts { texts } = serde_json::from_str(json).map_err(|error| error.to_string())?;
        self.texts = Some(texts);
        Ok(())
    }

    /// The keys of its parties.
    pub(crate) fn party_keys(&self) -> impl Iterator<Item = &str> {
        self.guide.parties.iter().map(|party| party.key.as_str())
    }

    /// The guide's folder.
    pub fn key(&self) -> &str {
        &self.guide.key
    }

    /// The digest of the whole, where it is known.
    pub fn digest(&self) -> Option<&str> {
        self.guide.digest.as_deref()
    }

    /// Its version.
    pub fn version(&self) -> Option<&str> {
        self.guide.version.as_deref()
    }

    /// The lines of all tasks.
    pub(super) fn all_lines(&mut self) -> impl Iterator<Item = &mut String> {
        self.texts.iter_mut().flat_map(|texts| texts.values_mut()).flatten()
    }

    /// The lines of a task's text, where they are known.
    pub(crate) fn lines(&self, id: &str) -> Option<&[String]> {
        self.texts.as_ref()?.get(id).map(Vec::as_slice)
    }
}

impl Task {
    pub(crate) fn is_retired(&self) -> bool {
        self.status == "retired"
    }

    /// The roles, without those that only repeat the party.
    pub(super) fn own_roles(&self) -> Value {
        let mut roles = self.roles.clone();
        let party = Value::from(self.party.clone());
        if let Some(roles) = roles.as_object_mut() {
            let repeats =
                |value: &Value| *value == party || value.as_array().is_some_and(|all| *all == [party.clone()]);
            for role in ["performs", "responsible"] {
                if roles.get(role).is_some_and(repeats) {
                    roles.remove(role);
                }
            }
        }
        roles
    }

    /// The parties whose work it is, its own first, each once.
    pub(crate) fn parties(&self) -> Vec<String> {
        let performs = self.roles["performs"].as_array().into_iter().flatten();
        let roles = performs.chain([&self.roles["responsible"]]).filter_map(Value::as_str);
        let mut found: Vec<String> = Vec::new();
        for party in self.party.as_deref().into_iter().chain(roles) {
            if !found.iter().any(|known| known == party) {
                found.push(party.to_owned());
            }
        }
        found
    }
}

impl Requirement {
    /// The tasks of which one is enough.
    pub(crate) fn tasks(&self) -> impl Iterator<Item = &str> {
        self.task.iter().chain(&self.any).map(String::as_str)
    }
}
