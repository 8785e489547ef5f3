//! A table of tasks to the files of a guide: rows become tasks; remarks name row and column of everything else.
//! Nothing of a cell reaches a path but an id that was checked.

mod cells;
mod columns;
mod csv;
mod days;
mod encoding;
mod files;
mod groups;
mod table;
mod target;
#[cfg(feature = "xlsx")]
mod xlsx;

pub(crate) use columns::names;
pub(crate) use csv::read_csv;
pub(crate) use days::Order;
pub(crate) use table::{MAX_BYTES, Remark, Table};
pub(crate) use target::Target;
#[cfg(feature = "xlsx")]
pub(crate) use xlsx::read_xlsx;

use std::collections::{HashMap, HashSet};

use crate::refusal::Refusal;
use crate::resolve::unusable;
use crate::text::{composed, unguarded};
use cells::Marked;
use columns::{Column, Columns};
use groups::{GroupKind, Groups, Keys, Role};
use table::{MAX_ROWS, Row};

/// The files from a table.
#[derive(Debug)]
pub(crate) struct Imported {
    /// Path seen from the project, and text; in order.
    pub(crate) files: Vec<(String, String)>,
    /// Rows and cells that could not be imported, then other remarks.
    pub(crate) remarks: Vec<Remark>,
}

/// Turns a table into files.
///
/// # Errors
/// The table has no head that could be one of tasks.
pub(crate) fn import(table: Table, target: &Target<'_>) -> Result<Imported, Refusal> {
    let Table { rows, mut remarks } = table;
    let Some(((head_row, head), body)) = rows.split_first() else { return Err("the table is empty".into()) };
    let own: Vec<_> = target.guide.iter().flat_map(|guide| &guide.fields).map(|it| (&*it.key, &*it.name)).collect();
    let columns = Columns::read(head, *head_row, &own, target.guide.is_none(), &mut remarks)?;
    let filled = target.fill_down.iter().map(|name| columns.named(name)).collect::<Result<Vec<_>, _>>()?;
    headless(head, body, &mut remarks);
    let mut groups = Groups::new(target.guide);
    let tasks = tasks(body, &columns, &filled, target, &mut remarks);
    let placed = placed(tasks, &columns, target, &mut groups, &mut remarks);
    let ids: HashSet<String> = placed.iter().map(|(task, ..)| task.id.clone()).collect();
    let language = target.guide.map_or(target.language, |guide| &guide.language);
    let order = target.order.or_else(|| language.starts_with("da").then_some(Order::DayFirst));
    let mut files = Vec::with_capacity(placed.len() + 1);
    for (task, keys, roles) in &placed {
        let mut reader =
            cells::Reader { task, columns: &columns, ids: &ids, guide: target.guide, order, remarks: &mut remarks };
        let text = files::task(&mut reader, keys, roles);
        files.push((format!("content/{}/{}.md", target.folder, task.id), text));
    }
    if target.guide.is_none() {
        let text = files::guide(target, &groups, &columns);
        files.insert(0, (format!("content/{}/_index.md", target.folder), text));
    }
    remarks.sort_by_key(|remark| remark.row);
    Ok(Imported { files, remarks })
}

/// Tells the first cell of each column without a head.
fn headless(head: &[String], body: &[(usize, Vec<String>)], remarks: &mut Vec<Remark>) {
    let mut seen: HashMap<usize, (usize, &str, usize)> = HashMap::new();
    for (row, cells) in body {
        let cells = cells.iter().enumerate().map(|(at, cell)| (at, cell.trim()));
        for (at, cell) in cells.filter(|(at, _)| head.get(*at).is_none_or(|head| head.trim().is_empty())) {
            if !cell.is_empty() {
                seen.entry(at).or_insert((*row, cell, 0)).2 += 1;
            }
        }
    }
    let mut found: Vec<_> = seen.into_iter().collect();
    found.sort_unstable();
    for (at, (row, cell, count)) in found {
        let shown: String = cell.chars().take(60).collect();
        let more = if count > 1 { format!(", and {} more below it", count - 1) } else { String::new() };
        let message = format!("column {} has no head; `{shown}` was left out{more}", at + 1);
        remarks.push(Remark { row, column: None, message, lost: true });
    }
}

/// The rows with a usable id of their own.
fn tasks<'t>(
    body: &'t [(usize, Vec<String>)],
    columns: &Columns,
    filled: &[usize],
    target: &Target<'_>,
    remarks: &mut Vec<Remark>,
) -> Vec<Row<'t>> {
    let mut above: HashMap<usize, &str> = HashMap::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut tasks = Vec::with_capacity(body.len());
    for (number, cells) in body.iter().take(MAX_ROWS) {
        let mut cells: Vec<&str> = cells.iter().map(|cell| unguarded(cell)).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        for at in filled {
            cells.resize(cells.len().max(at + 1), "");
            if cells[*at].trim().is_empty() {
                cells[*at] = above.get(at).copied().unwrap_or_default();
            }
            above.insert(*at, cells[*at]);
        }
        let id = composed(columns.cell(&Column::Id, &cells).trim()).into_owned();
        let why = if id.is_empty() {
            Some(Refusal::from("the row has no id"))
        } else if let Some(why) = unusable(&id) {
            Some(format!("`{}` can't be an id: {why}", id.chars().take(60).collect::<String>()).into())
        } else if let Some(taken) = target.guide.and_then(|guide| guide.taken(&id)) {
            Some(taken)
        } else {
            seen.get(&id.to_lowercase()).map(|first| format!("`{id}` stands in row {first} already").into())
        };
        match why {
            Some(why) => remarks.push(Remark {
                row: *number,
                column: columns.head(&Column::Id),
                message: format!("{why}; the row was left out"),
                lost: true,
            }),
            None => {
                seen.insert(id.to_lowercase(), *number);
                tasks.push(Row { number: *number, id, cells });
            }
        }
    }
    if body.len() > MAX_ROWS {
        let message = format!("the table has more than {MAX_ROWS} rows; the rest was left out");
        remarks.push(Remark { row: MAX_ROWS + 2, column: None, message, lost: true });
    }
    tasks
}

/// The rows that have a place in the guide, with the keys of their groups.
fn placed<'t>(
    rows: Vec<Row<'t>>,
    columns: &Columns,
    target: &Target<'_>,
    groups: &mut Groups,
    remarks: &mut Vec<Remark>,
) -> Vec<(Row<'t>, Keys, Vec<Role>)> {
    let nothing = HashSet::new();
    let mut placed = Vec::with_capacity(rows.len());
    for row in rows {
        let mut reader =
            cells::Reader { task: &row, columns, ids: &nothing, guide: target.guide, order: None, remarks };
        let keys = GroupKind::ALL.map(|kind| group(&mut reader, groups, kind));
        if GroupKind::ALL.iter().zip(&keys).all(|(kind, key)| key.is_some() || !kind.required()) {
            let roles = roles(&mut reader, groups);
            placed.push((row, keys, roles));
        }
    }
    placed
}

/// The parties in the roles of a row.
fn roles(reader: &mut cells::Reader<'_, '_>, groups: &mut Groups) -> Vec<Role> {
    let columns = [
        ("performs", Column::Performs),
        ("responsible", Column::Responsible),
        ("approves", Column::Approves),
        ("consulted", Column::Consulted),
    ];
    let mut roles = Vec::new();
    for (role, column) in columns {
        let mut parties: Vec<Marked> = Vec::new();
        for Marked { name, likely } in reader.names(&column) {
            match groups.key(GroupKind::Party, &name) {
                Ok(name) if parties.iter().all(|other| other.name != name) => parties.push(Marked { name, likely }),
                Ok(_) => {}
                Err(why) => reader.remark(&column, format!("{why}; it was left out")),
            }
        }
        if role == "responsible" && parties.len() > 1 {
            reader.remark(&column, "a task has one responsible party; the first was taken".to_owned());
            parties.truncate(1);
        }
        if !parties.is_empty() {
            roles.push((role, parties));
        }
    }
    roles
}

/// The key of a group for what stands in a cell.
fn group(reader: &mut cells::Reader<'_, '_>, groups: &mut Groups, kind: GroupKind) -> Option<String> {
    let (column, required) = (kind.column(), kind.required());
    let text = reader.text(&column).unwrap_or_default();
    if text.is_empty() {
        if required {
            let name = kind.name();
            let merged = format!("if its cell is merged with one above, import with --fill-down {name}");
            reader.remark(&column, format!("the task has no {name}; the row was left out; {merged}"));
        }
        return None;
    }
    match groups.key(kind, &text) {
        Ok(key) => Some(key),
        Err(why) => {
            let what = if required { "the row was left out" } else { "the value was left out" };
            reader.remark(&column, format!("{why}; {what}"));
            None
        }
    }
}
