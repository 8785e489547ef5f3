//! The guide that a table goes into.

use super::days::Order;
use crate::model::Guide;

/// Where the tasks go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'a> {
    /// The guide's folder.
    pub(crate) folder: &'a str,
    /// The guide, if it is there already.
    pub(crate) guide: Option<&'a Guide>,
    /// For a new guide.
    pub(crate) title: &'a str,
    /// For a new guide: a language code.
    pub(crate) language: &'a str,
    /// Which columns of empty cells take the value above, by head or key.
    pub(crate) fill_down: &'a [String],
    /// How days are written, if the author says so.
    pub(crate) order: Option<Order>,
}
