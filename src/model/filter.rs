//! A part of a guide's tasks, asked for by the keys of groups.

use super::{Guide, Status, Task};
use crate::refusal::Refusal;

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
    /// Looks the keys up.
    ///
    /// # Errors
    /// The guide has no such group.
    pub(crate) fn new(guide: &Guide, keys: &Keys) -> Result<Self, Refusal> {
        let all = |keys: &[String], find: &dyn Fn(&str) -> Result<usize, Refusal>| {
            keys.iter().map(|key| find(key)).collect::<Result<Vec<usize>, Refusal>>()
        };
        Ok(Filter {
            stages: all(&keys.stages, &|key| guide.stage_named(key))?,
            parties: all(&keys.parties, &|key| guide.party_named(key))?,
            tracks: all(&keys.tracks, &|key| guide.track_named(key))?,
            scopes: all(&keys.scopes, &|key| guide.scope_named(key))?,
            statuses: Vec::new(),
        })
    }

    /// Whether a task is asked for.
    pub(crate) fn holds(&self, task: &Task) -> bool {
        let Task { stage, party, track, scope, status, .. } = *task;
        self.fits(&Standing { stage, party, track, scope, status })
    }

    /// Whether a task that stands there is asked for.
    pub(crate) fn fits(&self, task: &Standing) -> bool {
        let any = |wanted: &[usize], at: Option<usize>| wanted.is_empty() || at.is_some_and(|at| wanted.contains(&at));
        any(&self.stages, Some(task.stage))
            && any(&self.parties, Some(task.party))
            && any(&self.tracks, task.track)
            && any(&self.scopes, task.scope)
            && (self.statuses.is_empty() || self.statuses.contains(&task.status))
    }

    /// The names of the groups: stages, parties, tracks, scopes.
    pub(crate) fn names<'g>(&self, guide: &'g Guide) -> Vec<&'g str> {
        let stages = self.stages.iter().map(|at| guide.stages[*at].group.name.as_str());
        let parties = self.parties.iter().map(|at| guide.parties[*at].name.as_str());
        let tracks = self.tracks.iter().map(|at| guide.tracks[*at].name.as_str());
        stages
            .chain(parties)
            .chain(tracks)
            .chain(self.scopes.iter().map(|at| guide.scopes[*at].name.as_str()))
            .collect()
    }
}
