//! The tasks of a guide that somebody asks for: for the terminal, as JSON, as CSV.

use std::collections::BTreeSet;

use crate::context::GuideContext;
use crate::graph::{State, states};
use crate::model::{Guide, Holder, Keys, Status, TaskIx};
use crate::refusal::Refusal;
use crate::table::table;

use super::guide_json;
use super::tasks_csv::rows;

/// The request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    pub(crate) keys: Keys,
    /// Any of them; none means all but retired ones.
    pub(crate) statuses: Vec<Status>,
    /// Ids of the tasks that are done.
    pub(crate) done: Vec<String>,
    /// Only what can begin now.
    pub(crate) ready: bool,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListEncoding {
    /// For people; with the width of the terminal, if there is one.
    Table(Option<usize>),
    /// Documented in `docs/content/guide-json.md`.
    Json,
    /// As `tasks.csv`, with the column `state`.
    Csv,
}

/// The list, in the order of the plan; retired tasks behind.
///
/// # Errors
/// The guide has no such group or task.
pub(crate) fn list(context: &GuideContext<'_>, query: &Query, form: ListEncoding) -> Result<String, Refusal> {
    let guide = context.guide;
    let filter = guide.filter(&query.keys)?;
    let states = states(guide, &done(guide, &query.done)?);
    let asked = |at: &TaskIx| {
        let task = &guide.tasks[*at];
        let status = if query.statuses.is_empty() {
            task.status != Status::Retired
        } else {
            query.statuses.contains(&task.status)
        };
        status && filter.holds(task.standing()) && (!query.ready || states[*at] == State::Ready)
    };
    let retired = (0..guide.tasks.len()).filter(|task| guide.tasks[*task].status == Status::Retired);
    let tasks: Vec<TaskIx> = context.plan.order.iter().copied().chain(retired).filter(asked).collect();
    let state = |at: TaskIx| states[at].name();
    Ok(match form {
        ListEncoding::Table(width) => table(&lines(guide, &tasks, state), width),
        ListEncoding::Json => guide_json::list(context, &tasks, state),
        ListEncoding::Csv => rows(context, &tasks, Some(&state)),
    })
}

/// The tasks that are done; former ids count as what they are called now.
fn done(guide: &Guide, ids: &[String]) -> Result<BTreeSet<TaskIx>, Refusal> {
    let find = |id: &String| match guide.holder(id) {
        Some(Holder::Former(task)) => Ok(task),
        _ => guide.task_named(id),
    };
    ids.iter().map(find).collect()
}

/// The table's rows below its head. What no task of the list has gets no column.
fn lines(guide: &Guide, tasks: &[TaskIx], state: impl Fn(TaskIx) -> &'static str) -> Vec<Vec<String>> {
    let key = |groups: &[crate::model::Group], at: Option<usize>| {
        at.and_then(|at| groups.get(at)).map(|group| group.key.clone()).unwrap_or_default()
    };
    let drafts = tasks.iter().any(|at| guide.tasks[*at].status == Status::Draft);
    let tracks = tasks.iter().any(|at| guide.tasks[*at].track.is_some());
    let scopes = tasks.iter().any(|at| guide.tasks[*at].scope.is_some());
    let row = |at: Option<TaskIx>| {
        let cell = |head: &str, of: &dyn Fn(TaskIx) -> String| at.map_or_else(|| head.to_owned(), of);
        let mut cells = vec![
            cell("ID", &|at| guide.tasks[at].id.clone()),
            cell("STATE", &|at| state(at).to_owned()),
            cell("STAGE", &|at| {
                guide.stages.get(guide.tasks[at].stage).map_or_else(String::new, |s| s.group.key.clone())
            }),
            cell("PARTY", &|at| key(&guide.parties, Some(guide.tasks[at].party))),
        ];
        if tracks {
            cells.push(cell("TRACK", &|at| key(&guide.tracks, guide.tasks[at].track)));
        }
        if scopes {
            cells.push(cell("SCOPE", &|at| key(&guide.scopes, guide.tasks[at].scope)));
        }
        if drafts {
            cells.push(cell("STATUS", &|at| crate::digest::status(guide.tasks[at].status).to_owned()));
        }
        cells.push(cell("TITLE", &|at| guide.tasks[at].title.clone()));
        cells
    };
    std::iter::once(None).chain(tasks.iter().copied().map(Some)).map(row).collect()
}
