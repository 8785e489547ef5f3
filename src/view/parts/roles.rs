//! Who has to do with a task, where that is more than its party.

use serde::Serialize;

use crate::context::{GuideContext, group_link};
use crate::model::{Predicate, TaskIx};
use crate::view::parts::said::Said;

/// The parties of one role.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoleView {
    /// "Approved by".
    pub(crate) name: String,
    pub(crate) parties: Vec<RoleParty>,
}

/// A party in a role.
#[derive(Clone, Debug, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoleParty {
    pub(crate) name: String,
    pub(crate) path: String,
    /// From 1, in the guide's order; chooses the colour.
    pub(crate) number: usize,
    pub(crate) said: Option<Said>,
}

impl RoleView {
    /// The other roles of a task that say more than its party does.
    pub(crate) fn all(context: &GuideContext<'_>, at: TaskIx) -> Vec<RoleView> {
        let task = &context.guide.tasks[at];
        let Some(roles) = &task.roles else { return Vec::new() };
        let responsible = [task.responsible()];
        let own = [task.party];
        let lists: [(Predicate, &[usize], bool); 3] = [
            (Predicate::Responsible, &responsible, responsible != own),
            (Predicate::Approves, &roles.approves, true),
            (Predicate::Consulted, &roles.consulted, true),
        ];
        let view = |(about, parties, _): (Predicate, &[usize], bool)| RoleView {
            name: context.words.get(&["about_", about.key()].concat()).to_owned(),
            parties: parties.iter().map(|party| RoleParty::new(context, at, about, *party)).collect(),
        };
        lists.into_iter().filter(|(_, parties, differs)| *differs && !parties.is_empty()).map(view).collect()
    }
}

impl RoleParty {
    /// The parties that carry a task out, where that is not its own.
    pub(crate) fn performers(context: &GuideContext<'_>, at: TaskIx) -> Vec<RoleParty> {
        let task = &context.guide.tasks[at];
        let parties = task.performers();
        let others: &[usize] = if parties == [task.party] { &[] } else { parties };
        others.iter().map(|party| RoleParty::new(context, at, Predicate::Performs, *party)).collect()
    }

    fn new(context: &GuideContext<'_>, at: TaskIx, about: Predicate, party: usize) -> RoleParty {
        let guide = context.guide;
        let link = group_link(context, "parties", &guide.parties[party]);
        let said = Said::new(context.words, guide.tasks[at].basis(about, party));
        RoleParty { name: link.name, path: link.path, number: party + 1, said }
    }
}
