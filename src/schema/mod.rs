//! JSON Schemas (draft 2020-12) for editors and other programs: of settings and front matter from the tables that
//! reading uses, of `guide.json` from the types that are written.

mod json;

use crate::config::SETTINGS;
use crate::parse::{GUIDE_PAGE, PAGE, TASK};

/// The subject of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// `vejviser.yaml`.
    Settings,
    /// The front matter of a guide's `_index.md`.
    Guide,
    /// The front matter of a task.
    Task,
    /// The front matter of another page.
    Page,
    /// `guide.json`.
    GuideJson,
}

impl Subject {
    /// Every subject.
    pub const ALL: [Subject; 5] = [Subject::Settings, Subject::Guide, Subject::Task, Subject::Page, Subject::GuideJson];

    /// The name of its file below `schemas/`.
    pub fn file(self) -> &'static str {
        match self {
            Subject::Settings => "settings.schema.json",
            Subject::Guide => "guide.schema.json",
            Subject::Task => "task.schema.json",
            Subject::Page => "page.schema.json",
            Subject::GuideJson => "guide-json.schema.json",
        }
    }
}

/// The schema of a subject, as JSON.
pub fn schema(of: Subject) -> String {
    match of {
        Subject::Settings => json::document("Settings of a site: vejviser.yaml", &SETTINGS),
        Subject::Guide => json::document("Front matter of a guide: content/<guide>/_index.md", &GUIDE_PAGE),
        Subject::Task => json::document("Front matter of a task: content/<guide>/**/<ID>.md", &TASK),
        Subject::Page => json::document("Front matter of a page that is neither guide nor task", &PAGE),
        // Made by a test, so that the program carries no generator.
        Subject::GuideJson => include_str!("../../schemas/guide-json.schema.json").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_schemas_are_current() -> std::io::Result<()> {
        let made = |of: Subject| match of {
            Subject::GuideJson => format!("{:#}\n", crate::data::guide_schema()),
            other => schema(other),
        };
        for subject in Subject::ALL {
            let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(subject.file());
            if std::env::var_os("UPDATE_EXPECTED").is_some() {
                std::fs::write(&file, made(subject))?;
            }
            let published = std::fs::read_to_string(&file)?.replace("\r\n", "\n");
            assert_eq!(published, made(subject), "{}: run the tests once with UPDATE_EXPECTED=1", file.display());
        }
        Ok(())
    }
}
