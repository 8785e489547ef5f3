//! What each column of a table holds, by its head.

use super::Remark;
use crate::text::{closest, slug};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Title,
    Party,
    Stage,
    Scope,
    Track,
    Requires,
    With,
    Alternatives,
    Delivers,
    Description,
    Questions,
    Source,
    Aliases,
    Status,
    ReplacedBy,
    Updated,
    Body,
    /// What the program works out itself, such as the address.
    Ignored,
    /// A field of the guide's own, by its key.
    Own(String),
}

/// Heads, folded: the key of the front matter and of `tasks.csv` first, then other English and Danish words.
const HEADS: [(Column, &[&str]); 19] = [
    (Column::Id, &["id", "code", "kode", "opgave", "task", "nr", "opgave-id"]),
    (Column::Title, &["title", "titel", "name", "navn", "opgavens titel"]),
    (Column::Party, &["party", "part", "ansvarlig", "responsible", "owner"]),
    (Column::Stage, &["stage", "trin", "fase", "phase"]),
    (Column::Scope, &["scope", "hyppighed", "omfang", "frequency"]),
    (Column::Track, &["track", "tema", "spor", "theme"]),
    (Column::Requires, &["requires", "kræver", "forudsætter", "forudsætninger", "afhænger af", "depends on", "needs"]),
    (Column::With, &["with", "sammen med", "together with", "udføres sammen med"]),
    (Column::Alternatives, &["alternatives", "alternativer", "alternativ til"]),
    (Column::Delivers, &["delivers", "afleverer", "leverer", "leverance", "deliverable"]),
    (Column::Description, &["description", "beskrivelse"]),
    (Column::Questions, &["open_questions", "open questions", "åbne spørgsmål", "spørgsmål", "questions"]),
    (Column::Source, &["source", "kilde"]),
    (Column::Aliases, &["aliases", "former ids", "tidligere koder"]),
    (Column::Status, &["status"]),
    (Column::ReplacedBy, &["replaced_by", "replaced by", "erstattet af"]),
    (Column::Updated, &["updated", "opdateret"]),
    (Column::Body, &["body", "text", "tekst", "brødtekst"]),
    (Column::Ignored, &["url", "state", "adresse", "order"]),
];

/// The columns of a table.
pub(super) struct Columns {
    columns: Vec<Column>,
    heads: Vec<String>,
}

impl Columns {
    /// Reads the head. A column that nobody knows becomes an own field of a new guide.
    pub(super) fn read(
        head: &[String],
        row: usize,
        own: &[&str],
        new: bool,
        remarks: &mut Vec<Remark>,
    ) -> Result<Self, String> {
        let mut columns: Vec<Column> = Vec::with_capacity(head.len());
        for text in head {
            let name = text.trim().to_lowercase();
            let known =
                HEADS.iter().find(|(_, heads)| heads.contains(&name.as_str())).map(|(column, _)| column.clone());
            let field = own.iter().find(|key| key.to_lowercase() == name).map(|key| Column::Own((*key).to_owned()));
            let mut remark = |message: String| remarks.push(Remark { row, column: Some(text.clone()), message });
            let column = match field.or(known) {
                Some(column) if column != Column::Ignored && columns.contains(&column) => {
                    remark("the column stands twice; this one was left out".to_owned());
                    Column::Ignored
                }
                Some(column) => column,
                None if name.is_empty() => Column::Ignored,
                None if new => {
                    let key = slug(&name);
                    let key = if columns.contains(&Column::Own(key.clone())) {
                        format!("{key}-{}", columns.len() + 1)
                    } else {
                        key
                    };
                    Column::Own(key)
                }
                None => {
                    let words = HEADS.iter().flat_map(|(_, heads)| heads.iter().copied()).chain(own.iter().copied());
                    let near =
                        closest(&name, words).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                    remark(format!("the guide has no such field; the column was left out{near}"));
                    Column::Ignored
                }
            };
            columns.push(column);
        }
        let columns = Columns { columns, heads: head.iter().map(|head| head.trim().to_owned()).collect() };
        for needed in [Column::Id, Column::Title, Column::Party, Column::Stage] {
            if !columns.columns.contains(&needed) {
                let names = HEADS.iter().find(|(column, _)| *column == needed).map_or(&[][..], |(_, heads)| heads);
                return Err(format!(
                    "the first row has no column `{}`; it may be called {}",
                    names[0],
                    names.join(", ")
                ));
            }
        }
        Ok(columns)
    }

    /// What stands in a column of a row; empty where there is none.
    pub(super) fn cell<'t>(&self, column: &Column, cells: &[&'t str]) -> &'t str {
        let at = self.columns.iter().position(|known| known == column);
        at.and_then(|at| cells.get(at)).copied().unwrap_or_default()
    }

    /// The head of a column as it is written.
    pub(super) fn head(&self, column: &Column) -> Option<String> {
        let at = self.columns.iter().position(|known| known == column)?;
        self.heads.get(at).cloned()
    }

    /// Own fields: key and head.
    pub(super) fn own(&self) -> impl Iterator<Item = (&str, &str)> {
        self.columns.iter().zip(&self.heads).filter_map(|(column, head)| match column {
            Column::Own(key) => Some((key.as_str(), head.as_str())),
            _ => None,
        })
    }
}
