//! A table as it was read.

/// How large a file may be that is read, in bytes.
pub(crate) const MAX_BYTES: u64 = 16 * 1024 * 1024;
/// How many rows a table may have.
pub(super) const MAX_ROWS: usize = 20_000;
/// How many columns.
pub(super) const MAX_COLUMNS: usize = 200;

/// A table as it was read: each row with its number in the file, the head first.
pub(crate) type Rows = Vec<(usize, Vec<String>)>;

/// A table with what is to be known of how it was read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) rows: Rows,
    pub(crate) remarks: Vec<Remark>,
}

/// Something that did not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    /// The row in the file, from 1.
    pub(crate) row: usize,
    /// The head of the column, if it is about one.
    pub(crate) column: Option<String>,
    pub(crate) message: String,
    /// Something of the table is in no file.
    pub(crate) lost: bool,
}

/// A row that becomes a task.
pub(super) struct Row<'t> {
    pub(super) number: usize,
    pub(super) id: String,
    pub(super) cells: Vec<&'t str>,
}
