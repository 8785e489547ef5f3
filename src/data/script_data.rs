//! `assets/guides/<guide>.js`: a guide's tasks and relations for the scripts of its pages. A script that hands over a
//! value, since a page that was opened from disk may load scripts but not read files.

use serde_json::{Value, json};

use crate::context::GuideContext;
use crate::digest;
use crate::model::{Guide, Status, Task, TaskIx};
use crate::parallel;

/// Site path of the file.
pub(crate) fn path(guide: &Guide) -> String {
    format!("assets/guides/{}.js", guide.folder)
}

/// The tasks in the order of the plan, as rows `[id, title, party, stage, requires, with, alternatives, aliases]`, with
/// a 1 behind where the task is carried out once for all runs;
/// parties, stages and tasks are named by their place in the lists. In guides with released versions, `digits` has for each task what a tick notes, and `since_tick` the words for a task that changed behind a tick. `party` is a list where the task is the work of several,
/// that of its own side first. `requires` is a list of lists: one of each is
/// needed. `prefix` and `suffix` stand around an id in the path from the site's root to its page.
pub(crate) fn guide(context: &GuideContext<'_>) -> String {
    let guide = context.guide;
    let parties: Vec<Value> = guide.parties.iter().map(|party| json!({"key": party.key, "name": party.name})).collect();
    let stage =
        |stage: &crate::model::Stage| json!({"key": stage.group.key, "name": stage.group.name, "gate": stage.gate});
    let stages: Vec<Value> = guide.stages.iter().map(stage).collect();
    let rows: Vec<String> = context.plan.order.iter().map(|task| row(context, *task)).collect();
    let suffix = if context.site.site.settings.base_url.is_empty() { "/index.html" } else { "/" };
    let mut head = json!({
        "key": guide.folder,
        "prefix": format!("{}/", crate::text::encode_path(&guide.folder)),
        "suffix": suffix,
        "parties": parties,
        "stages": stages,
    });
    // Where versions are released, readers learn that a task changed after they ticked it off.
    if context.history.is_some() {
        let seen = |task: &TaskIx| digest::seen(context.site.site, guide, &guide.tasks[*task]);
        head["digits"] = json!(parallel::map(&context.plan.order, seen));
        head["since_tick"] = json!(context.words.get("changed_since_tick"));
    }
    format!("vejviser.guide.take({head},[{}]);\n", rows.join(",\n"))
}

fn row(context: &GuideContext<'_>, at: TaskIx) -> String {
    let task: &Task = &context.guide.tasks[at];
    let place = |task: &TaskIx| context.plan.place.get(*task).copied().flatten();
    let places = |tasks: &[TaskIx]| tasks.iter().filter_map(place).collect::<Vec<usize>>();
    // Nothing waits for retired or unpublished tasks.
    let requires: Vec<Vec<usize>> =
        task.requires.iter().map(|one| places(&one.tasks)).filter(|one| !one.is_empty()).collect();
    let former = task.aliases.iter().filter_map(|alias| alias.address.trim_end_matches('/').rsplit('/').next());
    let aliases: Vec<&str> = former.collect();
    debug_assert!(task.status != Status::Retired, "the plan holds no retired tasks");
    let shared = task.scope.is_some_and(|scope| context.guide.scopes[scope].shared);
    let (with, alternatives) = (places(&task.with), places(&task.alternatives));
    let party = match task.work_of().as_slice() {
        [one] => json!(one),
        several => json!(several),
    };
    let row = (&task.id, &task.title, party, task.stage, requires, with, alternatives, aliases);
    let mut row = serde_json::to_string(&row).unwrap_or_default();
    if shared && row.pop().is_some() {
        row.push_str(",1]");
    }
    row
}
