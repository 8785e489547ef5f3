//! `vejviser snapshot`.

use super::arguments::Global;
use super::compared::Snapshot;
use super::project::{locate, read};
use super::screen::Screen;
use super::sides::described_in;
use super::{Outcome, refused};
use crate::output::create;
use crate::pipeline::{Options, analyse, snapshot};
use crate::refusal::Refusal;
use crate::source::history_path;
use crate::text::no_version_name;
use crate::yaml::is_date;

pub(super) fn run(global: &Global, arguments: &Snapshot, screen: &Screen) -> Result<Outcome, Refusal> {
    let location = locate(global)?;
    let project = read(&location)?;
    // A snapshot says the same wherever the site stands.
    let options = Options { base_url: Some(String::new()), ..Options::default() };
    let analysis = analyse(&project, &options, screen);
    screen.end();
    if let Some(outcome) = refused(&analysis.diagnostics, &project, &location, screen, "nothing was written") {
        return Ok(outcome);
    }
    let at = analysis.site().guide_named(arguments.guide.as_deref())?;
    let guide = &analysis.site().guides[at];
    let version = arguments.version.as_deref().or(guide.version.as_deref()).ok_or_else(|| {
        let folder = &guide.folder;
        format!("the guide `{folder}` says no version; write `version` below `guide`, or name one with --version")
    })?;
    let date = arguments.date.as_deref().or(guide.updated.as_deref());
    let date = date.ok_or("the guide says no day; write `updated`, or name one with --date, such as 2026-11-23")?;
    if !is_date(date) {
        return Err(format!("`{date}` is no day; write it as 2026-11-23").into());
    }
    let path = match (no_version_name(version), history_path(&guide.folder, version)) {
        (None, Some(path)) => path,
        (why, _) => {
            let why = why.unwrap_or("it is not the name of a file");
            return Err(format!("`{version}` can't be the name of a version: {why}; name one with --version").into());
        }
    };
    let text = snapshot(&project, &analysis, at, version);
    let file = location.root.join(&path);
    if file.is_file() {
        let same = described_in(&file)?.digest() == crate::changes::Described::read(&text)?.digest();
        if !same {
            return Err(format!(
                "`{path}` is there already and says something else; what was released stays as it is: give this version \
                 another name in `version`, or with --version"
            )
            .into());
        }
        screen.say(&format!("`{path}` is there already and says the same; nothing was written"));
    } else {
        create(&location.root, &[(&path, &text)]).map_err(|error| error.to_string())?;
        screen.say(&format!("wrote {path}"));
    }
    if guide.versions.iter().all(|known| known.version != version) {
        let index = format!("content/{}/_index.md", guide.folder);
        screen
            .say(&format!("put this line first in `versions` below `guide` in {index}, with what people should know:"));
        screen.data(&format!("- {{version: \"{version}\", date: {date}, note: \"…\"}}\n"));
    }
    Ok(Outcome::Clean)
}
