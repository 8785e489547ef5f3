//! The content of each column of a table, by its head.

use super::table::Remark;
use crate::refusal::Refusal;
use crate::text::{closest, composed, slug};

/// The content of a column.
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
    Related,
    Performs,
    Responsible,
    Approves,
    Consulted,
    Documents,
    /// The facts that are only likely.
    Likely,
    Delivers,
    Description,
    Questions,
    Source,
    Aliases,
    Status,
    ReplacedBy,
    Updated,
    Body,
    /// A value that the program computes, such as the address.
    Ignored,
    /// A field of the guide's own, by its key.
    Own(String),
}

/// The names of a known column, in small letters.
struct Known {
    column: Column,
    /// The key of front matter and of `tasks.csv`, and its names on the pages.
    names: &'static [&'static str],
    /// Other words, which count where no column has one of the names.
    others: &'static [&'static str],
}

const fn known(column: Column, names: &'static [&'static str], others: &'static [&'static str]) -> Known {
    Known { column, names, others }
}

static KNOWN: [Known; 26] = [
    known(Column::Id, &["id", "kode"], &["code", "opgave", "task", "nr", "opgave-id"]),
    known(Column::Title, &["title", "titel"], &["name", "navn", "opgavens titel"]),
    known(Column::Party, &["party", "part"], &["ansvarlig", "responsible", "owner"]),
    known(Column::Stage, &["stage", "trin"], &["fase", "phase"]),
    known(Column::Scope, &["scope", "hyppighed"], &["omfang", "frequency"]),
    known(Column::Track, &["track", "tema"], &["spor", "theme"]),
    known(
        Column::Requires,
        &["requires", "kræver"],
        &["forudsætter", "forudsætninger", "afhænger af", "depends on", "needs"],
    ),
    known(Column::With, &["with", "sammen med"], &["together with", "udføres sammen med"]),
    known(Column::Alternatives, &["alternatives", "alternativer"], &["alternativ til"]),
    known(Column::Related, &["related", "se også"], &["see also"]),
    known(Column::Performs, &["performs", "udføres af"], &[]),
    known(Column::Responsible, &["responsible"], &[]),
    known(Column::Approves, &["approves", "godkendes af"], &[]),
    known(Column::Consulted, &["consulted", "spørges"], &[]),
    known(Column::Documents, &["documents", "dokumenter"], &["blanketter", "forms"]),
    known(Column::Likely, &["likely", "sandsynlige"], &[]),
    known(Column::Delivers, &["delivers", "afleverer"], &["leverer", "leverance", "deliverable"]),
    known(Column::Description, &["description", "beskrivelse"], &[]),
    known(Column::Questions, &["open_questions", "open questions", "åbne spørgsmål"], &["spørgsmål", "questions"]),
    known(Column::Source, &["source", "kilde"], &[]),
    known(Column::Aliases, &["aliases", "former ids", "tidligere koder"], &[]),
    known(Column::Status, &["status"], &[]),
    known(Column::ReplacedBy, &["replaced_by", "replaced by", "erstattet af"], &[]),
    known(Column::Updated, &["updated", "opdateret"], &[]),
    known(Column::Body, &["body", "brødtekst", "tekst"], &["text"]),
    known(Column::Ignored, &["url", "state", "order"], &["adresse"]),
];

/// The columns that are read: the key of each, its other names, and words that count where no column has one of these.
pub(crate) fn names() -> Vec<Vec<String>> {
    let mut rows = vec![["column", "also called", "or, if no column has such a name"].map(str::to_owned).to_vec()];
    for Known { names, others, .. } in KNOWN.iter().filter(|known| known.column != Column::Ignored) {
        rows.push(vec![names[0].to_owned(), names[1..].join(", "), others.join(", ")]);
    }
    rows
}

/// An own field of a guide: key and name.
pub(super) type Own<'a> = (&'a str, &'a str);

/// The column that a head names, and the rank of its name: a key, a field of the guide, a name, or another word.
fn claim(head: &str, own: &[Own<'_>]) -> Option<(u8, Column)> {
    let head = &*composed(head.trim()).to_lowercase();
    let of = |rank: u8, fits: &dyn Fn(&Known) -> bool| Some((rank, KNOWN.iter().find(|it| fits(it))?.column.clone()));
    let is_own = |(key, name): &&Own<'_>| key.to_lowercase() == head || name.to_lowercase() == head;
    of(0, &|known| known.names[0] == head)
        .or_else(|| own.iter().find(is_own).map(|(key, _)| (1, Column::Own((*key).to_owned()))))
        .or_else(|| of(2, &|known| known.names.contains(&head)))
        .or_else(|| of(3, &|known| known.others.contains(&head)))
}

/// The columns of a table.
pub(super) struct Columns {
    columns: Vec<Column>,
    heads: Vec<String>,
}

impl Columns {
    /// Reads the head. Of several columns for one thing, the one that names it most plainly is read, or else the first.
    /// A column that nobody knows becomes an own field of a new guide.
    pub(super) fn read(
        head: &[String],
        row: usize,
        own: &[Own<'_>],
        new: bool,
        remarks: &mut Vec<Remark>,
    ) -> Result<Self, Refusal> {
        let mut claims: Vec<Option<(u8, Column)>> = head.iter().map(|text| claim(text, own)).collect();
        // Most tables know one party for a task, and many call it the responsible one.
        if !claims.iter().flatten().any(|(_, column)| *column == Column::Party) {
            for (_, column) in claims.iter_mut().flatten().filter(|(_, column)| *column == Column::Responsible) {
                *column = Column::Party;
            }
        }
        let winner = |column: &Column| {
            let rivals = claims.iter().enumerate().filter_map(|(at, claim)| Some((at, claim.as_ref()?)));
            rivals
                .filter(|(_, (_, other))| other == column)
                .min_by_key(|(at, (rank, _))| (*rank, *at))
                .map(|(at, _)| at)
        };
        let mut columns: Vec<Column> = Vec::with_capacity(head.len());
        for (at, text) in head.iter().enumerate() {
            let mut remark =
                |message: String, lost: bool| remarks.push(Remark { row, column: Some(text.clone()), message, lost });
            let column = match &claims[at] {
                Some((_, Column::Ignored)) => Column::Ignored,
                None if text.trim().is_empty() => Column::Ignored,
                Some((_, column)) if winner(column) == Some(at) => column.clone(),
                claim => {
                    let rival = claim.as_ref().and_then(|(_, column)| Some(head[winner(column)?].trim()));
                    let taken = rival
                        .map(|rival| format!("it stands for the same as the column \"{rival}\", which was read; "));
                    if new {
                        let key = free_key(text, &columns);
                        if let Some(taken) = taken {
                            remark(format!("{taken}this one became the guide's own field `{key}`"), false);
                        }
                        Column::Own(key)
                    } else {
                        let unknown =
                            || format!("the guide has no such field; the column was left out{}", near(text, own));
                        remark(taken.map_or_else(unknown, |taken| format!("{taken}this one was left out")), true);
                        Column::Ignored
                    }
                }
            };
            columns.push(column);
        }
        let columns = Columns { columns, heads: head.iter().map(|head| head.trim().to_owned()).collect() };
        for needed in [Column::Id, Column::Title, Column::Party, Column::Stage] {
            if !columns.columns.contains(&needed) {
                let of = KNOWN.iter().filter(|known| known.column == needed);
                let names: Vec<&str> = of.flat_map(|known| known.names.iter().chain(known.others)).copied().collect();
                return Err(format!(
                    "the first row has no column `{}`; it may be called {}",
                    names.first().copied().unwrap_or_default(),
                    names.join(", ")
                )
                .into());
            }
        }
        Ok(columns)
    }

    /// The place of a column that somebody names by its head or its key, and that is not the id.
    pub(super) fn named(&self, name: &str) -> Result<usize, Refusal> {
        let same = |head: &str| head.to_lowercase() == name.trim().to_lowercase();
        let by_head = || self.heads.iter().position(|head| same(head));
        let column = || KNOWN.iter().find(|known| same(known.names[0])).map(|known| &known.column);
        let by_key = || self.columns.iter().position(|column_here| column() == Some(column_here));
        match by_head().or_else(by_key) {
            Some(at) if self.columns[at] == Column::Id => Err("ids are never filled down".into()),
            Some(at) => Ok(at),
            None => {
                let near = closest(name, self.heads.iter().map(String::as_str));
                let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                Err(format!("the table has no column `{name}` to fill down{near}").into())
            }
        }
    }

    /// The cell of a row in a column; empty without one.
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

/// A key for a field of a new guide that no column has.
fn free_key(head: &str, columns: &[Column]) -> String {
    let head = head.trim().to_lowercase();
    let is_key = !head.is_empty() && head.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let key = if is_key { head } else { slug(&head) };
    let taken = KNOWN.iter().any(|known| known.names[0] == key) || columns.contains(&Column::Own(key.clone()));
    if taken { format!("{key}-{}", columns.len() + 1) } else { key }
}

/// A word that was probably meant by a head.
fn near(head: &str, own: &[Own<'_>]) -> String {
    let known = KNOWN.iter().flat_map(|known| known.names.iter().chain(known.others)).copied();
    let near = closest(&head.trim().to_lowercase(), known.chain(own.iter().map(|(key, _)| *key)));
    near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}
