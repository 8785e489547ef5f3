//! Guides, groups and ids by the names that people type. An unknown name gets the nearest known one.

use super::{Alias, Filter, Group, Guide, Keys, Site, TaskIx};
use crate::refusal::Refusal;
use crate::text::{closest, composed};

/// Who answers at an id's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// The task of that id.
    Task(TaskIx),
    /// The task that was called so.
    Former(TaskIx),
    /// A page that an author wrote, or its alias.
    Page,
    /// A gravestone.
    Retired,
    /// A draft, or a file that could not be read.
    Absent,
}

impl Site {
    /// The guide in this folder; without a name, the only one.
    pub(crate) fn guide_named(&self, name: Option<&str>) -> Result<usize, Refusal> {
        let folders = || self.guides.iter().map(|guide| guide.folder.as_str());
        match name {
            Some(name) => folders().position(|folder| folder == name).ok_or_else(|| {
                let near = closest(name, folders()).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                format!("there is no guide `{name}`{near}").into()
            }),
            None if self.guides.len() == 1 => Ok(0),
            None if self.guides.is_empty() => Err("the project has no guide".into()),
            None => {
                let names: Vec<&str> = folders().collect();
                Err(format!("the project has {} guides; name one of them: {}", names.len(), names.join(", ")).into())
            }
        }
    }
}

impl Guide {
    pub(crate) fn stage_named(&self, key: &str) -> Result<usize, Refusal> {
        named("stage", key, self.stages.iter().map(|stage| &stage.group))
    }

    pub(crate) fn party_named(&self, key: &str) -> Result<usize, Refusal> {
        named("party", key, self.parties.iter())
    }

    pub(crate) fn track_named(&self, key: &str) -> Result<usize, Refusal> {
        named("track", key, self.tracks.iter())
    }

    pub(crate) fn scope_named(&self, key: &str) -> Result<usize, Refusal> {
        named("scope", key, self.scopes.iter())
    }

    /// The tasks with the groups of these keys.
    pub(crate) fn filter(&self, keys: &Keys) -> Result<Filter, Refusal> {
        let all = |keys: &[String], find: &dyn Fn(&str) -> Result<usize, Refusal>| {
            keys.iter().map(|key| find(key)).collect::<Result<Vec<usize>, Refusal>>()
        };
        Ok(Filter {
            stages: all(&keys.stages, &|key| self.stage_named(key))?,
            parties: all(&keys.parties, &|key| self.party_named(key))?,
            tracks: all(&keys.tracks, &|key| self.track_named(key))?,
            scopes: all(&keys.scopes, &|key| self.scope_named(key))?,
            statuses: Vec::new(),
        })
    }

    /// The names of the groups that a filter asks for: stages, parties, tracks, scopes.
    pub(crate) fn names_in(&self, filter: &Filter) -> Vec<&str> {
        let stages = filter.stages.iter().map(|at| self.stages[*at].group.name.as_str());
        let parties = filter.parties.iter().map(|at| self.parties[*at].name.as_str());
        let tracks = filter.tracks.iter().map(|at| self.tracks[*at].name.as_str());
        let scopes = filter.scopes.iter().map(|at| self.scopes[*at].name.as_str());
        stages.chain(parties).chain(tracks).chain(scopes).collect()
    }

    /// The task of this id. A former id is an error that says so, since the answer goes into a file.
    pub(crate) fn task_named(&self, id: &str) -> Result<TaskIx, Refusal> {
        let wanted = composed(id);
        if let Some(task) = self.tasks.iter().position(|task| task.id == *wanted) {
            return Ok(task);
        }
        if let Some(Holder::Former(task)) = self.holder(id) {
            return Err(format!("`{id}` is a former id; the task is `{}` now", self.tasks[task].id).into());
        }
        Err(unknown("task", id, self.tasks.iter().map(|task| task.id.as_str())))
    }

    /// Who has an id already. The case of letters and the ways in which Unicode stores them are not told apart, as
    /// file systems and readers don't.
    pub(crate) fn holder(&self, id: &str) -> Option<Holder> {
        let folded = |id: &str| composed(id).to_lowercase();
        let id = folded(id);
        let address = folded(&self.task_address(&id));
        let former = |aliases: &[Alias]| aliases.iter().any(|alias| folded(&alias.address) == address);
        if let Some(task) = self.tasks.iter().position(|task| folded(&task.id) == id) {
            return Some(Holder::Task(task));
        }
        if let Some(task) = self.tasks.iter().position(|task| former(&task.aliases)) {
            return Some(Holder::Former(task));
        }
        if self.pages.iter().any(|page| folded(&page.address) == address || former(&page.aliases)) {
            return Some(Holder::Page);
        }
        if self.retired.iter().any(|retired| folded(&retired.id) == id) {
            return Some(Holder::Retired);
        }
        self.absent.iter().any(|absent| folded(absent) == id).then_some(Holder::Absent)
    }

    /// Why an id can't be given to another task, if it can't.
    pub(crate) fn taken(&self, id: &str) -> Option<Refusal> {
        let why = match self.holder(id)? {
            Holder::Task(task) if self.tasks[task].id == id => format!("`{id}` is a task already"),
            Holder::Task(task) => {
                format!("`{id}` differs from the task `{}` only in how its letters are written", self.tasks[task].id)
            }
            Holder::Former(task) => format!("`{id}` is a former id of `{}`", self.tasks[task].id),
            Holder::Page => format!("`{id}` is the name of a page of the guide"),
            Holder::Retired => format!("`{id}` is a retired id of the guide"),
            Holder::Absent => format!("`{id}` belongs to a draft, or to a file that can't be read"),
        };
        Some(format!("{why}; an id is an address for ever").into())
    }
}

fn named<'a>(what: &str, key: &str, groups: impl Iterator<Item = &'a Group> + Clone) -> Result<usize, Refusal> {
    let found = groups.clone().position(|group| group.key == key);
    found.ok_or_else(|| unknown(what, key, groups.map(|group| group.key.as_str())))
}

/// How many names an error lists.
const MAX_LISTED: usize = 12;

/// That a guide has no such thing, with the nearest name, or else the names there are.
fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Refusal {
    let help = match closest(name, known.clone()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if what == "task" => String::new(),
        None => {
            let listed: Vec<&str> = known.take(MAX_LISTED).collect();
            if listed.is_empty() {
                format!("; it has no {what} at all")
            } else {
                format!("; it has {}", listed.join(", "))
            }
        }
    };
    format!("the guide has no {what} `{name}`{help}").into()
}
