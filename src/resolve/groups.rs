//! Which groups of a guide have tasks. One that no task in force has is noted where the guide lists it: `unused-group`.

use super::build::Build;
use super::task::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, UNUSED_GROUP};
use crate::model::{Group, Guide, Used};

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

impl Build<'_> {
    /// Notes the groups without tasks; not of a guide that is being begun, nor where a task could not be read.
    pub(super) fn unused_groups(&mut self, at: usize) {
        let guide = &self.site.guides[at];
        if self.in_doubt[at] || guide.live().next().is_none() {
            return;
        }
        unused("party", guide.parties.iter(), self.faults);
        unused("stage", guide.stages.iter().map(|stage| &stage.group), self.faults);
        unused("scope", guide.scopes.iter(), self.faults);
        unused("track", guide.tracks.iter(), self.faults);
    }
}

fn unused<'g>(what: &str, groups: impl Iterator<Item = &'g Group>, faults: &mut Diagnostics) {
    for group in groups.filter(|group| !group.in_use()) {
        let key = &group.key;
        let message = format!("no task in force has the {what} `{key}`");
        let write = format!("write `{what}: {key}` in a task");
        let fault = Diagnostic::new(UNUSED_GROUP, group.span, message);
        faults.push(match group.used {
            Used::Never => fault.help(format!("{write}, or take it out of the list")),
            _ => fault.label("only drafts or retired tasks have it").help(write),
        });
    }
}
