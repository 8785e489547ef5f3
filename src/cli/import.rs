//! `vejviser import`.

use std::fs;
use std::path::Path;

use super::Outcome;
use super::arguments::Global;
use super::authors::{Dates, Import};
use super::project::{locate, read};
use super::screen::{Screen, count};
use crate::import::{MAX_BYTES, Order, Remark, Table, Target, import, names, read_csv};
use crate::output::create;
use crate::pipeline::{Options, analyse};
use crate::refusal::Refusal;
use crate::resolve::unusable;
use crate::table::table;

pub(super) fn run(global: &Global, arguments: &Import, screen: &Screen) -> Result<Outcome, Refusal> {
    if arguments.columns {
        screen.data(&table(&names(), None));
        return Ok(Outcome::Clean);
    }
    let (Some(file), Some(folder)) = (&arguments.file, &arguments.guide) else { return Ok(Outcome::Clean) };
    let folder = folder.strip_prefix("content/").unwrap_or(folder).trim_end_matches('/');
    if let Some(why) = unusable(folder).or_else(|| own(folder)) {
        return Err(format!("`{folder}` can't be the folder of a guide: {why}").into());
    }
    let location = locate(global)?;
    let project = read(&location)?;
    let analysis = analyse(&project, &Options { drafts: true, ..Options::default() }, screen);
    screen.end();
    let site = analysis.site();
    let rows = read_table(file)?;
    let language = arguments.language.as_deref().unwrap_or(&site.settings.language);
    let target = Target {
        folder,
        guide: site.guides.iter().find(|guide| guide.folder == folder),
        title: arguments.title.as_deref().unwrap_or(folder),
        language,
        fill_down: &arguments.fill_down,
        order: arguments.dates.map(|dates| match dates {
            Dates::Dmy => Order::DayFirst,
            Dates::Mdy => Order::MonthFirst,
        }),
    };
    let shown = file.display();
    let imported = import(rows, &target).map_err(|error| format!("can't import `{shown}`: {error}"))?;
    for remark in &imported.remarks {
        screen.say(&told(remark));
    }
    let tasks = imported.files.len() - usize::from(target.guide.is_none());
    if tasks == 0 {
        return Err(format!("`{shown}` has no row that could become a task; nothing was written").into());
    }
    let files: Vec<(&str, &str)> = imported.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (tasks, lost) = (count(tasks, "task"), imported.remarks.iter().filter(|it| it.lost).count());
    if arguments.dry_run {
        screen.say(&format!("would write {tasks} to `content/{folder}`; nothing was written"));
    } else {
        create(&location.root, &files).map_err(|error| error.to_string())?;
        screen.say(&format!("wrote {tasks} to `content/{folder}`; vejviser check tells what is left to do"));
    }
    for (path, _) in files {
        screen.data(&format!("{path}\n"));
    }
    if lost > 0 {
        screen.say(&format!("{} did not fit, see above", count(lost, "thing")));
        return Ok(Outcome::Faulty);
    }
    Ok(Outcome::Clean)
}

/// Folders that the site has itself.
fn own(folder: &str) -> Option<String> {
    matches!(folder, "search" | "assets").then(|| "the name is the site's own".to_owned())
}

/// The table in a file, by its ending.
fn read_table(file: &Path) -> Result<Table, Refusal> {
    let failed = |error: &dyn std::fmt::Display| Refusal::from(format!("can't read `{}`: {error}", file.display()));
    let about = fs::metadata(file).map_err(|error| failed(&error))?;
    if about.is_dir() {
        return Err(failed(&"it is a folder; name the file with the table"));
    }
    if !about.is_file() || about.len() > MAX_BYTES {
        return Err(failed(&format!("it is not a file of at most {} MiB", MAX_BYTES >> 20)));
    }
    let bytes = fs::read(file).map_err(|error| failed(&error))?;
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let rows = match ending.as_str() {
        "xlsx" | "xlsm" => xlsx(&bytes),
        "xls" | "xlsb" | "ods" => Err("its form is not read; save it as XLSX or CSV".into()),
        _ => read_csv(&bytes),
    };
    rows.map_err(|error| failed(&error))
}

#[cfg(feature = "xlsx")]
fn xlsx(bytes: &[u8]) -> Result<Table, Refusal> {
    crate::import::read_xlsx(bytes)
}

#[cfg(not(feature = "xlsx"))]
fn xlsx(_: &[u8]) -> Result<Table, Refusal> {
    Err("this vejviser was built without the feature xlsx; save it as CSV".into())
}

/// `row 5, column "party": …`
fn told(remark: &Remark) -> String {
    let column = remark.column.as_ref().map(|column| format!(", column \"{column}\"")).unwrap_or_default();
    format!("row {}{column}: {}", remark.row, remark.message)
}
