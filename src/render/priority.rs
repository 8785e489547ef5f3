//! Pages that are made before the others, since somebody waits for them.

/// Pages that somebody waits for.
pub struct First<'a> {
    /// Their site paths: `bread/B1/`, empty for the front page. Those of lists are left to the rest.
    pub pages: &'a [String],
    /// Is called when they are made.
    pub made: &'a dyn Fn(),
}
