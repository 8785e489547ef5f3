//! What a site said of itself when it was last published: the addresses that readers may hold.

use serde::Deserialize;

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
}

impl Published {
    /// Reads a `guide.json`.
    ///
    /// # Errors
    /// What keeps the text from being one, in words.
    pub fn read(place: &str, json: &str) -> Result<Self, String> {
        let found: Document = serde_json::from_str(json).map_err(|error| error.to_string())?;
        if found.schema != 1 {
            return Err(format!("its schema is {}, and 1 is known", found.schema));
        }
        let mut ids: Vec<(String, String)> = Vec::with_capacity(found.tasks.len());
        let mut aliases = Vec::new();
        for task in found.tasks {
            ids.push((task.id, task.title));
            aliases.extend(task.aliases);
        }
        ids.extend(found.guide.retired.into_iter().map(|retired| (retired.id, String::new())));
        Ok(Published { place: place.to_owned(), guide: found.guide.key, ids, aliases })
    }
}
