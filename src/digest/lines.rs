//! Texts as their readers read them, a line for each block.

use crate::markdown::Lead;
use crate::model::{Asset, Guide, Site, Target, Task, Text};

/// What stands for a task where a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    Id,
    /// Its oldest id, so that a renaming changes no line.
    Key,
}

/// The lines of a task's own text.
pub(crate) fn task_lines(site: &Site, guide: &Guide, task: &Task, naming: Naming) -> Vec<String> {
    lines(site, guide, &task.text, &task.assets, naming)
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
