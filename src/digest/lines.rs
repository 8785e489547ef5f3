//! Texts as their readers read them, a line for each block.

use crate::markdown::Lead;
use crate::model::{Asset, Guide, Site, Target, Task, Text};

/// The name of a task in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    Id,
    /// Its oldest id, so that a renaming changes no line.
    Key,
}

/// The lines of a task's own text.
pub(crate) struct TaskLines {
    ids: Vec<String>,
    /// With keys in place of ids, where that makes a difference.
    keys: Option<Vec<String>>,
}

impl TaskLines {
    pub(crate) fn of(site: &Site, guide: &Guide, task: &Task) -> Self {
        let differs = |target: &Target| match target {
            Target::Task(named, _) => {
                let its = &site.guides[named.guide];
                its.key_of(&its.tasks[named.task]) != its.tasks[named.task].id
            }
            _ => false,
        };
        let named = |naming| lines(site, guide, &task.text, &task.assets, naming);
        let keys = task.text.targets.iter().any(differs).then(|| named(Naming::Key));
        TaskLines { ids: named(Naming::Id), keys }
    }

    /// As digests have them.
    pub(super) fn keys(&self) -> &[String] {
        self.keys.as_deref().unwrap_or(&self.ids)
    }

    /// As readers of now read them.
    pub(crate) fn into_ids(self) -> Vec<String> {
        self.ids
    }
}

/// The lines of a text; `assets` are the files beside its page.
pub(super) fn lines(site: &Site, guide: &Guide, text: &Text, assets: &[Asset], naming: Naming) -> Vec<String> {
    let at = |anchor: &Option<String>| anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
    text.body.lines(|number| match text.targets.get(number)? {
        Target::None => None,
        Target::Task(task, anchor) => {
            let its = &site.guides[task.guide];
            let task = &its.tasks[task.task];
            let own = if naming == Naming::Key { its.key_of(task) } else { &task.id };
            let folder = if its.folder == guide.folder { "" } else { &its.folder };
            let stroke = if folder.is_empty() { "" } else { "/" };
            Some(Lead::Task { id: task.id.clone(), name: format!("{folder}{stroke}{own}{}", at(anchor)) })
        }
        Target::Address(path, anchor) => Some(Lead::Address(format!("/{path}{}", at(anchor)))),
        Target::Place(path, id) => Some(Lead::Address(format!("/{path}#{id}"))),
        Target::Asset(file) => assets.get(*file).map(|asset| Lead::Address(asset.name.clone())),
        Target::Own(id) => Some(Lead::Address(format!("#{id}"))),
        Target::External(url) => Some(Lead::Address(url.clone())),
    })
}
