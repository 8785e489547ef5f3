//! The site as it was last published: the addresses that readers may hold.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::refusal::Refusal;
use crate::text::{decode_path, encode_path};

/// A guide as its published `guide.json` tells it. The caller has read the file; the core opens none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The file as the user knows it, for messages.
    pub place: String,
    /// The guide's folder below `content/`.
    pub guide: String,
    /// Every id with its title; the title of a retired one is empty.
    pub ids: Vec<(String, String)>,
    /// Former addresses that were answered: site paths.
    pub aliases: Vec<String>,
    /// The digests of each task by the parts that they are of, where the file has any.
    pub digests: Vec<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
struct Document {
    schema: u64,
    guide: Head,
    tasks: Vec<Task>,
}

#[derive(Deserialize)]
struct Head {
    key: String,
    /// Of the guide, as it was published: the base address, the guide's folder, a stroke.
    #[serde(default)]
    url: String,
    #[serde(default)]
    retired: Vec<Retired>,
}

#[derive(Deserialize)]
struct Retired {
    id: String,
}

#[derive(Deserialize)]
struct Task {
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    digests: BTreeMap<String, String>,
}

impl Published {
    /// Reads a `guide.json`.
    ///
    /// # Errors
    /// The reason why the text is none, in words.
    pub fn read(place: &str, json: &str) -> Result<Self, Refusal> {
        let found: Document = serde_json::from_str(json).map_err(|error| error.to_string())?;
        if found.schema != 1 {
            return Err(format!("its schema is {}, and 1 is known", found.schema).into());
        }
        let mut ids: Vec<(String, String)> = Vec::with_capacity(found.tasks.len());
        let (mut aliases, mut digests) = (Vec::new(), Vec::new());
        let base = found.guide.url.strip_suffix(&format!("{}/", encode_path(&found.guide.key))).unwrap_or_default();
        for task in found.tasks {
            ids.push((task.id, task.title));
            digests.extend(Some(task.digests).filter(|digests| !digests.is_empty()));
            aliases.extend(task.aliases.iter().map(|url| site_path(url, base)));
        }
        ids.extend(found.guide.retired.into_iter().map(|retired| (retired.id, String::new())));
        Ok(Published { place: place.to_owned(), guide: found.guide.key, ids, aliases, digests })
    }
}

/// The site path of an address that stands in `guide.json`, where the site's own address is put before it.
fn site_path(url: &str, base: &str) -> String {
    let path = url.strip_prefix(base).unwrap_or(url).trim_start_matches('/');
    decode_path(path).unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_without_the_site_that_they_stand_on() {
        for base in ["", "https://example.org", "https://example.org/guides"] {
            let json = format!(
                r#"{{"schema":1,"guide":{{"key":"brød","url":"{base}/br%C3%B8d/"}},
                "tasks":[{{"id":"B1","aliases":["{base}/br%C3%B8d/K%201/"]}}]}}"#
            );
            let published = Published::read("guide.json", &json).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(published.aliases, ["brød/K 1/"], "{base}");
        }
    }
}
