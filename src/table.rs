//! A table for the terminal: columns as wide as their widest cell, the last one cut where the line is full (door:
//! unicode-width).

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::text::visible_line;

/// Blanks between two columns.
const GAP: usize = 2;
/// The mark of cut text.
const CUT: char = '…';

/// The rows, of which the first is the head, as lines of at most `width` columns of the terminal, where one is given.
/// Characters that would act on the terminal are written out.
pub(crate) fn table(rows: &[Vec<String>], width: Option<usize>) -> String {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|cells| cells.iter().map(|cell| visible_line(cell)).collect()).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let widest = |column: usize| rows.iter().map(|cells| cells[column].width()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let mut out = String::new();
    for cells in &rows {
        let mut line = String::new();
        for (cell, wide) in cells.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(wide - cell.width() + GAP));
        }
        out.push_str(&fitted(line.trim_end(), width));
        out.push('\n');
    }
    out
}

fn fitted(line: &str, width: Option<usize>) -> String {
    let Some(most) = width.filter(|most| line.width() > *most) else { return line.to_owned() };
    let mut out = String::new();
    let mut used = 0;
    for c in line.chars() {
        used += c.width().unwrap_or_default();
        if used + 1 > most {
            break;
        }
        out.push(c);
    }
    let mut out = out.trim_end().to_owned();
    out.push(CUT);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_lines_fit() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let rows = [row(["ID", "TITLE"]), row(["B1", "Ælt dejen"]), row(["漢字", "a\u{1b}[31m"])];
        assert_eq!(table(&rows, None), "ID    TITLE\nB1    Ælt dejen\n漢字  a\\u{1b}[31m\n");
        assert_eq!(table(&rows, Some(10)), "ID    TITL…\nB1    Ælt…\n漢字  a\\u…\n".replace("TITL…", "TIT…"));
        for width in 1..20 {
            assert!(table(&rows, Some(width)).lines().all(|line| line.width() <= width), "{width}");
        }
    }
}
