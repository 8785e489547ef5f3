//! A part of a guide's tasks, asked for by the keys of groups.

use super::Status;

/// Keys as they were typed. Of one kind, any is enough; of several kinds, each must hold; none means all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    pub(crate) stages: Vec<String>,
    pub(crate) parties: Vec<String>,
    pub(crate) tracks: Vec<String>,
    pub(crate) scopes: Vec<String>,
}

/// The same, looked up in a guide.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) stages: Vec<usize>,
    pub(crate) parties: Vec<usize>,
    pub(crate) tracks: Vec<usize>,
    pub(crate) scopes: Vec<usize>,
    pub(crate) statuses: Vec<Status>,
}

/// Where a task stands in its guide.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    pub(crate) stage: usize,
    pub(crate) party: usize,
    pub(crate) track: Option<usize>,
    pub(crate) scope: Option<usize>,
    pub(crate) status: Status,
}

impl Filter {
    /// Whether a task that stands there is asked for.
    pub(crate) fn holds(&self, task: Standing) -> bool {
        let any = |wanted: &[usize], at: Option<usize>| wanted.is_empty() || at.is_some_and(|at| wanted.contains(&at));
        any(&self.stages, Some(task.stage))
            && any(&self.parties, Some(task.party))
            && any(&self.tracks, task.track)
            && any(&self.scopes, task.scope)
            && (self.statuses.is_empty() || self.statuses.contains(&task.status))
    }
}
