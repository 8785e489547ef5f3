//! `vejviser rename`.

use super::arguments::Global;
use super::authors::Rename;
use super::project::{locate, read};
use super::screen::{Screen, count};
use super::{Outcome, refused};
use crate::model::Site;
use crate::output::{Change, apply};
use crate::pipeline::{Options, analyse};
use crate::refusal::Refusal;
use crate::rename::{Changed, rename};
use crate::source::{FileId, Project, Span};

pub(super) fn run(global: &Global, arguments: &Rename, screen: &Screen) -> Result<Outcome, Refusal> {
    let location = locate(global)?;
    let project = read(&location)?;
    // Drafts name tasks too.
    let options = Options { drafts: true, ..Options::default() };
    let analysis = analyse(&project, &options, screen);
    screen.end();
    if let Some(outcome) = refused(&analysis.diagnostics, &project, &location, screen, "nothing was changed") {
        return Ok(outcome);
    }
    let guide = guide(analysis.site(), arguments.guide.as_deref(), &arguments.old)?;
    let renaming = rename(&project, analysis.site(), guide, &arguments.old, &arguments.new)?;
    for text in [|changed: &Changed| changed.without_alias.clone(), |changed: &Changed| changed.text.clone()] {
        let texts: Vec<(FileId, &str, String)> =
            renaming.files.iter().map(|changed| (changed.file, changed.path.as_str(), text(changed))).collect();
        let texts: Vec<(FileId, &str, &str)> =
            texts.iter().map(|(file, path, text)| (*file, *path, text.as_str())).collect();
        let renamed = project.edited(&texts, &[]);
        let after = analyse(&renamed, &options, screen);
        screen.end();
        if after.diagnostics.fails(false) {
            screen.say("the content would have errors under the new id:");
        }
        if let Some(outcome) = refused(&after.diagnostics, &renamed, &location, screen, "nothing was changed") {
            return Ok(outcome);
        }
    }
    screen.data(&shown(&renaming.files, &project));
    let edits: usize = renaming.files.iter().map(|changed| changed.edits.len()).sum();
    let what = format!("{} in {}", count(edits, "place"), count(renaming.files.len(), "file"));
    tell_left(&renaming.left, &project, &arguments.old, screen);
    if arguments.dry_run {
        screen.say(&format!("would change {what}; nothing was changed"));
        return Ok(Outcome::Clean);
    }
    let changes: Vec<Change<'_>> = renaming
        .files
        .iter()
        .map(|changed| Change {
            from: project.sources.path(changed.file),
            to: &changed.path,
            before: project.sources.text(changed.file),
            after: &changed.text,
        })
        .collect();
    apply(&location.root, &changes).map_err(|error| error.to_string())?;
    screen.say(&format!("changed {what}; `{}` is `{}` now", arguments.old, arguments.new));
    Ok(Outcome::Clean)
}

/// The guide that is named, or the only one with such a task.
pub(super) fn guide(site: &Site, named: Option<&str>, id: &str) -> Result<usize, Refusal> {
    if named.is_some() || site.guides.len() == 1 {
        return site.guide_named(named);
    }
    let having: Vec<usize> = (0..site.guides.len()).filter(|at| site.guides[*at].task_named(id).is_ok()).collect();
    match having.as_slice() {
        [one] => Ok(*one),
        [] => Err(format!("no guide has a task `{id}`; name its guide with --guide to see which is near").into()),
        several => {
            let names: Vec<&str> = several.iter().map(|at| site.guides[*at].folder.as_str()).collect();
            Err(format!("several guides have a task `{id}`; name one with --guide: {}", names.join(", ")).into())
        }
    }
}

/// Every line that changes, before and after, under the path of its file.
pub(super) fn shown(files: &[Changed], project: &Project) -> String {
    let mut out = String::new();
    for changed in files {
        let source = project.sources.file(changed.file);
        match &changed.path {
            path if *path == source.path => out.push_str(&format!("{path}\n")),
            path => out.push_str(&format!("{} -> {path}\n", source.path)),
        }
        let mut shift = 0_isize;
        let mut last = 0;
        for edit in &changed.edits {
            let line = |text: &str, from: usize, to: usize| {
                let start = text[..from].rfind('\n').map_or(0, |end| end + 1);
                let end = text[to..].find('\n').map_or(text.len(), |end| to + end);
                text[start..end].trim_end_matches('\r').to_owned()
            };
            let (number, _) = source.line(edit.range.start);
            let from = edit.range.start.saturating_add_signed(shift);
            shift += edit.text.len().cast_signed() - edit.range.len().cast_signed();
            let whole_line = edit.range.is_empty() && edit.text.ends_with('\n');
            let behind = from + edit.text.len() - usize::from(whole_line);
            if number == last && !whole_line {
                continue;
            }
            last = number;
            if !whole_line {
                out.push_str(&format!("{number:6} - {}\n", line(&source.text, edit.range.start, edit.range.end)));
            }
            out.push_str(&format!("{number:6} + {}\n", line(&changed.text, from, behind)));
        }
    }
    crate::text::visible(&out)
}

/// Lists the places that still hold the former id.
fn tell_left(left: &[Span], project: &Project, old: &str, screen: &Screen) {
    if left.is_empty() {
        return;
    }
    screen.say(&format!("`{old}` stays where it is no reference (code, addresses, comments, free values):"));
    for span in left {
        let source = project.sources.file(span.file);
        let (line, column) = source.position(span.start as usize);
        screen.say(&format!("  {}:{line}:{column}", source.path));
    }
}
