//! `vejviser list`.

use super::arguments::Global;
use super::authors::{List, ListFormat, TaskStatus};
use super::project::{locate, read};
use super::screen::Screen;
use super::{Outcome, refused};
use crate::data::{ListEncoding, Query};
use crate::model::{Keys, Status};
use crate::pipeline::{Options, analyse, list};
use crate::refusal::Refusal;

pub(super) fn run(global: &Global, arguments: &List, screen: &Screen) -> Result<Outcome, Refusal> {
    let location = locate(global)?;
    let project = read(&location)?;
    let drafts = arguments.drafts || arguments.status.contains(&TaskStatus::Draft);
    let analysis = analyse(&project, &Options { drafts, ..Options::default() }, screen);
    screen.end();
    if let Some(outcome) = refused(&analysis.diagnostics, &project, &location, screen, "") {
        return Ok(outcome);
    }
    let query = Query {
        keys: Keys {
            stages: arguments.stage.clone(),
            parties: arguments.party.clone(),
            tracks: arguments.track.clone(),
            scopes: arguments.scope.clone(),
        },
        statuses: arguments.status.iter().map(|status| status.of_model()).collect(),
        done: arguments.done.clone(),
        ready: arguments.ready,
    };
    let form = match arguments.format {
        ListFormat::Table => ListEncoding::Table(screen.width()),
        ListFormat::Json => ListEncoding::Json,
        ListFormat::Csv => ListEncoding::Csv,
    };
    screen.data(&list(&project, &analysis, arguments.guide.as_deref(), &query, form)?);
    Ok(Outcome::Clean)
}

impl TaskStatus {
    fn of_model(self) -> Status {
        match self {
            TaskStatus::Active => Status::Active,
            TaskStatus::Draft => Status::Draft,
            TaskStatus::Retired => Status::Retired,
        }
    }
}
