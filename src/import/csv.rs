//! CSV to rows (door: csv).

use super::encoding::decoded;
use super::table::{MAX_COLUMNS, MAX_ROWS, Remark, Rows, Table};
use crate::refusal::Refusal;

/// Reads CSV with or without a byte order mark. Columns are separated by what a first line `sep=;` says, or else by what
/// the first line holds most of outside quotation marks: `;`, `,` or a tab.
///
/// # Errors
/// It is no text, or not a table.
pub(crate) fn read_csv(bytes: &[u8]) -> Result<Table, Refusal> {
    let (text, encoding) = decoded(bytes)?;
    let (separator, table) = named_separator(&text).unwrap_or_else(|| (separator(&text), &text));
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(table.as_bytes());
    // The line that names the separator is a row of the file.
    let first = 1 + usize::from(table.len() < text.len());
    let mut rows = Rows::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("it is not CSV: {error}"))?;
        if record.len() > MAX_COLUMNS {
            return Err(format!("it has {} columns, more than the {MAX_COLUMNS} that are read", record.len()).into());
        }
        rows.push((rows.len() + first, record.iter().map(str::to_owned).collect()));
        if rows.len() > MAX_ROWS + 1 {
            break;
        }
    }
    let told = encoding.map(|encoding| Remark {
        row: first,
        column: None,
        message: format!("the file is not in UTF-8 and was read as {encoding}; look at letters such as æ, ø and å"),
        lost: false,
    });
    Ok(Table { rows, remarks: told.into_iter().collect() })
}

/// The separator from a first line `sep=;`, as Excel writes it, and the lines behind it.
fn named_separator(text: &str) -> Option<(u8, &str)> {
    let end = text.find('\n')?;
    let line = text[..end].trim_end_matches('\r').trim_matches('"');
    let (key, sign) = line.split_at_checked(4)?;
    let sign =
        sign.bytes().next().filter(|sign| key.eq_ignore_ascii_case("sep=") && sign.is_ascii() && *sign != b'"')?;
    (line.len() == 5).then_some((sign, &text[end + 1..]))
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
        let read = |text: &str| read_csv(text.as_bytes()).map(|table| table.rows);
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
        assert_eq!(read("sep=,\r\nid,\"a;;;b\"\n"), Ok(vec![(2, vec!["id".to_owned(), "a;;;b".to_owned()])]));
        assert_eq!(read("\"SEP=|\"\nid|a"), Ok(vec![(2, vec!["id".to_owned(), "a".to_owned()])]));
    }
}
