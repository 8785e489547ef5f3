//! Arguments and flags (doors: clap, `clap_complete`).

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use super::authors::{Import, Init, List, New, Rename, Schema};
use super::compared::{Confirm, Diff, Snapshot};
use crate::diagnostic::Severity;
use crate::export;
use crate::report::Format;

/// Publishes task guides: who does what, and what waits for what.
#[derive(Debug, Parser)]
#[command(
    name = "vejviser",
    version,
    about = "Publishes task guides: who does what, and what waits for what.",
    after_help = "Examples:\n  vejviser build                 write the site to public/\n  vejviser check --strict        find every fault, warnings too\n  vejviser build -u https://example.org/guides\n\nExit codes: 0 clean, 1 faults in the content, 2 the work could not be done."
)]
pub struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Flags of every command, before or after it.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// The project's folder [default: the nearest folder upward with vejviser.yaml]
    #[arg(short, long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// The settings file [default: vejviser.yaml in the project's folder]
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Print diagnostics and failures only
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Print the time of each stage too
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// When to use colours; `NO_COLOR` and `CLICOLOR` count for auto
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check the content and write the site
    #[command(
        after_help = "Examples:\n  vejviser build\n  vejviser build -o /tmp/site --drafts\n  vejviser build -u https://example.org/guides --strict"
    )]
    Build(Build),
    /// Find every fault in the content; write nothing
    #[command(
        after_help = "Examples:\n  vejviser check\n  vejviser check --strict --format json\n  vejviser check --level warning        without notes\n  vejviser check --baseline known.json --write-baseline"
    )]
    Check(Check),
    /// Show the site in the browser while you write; pages change when a file is saved
    #[cfg(feature = "serve")]
    #[command(
        after_help = "The site is built in memory; nothing is written. Only this machine can see it, unless --interface names another\naddress. Ctrl-C ends it. With --quiet, its address alone goes to standard output.\n\nExamples:\n  vejviser serve                 http://127.0.0.1:1111, or the next free port\n  vejviser serve --open --drafts\n  vejviser serve -i 0.0.0.0 -p 8080   for others in the network too"
    )]
    Serve(Serve),
    /// Note that relations were looked at, so that a later change of the other task shows
    #[command(
        after_help = "Writes or renews `seen` beside the ids in `requires` and `with`; all other bytes of the file stay. When the other task changes,\ncheck warns with suspect-relation until this is run again. Nothing is changed while the content has errors.\n\nExamples:\n  vejviser confirm TF130                 all relations that its file states\n  vejviser confirm TF130 TF109 --dry-run\n  vejviser confirm --all                 renew every note there is"
    )]
    Confirm(Confirm),
    /// Tell what changed between two versions of a guide, for each task
    #[command(
        after_help = "Each side is the first that fits: a project's folder, a site's folder or a guide.json, a snapshot or the name of its version, a\nrevision of git. Git is only read. Exits with 0, also with differences; --fail-on changes that.\n\nExamples:\n  vejviser diff 1.1                           since version 1.1\n  vejviser diff 1.1 1.2 --format markdown -o notes.md\n  vejviser diff origin/main --party fagsystem --text words\n  vejviser diff v1.1 --rev --fail-on work"
    )]
    Diff(Diff),
    /// Tell what a diagnostic means, and how it is mended
    #[command(after_help = "Examples:\n  vejviser explain unknown-task\n  vejviser explain               list all")]
    Explain(Explain),
    /// Print a guide's tasks and relations as a picture, for Graphviz or Mermaid, as JSON or as a list
    #[command(
        after_help = "Without --format, a file's ending chooses (.svg, .dot, .gv, .mmd, .mermaid, .json, .txt); a terminal gets the list, all else SVG.\nLinks begin with the site's address where it has one, else they are seen from the site's root.\n\nExamples:\n  vejviser graph                              the only guide, as a list\n  vejviser graph bread -o bread.svg           the whole guide as a picture\n  vejviser graph --focus TF109                everything that TF109 rests on\n  vejviser graph --focus TF109 --depth 2      what lies around it\n  vejviser graph --party baker --format mermaid\n  vejviser graph --stage bake --party baker --format dot | dot -Tpdf -o bake.pdf"
    )]
    Graph(Graph),
    /// Begin a project: write the settings and a small guide to learn from
    #[command(
        after_help = "Asks nothing and overwrites nothing.\n\nExamples:\n  vejviser init guides           in a new folder\n  vejviser init --language da    here, in Danish"
    )]
    Init(Init),
    /// Turn a spreadsheet into tasks: CSV or XLSX, a row each
    #[command(
        after_help = "The first row names the columns: id, title, party, stage and other keys of a task, or their Danish names, as in tasks.csv.\nWhat does not fit is told with its row and column, and exits with 1; the rest is written. No file is ever written over.\n\nExamples:\n  vejviser import plan.csv --guide faktura --title \"Faktura\" --language da\n  vejviser import more.xlsx --guide faktura --dry-run"
    )]
    Import(Import),
    /// List a guide's tasks: those of a party or a stage, what can begin now
    #[command(
        after_help = "A flag may stand several times; any of its values is enough. What is done is told with --done, and a task is ready\nwhen every gate before it is open, its requirements are done, and the same holds for what it is carried out with.\n\nExamples:\n  vejviser list --party fagsystem --stage tilslutning\n  vejviser list bread --done M1,B1 --ready\n  vejviser list --status retired --format json"
    )]
    List(List),
    /// Write the file of a new task
    #[command(
        after_help = "The file comes from templates/task.md of the project, if there is one. It lands where the other tasks of its stage lie.\nWhat must be written yet is marked as TODO, which check finds.\n\nExamples:\n  vejviser new TF127 --party fagsystem --stage tilslutning\n  vejviser new TF --party fagsystem --stage tilslutning   the next free number\n  vejviser new B5 --guide bread --party baker --stage bake --title \"Slice the bread\""
    )]
    New(New),
    /// Give a task another id, everywhere; the former one becomes an alias
    #[command(
        after_help = "Changes the file's name, its id, and every reference in front matter and text; all other bytes stay. Nothing is changed\nwhile the content has errors. What names the former id without being a reference is listed and left.\n\nExamples:\n  vejviser rename TF109 TF130 --dry-run\n  vejviser rename TF109 TF130\n  vejviser rename B1 B7 --guide bread"
    )]
    Rename(Rename),
    /// Print a JSON Schema, for editors and other programs
    #[command(
        after_help = "The same files are in schemas/ of the source of vejviser.\n\nExamples:\n  vejviser schema task > task.schema.json\n  vejviser schema settings > settings.schema.json"
    )]
    Schema(Schema),
    /// Keep a guide as it is released: write history/<guide>/<version>.json
    #[command(
        after_help = "Pages that tell what changed are made from these files, so keep them with the content. Nothing is written while the content has\nerrors, and nothing over another content. What is printed belongs into `versions` of the guide.\n\nExamples:\n  vejviser snapshot\n  vejviser snapshot faktura --version 1.2 --date 2026-12-01"
    )]
    Snapshot(Snapshot),
    /// Print a script that completes commands and flags in a shell
    #[command(
        after_help = "Examples:\n  vejviser completions bash > ~/.local/share/bash-completion/completions/vejviser\n  vejviser completions fish > ~/.config/fish/completions/vejviser.fish\n  vejviser completions zsh > ~/.zfunc/_vejviser"
    )]
    Completions(Completions),
}

impl Command {
    /// How the command shows diagnostics, if it does.
    pub(super) fn reporting(&self) -> Option<&Reporting> {
        match self {
            Command::Build(build) => Some(&build.reporting),
            Command::Check(check) => Some(&check.reporting),
            _ => None,
        }
    }
}

/// How diagnostics are shown.
#[derive(Debug, Args)]
pub(super) struct Reporting {
    /// Count warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// How diagnostics are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
    /// The least weight that is shown; what is not shown counts all the same
    #[arg(long, value_name = "LEVEL", default_value = "note")]
    pub(super) level: Level,
}

impl Reporting {
    /// Everything, for people.
    pub(super) const PLAIN: Reporting = Reporting { strict: false, format: Format::Human, level: Level::Note };
}

/// The least weight of diagnostics that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    /// All of them
    Note,
    /// Warnings and errors
    Warning,
    /// Errors only
    Error,
}

impl Level {
    pub(super) fn severity(self) -> Severity {
        match self {
            Level::Note => Severity::Note,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        }
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Format::Human, Format::Short, Format::Json, Format::Sarif, Format::Github]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, about) = match self {
            Format::Human => ("human", "With the lines they are about"),
            Format::Short => ("short", "A line each"),
            Format::Json => ("json", "One JSON document"),
            Format::Sarif => ("sarif", "One document for code scanning, SARIF 2.1.0"),
            Format::Github => ("github", "Annotations for GitHub's workflows"),
        };
        Some(PossibleValue::new(name).help(about))
    }
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// Where to write the site [default: public, or what the settings say]
    #[arg(short, long, value_name = "DIR")]
    pub(super) output_dir: Option<PathBuf>,
    /// Where the site will be published [default: what the settings say; empty: the site opens from disk]
    #[arg(short = 'u', long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Publish drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// The site as it was published, to find ids that vanished: its folder or a guide.json [default: the output
    /// folder]
    #[arg(long, value_name = "PATH")]
    pub(super) published: Option<PathBuf>,
    /// Leave out the older versions that the settings name, for the sake of time
    #[arg(long)]
    pub(super) without_versions: bool,
    /// Write into a folder that holds files vejviser did not write; they stay, unless a page has their name
    #[arg(short, long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) reporting: Reporting,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Check drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// The site as it was published, to find ids that vanished: its folder or a guide.json [default: the output
    /// folder]
    #[arg(long, value_name = "PATH")]
    pub(super) published: Option<PathBuf>,
    /// Known diagnostics, which are neither shown nor fail the run
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write all that is found to the baseline, and succeed
    #[arg(long, requires = "baseline")]
    pub(super) write_baseline: bool,
    #[command(flatten)]
    pub(super) reporting: Reporting,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The address to answer at; 0.0.0.0 for all that the machine has
    #[arg(short, long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub(super) interface: std::net::IpAddr,
    /// The port to answer at; 0 for any that is free [default: 1111, or the next free one]
    #[arg(short, long, value_name = "N")]
    pub(super) port: Option<u16>,
    /// Show the site in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Show drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Look for changes twice a second, where the system does not tell of them: in network folders and containers
    #[arg(long)]
    pub(super) poll: bool,
    /// The least weight of diagnostics that is shown
    #[arg(long, value_name = "LEVEL", default_value = "note")]
    pub(super) level: Level,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The code, as it stands in brackets in a diagnostic [default: list all]
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Graph {
    /// The guide, by its folder [default: the only one]
    pub(super) guide: Option<String>,
    /// Everything that this task rests on
    #[arg(long, value_name = "ID", conflicts_with_all = ["stage", "party", "track", "scope"])]
    pub(super) focus: Option<String>,
    /// Instead, what lies up to N steps before and after the task in focus
    #[arg(long, value_name = "N", requires = "focus")]
    pub(super) depth: Option<u8>,
    /// Only the tasks of this stage, and connectors to others
    #[arg(long, value_name = "KEY")]
    pub(super) stage: Option<String>,
    /// Only the tasks of this party, and connectors to others
    #[arg(long, value_name = "KEY")]
    pub(super) party: Option<String>,
    /// Only the tasks of this track, and connectors to others
    #[arg(long, value_name = "KEY")]
    pub(super) track: Option<String>,
    /// Only the tasks of this scope, and connectors to others
    #[arg(long, value_name = "KEY")]
    pub(super) scope: Option<String>,
    /// With dotted lines between tasks that are to be seen beside each other
    #[arg(long)]
    pub(super) related: bool,
    /// How it is written
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<export::Format>,
    /// Where it is written [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Where the site is published [default: what the settings say]
    #[arg(short = 'u', long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// With drafts
    #[arg(long)]
    pub(super) drafts: bool,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

impl Completions {
    /// The script for the shell.
    pub(super) fn script(&self) -> String {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "vejviser", &mut script);
        String::from_utf8_lossy(&script).into_owned()
    }
}

impl ValueEnum for export::Format {
    fn value_variants<'a>() -> &'a [Self] {
        use export::Format::{Dot, Json, Mermaid, Svg, Tree};
        &[Svg, Dot, Mermaid, Json, Tree]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, about) = match self {
            export::Format::Svg => ("svg", "A picture that stands alone"),
            export::Format::Dot => ("dot", "Graphviz"),
            export::Format::Mermaid => ("mermaid", "A flowchart of Mermaid"),
            export::Format::Json => ("json", "For other programs"),
            export::Format::Tree => ("text", "An indented list"),
        };
        Some(PossibleValue::new(name).help(about))
    }
}
