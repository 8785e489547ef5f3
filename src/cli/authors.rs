//! Arguments of the commands for authors (door: clap).

use std::path::PathBuf;

use crate::refusal::Refusal;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(super) struct Init {
    /// Where the project goes [default: --root, or the current folder]
    #[arg(value_name = "FOLDER")]
    pub(super) folder: Option<PathBuf>,
    /// The language of the guide
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(super) language: Language,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The table: CSV or XLSX, of which the first sheet is read
    #[arg(required_unless_present = "columns")]
    pub(super) file: Option<PathBuf>,
    /// The guide's folder; a new guide is made, or tasks join the one that is there
    #[arg(long, value_name = "FOLDER", required_unless_present = "columns")]
    pub(super) guide: Option<String>,
    /// The title of a new guide [default: the folder]
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    /// The language of a new guide, such as da [default: the site's]
    #[arg(long, value_name = "CODE")]
    pub(super) language: Option<String>,
    /// Empty cells of this column take the value above, as merged cells show it; may be given several times
    #[arg(long, value_name = "COLUMN")]
    pub(super) fill_down: Vec<String>,
    /// How days such as 05/11/2026 are written [default: dmy in guides in Danish]
    #[arg(long, value_name = "ORDER")]
    pub(super) dates: Option<Dates>,
    /// Print the columns that are read, and what each may be called
    #[arg(long)]
    pub(super) columns: bool,
    /// Tell what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Dates {
    /// Day, month, year
    Dmy,
    /// Month, day, year
    Mdy,
}

/// A language that a project can begin in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// Dansk
    Da,
    /// English
    En,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// The id, or a prefix for the next free number behind it
    pub(super) id: String,
    /// Whose side it is on; may be left out where the guide has one party only
    #[arg(long, value_name = "KEY")]
    pub(super) party: Option<String>,
    /// The step that it belongs to; may be left out where the guide has one stage only
    #[arg(long, value_name = "KEY")]
    pub(super) stage: Option<String>,
    /// How often it is carried out
    #[arg(long, value_name = "KEY")]
    pub(super) scope: Option<String>,
    /// A theme across parties
    #[arg(long, value_name = "KEY")]
    pub(super) track: Option<String>,
    /// The title [default: TODO]
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    /// The value of a field of the guide's own; may be given several times
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    pub(super) field: Vec<(String, String)>,
    /// The guide, by its folder [default: the only one]
    #[arg(long, value_name = "FOLDER")]
    pub(super) guide: Option<String>,
}

/// A key and a value.
fn pair(text: &str) -> Result<(String, String), Refusal> {
    let (key, value) = text.split_once('=').ok_or("write it as KEY=VALUE")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

#[derive(Debug, Args)]
pub(super) struct Rename {
    /// The id that the task has
    pub(super) old: String,
    /// The id that it gets
    pub(super) new: String,
    /// The guide, by its folder [default: the only one that has the task]
    #[arg(long, value_name = "FOLDER")]
    pub(super) guide: Option<String>,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// The guide, by its folder [default: the only one]
    pub(super) guide: Option<String>,
    /// Only tasks of this party
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub(super) party: Vec<String>,
    /// Only tasks of this stage
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub(super) stage: Vec<String>,
    /// Only tasks of this track
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub(super) track: Vec<String>,
    /// Only tasks of this scope
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub(super) scope: Vec<String>,
    /// Only tasks of this status [default: active, and draft with --drafts]
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    pub(super) status: Vec<TaskStatus>,
    /// Ids of the tasks that are done
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(super) done: Vec<String>,
    /// Only tasks that can begin now
    #[arg(long)]
    pub(super) ready: bool,
    /// With drafts
    #[arg(long)]
    pub(super) drafts: bool,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: ListFormat,
}

/// Where a task is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TaskStatus {
    Active,
    Draft,
    Retired,
}

/// How `list` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// Columns as wide as the terminal allows
    Table,
    /// For other programs
    Json,
    /// As tasks.csv, with the column `state`
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// The subject of the schema
    pub(super) of: SchemaOf,
}

/// The subject of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// vejviser.yaml
    Settings,
    /// The front matter of a guide
    Guide,
    /// The front matter of a task
    Task,
    /// The front matter of another page
    Page,
    /// guide.json
    GuideJson,
}

impl SchemaOf {
    /// The schemas' own word for it.
    pub(super) fn subject(self) -> crate::schema::Subject {
        match self {
            SchemaOf::Settings => crate::schema::Subject::Settings,
            SchemaOf::Guide => crate::schema::Subject::Guide,
            SchemaOf::Task => crate::schema::Subject::Task,
            SchemaOf::Page => crate::schema::Subject::Page,
            SchemaOf::GuideJson => crate::schema::Subject::GuideJson,
        }
    }
}
