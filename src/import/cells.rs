//! Cells to values.

use std::collections::HashSet;

use super::columns::{Column, Columns};
use super::days::{Order, day};
use super::table::{Remark, Row};
use crate::model::Guide;
use crate::text::{closest, composed};

/// How long a text of the front matter may be, and one that is shown in lists, in bytes.
const MAX_TEXT: usize = 50_000;
const MAX_LINE: usize = 1_000;
/// How many items a list may have.
const MAX_ITEMS: usize = 1_000;

/// Reads the cells of one row.
pub(super) struct Reader<'r, 't> {
    pub(super) task: &'r Row<'t>,
    pub(super) columns: &'r Columns,
    /// Every id of the table.
    pub(super) ids: &'r HashSet<String>,
    pub(super) guide: Option<&'r Guide>,
    /// How days are written, where that is known.
    pub(super) order: Option<Order>,
    pub(super) remarks: &'r mut Vec<Remark>,
}

/// A name in a cell, with a question mark where it is only likely.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) name: String,
    pub(super) likely: bool,
}

impl Marked {
    fn new(text: &str) -> Marked {
        match text.strip_suffix('?') {
            Some(name) => Marked { name: name.trim_end().to_owned(), likely: true },
            None => Marked { name: text.to_owned(), likely: false },
        }
    }
}

/// One requirement.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Requirement {
    /// Several: one of them is enough.
    pub(super) ids: Vec<String>,
    pub(super) likely: bool,
}

impl Reader<'_, '_> {
    pub(super) fn remark(&mut self, column: &Column, message: String) {
        self.remarks.push(Remark { row: self.task.number, column: self.columns.head(column), message, lost: true });
    }

    /// The text of a cell, trimmed, without characters that no page can show; `None` where there is none.
    pub(super) fn text(&mut self, column: &Column) -> Option<String> {
        let cell = self.columns.cell(column, &self.task.cells).trim();
        let unfit =
            |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
        let text = cell.replace("\r\n", "\n").replace('\r', "\n");
        let fit: String = text.chars().filter(|c| !unfit(*c)).collect();
        if fit.len() < text.len() {
            self.remark(column, "characters that no page can show were taken out".to_owned());
        }
        let long = matches!(
            column,
            Column::Delivers
                | Column::Description
                | Column::Documents
                | Column::Questions
                | Column::Source
                | Column::Body
        );
        let most = if *column == Column::Body {
            usize::MAX
        } else if long {
            MAX_TEXT
        } else {
            MAX_LINE
        };
        let items = matches!(
            column,
            Column::Requires | Column::With | Column::Alternatives | Column::Related | Column::Aliases
        );
        if fit.len() > most && !items {
            self.remark(column, format!("the text has more than the {most} bytes that are read; it was left out"));
            return None;
        }
        let fit = fit.trim();
        (!fit.is_empty()).then(|| fit.to_owned())
    }

    /// The items of a cell, parted by commas, semicolons or lines.
    fn items(&mut self, column: &Column) -> Vec<String> {
        let text = self.text(column).unwrap_or_default();
        let items: Vec<String> =
            text.split([',', ';', '\n']).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect();
        if items.len() > MAX_ITEMS {
            self.remark(column, format!("the list has more than the {MAX_ITEMS} items that are read; it was left out"));
            return Vec::new();
        }
        items
    }

    /// An id of the table or of the guide; reports and drops anything else.
    fn id(&mut self, column: &Column, text: &str) -> Option<String> {
        let id = composed(text.trim()).into_owned();
        if id == self.task.id {
            self.remark(column, "the task names itself; it was left out".to_owned());
            return None;
        }
        if self.ids.contains(&id) || self.guide.is_some_and(|guide| guide.task_named(&id).is_ok()) {
            return Some(id);
        }
        let near = closest(&id, self.ids.iter().map(String::as_str).collect::<std::collections::BTreeSet<_>>());
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        let shown: String = id.chars().take(60).collect();
        self.remark(column, format!("there is no task `{shown}`; it was left out{near}"));
        None
    }

    /// Ids of tasks.
    pub(super) fn ids(&mut self, column: &Column) -> Vec<Marked> {
        let items = self.names(column);
        let mut found: Vec<Marked> = Vec::new();
        for Marked { name, likely } in items {
            let id = self.id(column, &name).filter(|id| !found.iter().any(|other| other.name == *id));
            found.extend(id.map(|name| Marked { name, likely }));
        }
        found
    }

    /// The names of a cell, not looked up.
    pub(super) fn names(&mut self, column: &Column) -> Vec<Marked> {
        self.items(column).iter().map(|item| Marked::new(item)).collect()
    }

    /// A single id of a task.
    pub(super) fn one(&mut self, column: &Column) -> Option<String> {
        let text = self.text(column)?;
        self.id(column, &text)
    }

    /// Texts that are no ids of this guide's tasks: former ids.
    pub(super) fn words(&mut self, column: &Column) -> Vec<String> {
        self.items(column)
    }

    /// `FF102, TF1?, A / B`: a question mark for likely, a stroke between alternatives.
    pub(super) fn requirements(&mut self) -> Vec<Requirement> {
        let column = Column::Requires;
        let mut found: Vec<Requirement> = Vec::new();
        for item in self.items(&column) {
            let Marked { name, likely } = Marked::new(&item);
            let mut ids: Vec<String> = Vec::new();
            for choice in name.split('/') {
                let id = self.id(&column, choice).filter(|id| !ids.contains(id));
                ids.extend(id);
            }
            if !ids.is_empty() && !found.iter().any(|known| known.ids == ids) {
                found.push(Requirement { ids, likely });
            }
        }
        found
    }

    /// A day.
    pub(super) fn date(&mut self, column: &Column) -> Option<String> {
        let text = self.text(column)?;
        day(&text, self.order).map_err(|why| self.remark(column, format!("{why}; it was left out"))).ok()
    }

    /// The key for a status; `None` for active, which is the default.
    pub(super) fn status(&mut self) -> Option<&'static str> {
        let text = self.text(&Column::Status)?;
        match text.to_lowercase().as_str() {
            "active" | "aktiv" => None,
            "draft" | "kladde" => Some("draft"),
            "retired" | "udgået" => Some("retired"),
            _ => {
                self.remark(&Column::Status, format!("`{text}` is not active, draft or retired; it was left out"));
                None
            }
        }
    }
}
