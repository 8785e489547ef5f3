//! A spreadsheet's first sheet to rows (doors: calamine, zip). A spreadsheet is a zip archive: what it unpacks to is
//! counted before anything else reads it, and cells are taken one by one, so that neither a bomb nor a cell far out makes
//! the program large.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx};

use super::table::{MAX_COLUMNS, MAX_ROWS, Table};
use crate::refusal::Refusal;

/// How much a spreadsheet may unpack to, in bytes, and how many parts it may have.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
const MAX_PARTS: usize = 1_000;
/// How long the texts of all cells may be together, in bytes: many cells may share one long text.
const MAX_TEXT: usize = 64 * 1024 * 1024;

/// Reads the first sheet of an XLSX file. Empty rows keep their numbers.
///
/// # Errors
/// It is not such a file, or larger than what is read.
pub(crate) fn read_xlsx(bytes: &[u8]) -> Result<Table, Refusal> {
    bounded(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let sheet = book.sheet_names().first().cloned().ok_or("it has no sheet")?;
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(|error| failed(&error))?;
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut length = 0;
    while let Some(cell) = cells.next_cell().map_err(|error| failed(&error))? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let column = column as usize;
        if column >= MAX_COLUMNS {
            return Err(format!("row {} has more than the {MAX_COLUMNS} columns that are read", row + 1).into());
        }
        length += text.len();
        if length > MAX_TEXT {
            return Err(format!("its texts are longer than the {} MiB that are read", MAX_TEXT >> 20).into());
        }
        if rows.len() > MAX_ROWS + 1 {
            break;
        }
        let cells = rows.entry(row).or_default();
        cells.resize(cells.len().max(column + 1), String::new());
        cells[column] = text;
    }
    let rows = rows.into_iter().map(|(row, cells)| (row as usize + 1, cells)).collect();
    Ok(Table { rows, remarks: Vec::new() })
}

/// The text of a cell, as far as known without its format: whole numbers without a point, days as 2026-11-23.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// The help for a file that is damaged, or only has the name of a spreadsheet.
fn failed(error: &dyn std::fmt::Display) -> String {
    format!("it is damaged, or no XLSX file ({error}); open it in a spreadsheet, and save it as XLSX or CSV")
}

/// Unpacks every part once and throws it away, to know how large they are: what an archive says of itself may be wrong.
fn bounded(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    if archive.len() > MAX_PARTS {
        return Err(format!("it has {} parts, more than the {MAX_PARTS} that are read", archive.len()).into());
    }
    let mut left = MAX_UNPACKED;
    for number in 0..archive.len() {
        let part = archive.by_index(number).map_err(|error| failed(&error))?;
        let read = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|error| failed(&error))?;
        left = left.checked_sub(read).ok_or_else(|| {
            format!(
                "it unpacks to more than the {} MiB that are read; save the sheet alone, or as CSV",
                MAX_UNPACKED >> 20
            )
        })?;
    }
    Ok(())
}
