//! Which groups of a guide have tasks.

use super::task::Place;
use crate::model::{Guide, Used};

impl Place {
    /// Marks the groups of a task.
    pub(super) fn mark(&self, guide: &mut Guide, used: Used) {
        let stage = self.stage.and_then(|at| guide.stages.get_mut(at)).map(|stage| &mut stage.group);
        let scope = self.scope.and_then(|at| guide.scopes.get_mut(at));
        let track = self.track.and_then(|at| guide.tracks.get_mut(at));
        for party in self.stated_roles.iter().map(|(_, party, _)| *party) {
            guide.parties[party].used = guide.parties[party].used.max(used);
        }
        for group in [guide.parties.get_mut(self.party), stage, scope, track].into_iter().flatten() {
            group.used = group.used.max(used);
        }
    }
}
