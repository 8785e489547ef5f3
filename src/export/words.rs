//! Words of the text formats.

/// Words that text formats need beside those of the drawing, in the reader's language.
#[derive(Clone, Debug)]
pub(crate) struct ExportWords {
    /// "needs".
    pub(crate) needs: String,
    /// "needs one of".
    pub(crate) needs_any: String,
    /// "together with".
    pub(crate) with: String,
    /// "or".
    pub(crate) or: String,
    /// "has to do with".
    pub(crate) related: String,
    /// "likely".
    pub(crate) likely: String,
    /// "Outside the diagram".
    pub(crate) outside: String,
}
