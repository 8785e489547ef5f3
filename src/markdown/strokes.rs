//! The stroke of `[[A1|words]]` in a table, which would end the cell: it is escaped before the text is parsed.

use super::edit::{Edit, is_escaped};

/// Signs before the cells of a row in a quotation or an item.
const AROUND: [char; 3] = [' ', '\t', '>'];

/// The strokes of references in what looks like a table.
pub(super) fn in_tables(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !(text.contains('|') && text.contains("[[") && text.contains("--")) {
        return edits;
    }
    let mut lines = text.split_inclusive('\n').peekable();
    let (mut at, mut inside) = (0, false);
    while let Some(line) = lines.next() {
        let blank = line.trim_matches(AROUND).trim().is_empty();
        inside = !blank && (inside || lines.peek().is_some_and(|next| is_rule(next)));
        if inside {
            row(text, at, line, &mut edits);
        }
        at += line.len();
    }
    edits
}

/// Whether a line is the one between the head of a table and its rows.
fn is_rule(line: &str) -> bool {
    let line = line.trim_start_matches(AROUND).trim_end();
    line.contains('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

fn row(text: &str, at: usize, line: &str, edits: &mut Vec<Edit>) {
    let mut from = 0;
    while let Some(open) = line[from..].find("[[").map(|found| from + found) {
        from = open + 2;
        let inner = &line[from..];
        let Some(end) = inner.find("]]") else { break };
        if inner[..end].contains("[[") {
            continue;
        }
        let strokes = inner[..end].match_indices('|').map(|(stroke, _)| at + from + stroke);
        edits.extend(strokes.filter(|stroke| !is_escaped(text, *stroke)).map(Edit::escape));
        from += end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_strokes_of_references_in_tables_are_found() {
        let table = "> | [[A|b]] | c |\n> |--|--|\n> | [[A1|x\\|y]] | [[B | [[C|d]] |\n\n[[E|f]]";
        let found: Vec<usize> = in_tables(table).iter().map(|edit| edit.range.start).collect();
        let expected: Vec<usize> = ["|b]]", "|x\\", "|d]]"].iter().filter_map(|it| table.find(it)).collect();
        assert_eq!(found, expected);
        assert!(in_tables("[[A|b]] | c\n\n--").is_empty());
    }
}
