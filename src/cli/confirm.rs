//! `vejviser confirm`.

use super::arguments::Global;
use super::compared::Confirm;
use super::project::{locate, read};
use super::rename::{guide, shown};
use super::screen::{Screen, count};
use super::{Outcome, refused};
use crate::confirm::{Which, confirm};
use crate::model::{Site, TaskIx};
use crate::output::{Change, apply};
use crate::pipeline::{Options, analyse};
use crate::refusal::Refusal;
use crate::rename::{Changed, applied};
use crate::source::{FileId, Project};

pub(super) fn run(global: &Global, arguments: &Confirm, screen: &Screen) -> Result<Outcome, Refusal> {
    let location = locate(global)?;
    let project = read(&location)?;
    let options = Options { drafts: true, ..Options::default() };
    let analysis = analyse(&project, &options, screen);
    screen.end();
    if let Some(outcome) = refused(&analysis.diagnostics, &project, &location, screen, "nothing was changed") {
        return Ok(outcome);
    }
    let files = match &arguments.id {
        Some(id) => one(&project, analysis.site(), id, arguments)?,
        None => noted(&project, analysis.site(), arguments)?,
    };
    // The notes are read back before anything is written.
    let texts: Vec<(FileId, &str, &str)> =
        files.iter().map(|changed| (changed.file, changed.path.as_str(), changed.text.as_str())).collect();
    let after = analyse(&project.edited(&texts, &[]), &options, screen);
    screen.end();
    if after.diagnostics.fails(false) {
        return Err("the edited front matter could not be read; write `seen` by hand, as a key beside `task`".into());
    }
    screen.data(&shown(&files, &project));
    let notes: usize = files.iter().map(|changed| changed.edits.len()).sum();
    let what = format!("{} in {}", count(notes, "relation"), count(files.len(), "file"));
    if arguments.dry_run {
        screen.say(&format!("would note {what}; nothing was changed"));
        return Ok(Outcome::Clean);
    }
    let changes: Vec<Change<'_>> = files
        .iter()
        .map(|changed| Change {
            from: &changed.path,
            to: &changed.path,
            before: project.sources.text(changed.file),
            after: &changed.text,
        })
        .collect();
    apply(&location.root, &changes).map_err(|error| error.to_string())?;
    screen.say(&format!("noted {what}"));
    Ok(Outcome::Clean)
}

/// The relations of one task: all, or those to the tasks that are named.
fn one(project: &Project, site: &Site, id: &str, arguments: &Confirm) -> Result<Vec<Changed>, Refusal> {
    let at = guide(site, arguments.guide.as_deref(), id)?;
    let its = &site.guides[at];
    let task = its.task_named(id)?;
    let others: Vec<TaskIx> = arguments.others.iter().map(|id| its.task_named(id)).collect::<Result<_, _>>()?;
    let which = if others.is_empty() { Which::All } else { Which::To(&others) };
    let (edits, about) = confirm(project, site, at, task, which);
    let path = project.sources.path(its.tasks[task].file);
    if let Some(missing) = others.iter().find(|other| !about.contains(other)) {
        let other = &its.tasks[*missing].id;
        return Err(format!("`{path}` states no requirement of `{other}` alone, and no `with` it").into());
    }
    if about.is_empty() {
        return Err(format!("`{path}` states no requirement of a single task, and no `with`").into());
    }
    Ok(changed(project, its.tasks[task].file, edits).into_iter().collect())
}

/// All relations that have a note.
fn noted(project: &Project, site: &Site, arguments: &Confirm) -> Result<Vec<Changed>, Refusal> {
    let guides = match &arguments.guide {
        Some(name) => vec![site.guide_named(Some(name))?],
        None => (0..site.guides.len()).collect(),
    };
    let tasks = guides.into_iter().flat_map(|at| (0..site.guides[at].tasks.len()).map(move |task| (at, task)));
    let noted = tasks.filter(|(at, task)| !site.guides[*at].tasks[*task].seen.is_empty());
    let files = noted.filter_map(|(at, task)| {
        let (edits, _) = confirm(project, site, at, task, Which::Noted);
        changed(project, site.guides[at].tasks[task].file, edits)
    });
    Ok(files.collect())
}

/// A file with its edits, if there are any.
fn changed(project: &Project, file: FileId, edits: Vec<crate::rename::Edit>) -> Option<Changed> {
    if edits.is_empty() {
        return None;
    }
    let text = applied(project.sources.text(file), &edits);
    let path = project.sources.path(file).to_owned();
    Some(Changed { file, path, edits, without_alias: text.clone(), text })
}
