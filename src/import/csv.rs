//! CSV to rows (door: csv).

use super::{MAX_COLUMNS, MAX_ROWS, Rows};

/// Reads CSV in UTF-8, with or without a byte order mark. Columns are separated by what the first line holds most of
/// outside quotation marks: `;`, `,` or a tab.
///
/// # Errors
/// The text is not UTF-8, or not a table.
pub(crate) fn read_csv(bytes: &[u8]) -> Result<Rows, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        format!("it is not UTF-8 (byte {}); in a spreadsheet, choose \"CSV UTF-8\" when saving", error.valid_up_to())
    })?;
    let text = text.trim_start_matches('\u{FEFF}');
    let separator = separator(text);
    let mut reader =
        ::csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Rows::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("it is not CSV: {error}"))?;
        if record.len() > MAX_COLUMNS {
            return Err(format!("it has {} columns, more than the {MAX_COLUMNS} that are read", record.len()));
        }
        rows.push((rows.len() + 1, record.iter().map(str::to_owned).collect()));
        if rows.len() > MAX_ROWS + 1 {
            break;
        }
    }
    Ok(rows)
}

fn separator(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [0_usize; 3];
    let signs = b";,\t";
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if !quoted => counts.iter_mut().zip(signs).for_each(|(count, sign)| *count += usize::from(byte == *sign)),
            _ => {}
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    counts.iter().position(|count| *count == most).map_or(b',', |at| signs[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_marks_and_quotes() {
        let read = |text: &str| read_csv(text.as_bytes());
        let rows = |cells: &[&[&str]]| -> Rows {
            cells
                .iter()
                .enumerate()
                .map(|(at, row)| (at + 1, row.iter().map(|cell| (*cell).to_owned()).collect()))
                .collect()
        };
        assert_eq!(
            read("\u{FEFF}id;title\r\nB1;\"a, b; \"\"c\"\"\"\r\n"),
            Ok(rows(&[&["id", "title"], &["B1", "a, b; \"c\""]]))
        );
        assert_eq!(read("id,\"a;;;b\"\nB1\n"), Ok(rows(&[&["id", "a;;;b"], &["B1"]])));
        assert_eq!(read("id\ttitle\nB1\tx"), Ok(rows(&[&["id", "title"], &["B1", "x"]])));
        assert!(read_csv(b"id,\xE5").is_err_and(|error| error.contains("byte 3")));
    }
}
