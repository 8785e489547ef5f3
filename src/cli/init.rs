//! `vejviser init`.

use std::fs;
use std::path::{Path, PathBuf};

use super::Outcome;
use super::arguments::Global;
use super::authors::{Init, Language};
use super::screen::{Screen, count};
use crate::output::create;
use crate::refusal::Refusal;
use crate::scaffold::{self, starter};

pub(super) fn run(global: &Global, arguments: &Init, screen: &Screen) -> Result<Outcome, Refusal> {
    let folder = arguments.folder.clone().or_else(|| global.root.clone()).unwrap_or_else(|| PathBuf::from("."));
    refuse_taken(&folder)?;
    fs::create_dir_all(&folder).map_err(|error| format!("can't make `{}`: {error}", folder.display()))?;
    let language = match arguments.language {
        Language::Da => scaffold::Language::Danish,
        Language::En => scaffold::Language::English,
    };
    let files = starter(language);
    // A `public/` that is there already is not ours to hide from git.
    let taken = fs::symlink_metadata(folder.join("public")).is_ok();
    let files: Vec<_> = files.into_iter().filter(|(path, _)| !(taken && path.starts_with("public/"))).collect();
    create(&folder, &files).map_err(|error| error.to_string())?;
    for (path, _) in &files {
        screen.data(&format!("{}\n", folder.join(path).display()));
    }
    let tasks = files.iter().filter(|(path, _)| path.ends_with(".md") && !path.ends_with("_index.md")).count();
    screen.say(&format!("a guide with {} is in `{}`", count(tasks, "task"), folder.display()));
    let enter = if folder == Path::new(".") { String::new() } else { format!("cd {}; ", folder.display()) };
    screen.say(&format!("build it with: {enter}vejviser build"));
    Ok(Outcome::Clean)
}

/// A place where a project is already, or where the new guide would get mixed up with something.
fn refuse_taken(folder: &Path) -> Result<(), Refusal> {
    if folder.is_file() {
        return Err(format!("`{}` is a file; name a folder, which may be new", folder.display()).into());
    }
    for name in ["vejviser.yaml", "content"] {
        let path = folder.join(name);
        if fs::symlink_metadata(&path).is_ok() {
            return Err(format!(
                "`{}` is there already; nothing was written. Name a folder without it",
                path.display()
            )
            .into());
        }
    }
    Ok(())
}
