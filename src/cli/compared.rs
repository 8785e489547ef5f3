//! Arguments of the commands that compare versions (door: clap).

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::changes::{DiffFormat, TextDetail};

#[derive(Debug, Args)]
pub(super) struct Snapshot {
    /// The guide, by its folder [default: the only one]
    pub(super) guide: Option<String>,
    /// The name of the version [default: the guide's `version`]
    #[arg(long, value_name = "NAME")]
    pub(super) version: Option<String>,
    /// The day of its release, such as 2026-11-23 [default: the guide's `updated`]
    #[arg(long, value_name = "DAY")]
    pub(super) date: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Confirm {
    /// The task whose file states the relations
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    pub(super) id: Option<String>,
    /// Only the relations to these tasks [default: all that the file states]
    pub(super) others: Vec<String>,
    /// Renew every note of every task
    #[arg(long)]
    pub(super) all: bool,
    /// The guide, by its folder [default: the only one that has the task]
    #[arg(long, value_name = "FOLDER")]
    pub(super) guide: Option<String>,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The older side: a project's or a site's folder, a guide.json or a snapshot, a version, or a revision of git
    pub(super) old: String,
    /// The newer side, named in the same ways [default: the project as it is]
    pub(super) new: Option<String>,
    /// The guide, by its folder [default: the one that both sides have]
    #[arg(long, value_name = "FOLDER")]
    pub(super) guide: Option<String>,
    /// Only what concerns this party
    #[arg(long, value_name = "KEY", value_delimiter = ',')]
    pub(super) party: Vec<String>,
    /// How much is told of changed texts
    #[arg(long, value_name = "HOW", default_value = "lines")]
    pub(super) text: TextDetail,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: DiffFormat,
    /// Exit with 1 if something of this weight changed
    #[arg(long, value_name = "WEIGHT")]
    pub(super) fail_on: Option<FailOn>,
    /// Take both names for revisions of git, whatever else is called so
    #[arg(long)]
    pub(super) rev: bool,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// The weight of differences that fail a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Who does what, and what waits for what
    Work,
    /// Anything at all
    Any,
}

impl ValueEnum for TextDetail {
    fn value_variants<'a>() -> &'a [Self] {
        &[TextDetail::Lines, TextDetail::Words, TextDetail::None]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, about) = match self {
            TextDetail::Lines => ("lines", "The changed lines, before and after"),
            TextDetail::Words => ("words", "These lines, with the words that changed marked"),
            TextDetail::None => ("none", "How many lines changed"),
        };
        Some(PossibleValue::new(name).help(about))
    }
}

impl ValueEnum for DiffFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &[DiffFormat::Human, DiffFormat::Markdown, DiffFormat::Json]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, about) = match self {
            DiffFormat::Human => ("human", "For the terminal"),
            DiffFormat::Markdown => ("markdown", "For comments and release notes"),
            DiffFormat::Json => ("json", "For other programs"),
        };
        Some(PossibleValue::new(name).help(about))
    }
}
