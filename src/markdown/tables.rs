//! Tables.

use std::ops::Range;

use super::body::Slot;
use super::writer::{Table, TablePart, Writer};
use crate::diagnostic::{Diagnostic, LOST_CELL};

impl Writer<'_, '_> {
    pub(super) fn start_table(&mut self, columns: Vec<&'static str>) {
        self.table.columns = columns;
        self.block("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"");
        self.out.slot(Slot::Word("table"));
        self.out.html.push_str("\"><table>\n");
    }

    pub(super) fn start_table_head(&mut self) {
        self.table = Table { part: TablePart::Head, cells: 0, ..std::mem::take(&mut self.table) };
        self.out.html.push_str("<thead><tr>");
    }

    pub(super) fn end_table_head(&mut self) {
        self.table.part = TablePart::Rows;
        self.out.html.push_str("</tr></thead>\n<tbody>\n");
    }

    pub(super) fn start_row(&mut self) {
        self.table.cells = 0;
        self.out.html.push_str("<tr>");
    }

    /// Cells behind the last column are lost.
    pub(super) fn end_row(&mut self, range: Range<usize>) {
        self.out.html.push_str("</tr>\n");
        let Some(rest) = self.text.get(self.table.end..range.end).filter(|_| self.table.cells > 0) else { return };
        let blank = |c: char| c == '|' || c.is_whitespace();
        let lost = rest.trim_matches(blank);
        if lost.is_empty() {
            return;
        }
        let start = self.table.end + rest.len() - rest.trim_start_matches(blank).len();
        let columns = self.table.columns.len();
        let message = format!("the row has more cells than the table has columns ({columns}): `{lost}` is not shown");
        let fault = Diagnostic::new(LOST_CELL, self.span(start..start + lost.len()), message);
        self.faults.push(fault.help("give the head another column, or write `\\|` for a stroke that ends no cell"));
    }

    pub(super) fn start_cell(&mut self, range: Range<usize>) {
        self.begin_block();
        // A heading without words names nothing, so that its cell is none.
        let blank = |c: char| c == '|' || c.is_whitespace();
        let has_words = self.text.get(range.clone()).is_some_and(|text| !text.trim_matches(blank).is_empty());
        self.table.heading = self.table.part == TablePart::Head && has_words;
        let tag = if self.table.heading { "th scope=\"col\"" } else { "td" };
        let class = self.table.columns.get(self.table.cells).copied().unwrap_or_default();
        self.table.cells += 1;
        self.table.end = range.end;
        self.out.html.push('<');
        self.out.html.push_str(tag);
        self.out.html.push_str(class);
        self.out.html.push('>');
    }

    pub(super) fn end_cell(&mut self) {
        self.end_block(if self.table.heading { "</th>" } else { "</td>" });
    }
}
